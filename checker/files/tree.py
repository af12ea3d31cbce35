"""The one way in: every face reads the checked repository through a `Tree`.

Paths are POSIX, relative to the root, without `.` or `..`; the root itself is `""`. Names are
compared exactly, on every file system, because the platform's is case-sensitive. Nothing outside
the root is ever opened: a symbolic link is followed only as far as it stays inside.
"""

from __future__ import annotations

import os
import stat
from abc import ABC, abstractmethod

from checker.base.budget import UNLIMITED, Budget
from checker.files.values import Content, Kind, add_path, kind_of, submodules_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterator, Mapping
    from typing import Any, TypeVar

    from checker.files.git_listing import Listings

    _T = TypeVar("_T")

_MISSING, _LINK, _DIRECTORY = Kind.MISSING, Kind.LINK, Kind.DIRECTORY
READ_LIMIT = 4 * 1024 * 1024
"""Bytes that are read of one file at the most."""
LINK_LIMIT = 40
"""Symbolic links that are followed for one path at the most (as the Linux kernel does)."""
SUBMODULE = "160000"
"""The mode that git gives to a submodule."""
WALK_LIMIT = 20_000
"""Entries that one walk looks at at the most."""

_LISTING, _READING, _BYTES = 20, 50, 500
"""What it costs to list a directory and to read a file, in a budget's units; bytes for one more."""


