"""Packages that the code needs without an import of its own."""

from __future__ import annotations

from checker.base.findings import Finding
from checker.base.messages import say_then
from checker.reachable.implied import implied
from checker.rules.registry import rule
from checker.rules.source.shared import (
    THEN,
    consequence,
    fields_of,
    line_of,
    related,
    severity_of,
)
from checker.rules.start.installed import adding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

FOUND = "`{word}` needs {add}, which no requirement installs"
MAYBE = "`{word}` needs {add}, which no requirement is known to install ({because} is not known)"


@rule("IMP006")
def implied_requirement_missing(project: Project) -> Iterator[Finding]:
    """A started module uses what needs a further package, and nothing installs it."""
    for each in implied(project):
        fields = {
            **fields_of(project, each.file, each.error),
            "word": each.word, "add": each.add, "because": each.because,
        }  # fmt: skip
        yield Finding(
            "IMP006",
            say_then(MAYBE if each.because else FOUND, THEN[consequence(each.file)], **fields),
            line_of(each.file, each.line),
            severity_of(each.file),
            certain=each.certain,
            help=adding(project, each.add),
            related=related(project, each.file),
        )
