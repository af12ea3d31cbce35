"""What all lock files have in common: pins, with the files that were locked."""

from __future__ import annotations

from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName

from checker.base.records import NamedTuple
from checker.parsers.locks import tables
from checker.platform.specifiers import is_in_range
from checker.resolve.tags import takes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from checker.project.project import Project
    from checker.project.resolution import Cause


OWN_PYTHON = "the project does not support the Python of the build"


class UnknownLockError(Exception):
    """Why it is not known what a lock file comes to, in words."""


class RefusedLockError(Exception):
    """Why its tool stops at a lock file before it downloads anything, in words.

    Args:
        because: the words.
        cause: what is reported of it, if no other rule does.
    """

    def __init__(self, because: str, cause: Cause | None = None) -> None:
        super().__init__(because)
        self.cause = cause


class File(NamedTuple):
    """A file of a release, as it was locked."""

    name: str
    """Empty if only the hash is kept."""
    digest: str
    """`sha256:…`; empty if there is none."""
    url: str = ""


class Pin(NamedTuple):
    """One distribution that is installed."""

    name: str
    """As it is written in the lock file."""
    version: str
    """Empty if the lock file has none."""
    files: tuple[File, ...] = ()
    registry: str = ""
    """The address of the index that it is from; empty: the usual one."""
    url: str = ""
    """The address of the archive that is installed, if no index is asked."""
    folder: str | None = None
    """The folder or the archive of the repository that is installed."""
    repository: str = ""
    """The address of the repository that it is fetched from: `git+https://…`."""


class Chosen(NamedTuple):
    """What is installed."""

    pins: tuple[Pin, ...]
    direct: bool = False
    """Whether the tool downloads from the addresses in the lock file, and asks no index."""


class Platform(NamedTuple):
    """What the pins are chosen for."""

    project: Project
    python: str
    """`3.11.6`."""
    libc: str
    environment: Mapping[str, str]
    """What markers are compared with."""

    def opened(self, lock: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The tables of a lock file in TOML, and those of pyproject.toml.

        Raises:
            UnknownLockError: if one of them cannot be read.
        """
        found = [tables(self.project.document(path)) for path in (lock, "pyproject.toml")]
        if found[0] is None or found[1] is None:
            raise UnknownLockError("the lock file cannot be read")
        return found[0], found[1]

    def holds(self, marker: object, extras: Iterable[str] = ()) -> bool:
        """Whether a marker holds, with one of the extras or with none; true if there is none.

        Raises:
            UnknownLockError: if it is no marker.
        """
        if marker is None or marker == "":
            return True
        try:
            found = Marker(str(marker))
            return any(
                found.evaluate({**self.environment, "extra": extra}) for extra in ("", *extras)
            )
        except (
            InvalidMarker, UndefinedComparison, UndefinedEnvironmentName, RecursionError, KeyError,
        ) as error:  # fmt: skip
            raise UnknownLockError("a marker of the lock file cannot be read") from error

    def supported_by(self, required: str) -> bool:
        """Whether a `requires-python` allows this Python; true if there is none."""
        return not required or is_in_range(required, self.python)

    def fitting(self, files: Iterable[File]) -> tuple[File, ...]:
        """The files that can be installed: wheels for this platform, or else sources."""
        wheels, sources = [], []
        for file in files:
            if file.name.endswith(".whl"):
                wheels += [file] if takes(file.name, self.python, self.libc) else []
            elif file.name.endswith((".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz", ".tar")):
                sources.append(file)
        return (*wheels, *sources)


def text_of(table: Mapping[str, Any], name: str) -> str:
    """A string of a table; empty if there is none."""
    found = table.get(name)
    return found if isinstance(found, str) else ""


def rows_in(table: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The tables of an array of tables, without anything else."""
    found = table.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def name_of_url(url: str) -> str:
    """The name of the file at an address."""
    return url.partition("#")[0].partition("?")[0].rpartition("/")[2].replace("%2B", "+")
