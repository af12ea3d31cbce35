"""What the editor has open, which roots that concerns, and what is to be shown where.

Nothing here knows the protocol or touches the files' contents: a root does that, in a job that may
run elsewhere while the session goes on. A result that something has overtaken is not taken.
"""

from __future__ import annotations

import os

from checker.base.records import NamedTuple
from checker.config.locate import OWN_FILE, SHARED_FILE
from checker.editor.session.options import Options
from checker.editor.session.results import Job, Note, Result
from checker.editor.session.root import Root
from checker.files.roots import holder_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.editor.session.buffers import Buffer, Change


class Publication(NamedTuple):
    """What is to be shown of one file from now on."""

    path: str
    uri: str | None
    """As the editor wrote it; None where it has not opened the file."""
    version: int | None
    notes: tuple[tuple[Result, Note], ...]


class _Entry:
    """One root that is kept up to date."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.wanted = 0
        """The generation of the last change that concerns it."""
        self.fresh = True
        self.touched: set[str] = set()
        self.result: Result | None = None

    @property
    def stale(self) -> bool:
        """Whether something has changed since its last check."""
        return self.result is None or self.result.job.generation != self.wanted

    def concerns(self, path: str) -> bool:
        """Whether a file is checked here, or shows something that was found here."""
        return _is_below(path, self.root.path) or (
            self.result is not None and path in self.result.notes
        )


class Session:
    """The editor's side of all checks.

    Args:
        units: the code units in which the editor counts columns.
    """

    def __init__(self, units: str = "utf-16") -> None:
        self.units = units
        self.options = Options()
        """For what lies in no folder with settings of its own."""
        self._own_options: dict[str, Options] = {}
        """Settings of the editor for single folders."""
        self.buffers: dict[str, Buffer] = {}
        """Open buffers by absolute path."""
        self._folders: list[str] = []
        self._entries: dict[str, _Entry] = {}
        self._generation = 0
        self._shown: dict[str, tuple[int | None, tuple[Note, ...]]] = {}

    @property
    def folders(self) -> tuple[str, ...]:
        """The workspace folders."""
        return tuple(self._folders)

    def configure(self, options: Options, folders: Mapping[str, Options] | None = None) -> None:
        """Take new settings of the editor, for everything and for single folders."""
        self.options = options
        self._own_options = dict(folders or {})
        self._settle()
        self._changed(None)

    def add_folder(self, path: str) -> None:
        """Take a workspace folder in."""
        if path not in self._folders:
            self._folders.append(path)
        self._settle()

    def remove_folder(self, path: str) -> None:
        """Let a workspace folder go; what was shown of it goes too."""
        if path in self._folders:
            self._folders.remove(path)
        for root in [root for root in self._entries if root == path or _is_below(root, path)]:
            del self._entries[root]
        self._settle()

    def open(self, buffer: Buffer) -> None:
        """Take an opened buffer in."""
        self.buffers[buffer.path] = buffer
        self._settle()
        self._changed([buffer.path], fresh=True)

    def change(self, path: str, version: int, changes: list[Change]) -> None:
        """Change an open buffer; of one that is not open nothing is known."""
        buffer = self.buffers.get(path)
        if buffer is not None:
            self.buffers[path] = buffer.changed(version, changes, self.units)
            self._changed([path])

    def close(self, path: str) -> None:
        """Let a buffer go: the file on disk counts again."""
        if self.buffers.pop(path, None) is not None:
            self._shown[path] = (None, self._shown.get(path, (None, ()))[1])
            self._changed([path], fresh=True)
            self._settle()

    def touch(self, paths: Iterable[str]) -> None:
        """Note that files on disk were written, made or removed."""
        self._settle()
        self._changed(list(paths), fresh=True, touched=True)

    @property
    def roots(self) -> list[Root]:
        """What is kept up to date."""
        return [entry.root for entry in self._entries.values()]

    def outdated(self, root: Root) -> None:
        """Note that something below a root is no longer what it was."""
        entry = self._entries.get(root.path)
        if entry is not None:
            self._settle()
            self._generation += 1
            entry.wanted = self._generation

    def next(self) -> tuple[Root, Job] | None:
        """A root that must be checked, the one with the latest change first, and how."""
        stale = [entry for entry in self._entries.values() if entry.stale]
        if not stale:
            return None
        entry = max(stale, key=lambda entry: entry.wanted)
        touched, entry.touched = frozenset(entry.touched), set()
        fresh, entry.fresh = entry.fresh, False
        buffers = tuple(b for b in self.buffers.values() if self._matters(entry, b.path))
        return entry.root, Job(
            entry.wanted, buffers, self._options_for(entry.root.path), fresh, touched
        )

    def take(self, result: Result) -> bool:
        """Take a result in; whether it was still wanted."""
        entry = self._entries.get(result.root)
        if entry is None or result.job.generation != entry.wanted:
            if entry is not None:  # what it was told is still to be looked at
                entry.touched |= result.job.touched
                entry.fresh |= result.job.fresh
            return False
        before = entry.result.roots if entry.result is not None else ()
        entry.result = result
        if result.roots != before:
            self._settle()
        return True

    def is_current(self, path: str) -> bool:
        """Whether all that is to be said of a file is known."""
        return not any(entry.stale and entry.concerns(path) for entry in self._entries.values())

    def notes(self, path: str) -> tuple[tuple[Result, Note], ...]:
        """What was found for one file, each thing once though several roots may have found it."""
        found: dict[tuple[object, ...], tuple[Result, Note]] = {}
        for entry in self._entries.values():
            if entry.result is not None:
                for note in entry.result.notes.get(path, ()):
                    finding = note.finding
                    key = (note.start, note.end, finding.code, finding.message)
                    found.setdefault(key, (entry.result, note))
        return tuple(found.values())

    @property
    def is_stale(self) -> bool:
        """Whether anything is still to be checked."""
        return any(entry.stale for entry in self._entries.values())

    def result_of(self, root: str) -> Result | None:
        """The last result of a root."""
        entry = self._entries.get(root)
        return None if entry is None else entry.result

    def results_for(self, path: str) -> list[Result]:
        """The last results of the roots that hold a file, the innermost first."""
        found = [
            entry.result
            for entry in self._entries.values()
            if entry.result is not None and _is_below(path, entry.root.path)
        ]
        return sorted(found, key=lambda result: -len(result.root))

    def result_for(self, path: str) -> Result | None:
        """The last result of the innermost root that holds a file and is checked."""
        return next((found for found in self.results_for(path) if found.report), None)

    def paths(self) -> list[str]:
        """The files of which something is to be said, and the open ones."""
        found = {
            path: None
            for entry in self._entries.values()
            if entry.result is not None
            for path in entry.result.notes
        }
        return list(found | dict.fromkeys(self.buffers))

    def publications(self) -> Iterator[Publication]:
        """What differs from what is shown, as far as it is certain; it counts as shown then."""
        for path in dict.fromkeys([*self.paths(), *self._shown]):
            if not self.is_current(path):
                continue
            buffer = self.buffers.get(path)
            version = None if buffer is None else buffer.version
            notes = self.notes(path)
            now = (version, tuple(note for _, note in notes))
            if self._shown.get(path, (None, ())) == now:
                continue
            if now == (None, ()):
                self._shown.pop(path, None)
            else:
                self._shown[path] = now
            yield Publication(path, buffer.uri if buffer else None, version, notes)

    def _changed(
        self, paths: list[str] | None, *, fresh: bool = False, touched: bool = False
    ) -> None:
        """Mark what some files concern (None: everything) as to be checked."""
        self._generation += 1
        for entry in self._entries.values():
            mine = [path for path in paths or () if self._matters(entry, path)]
            if touched and not entry.stale:
                mine = [path for path in mine if entry.root.knows(path)]
            if mine or paths is None:
                entry.wanted = self._generation
                entry.fresh |= fresh
                if touched:
                    entry.touched.update(mine)

    @staticmethod
    def _matters(entry: _Entry, path: str) -> bool:
        """Whether a file can change what is found in a root."""
        if _is_below(path, entry.root.path):
            return True
        folder, name = os.path.split(path)
        return name in (OWN_FILE, SHARED_FILE) and _is_below(entry.root.path, folder)

    def _options_for(self, root: str) -> Options:
        holding = [f for f in self._own_options if root == f or _is_below(root, f)]
        return self._own_options[max(holding, key=len)] if holding else self.options

    def _settle(self) -> None:
        """Have an entry for each root that is wanted, and for no other."""
        wanted = dict.fromkeys(self._folders)
        for path in self.buffers:
            wanted[os.path.normpath(os.path.abspath(holder_of(path)))] = None
        for root, entry in self._entries.items():
            if any(_is_below(root, folder) for folder in self._folders):
                wanted[root] = None  # it stays when its last buffer is closed
            if entry.result is not None:
                wanted.update(dict.fromkeys(entry.result.roots))
        wanted = {path: None for path in wanted if self._options_for(path).enable}
        for path in wanted:
            if path not in self._entries:
                self._generation += 1
                entry = self._entries[path] = _Entry(Root(path))
                entry.wanted = self._generation
        for path in [path for path in self._entries if path not in wanted]:
            del self._entries[path]


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)
