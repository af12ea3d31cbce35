"""Files that list dependencies, and that the build does not install."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.parsers.declared import declared
from checker.parsers.requirements import normalise
from checker.platform.detection import build_requirements, dependencies
from checker.python.models.distributions import read_distributions
from checker.reachable.installed import installed
from checker.rules.registry import rule
from checker.rules.requirements.shared import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.values import Dependencies
    from checker.project.project import Project

BY_PIPENV = (
    "requirements.txt is not read: a Pipfile is in the root, so pipenv installs what {path} lists"
)
WITHOUT = "`{name}`, which only requirements.txt lists, is not installed"
DIFFERENT = "other releases are installed than requirements.txt says"
LOCK = "{file} is not read → pip installs what {path} lists, and not the releases that {file} has"
LOCK_OF_PROJECT = (
    "{file} is not read → pip installs what the project lists, and not the releases that {file} has"
)
LISTED = "{file} is not read: pip installs what requirements.txt lists"
LISTED_WITHOUT = "`{name}`, which only {file} lists, is not installed"
_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")
_CONDA = ("environment.yml", "environment.yaml", "conda.yml")
_MADE = re.compile(
    r"(?i)uv (?:export|pip compile)|pip-compile|poetry export|pdm export"
    r"|pipenv (?:requirements|lock)"
)
"""What files begin with that were made from a lock file."""
_EXPORT = {
    "uv.lock": "run `uv export -o requirements.txt` after each change of uv.lock",
    "poetry.lock": "run `poetry export -o requirements.txt` after each change of poetry.lock",
    "pdm.lock": "run `pdm export -o requirements.txt` after each change of pdm.lock",
    "Pipfile.lock": "commit the Pipfile too, or remove Pipfile.lock",
}


@rule("REQ015")
def dependencies_ignored(project: Project) -> Iterator[Finding]:
    """A file lists dependencies, and the build installs another one."""
    source = dependencies(project)
    if source.tool == "pipenv":
        yield from _beside_a_pipfile(project, source)
    elif source.tool == "pip":
        yield from _locks(project, source)
        if source.path == "requirements.txt":
            yield from _pyproject(project)


def _beside_a_pipfile(project: Project, source: Dependencies) -> Iterator[Finding]:
    required, meant = build_requirements(project), project.requirements
    if meant is None:
        return
    missing, releases = [], False
    for each in meant.installed if required is not None else ():
        found = required.find(each.name) if required is not None and each.name else ()
        if each.name and not found and not each.marker:
            missing.append(each)
        releases = releases or any(each.pin and f.pin and each.pin != f.pin for f in found)
    name = quoted(missing[0].name, 40) if missing else ""
    message = say(BY_PIPENV, path=source.path)
    if missing or releases:
        then = WITHOUT if missing else DIFFERENT
        message = say_then(BY_PIPENV, then, path=source.path, name=name)
    yield Finding(
        "REQ015",
        message,
        Location("requirements.txt"),
        Severity.WARNING if missing or releases else Severity.INFO,
        help=say("run `pipenv install {name}`, or remove the Pipfile", name=missing[0].name)
        if missing
        else "remove one of the two files",
        related=(
            (Location("Pipfile"), "this file decides"),
            *((Location(each.path, *each.span), "not installed either") for each in missing[1:]),
        ),
    )


def _locks(project: Project, source: Dependencies) -> Iterator[Finding]:
    """A lock file beside requirements.txt that was not made from it."""
    document = project.document("requirements.txt")
    if source.path == "requirements.txt" and (
        document is None or _MADE.search(document.text[:2000]) or _all_hashed(project)
    ):
        return
    for file in (*_LOCKS, *_CONDA):
        if project.has_root_file(file):
            yield Finding(
                "REQ015",
                say(LOCK if source.path != "." else LOCK_OF_PROJECT, file=file, path=source.path),
                Location(file),
                Severity.INFO,
                help=_EXPORT.get(file, "write what is needed into requirements.txt"),
            )
            return


def _all_hashed(project: Project) -> bool:
    required = project.requirements
    return required is not None and all(each.hashes for each in required.installed)


def _pyproject(project: Project) -> Iterator[Finding]:
    """Dependencies of pyproject.toml that requirements.txt does not bring."""
    required = project.requirements
    document = project.document("pyproject.toml")
    found = declared({"pyproject.toml": document}.get, lambda _: None)
    if required is None or not required.complete or found is None:
        return
    known = installed(project)
    brought = read_distributions(known.names).brought
    names = [re.split(r"[\s\[<>=!~;@(]", line, maxsplit=1)[0] for line in found.lines]
    missing = [
        name
        for name, line in zip(names, found.lines, strict=True)
        if ";" not in line and normalise(name) not in brought
    ]
    if not missing or known.unknown or known.why:
        return
    text = document.text if document is not None else ""
    for name in dict.fromkeys(missing):
        place = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text)
        said = {"file": "pyproject.toml", "name": quoted(name, 40)}
        yield Finding(
            "REQ015",
            say_then(LISTED, LISTED_WITHOUT, **said),
            Location("pyproject.toml", *place.span()) if place else Location("pyproject.toml"),
            Severity.WARNING,
            help=say("add a line `{name}` to requirements.txt, or a line `.`", name=name),
            related=((Location("requirements.txt"), "this file is installed"),),
        )
