"""Good lines that pip allows in a requirements file only, and not in a constraints file."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.rules.requirements.shared import quoted, requirements_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import RequirementsFile

NAMELESS = "`{text}` has no name → pip refuses it in a constraints file and the build fails"
EXTRAS = "`{text}` has extras → pip refuses it in a constraints file and the build fails"


def wrong_constraints(file: RequirementsFile) -> Iterator[Finding]:
    """Lines of a constraints file that pip refuses."""
    if not file.constraint:
        return
    for _, found in requirements_of(file):
        nameless = not found.name and (found.url or found.local)
        if nameless or found.extras:
            yield Finding(
                "REQ002",
                say(NAMELESS if nameless else EXTRAS, text=quoted(found.text)),
                Location(file.path, *found.span),
                Severity.ERROR,
                help="write `name==version` there, or include the file with `-r`",
            )