class Tree(ABC):
    """A repository's files, listed and read at most once each."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Kind]] = {}
        self._contents: dict[str, Content] = {}
        self._derived: dict[tuple[str, str], tuple[bytes, Any]] = {}
        self.made_of_texts: dict[Hashable, Any] = {}
        self._found: dict[object, Any] = {}
        self._submodules: tuple[object, frozenset[str]] = (None, frozenset())

    label: str = ""
    """How a report names the root."""
    changes: int | None = None  # how often what is here has changed, where that is counted
    inside: str | None = None
    """The folder of its checkout that the root is, if not the one in which it is on the disk."""
    budget: Budget = UNLIMITED
    """What the check that reads these files may still cost; loops over what they hold charge it."""

    @abstractmethod
    def _list(self, path: str) -> dict[str, Kind]:
        """The names in a real directory; empty where it cannot be read."""

    @abstractmethod
    def _read(self, path: str) -> Content:
        """The bytes of a regular file, `READ_LIMIT` of them at the most."""

    @abstractmethod
    def link_target(self, path: str) -> str:
        """The text of the symbolic link at `path`; empty where there is none."""

    def tracked(self) -> Mapping[str, str] | None:
        """Paths that git holds below the root, each with its mode (`100644`, `120000`, …).

        None where the root is no checkout, or git cannot be asked.
        """
        return None

    def ignored(self, paths: list[str]) -> Mapping[str, tuple[str, int, str]]:  # noqa: ARG002
        """For each ignored one of `paths`: the file that says so, its 1-based line, the pattern."""
        return {}

    def git_problem(self) -> str:
        """Why git did not say all that it was asked (how long it took, …); empty where it did."""
        return ""

    def unseen(self, path: str) -> bool:
        """Whether `path` is, or lies in, a submodule whose files are not here.

        The platform clones it (F5): what it holds is there, and nobody here can say what it is.
        """
        module = self.in_submodule(path)
        return bool(module) and not self.entries(module)

    def in_submodule(self, path: str) -> str:
        """The submodule that `path` is or lies in, as the repository holds it; empty for none."""
        submodules = self._find_submodules()
        while path and submodules:
            if path in submodules:
                return path
            path = path.rpartition("/")[0]
        return ""

    def _find_submodules(self) -> frozenset[str]:
        """Their paths: as git holds them, or where it is not asked as `.gitmodules` says."""
        tracked = self.tracked()
        source = self.read(".gitmodules") if tracked is None else tracked
        if source is not self._submodules[0]:
            if tracked is not None:
                found = [path for path, mode in tracked.items() if mode == SUBMODULE]
            else:
                found = submodules_in(self.read(".gitmodules"))
            self._submodules = source, frozenset(found)
        return self._submodules[1]

    def entries(self, path: str = "") -> Mapping[str, Kind]:
        """The names in the directory at `path`, sorted; empty where it is no directory."""
        if path not in self._entries:
            if path and not self._is_reached(path):
                return {}
            found = self._entries[path] = dict(sorted(self._list(path).items()))
            self.budget.charge(_LISTING + len(found))
        return self._entries[path]

    def _is_reached(self, path: str) -> bool:
        """Whether a real directory is at `path`; the folders above it are listed from the top."""
        above, todo = path, []
        while above and above not in self._entries:
            todo.append(above)
            above = above.rpartition("/")[0]
        for here in reversed(todo):
            parent, _, name = here.rpartition("/")
            if self.entries(parent).get(name) is not Kind.DIRECTORY:
                return False
        return True

    def kind(self, path: str) -> Kind:
        """What stands at `path`, in exactly this case; links on the way to it are not followed."""
        if not path:
            return Kind.DIRECTORY
        parent, _, name = path.rpartition("/")
        known = self._entries.get(parent)
        return (self.entries(parent) if known is None else known).get(name, _MISSING)

    def resolve(self, path: str) -> str | None:
        """The path that remains when all links of `path` are followed inside the root.

        None where something on the way is missing, is no directory, loops or leaves the root.
        """
        return self._resolved(path, self.kind(path))

    def _resolved(self, path: str, kind: Kind) -> str | None:
        """The same, where it is known what stands at `path`."""
        if kind is not _MISSING and kind is not _LINK:
            return path  # no link on the way: only real directories have entries
        parent, _, name = path.rpartition("/")
        if kind is _MISSING and parent in self._entries and name.strip("."):
            return None
        todo = [part for part in reversed(path.split("/")) if part and part != "."]
        done: list[str] = []
        links = 0
        while todo:
            part = todo.pop()
            if part == "..":
                if not done:
                    return None
                done.pop()
                continue
            here = "/".join([*done, part])
            kind = self.kind(here)
            if kind is Kind.LINK:
                links += 1
                target = self.link_target(here)
                if links > LINK_LIMIT or not target or target.startswith("/"):
                    return None
                todo.extend(p for p in reversed(target.split("/")) if p and p != ".")
                continue
            if kind is Kind.MISSING or (todo and kind is not Kind.DIRECTORY):
                return None
            done.append(part)
        return "/".join(done)

    def is_file(self, path: str) -> bool:
        """Whether a regular file stands at `path`, links followed inside the root."""
        if (kind := self.kind(path)) is not _MISSING and kind is not _LINK:
            return kind is Kind.FILE
        resolved = self._resolved(path, kind)
        return resolved is not None and self.kind(resolved) is Kind.FILE

    def is_directory(self, path: str) -> bool:
        """Whether a directory stands at `path`, links followed inside the root."""
        resolved = self.resolve(path)
        return resolved is not None and self.kind(resolved) is Kind.DIRECTORY

    def read(self, path: str) -> Content:
        """The file at `path`, links followed inside the root; whatever is there, it has an answer.

        Raises:
            BudgetSpentError: as everything that looks into a tree, where its budget is used up.
        """
        resolved, kind = path, self.kind(path)
        if kind is not Kind.FILE:
            followed = self._resolved(path, kind)
            if followed is None:
                return Content(problem="broken link" if kind is Kind.LINK else "missing")
            resolved, kind = followed, self.kind(followed)
        if kind is not Kind.FILE:
            return Content(problem=kind.value)
        if resolved not in self._contents:
            content = self._contents[resolved] = self._read(resolved)
            self.budget.charge(_READING + len(content.data) // _BYTES)
        return self._contents[resolved]

    def derived(self, path: str, name: str, data: bytes, make: Callable[[], _T]) -> _T:
        """What `make` gives of the file's bytes `data`: made once as long as they are the same."""
        known = self._derived.get((path, name))
        if known is None or (known[0] is not data and known[0] != data):
            known = self._derived[path, name] = (data, make())
        found: _T = known[1]
        return found

    def known(self, path: str, name: str, data: bytes) -> Any:
        """What `derived` gave of these bytes under that name; None if it was not asked so far."""
        known = self._derived.get((path, name))
        return known[1] if known is not None and known[0] == data else None

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """What `make` finds in this tree and nowhere else; `key` tells it from all other."""
        if key not in self._found:
            self._found[key] = make()
        found: _T = self._found[key]
        return found

    def forget_contents(self) -> None:
        """Forget what was read and found; the listings stay, and the rest is found again."""
        self._contents, self._derived, self.made_of_texts, self._found = {}, {}, {}, {}

    def walk(
        self, path: str = "", depth: int = 64, skip: Container[str] = frozenset({".git"})
    ) -> Iterator[tuple[str, Kind]]:
        """All entries below `path`, nearest first, sorted by name within a directory.

        `depth` counts directories: 1 gives only the entries of `path` itself. Links are not
        followed, directories named in `skip` are not entered, `WALK_LIMIT` entries at the most.
        """
        for directory, entries in self.folders(path, depth, skip):
            for name, kind in entries.items():
                yield f"{directory}/{name}" if directory else name, kind

    def folders(
        self, path: str = "", depth: int = 64, skip: Container[str] = frozenset({".git"})
    ) -> Iterator[tuple[str, Mapping[str, Kind]]]:
        """The directories that `walk` lists, each with the entries that it gives."""
        level, left = [path], WALK_LIMIT
        while level and depth > 0:
            below: list[str] = []
            for directory in level:
                entries = self.entries(directory)
                if len(entries) > left:
                    yield directory, dict(list(entries.items())[:left])
                    return
                left -= len(entries)
                yield directory, entries
                if depth > 1 and _DIRECTORY in entries.values():
                    start = f"{directory}/" if directory else ""
                    below += [
                        start + name
                        for name, kind in entries.items()
                        if kind is _DIRECTORY and name not in skip
                    ]
            level, depth = below, depth - 1


