"""Requirements whose name is not that of a distribution."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.data.not_distributions import MEANT, PYTHON, STANDARD_LIBRARY
from checker.data.placeholders import PLACEHOLDERS
from checker.rules.requirements.shared import applies, quoted, without_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, Requirement, RequirementsFile
    from checker.project.project import Project

IMPORTED = (
    "`{text}` is the name of an import, not of a distribution → pip stops with `No matching "
    "distribution found`"
)
MODULE = (
    "`{text}` is a module of Python's standard library, not a distribution → pip stops with `No "
    "matching distribution found`"
)
PLACEHOLDER = (
    "`{text}` only says that the distribution is called {name} → its setup.py stops the build, and "
    "pip stops with `subprocess-exited-with-error`"
)
INTERPRETER = (
    "`{text}` is the interpreter, not a distribution → pip stops with `No matching distribution "
    "found`"
)
VERSION_IN_NAME = "`{name}` has its version in the name → pip looks for a distribution called that"
DELETE_PYTHON = "delete the line: runtime.txt says which Python it is"
_INDEXES = ("--index-url", "--extra-index-url", "--find-links", "--no-index")


def is_no_distribution(requirement: Requirement) -> bool:
    """Whether no package index has a distribution of that name."""
    name = requirement.normalised
    return name in STANDARD_LIBRARY or name in MEANT or name in PYTHON


def _is_placeholder(requirement: Requirement) -> bool:
    """Whether pip takes the newest release of a distribution that only names another."""
    newest = all(each.operator in (">", ">=") for each in requirement.specifiers)
    return newest and requirement.normalised in PLACEHOLDERS


def no_distribution(
    project: Project, file: RequirementsFile, entry: Entry, requirement: Requirement
) -> Iterator[Finding]:
    """A name with a version in it, a module of Python, the name of an import."""
    if requirement.url or requirement.local or requirement.name_span is None:
        return
    found = re.fullmatch(r"([A-Za-z][\w.-]*?)-v?([0-9]+(?:\.[0-9]+)+)", requirement.name)
    if found and not requirement.specifiers:
        yield _version_in_name(file, entry, requirement, found[1], found[2])
        return
    known = is_no_distribution(requirement) or _is_placeholder(requirement)
    local = "+" in (requirement.pin or "") and not file.constraint
    if not (known or local) or applies(requirement, project.target) is False:
        return
    required = project.requirements
    if required is None or any(each.option(name) for each in required.entries for name in _INDEXES):
        return  # another index may have anything
    if not known:
        from checker.rules.requirements.local_versions import (  # noqa: PLC0415  gate: `1.0+cpu`
            local_version,
        )

        text = quoted(requirement.text.partition(";")[0].strip())
        holds = applies(requirement, project.target) is True
        yield from local_version(project, entry, requirement, text, holds)
        return
    name = requirement.normalised
    meant = MEANT.get(name) or PLACEHOLDERS.get(name, "")
    if meant:
        message = IMPORTED if name in MEANT else PLACEHOLDER
        help = say("write `{name}`", name=meant)
        edits = (Edit(entry.path, *requirement.span, meant),)
        title = say("require {name}", name=meant)
    else:
        message = MODULE
        help = "delete the line"
        if name in PYTHON:
            message = INTERPRETER
            help = DELETE_PYTHON
        edits = (without_line(file.document, entry),)
        title = "delete the line"
    said = say(message, text=quoted(requirement.text), name=meant)
    yield Finding(
        "REQ002",
        said,
        Location(entry.path, *requirement.name_span),
        Severity.ERROR,
        certain=applies(requirement, project.target) is True,
        help=help,
        fix=Fix(title, Applicability.UNSAFE, edits),
    )


def _version_in_name(
    file: RequirementsFile, entry: Entry, requirement: Requirement, name: str, version: str
) -> Finding:
    span = requirement.name_span or requirement.span
    meant = f"{name}=={version}"
    help = say("write `{meant}`", meant=meant)
    fix = Fix("write the version after ==", Applicability.UNSAFE, (Edit(entry.path, *span, meant),))
    if name.lower() in PYTHON:
        help = DELETE_PYTHON
        edits = (without_line(file.document, entry),)
        fix = Fix("delete the line", Applicability.UNSAFE, edits)
    return Finding(
        "REQ002",
        say(VERSION_IN_NAME, name=quoted(requirement.name)),
        Location(entry.path, *span),
        Severity.WARNING,
        help=help,
        fix=fix,
    )
