"""Pinned releases that pip installs or builds for a Python on which they do not run."""

from __future__ import annotations

from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import say, say_several, say_whole
from checker.data.importable import Trouble, trouble, troubled
from checker.platform.detection import build_requirements
from checker.rules.requirements.one_system import named_in, where_installed
from checker.rules.requirements.shared import old_setuptools

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements.values import Requirement
    from checker.project.project import Project

BUILD = (
    "{release} has no wheel for Python {python} and does not build from source → pip stops with "
    "`{error}`"
)
USE = "{release} cannot be used on Python {python} → `{what}` stops with `{error}`"
IMPORT = "{release} cannot be imported on Python {python} → `import {what}` stops with `{error}`"
SEVERAL = {
    "build": "{count} pinned releases do not build on the Python that runs, starting with "
    "{release} → the build fails",
    "use": "{count} pinned releases cannot be used on the Python that runs, starting with "
    "{release} → the program stops as it uses them",
    "import": "{count} pinned releases cannot be imported on the Python that runs, starting with "
    "{release} → the program stops as it imports them",
}
TOGETHER = (
    "upgrade them together, and pin the releases that this installs: `pip install -U {names}`"
)
MOST = 12
"""Distributions in a command that is shown."""
_BROUGHT_BACK = {
    "asynchat": ("pyasynchat",), "asyncore": ("pyasyncore",), "cgi": ("legacy-cgi",),
    "distutils": ("setuptools",), "imp": ("zombie-imp",), "pkg_resources": ("setuptools",),
}  # fmt: skip
"""What brings a module of the standard library back; `standard-NAME` does, too."""
_AT_START = frozenset((
    "bottle", "celery", "click", "django", "eventlet", "falcon", "fastapi", "flask", "gevent",
    "gunicorn", "flask-restplus", "sanic", "waitress",
    "itsdangerous", "jinja2", "kombu", "markupsafe", "pydantic", "sqlalchemy", "starlette",
    "tornado", "uvicorn", "vine", "werkzeug",
))  # fmt: skip
"""What a web application or its server imports as it starts; others may lie there unused."""


def unusable(project: Project, python: str | None) -> Iterator[Finding]:
    """Each pinned release that does not build or import on this Python."""
    if python is None:
        return
    problems = [
        (requirement, Location(entry.path, *requirement.span), problem)
        for entry, requirement in named_in(project, troubled())
        for problem in _problem(project, requirement, python)
    ]
    together = [requirement.name for requirement, _, problem in problems if problem.good]
    for requirement, at, problem in problems:
        found = [_finding(requirement, problem, at, together)]
        yield from where_installed(project, requirement, found)


def _problem(project: Project, requirement: Requirement, python: str) -> Iterator[Trouble]:
    """What is wrong with a pin, if anything is."""
    found = trouble(requirement.normalised, requirement.pin, python) if requirement.pin else None
    if found is None or old_setuptools(project.target, found.error):
        return
    gone = found.error.partition("No module named ")[2].strip("'\"")
    brought = (*_BROUGHT_BACK.get(gone, ()), f"standard-{gone}")
    required = build_requirements(project)
    installed = required.installed if required is not None else ()
    others = {each.normalised for each in installed} - {requirement.normalised}
    if others.isdisjoint(brought):
        yield found


def _finding(
    requirement: Requirement, problem: Trouble, at: Location, together: list[str]
) -> Finding:
    """The finding about one pin; `together` are all those that a later release helps.

    The first good releases of two distributions need not go together, so pip has to choose.
    """
    python = problem.pythons[0]
    if len(problem.pythons) > 1:
        python = (
            say("{oldest} and newer", oldest=python)
            if problem.newest
            else say("{oldest} to {newest}", oldest=python, newest=problem.pythons[-1])
        )
    release = f"{requirement.name} {requirement.pin}"
    kind = problem.kind if problem.kind in SEVERAL else "import"
    fields = {"release": release, "python": python, "error": problem.error}
    if kind == "build":
        message = say(BUILD, **fields)
    else:
        message = say(USE if kind == "use" else IMPORT, what=problem.what, **fields)
    help = say("use Python {older} or older", older=_before(problem.pythons[0]))
    if problem.good and len(together) > 1:
        names = " ".join(together[:MOST])
        help = say_whole(TOGETHER, names=names)
    elif problem.good:
        help = say(
            "write `{name}=={good}` or a later release", name=requirement.name, good=problem.good
        )
    certain = problem.kind == "build" or requirement.normalised in _AT_START
    return Finding(
        "REQ014",
        message,
        at,
        Severity.ERROR if certain else Severity.WARNING,
        help=help,
        fold=Fold(kind, say_several(SEVERAL[kind], release=release)),
    )


def _before(minor: str) -> str:
    """The Python before one: `3.9` for `3.10`."""
    major, _, rest = minor.partition(".")
    return f"{major}.{int(rest) - 1}"
