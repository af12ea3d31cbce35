"""What a `--fix` is about to do, written before it is done, so that the next one can undo it.

A process can be killed at any moment. The journal in the root says which files change, what they
held and will hold (as hashes) and under which names copies lie beside them. While a run lives it
holds a lock on it, which the system takes away with the process. The next run finds the journal,
and takes back what was half done.

The journal lies in the repository, so its words are not trusted: names are of the root and of the
form that ours have, nothing is followed through a link, and a file is replaced or removed only
where its content is the one that the journal names. A forged one can at most exchange files of
the repository that it came with, and only when somebody asks for `--fix` there.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from hashlib import sha256

from checker.base import regex as re
from checker.base.errors import UsageError
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.files.roots import JOURNAL
from checker.files.tree import DirectoryTree
from checker.files.writing import lock, sync_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LIMIT = 4 * 1024 * 1024
_KIND = "pyspec-check --fix"
_BESIDE = re.compile(r"\.pyspec-check-[0-9a-f]{16}\.tmp")


class Step(NamedTuple):
    """One file that changes."""

    path: str
    """Relative to the root, POSIX."""
    old: str
    """The hash of its content before; empty where it is new."""
    new: str
    """The hash of its content after; empty where it goes."""
    kept: str = ""
    """The name, in the same folder, of a copy of the old file; empty where there is none."""
    staged: str = ""
    """The name, in the same folder, of the new file before it takes its place."""


def hashed(data: bytes | None) -> str:
    """The hash of a content as the journal has it; empty for no file."""
    return "" if data is None else sha256(data).hexdigest()


class Journal:
    """The journal of one run, in a root; `close` says that all is done."""

    def __init__(self, root: str, steps: list[Step]) -> None:
        """Write it, safely on disk.

        Raises:
            UsageError: where another run is at work there.
            OSError: where it can't be written.
        """
        self._path = os.path.join(root, JOURNAL)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(self._path, flags, 0o600)
        except FileExistsError as error:
            raise _busy(root) from error
        self._file = os.fdopen(descriptor, "wb")
        try:
            if not lock(self._file.fileno()) or not os.fstat(self._file.fileno()).st_nlink:
                raise _busy(root)  # a run that began at the same moment has taken it away
            rows = [dict(zip(Step._fields, step, strict=True)) for step in steps]
            self._file.write(json.dumps({"kind": _KIND, "version": 1, "steps": rows}).encode())
            self._file.flush()
            os.fsync(self._file.fileno())
            sync_folder(root)
        except BaseException:
            self.close()
            raise

    def close(self, finished: bool = True) -> None:
        """End it, and remove it where nothing is left to undo."""
        if finished and os.name == "posix":  # it is locked until nobody can find it any more
            with suppress(OSError):
                os.unlink(self._path)
        self._file.close()
        if finished and os.name != "posix":
            with suppress(OSError):
                os.unlink(self._path)


def recover(root: str) -> list[str]:
    """Take back what a run that was killed in a root left half done.

    Returns:
        A line for each file that was put back, or that could not be.

    Raises:
        UsageError: where a run is at work there, or its journal is none of ours.
    """
    path = os.path.join(root, JOURNAL)
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _foreign(root, error.strerror or "unreadable") from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _foreign(root, "it is not a regular file")
        if not lock(file.fileno()):
            raise _busy(root)
        if not os.fstat(file.fileno()).st_nlink:
            return []  # its run has come to its end meanwhile
        data = file.read(_LIMIT + 1)
    steps = _read(root, data)
    found = _Recovery(root, steps).run()
    os.unlink(path)
    sync_folder(root)
    return found


def _busy(root: str) -> UsageError:
    return UsageError(
        fill("another `pyspec-check --fix` is at work in `{root}`", root=printable(root))
    )


def _foreign(root: str, why: str) -> UsageError:
    path = printable(os.path.join(root, JOURNAL))
    return UsageError(
        fill(
            "`{path}` is not the journal of a `pyspec-check --fix` ({why}); remove it",
            path=path,
            why=why,
        )
    )


def _read(root: str, data: bytes) -> list[Step]:
    """The steps of a journal; of one that was not written to its end none, as nothing was begun."""
    start = json.dumps({"kind": _KIND, "version": 1, "steps": []}).encode()[:-2]
    if not data.startswith(start[: len(data)]):
        raise _foreign(root, "its content is another")
    try:
        rows: Any = json.loads(data)["steps"]
    except RecursionError:
        raise _foreign(root, "its content is another") from None
    except ValueError:
        if len(data) > _LIMIT:
            raise _foreign(root, "it is too large") from None
        return []
    try:
        steps = [Step(**row) for row in rows]
    except TypeError:
        raise _foreign(root, "its content is another") from None
    for step in steps:
        if not all(isinstance(value, str) for value in step) or "\0" in step.path:
            raise _foreign(root, "its content is another")
        for name in (step.kept, step.staged):
            if name and not _BESIDE.fullmatch(name):
                raise _foreign(root, fill("it names `{name}`", name=printable(name, 80)))
    return steps


class _Recovery:
    """Takes back the steps of a run that was killed."""

    def __init__(self, root: str, steps: list[Step]) -> None:
        self._root = root
        self._steps = steps
        self._told: list[str] = []

    def run(self) -> list[str]:
        """Put back all files, unless all were changed already; remove the copies."""
        now = {step.path: self._content(step.path) for step in self._steps}
        if any(now[step.path] != step.new for step in self._steps):
            for step in reversed(self._steps):
                self._take_back(step, now[step.path])
        for step in self._steps:
            self._remove(step, step.staged, step.new)
            self._remove(step, step.kept, step.old)
        return self._told

    def _content(self, path: str) -> str | None:
        """The hash of a file's content, empty for none; None for what is not ours to touch."""
        parts = path.split("/")
        if any(part in ("", ".", "..") or os.sep in part for part in parts):
            return None
        content = DirectoryTree(self._root)
        if content.resolve("/".join(parts[:-1])) != "/".join(parts[:-1]):
            return None
        read = content.read(path)
        if read.problem:
            return "" if read.problem == "missing" else None
        whole = content.resolve(path) == path and read.size == len(read.data)
        return hashed(read.data) if whole else None

    def _take_back(self, step: Step, now: str | None) -> None:
        shown, target = printable(step.path), os.path.join(self._root, step.path)
        if now == step.old:
            return
        if now is None or now != step.new:
            self._told.append(fill("{shown} was changed since and is left as it is", shown=shown))
            return
        try:
            if step.old:
                beside = f"{step.path.rpartition('/')[0]}/{step.kept}".lstrip("/")
                if not step.kept or self._content(beside) != step.old:
                    self._told.append(
                        fill("{shown} could not be put back: its copy is gone", shown=shown)
                    )
                    return
                os.replace(os.path.join(self._root, beside), target)
            else:
                os.unlink(target)
        except OSError as error:
            self._told.append(
                fill(
                    "{shown} could not be put back: {strerror}",
                    shown=shown,
                    strerror=error.strerror,
                )
            )
        else:
            self._told.append(
                fill("{shown} is as it was before a --fix that was ended", shown=shown)
            )

    def _remove(self, step: Step, name: str, content: str) -> None:
        """Remove a copy, where it is what the journal says."""
        beside = f"{step.path.rpartition('/')[0]}/{name}".lstrip("/")
        found = self._content(beside) if name else ""
        # A new file may have been written in part when the run was killed.
        if found == content or (found is not None and name and name == step.staged):
            with suppress(OSError):
                os.unlink(os.path.join(self._root, beside))
