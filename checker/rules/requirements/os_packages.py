"""Requirements that no package index has."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.data.os_packages import OS_PACKAGES
from checker.rules.registry import rule
from checker.rules.requirements.shared import (
    UBUNTU,
    quoted,
    readable_files,
    requirements_of,
    without_line,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, RequirementsFile
    from checker.project.project import Project


@rule("REQ007")
def os_package(project: Project) -> Iterator[Finding]:
    """A requirement is a part of Debian or Ubuntu that no package index has."""
    for file in readable_files(project):
        if file.constraint:
            continue
        for entry, requirement in requirements_of(file):
            if requirement.url or requirement.local or requirement.name_span is None:
                continue
            version = requirement.specifiers[0].version if requirement.specifiers else ""
            distribution = re.search(r"ubuntu|dfsg|\+deb\d", version)
            if requirement.normalised not in OS_PACKAGES and not distribution:
                continue
            yield _os_package(file, entry, requirement.text)
        for entry in file.entries:
            if entry.refusal and re.match(UBUNTU, entry.text):
                yield _os_package(file, entry, entry.text)


def _os_package(file: RequirementsFile, entry: Entry, text: str) -> Finding:
    return Finding(
        "REQ007",
        say(
            "`{text}` is part of Debian or Ubuntu, not of a package index → pip stops with `No "
            "matching distribution found`",
            text=quoted(text),
        ),
        Location(file.path, *entry.span),
        Severity.ERROR,
        help="delete the line",
        fix=Fix("delete the line", Applicability.UNSAFE, (without_line(file.document, entry),)),
    )
