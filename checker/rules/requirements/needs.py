"""When the rules on the requirements can have something to say (see `checker.rules.needs`)."""

from __future__ import annotations

from checker.base.caching import cache
from checker.data import compiled_data
from checker.data.not_distributions import MEANT, PYTHON, STANDARD_LIBRARY
from checker.data.os_packages import OS_PACKAGES
from checker.files.values import Kind
from checker.platform.detection import build_requirements
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from checker.parsers.requirements.values import Entry
    from checker.project.project import Project

_DEPENDENCY_FILES = (
    *("Pipfile", "Pipfile.lock", "pyproject.toml", "poetry.lock", "uv.lock", "pdm.lock"),
    *("environment.yml", "environment.yaml", "conda.yml"),
)
"""Other files than requirements.txt that list what is to be installed."""


def missing(project: Project) -> bool:
    """The root has no file requirements.txt."""
    return project.tree.kind("requirements.txt") not in (Kind.FILE, Kind.LINK)


@query
def beyond_pins(project: Project) -> bool:
    """requirements.txt is more than lines `name==1.2.3`, each name once."""
    required = project.requirements
    if required is None:
        return False
    if len(required.files) != 1 or required.includes:
        return True
    file = required.files[0]
    if file.undecodable or not file.complete or file.document.mark:
        return True
    names = [entry.requirement.normalised for entry in file.entries if entry.requirement]
    return len(set(names)) != len(file.entries) or not all(map(_is_plain_pin, file.entries))


def _is_plain_pin(entry: Entry) -> bool:
    found = entry.requirement
    if found is None or entry.options or entry.variables or len(found.specifiers) != 1:
        return False
    if found.extras or found.marker or found.url or found.local or found.editable or found.hashes:
        return False
    version = found.specifiers[0].version
    plain = found.text.isascii() and version.replace(".", "").isdigit()
    return plain and entry.text == f"{found.name}=={version}"


@query
def odd(project: Project) -> bool:
    """A line is more than a plain pin, or names what no index has."""
    return beyond_pins(project) or any(
        name in STANDARD_LIBRARY or name in MEANT or name in PYTHON or name in OS_PACKAGES
        for name in names_of(project)
    )


def for_one_system(project: Project) -> bool:
    """A line is more than a plain pin, or names a distribution for Windows or macOS."""
    if beyond_pins(project):
        return True
    known, begins = _for_one_system()
    return any(name in known or name.startswith(begins) for name in names_of(project))


@cache
def _for_one_system() -> tuple[frozenset[str], tuple[str, ...]]:
    """The distributions for Windows or macOS, and how more of them begin."""
    both = [compiled_data("platform-only")[key] for key in ("windows", "macos")]
    known = [name for of in both for kind in ("files", "sources", "depends") for name in of[kind]]
    return frozenset(known), tuple(of["prefix"] for of in both if of.get("prefix"))


def named(project: Project) -> bool:
    """What the build installs names a distribution, or a file of one."""
    required = build_requirements(project)
    return required is not None and any(entry.requirement for entry in required.entries)


def names_of(project: Project) -> Collection[str]:
    """The normalised names of what the build installs."""
    required = build_requirements(project)
    return () if required is None else required.by_name.keys()


def other_files(project: Project) -> bool:
    """The root has another file that lists dependencies, or their versions."""
    return project.has_any_root_file(_DEPENDENCY_FILES)
