"""Imports that the installed release of a distribution does not have: removed, or not there yet."""

from __future__ import annotations

from checker.base.messages import say
from checker.reachable.failing import Why
from checker.rules.imports.modules import failing_for, finding_of
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.base.findings import Finding
    from checker.project.project import Project
    from checker.reachable.removed import Removed

FOUND = {
    "removed": "{release} has no `{dotted}`: {last} was the last release with it",
    "too old": "{release} has no `{dotted}`: it came with {first}",
    "never": "{release} has no `{dotted}`",
}
"""What was found, by whether an earlier or a later release has it."""
HELP = {
    "instead": "write {instead}",
    "name instead": "write `{instead}`",
    "pin": "import what replaced it, or require `{package}<={last}`",
    "newer": "require `{package}>={first}`, or import what this release has",
    "other": "import what this release has",
    "meant": "replace `{package}` by `{meant}` in the requirements",
}
"""What to do about it."""


@rule("IMP005")
def import_removed(project: Project) -> Iterator[Finding]:
    """A started module imports what the installed release of a package does not have."""
    for each in failing_for(project, Why.REMOVED):
        what = each.removed
        if what is None:
            continue
        error = "ImportError" if what.what.name else "ModuleNotFoundError"
        found, help = FOUND[_kind_of(what)], HELP[_kind_of_help(what)]
        yield finding_of(project, "IMP005", each, found, help, error=error, **_fields(what))


def removed_words(what: Removed) -> tuple[str, str]:
    """What was found and what to do about it, for another rule that speaks of the import."""
    fields = _fields(what)
    return say(FOUND[_kind_of(what)], **fields), say(HELP[_kind_of_help(what)], **fields)


def _fields(what: Removed) -> dict[str, Any]:
    return {
        "release": what.shown, "dotted": what.dotted, "last": what.last, "first": what.first,
        "instead": what.instead, "package": what.distribution, "meant": what.meant,
    }  # fmt: skip


def _kind_of(what: Removed) -> str:
    """A key of `FOUND`."""
    return "removed" if what.last else "too old" if what.first else "never"


def _kind_of_help(what: Removed) -> str:
    """A key of `HELP`."""
    if what.meant:
        return "meant"
    if what.instead:
        plain = "`" not in what.instead and what.instead.replace(".", "").replace("_", "").isalnum()
        return "name instead" if plain else "instead"
    return "newer" if what.first else "pin" if what.last else "other"
