"""What stands at a path of a tree, and what reading it gave."""

from __future__ import annotations

from checker.base.enums import Enum
from checker.base.records import NamedTuple
from checker.base.text import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os


class Kind(Enum):
    """What stands at a path; a symbolic link is not followed."""

    MISSING = "missing"
    FILE = "file"
    DIRECTORY = "directory"
    LINK = "symbolic link"
    OTHER = "special file"
    """A FIFO, a socket or a device: git cannot hold it."""


class Content(NamedTuple):
    """What reading a file gave: bytes, or why there are none."""

    data: bytes = b""
    size: int = 0
    """Bytes of the whole file; more than `len(data)` where the reading was bounded."""
    problem: str = ""
    """Empty, or why it was not read: `missing`, `directory`, `special file`, `broken link`, or the
    operating system's words (`Permission denied`)."""

    def decoded(self, path: str) -> Document:
        """The document of what was read; an empty one where nothing could be."""
        return Document(path, self.data, self.size)


def kind_of(entry: os.DirEntry[str]) -> Kind:
    """What a listed entry is, without following a link."""
    try:
        if entry.is_symlink():
            return Kind.LINK
        if entry.is_dir(follow_symlinks=False):
            return Kind.DIRECTORY
        return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER
    except OSError:
        return Kind.OTHER


def add_path(directories: dict[str, dict[str, Kind]], path: str, kind: Kind = Kind.FILE) -> None:
    """Enter a file, and the directories above it, into a table of directories and their entries."""
    parent, _, name = path.rpartition("/")
    directories.setdefault(parent, {})[name] = kind
    while parent:
        above, _, name = parent.rpartition("/")
        directories.setdefault(above, {})[name] = Kind.DIRECTORY
        parent = above


def submodules_in(content: Content) -> list[str]:
    """Where a `.gitmodules` says that submodules lie; nowhere without one."""
    if content.problem:
        return []
    from checker.parsers.gitmodules import parse_gitmodules  # noqa: PLC0415  gate: submodules

    document = content.decoded(".gitmodules")
    return [module.path for module in parse_gitmodules(document)]
