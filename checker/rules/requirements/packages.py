"""Requirements that no package index has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.rules import rule
from checker.rules.requirements.shared import (
    UBUNTU,
    quoted,
    readable_files,
    requirements_of,
    without_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, RequirementsFile
    from checker.project.project import Project


@rule(
    "REQ007",
    "requirements-os-package",
    Severity.ERROR,
    cites=("requirements.generate", "compile.install", "F34"),
    fix=Applicability.UNSAFE,
)
def os_package(project: Project) -> Iterator[Finding]:
    """A requirement is a part of Debian or Ubuntu that no package index has.

    Why:
        `pip freeze` outside a virtual environment also lists what the operating system's packages
        installed. Such distributions, or their versions, are not on the package index that the
        build installs from (F34), so pip ends with `No matching distribution found`.
        `pkg-resources==0.0.0` is written by the pip of Debian and Ubuntu even inside a virtual
        environment.

        Names that an index has too (`PyGObject`, `dbus-python`, `systemd-python`) are not reported
        unless their version says `ubuntu` or `dfsg`.

    Example:
        pkg-resources==0.0.0
        command-not-found==0.3

    Use instead:
        nothing: delete these lines, and write the file in a clean environment:
        python3 -m venv venv && venv/bin/pip freeze > requirements.txt
    """
    from checker.data.os_packages import OS_PACKAGES

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
            "`{text}` is a part of Debian or Ubuntu → no package index has it, and pip ends with "
            "`No matching distribution found`",
            text=quoted(text),
        ),
        Location(file.path, *entry.span),
        Severity.ERROR,
        help="delete the line",
        fix=Fix("delete the line", Applicability.UNSAFE, (without_line(file.document, entry),)),
    )