class DirectoryTree(Tree):
    """A folder on disk; `listings`: what git has said so far, `stored`: with its line ends."""

    def __init__(self, root: str, listings: Listings | None = None, stored: bool = False) -> None:
        super().__init__()
        self.root = self.label = root
        self.listings = listings
        self._stored = stored
        self.converted: set[str] = set()  # files that have CRLF on the disk and LF here
        self._tracked: Mapping[str, str] | None = None
        self._asked = False

    def _path(self, path: str) -> str:
        return os.path.join(self.root, path) if path else self.root

    def _list(self, path: str) -> dict[str, Kind]:
        found: dict[str, Kind] = {}
        try:
            with os.scandir(self._path(path)) as entries:
                for entry in entries:
                    found[entry.name] = kind_of(entry)
        except OSError:
            pass
        return found

    def _read(self, path: str) -> Content:
        # O_NONBLOCK: a FIFO put here since the listing must not make us wait for its writer.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        flags |= getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(self._path(path), flags)
        except OSError as error:
            return Content(problem=error.strerror or "unreadable")
        with open(descriptor, "rb", buffering=0) as file:
            try:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    return Content(problem=Kind.OTHER.value)
                data = bytearray()
                while len(data) < READ_LIMIT and (
                    more := file.read(min(READ_LIMIT - len(data), 1 << 20))
                ):
                    data += more
            except OSError as error:
                return Content(problem=error.strerror or "unreadable")
        if len(data) >= READ_LIMIT:
            return Content(bytes(data), max(status.st_size, len(data)))
        if self._stored and b"\r\n" in data:
            from checker.files.line_ends import as_stored  # noqa: PLC0415  gate: few have CRLF

            before, data = len(data), as_stored(self.root, path, data, self.once)
            if len(data) < before:
                self.converted.add(path)
        return Content(bytes(data), len(data))

    def link_target(self, path: str) -> str:
        try:
            return os.readlink(self._path(path))
        except OSError:
            return ""

    def tracked(self) -> Mapping[str, str] | None:
        if not self._asked:
            from checker.files import git  # noqa: PLC0415  gate: without git, none is asked

            self._asked = True
            self._tracked = git.index_below(self.root, self.listings)
        return self._tracked

    def ignored(self, paths: list[str]) -> Mapping[str, tuple[str, int, str]]:
        from checker.files import git  # noqa: PLC0415  gate: without git, none is asked

        return git.ignored_by(self.root, paths)

    def git_problem(self) -> str:
        self.tracked()
        from checker.files.git_process import problem  # noqa: PLC0415  gate: as above

        return problem(self.root)


class MemoryTree(Tree):
    """Files held in memory: what a test or an editor describes."""

    changes = 0

    def __init__(self, files: Mapping[str, bytes], label: str = ".") -> None:
        super().__init__()
        self.label = label
        self._files = dict(files)
        self._directories: dict[str, dict[str, Kind]] = {"": {}}
        for path in self._files:
            add_path(self._directories, path)

    def _list(self, path: str) -> dict[str, Kind]:
        return self._directories.get(path, {})

    def _read(self, path: str) -> Content:
        data = self._files[path]
        return Content(data[:READ_LIMIT], len(data))

    def link_target(self, path: str) -> str:  # noqa: ARG002
        return ""
