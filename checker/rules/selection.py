"""Which rules a user's words mean: codes, their beginnings, names, `ALL`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.rules.codes import Rule

FIXED = frozenset({"INT001", "INT002"})
"""What was not checked: nobody can decide that this is no error."""


def matching(rules: Mapping[str, Rule], prefixes: Iterable[str]) -> dict[str, Rule]:
    """The rules whose code starts with, or whose name is, one of `prefixes`; `ALL`: all rules."""
    wanted = tuple(prefixes)
    if not wanted:
        return {}
    return {
        code: rule
        for code, rule in rules.items()
        if any(w == "ALL" or code.startswith(w.upper()) or rule.name == w for w in wanted)
    }
