"""The rules of a check in groups: those that need the same and stand next to each other."""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.records import NamedTuple
from checker.rules.codes import ALL_RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.rules.codes import Rule

_OWN = "INT"


class Group(NamedTuple):
    """Rules next to each other of which each can have something to say if the others can."""

    need: str
    own: bool
    """Whether they speak of the tool itself, which is no work."""
    rules: list[Rule]


def groups_of(rules: tuple[Rule, ...]) -> list[Group]:
    """Some rules in their order."""
    return _groups_of_all() if rules == ALL_RULES else _grouped(rules)


@cache
def _groups_of_all() -> list[Group]:
    """Made once: a fleet checks thousands of roots with all rules."""
    return _grouped(ALL_RULES)


def _grouped(rules: tuple[Rule, ...]) -> list[Group]:
    found: list[Group] = []
    for rule in rules:
        own = rule.code.startswith(_OWN)
        if not found or (found[-1].need, found[-1].own) != (rule.needs, own):
            found.append(Group(rule.needs, own, []))
        found[-1].rules.append(rule)
    return found
