"""Pinned releases that pip installs or builds for a Python on which they do not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.data.importable import Trouble, trouble
from checker.rules.requirements.systems import named, where_installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements.values import Requirement
    from checker.project.project import Project

_SINGLE = 3
"""Requirements of one file that are reported one by one; more are one finding."""
_SHOWN = 11
"""Of those, the places that are shown, the finding's own among them."""
_BROUGHT_BACK = {
    "asynchat": ("pyasynchat",), "asyncore": ("pyasyncore",), "cgi": ("legacy-cgi",),
    "distutils": ("setuptools",), "imp": ("zombie-imp",), "pkg_resources": ("setuptools",),
}  # fmt: skip
"""What brings a module of the standard library back; `standard-NAME` does, too."""
_AT_START = frozenset((
    "celery", "click", "django", "eventlet", "fastapi", "flask", "gevent", "gunicorn",
    "itsdangerous", "jinja2", "kombu", "markupsafe", "pydantic", "sqlalchemy", "starlette",
    "tornado", "uvicorn", "vine", "werkzeug",
))  # fmt: skip
"""What a web application or its server imports as it starts; others may lie there unused."""


def unusable(project: Project, python: str | None) -> Iterator[Finding]:
    """Each pinned release that does not build or import on this Python."""
    if python is None:
        return
    found = [
        (requirement, problem, finding)
        for entry, requirement in named(project)
        for problem in _problem(project, requirement, python)
        for finding in where_installed(
            project,
            requirement,
            [_finding(requirement, problem, Location(entry.path, *requirement.span))],
        )
    ]
    for path in dict.fromkeys(finding.at.path for _, _, finding in found):
        own = [each for each in found if each[2].at.path == path]
        certain = [each for each in own if each[2].certain]
        if len(certain) <= _SINGLE:
            yield from (finding for _, _, finding in own)
            continue
        yield _together(certain, python)
        yield from (finding for _, _, finding in own if not finding.certain)


def _problem(project: Project, requirement: Requirement, python: str) -> Iterator[Trouble]:
    """What is wrong with a pin, if anything is."""
    found = trouble(requirement.normalised, requirement.pin, python) if requirement.pin else None
    if found is None:
        return
    gone = found.error.partition("No module named ")[2].strip("'\"")
    brought = (*_BROUGHT_BACK.get(gone, ()), f"standard-{gone}")
    required = project.requirements.installed if project.requirements is not None else ()
    if not any(each.normalised in brought for each in required):
        yield found


def _finding(requirement: Requirement, problem: Trouble, at: Location) -> Finding:
    """The finding about one pin."""
    python = problem.pythons[0]
    if len(problem.pythons) > 1:
        python += " and newer" if problem.newest else f" to {problem.pythons[-1]}"
    release = f"{requirement.name} {requirement.pin}"
    if problem.kind == "build":
        message = say(
            "{release} has no wheel for Python {python} and does not build from source "
            "→ pip ends with `{error}`",
            release=release,
            python=python,
            error=problem.error,
        )
    else:
        message = say(
            "{release} cannot be {used} on Python {python} → `{what}` ends with `{error}`",
            release=release,
            used="used" if problem.kind == "use" else "imported",
            python=python,
            what=problem.what if problem.kind == "use" else f"import {problem.what}",
            error=problem.error,
        )
    help = say("use Python {older} or older", older=_before(problem.pythons[0]))
    if problem.good:
        help = say(
            "write `{name}=={good}` or a later release", name=requirement.name, good=problem.good
        )
    certain = problem.kind == "build" or requirement.normalised in _AT_START
    return Finding(
        "REQ014", message, at, Severity.ERROR if certain else Severity.WARNING, help=help
    )


def _before(minor: str) -> str:
    """The Python before one: `3.9` for `3.10`."""
    major, _, rest = minor.partition(".")
    return f"{major}.{int(rest) - 1}"


def _together(found: list[tuple[Requirement, Trouble, Finding]], python: str) -> Finding:
    """One finding for the requirements of one file, at the first of them."""
    errors = [each for each in found if each[2].severity is Severity.ERROR]
    first = (errors or found)[0]
    names = [f"{requirement.name} {requirement.pin}" for requirement, _, _ in found]
    builds = [each for each in found if each[1].kind == "build"]
    then = "the build fails" if builds else "the program ends as it imports them"
    return first[2]._replace(
        message=say(
            "{count} pinned releases do not run on Python {python} ({names} and {more} more) "
            "→ {then}",
            count=len(found),
            python=python,
            names=", ".join(names[:_SINGLE]),
            more=len(names) - _SINGLE,
            then=then,
        ),
        help="update these pins, or use the Python that they were written for",
        related=tuple(
            (finding.at, finding.message) for each in found if (finding := each[2]) is not first[2]
        )[: _SHOWN - 1],
    )
