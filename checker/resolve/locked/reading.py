"""A lock file as what the index is asked: pins, hashes and addresses of indexes."""

from __future__ import annotations

from posixpath import normpath

from checker.base.spans import Span
from checker.parsers.locks import Locked
from checker.parsers.python_requires import python_required
from checker.parsers.requirements import Requirement
from checker.platform.locked import as_requirements
from checker.project.resolution import Cause, Resolution, Trouble
from checker.python.syntax.parse import host_tree
from checker.resolve.asked import AskedFor
from checker.resolve.locked.pdm import pdm_pins
from checker.resolve.locked.pipenv import indexes_of_lock, indexes_of_pipfile, pipenv_pins
from checker.resolve.locked.poetry import poetry_pins
from checker.resolve.locked.rows import (
    OWN_PYTHON,
    Chosen,
    Pin,
    Platform,
    RefusedLockError,
    UnknownLockError,
)
from checker.resolve.locked.uv_lock import uv_pins
from checker.resolve.markers import environment_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirements
    from checker.platform.values import Dependencies
    from checker.project.project import Project

USUAL = "https://pypi.org/simple"
"""The index that is asked if a lock file names none."""
_MOVED = {
    "https://pypi.python.org/simple": USUAL,
    "https://pypi.python.org/simple/": USUAL,
    "https://pypi.org/simple/": USUAL,
}
"""Other addresses of the same."""
_CAREFUL = "2.17"


def of_pipfile(project: Project, found: Requirements) -> AskedFor | str:
    """What a Pipfile asks for; why that is not known."""
    try:
        return AskedFor(found.installed, indexes=indexes_of_pipfile(project))
    except UnknownLockError as error:
        return str(error)


def of_lock(
    project: Project, source: Dependencies, found: Requirements | None, python: str
) -> AskedFor | str | Resolution:
    """What is installed from a lock file; why that is not known; or why nothing is."""
    try:
        as_lines = project.target.options.get("pipfile_lock") == "requirements"
        if as_lines and found is not None:
            return AskedFor(_bare_lines(found), indexes=indexes_of_lock(project))
        return _locked(project, source, python)
    except UnknownLockError as error:
        return str(error)
    except RefusedLockError as error:
        if error.cause is None:
            return Resolution(False, because=str(error))
        place = Requirement(source.path, source.path, Span(0, 0))
        trouble = Trouble(error.cause, (place,), "")
        return Resolution(False, troubles=(trouble,), because=str(error))


def _locked(project: Project, source: Dependencies, python: str) -> AskedFor:
    """What the build installs from a lock file.

    Raises:
        UnknownLockError: if that is not known.
        RefusedLockError: if its tool stops before it downloads anything.
    """
    libc = project.target.libc or _CAREFUL
    platform = Platform(project, python, libc, environment_of(python))
    chosen = _chosen(platform, source)
    document = project.document(source.path)
    if document is None:
        raise UnknownLockError("the lock file cannot be read")
    rows = [Locked(pin.name, _line(pin)) for pin in chosen.pins]
    found = as_requirements(document, rows).installed
    if len(found) != len(chosen.pins):
        raise UnknownLockError("a name or a version of the lock file cannot be read")
    kept, own, troubles = [], [], []
    addresses: dict[str, str] = {}
    for pin, requirement in zip(chosen.pins, found, strict=True):
        if pin.folder is not None:
            own.append(_inside(project, pin, requirement))
            continue
        files = platform.fitting(pin.files) if any(each.name for each in pin.files) else pin.files
        if not files and (pin.files or chosen.direct):
            troubles.append(Trouble(Cause.NO_FILE, (requirement,), requirement.normalised))
        else:
            hashes = tuple(each.digest for each in files if each.digest)
            if chosen.direct and files[0].url and files[0].name.endswith(".whl"):
                addresses[requirement.normalised] = files[0].url
            kept.append(requirement._replace(hashes=hashes))
    asked = (_MOVED.get(pin.registry, pin.registry) for pin in chosen.pins if _is_asked(pin))
    indexes = dict.fromkeys(each or USUAL for each in asked)
    return AskedFor(
        tuple(kept),
        own=tuple(own),
        closed=True,
        troubles=tuple(troubles),
        indexes=tuple(indexes),
        tool=source.tool,
        addresses=tuple(addresses.items()),
    )


def _chosen(platform: Platform, source: Dependencies) -> Chosen:
    """The pins, by the tool that installs them."""
    project = platform.project
    if source.path == "poetry.lock":
        _check_python(platform)
        return poetry_pins(platform)
    if source.path == "uv.lock":
        return uv_pins(platform, project.target.options.get("uv_without", ""))
    if source.path == "pdm.lock":
        return pdm_pins(platform)
    return pipenv_pins(platform)


def _check_python(platform: Platform) -> None:
    """Whether Poetry takes the Python of the build.

    Raises:
        RefusedLockError: if it does not.
    """
    found = python_required(platform.project.document, host_tree)
    if found is not None and not platform.supported_by(found.specifier):
        raise RefusedLockError(OWN_PYTHON)


def _line(pin: Pin) -> str:
    """A pin as a line of a requirements file."""
    if pin.repository:
        return f"{pin.name} @ {pin.repository}"
    if pin.url:
        return f"{pin.name} @ {pin.url}"
    return f"{pin.name}=={pin.version}" if pin.version else pin.name


def _is_asked(pin: Pin) -> bool:
    return not (pin.url or pin.repository) and pin.folder is None


def _inside(project: Project, pin: Pin, requirement: Requirement) -> Requirement:
    """A folder or an archive of the repository.

    Raises:
        RefusedLockError: if it is not there.
        UnknownLockError: if it lies outside.
    """
    path = normpath(pin.folder or ".")
    if path.startswith(("..", "/")):
        raise UnknownLockError("the lock file names a folder outside the repository")
    if path != "." and project.tree.resolve(path) is None:
        raise RefusedLockError("a folder or an archive that the lock file names is not there")
    return requirement


def _bare_lines(found: Requirements) -> tuple[Requirement, ...]:
    """The names and versions of a Pipfile.lock alone, as Cloud Foundry hands them to pip."""
    return tuple(
        each._replace(marker="", hashes=(), extras=(), url="", local="")
        for each in found.installed
        if each.name
    )
