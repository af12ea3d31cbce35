"""Lock files that their tool refuses, because they were made from something else."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.parsers.pipfile import stale_pipfile
from checker.parsers.poetry import stale_poetry
from checker.platform.detection import dependencies
from checker.rules.registry import rule
from checker.rules.requirements.shared import with_index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

PIPENV = (
    "Pipfile.lock was made from another Pipfile (its hash ends in `{found}`, the Pipfile's in "
    "`{expected}`) → `pipenv install --deploy` stops and the build fails"
)
NO_HASH = "Pipfile.lock has no hash of the Pipfile → `pipenv install --deploy` stops"
NO_JSON = "Pipfile.lock is not valid JSON → pipenv cannot read it and the build fails"
POETRY = (
    "poetry.lock was made from another pyproject.toml → Poetry stops with `pyproject.toml changed "
    "significantly since poetry.lock was last generated` and the build fails"
)
NO_TOML = "{file} is not valid TOML → Poetry cannot read it and the build fails"


@rule("REQ016")
def lock_out_of_date(project: Project) -> Iterator[Finding]:
    """The lock file that the build installs from does not belong to its source."""
    yield from with_index(project, "REQ016", _stale(project))


def _stale(project: Project) -> Iterator[Finding]:
    source = dependencies(project)
    if source.path == "Pipfile.lock":
        yield from _pipenv(project)
    elif source.tool == "poetry" and source.path == "poetry.lock":
        yield from _poetry(project)


def _pipenv(project: Project) -> Iterator[Finding]:
    pipfile, lock = project.document("Pipfile"), project.document("Pipfile.lock")
    stale = None if pipfile is None or lock is None else stale_pipfile(pipfile, lock)
    if stale is None or lock is None:
        return
    message = say(PIPENV, found=stale.found[-6:], expected=stale.expected[-6:])
    if stale.problem == "unreadable lock":
        message = NO_JSON
    elif not stale.found:
        message = say(NO_HASH)
    start = lock.text.find(stale.found) if stale.found else -1
    at = Location("Pipfile.lock", start, start + len(stale.found))
    yield Finding(
        "REQ016",
        message,
        at if start >= 0 else Location("Pipfile.lock"),
        Severity.ERROR,
        help="run `pipenv lock` and commit Pipfile.lock",
        related=((Location("Pipfile"), "it has to be made from this file"),),
    )


def _poetry(project: Project) -> Iterator[Finding]:
    pyproject, lock = project.document("pyproject.toml"), project.document("poetry.lock")
    stale = None if pyproject is None or lock is None else stale_poetry(pyproject, lock)
    if stale is None or lock is None:
        return
    file = "pyproject.toml" if stale.problem == "unreadable source" else "poetry.lock"
    message = say(POETRY) if stale.problem == "out of date" else say(NO_TOML, file=file)
    start = lock.text.find(stale.found) if stale.found else -1
    at = Location(file, start, start + len(stale.found)) if start >= 0 else Location(file)
    yield Finding(
        "REQ016",
        message,
        at,
        Severity.ERROR,
        certain=dependencies(project).certain,
        help="run `poetry lock` and commit poetry.lock",
        related=((Location("pyproject.toml"), "it has to be made from this file"),),
    )
