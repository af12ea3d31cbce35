"""Fixes written to a folder: to real files below it only, none that changed since it was read."""

from __future__ import annotations

import os
from contextlib import suppress

from checker.base.errors import UsageError, eprint
from checker.base.messages import fill, listed
from checker.base.text import printable
from checker.files.interrupts import Deferred
from checker.files.line_ends import with_crlf
from checker.files.roots import JOURNAL
from checker.files.tree import DirectoryTree
from checker.files.writing import beside, staged, sync_folder
from checker.fixes.journal import Journal, Step, hashed, recover

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.fixes.editing import Proposal


def write(proposal: Proposal, root: str) -> None:
    """Bring the files of a folder to what a proposal says: all of them, or none.

    Raises:
        UsageError: where a file was changed since it was read, lies behind a link, is read-only or
            can't be written; then all are as they were.
    """
    for line in recover(root):
        eprint(f"pyspec-check: {line}")
    # Read anew: what was judged must be what is replaced.
    here = DirectoryTree(root)
    old: dict[str, bytes | None] = {}
    converted: set[str] = set()
    for path in proposal.files:
        _must_be_inside(root, path)
        was, now = proposal.below.read(path), here.read(path)
        if was.data != now.data and was.data == now.data.replace(b"\r\n", b"\n"):
            converted.add(path)  # git converts its line ends, and it was judged as git stores it
        elif (was.data, was.problem) != (now.data, now.problem):
            raise UsageError(
                fill("`{path}` was changed meanwhile; nothing is written", path=printable(path))
            )
        old[path] = None if now.problem else now.data
        if not now.problem and not os.access(os.path.join(root, path), os.W_OK):
            raise UsageError(
                fill("`{path}` is read-only; nothing is written", path=printable(path))
            )
    changes = _Changes(proposal, root, _in_order(proposal, old, converted))
    try:
        with Deferred() as signals:
            changes.make(signals)
    except OSError as error:
        why = error.strerror or "unknown error"
        lost = changes.lost
        then = "nothing is changed"
        if lost:
            then = fill(
                "{lost} could not be put back; the next --fix tries it again", lost=listed(lost)
            )
        at = printable(changes.at)
        raise UsageError(
            fill("cannot write `{path}`: {why}; {then}", path=at, why=why, then=then)
        ) from error


class _Changes:
    """Changes of several files: first all that needs space, then renaming only.

    Every file that goes or is replaced is kept under another name until all is done, so that
    taking everything back needs no space either. What is about to be done is in a journal first.
    """

    def __init__(
        self, proposal: Proposal, root: str, changes: list[tuple[str, bytes | None, bytes | None]]
    ) -> None:
        self._proposal = proposal
        self._root = root
        self._changes = changes
        self._steps = {path: _step(path, old, new) for path, old, new in changes}
        self._replaced: set[str] = set()
        self.at = JOURNAL
        """The path that is worked on."""
        self.lost: list[str] = []
        """Paths that could not be put back."""

    def make(self, signals: Deferred) -> None:
        """Make all changes, or none where one fails or a signal comes before the last moment."""
        if not self._changes:
            return
        journal = Journal(self._root, list(self._steps.values()))
        done: list[str] = []
        try:
            for path, old, new in self._changes:
                self.at = path
                self._prepare(path, old, new)
                signals.check()
            for path, _, new in self._changes:
                self.at = path
                done.append(path)
                self._change(path, new)
        except BaseException:
            for path in reversed(done):
                self._put_back(path)
            raise
        finally:
            for step in self._steps.values():
                copies = (step.staged, "" if step.path in self.lost else step.kept)
                for name in filter(None, copies):
                    with suppress(OSError):
                        os.unlink(self._beside(step.path, name))
            journal.close(finished=not self.lost)
        for folder in {os.path.dirname(self._target(path)) for path in self._steps}:
            sync_folder(folder)

    def _target(self, path: str) -> str:
        return os.path.join(self._root, path)

    def _beside(self, path: str, name: str) -> str:
        return os.path.join(os.path.dirname(self._target(path)), name)

    def _prepare(self, path: str, old: bytes | None, new: bytes | None) -> None:
        target, step = self._target(path), self._steps[path]
        if old is not None:
            kept = self._beside(path, step.kept)
            try:
                os.link(target, kept)
            except OSError:  # a file system without links
                staged(target, old, temporary=kept)
        if new is not None:
            source = self._proposal.renamed.get(path)
            like = self._target(source) if source is not None and old is None else ""
            staged(target, new, like, temporary=self._beside(path, step.staged))

    def _change(self, path: str, data: bytes | None) -> None:
        target = self._target(path)
        if data is not None:
            os.replace(self._beside(path, self._steps[path].staged), target)
            self._replaced.add(path)
            return
        for new, moved in self._proposal.renamed.items():
            if moved == path and _same(target, self._target(new)):
                os.rename(target, self._target(new))  # one file: this disk does not tell case
                return
        with suppress(FileNotFoundError):
            os.unlink(target)

    def _put_back(self, path: str) -> None:
        kept = self._steps[path].kept
        try:
            if kept:
                # Where both are one file this does nothing, and the other name goes at the end.
                os.replace(self._beside(path, kept), self._target(path))
            elif path in self._replaced:  # it was there for a moment only
                os.unlink(self._target(path))
        except OSError:
            self.lost.append(path)


def _step(path: str, old: bytes | None, new: bytes | None) -> Step:
    kept = "" if old is None else os.path.basename(beside(path))
    new_name = "" if new is None else os.path.basename(beside(path))
    return Step(path, hashed(old), hashed(new), kept, new_name)


def _in_order(
    proposal: Proposal, old: dict[str, bytes | None], converted: set[str]
) -> list[tuple[str, bytes | None, bytes | None]]:
    """What each path held and will hold, those that go last; of `converted`, with CRLF again."""
    new: dict[str, bytes | None] = {
        path: with_crlf(data)
        if data is not None and proposal.renamed.get(path, path) in converted
        else data
        for path, data in proposal.files.items()
    }
    changed = [(path, old[path], data) for path, data in new.items() if old[path] != data]
    return sorted(changed, key=lambda item: item[2] is None)


def _must_be_inside(root: str, path: str) -> None:
    """Refuse a path that is a link, or that a link leads to."""
    here = root
    for part in path.split("/"):
        here = os.path.join(here, part)
        if part in ("", ".", "..") or os.path.islink(here):
            raise UsageError(
                fill(
                    "`{path}` lies behind a symbolic link; nothing is written", path=printable(path)
                )
            )


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
