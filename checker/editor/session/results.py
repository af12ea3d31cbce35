"""What one check of a root is made of, and what it gives: values that threads can share."""

from __future__ import annotations

import os

from checker.base.records import NamedTuple
from checker.editor.lsp.uris import uri_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.base.findings import Finding
    from checker.base.text import Document
    from checker.check.report import Report
    from checker.config.settings import Settings
    from checker.editor.session.buffers import Buffer, Held
    from checker.editor.session.options import Options


class Job(NamedTuple):
    """What one check is made of; nothing of it changes while it runs."""

    generation: int
    buffers: tuple[Buffer, ...]
    """The open buffers, of this root and of the configurations above it."""
    options: Options
    fresh: bool
    """Whether the disk may have changed."""
    touched: frozenset[str] = frozenset()
    """Absolute paths of which a change was told."""


class Note(NamedTuple):
    """A finding, where it is shown."""

    path: str
    """Absolute."""
    start: int
    """Offset in code points of that file's document, as is `end`."""
    end: int
    finding: Finding
    fingerprint: str


class Result(NamedTuple):
    """What one check gave."""

    root: str
    job: Job
    notes: Mapping[str, tuple[Note, ...]]
    """By absolute path."""
    report: Report | None = None
    documents: Mapping[str, Document] = {}
    """The files that notes are shown on, by absolute path."""
    held: Mapping[str, Held] = {}
    """The open buffers that were checked, by absolute path."""
    roots: tuple[str, ...] = ()
    """Absolute paths of the roots that the configuration names in place of this one."""
    settings: Settings | None = None

    def absolute(self, path: str) -> str:
        """The absolute path of a path from the root."""
        return os.path.normpath(os.path.join(self.root, path))

    def relative(self, path: str) -> str:
        """The path from the root of an absolute path below it."""
        return within(self.root, path)

    def document(self, path: str) -> Document | None:
        """What was checked of the file at an absolute path; None where there is none."""
        if path in self.documents or self.report is None:
            return self.documents.get(path)
        inner = within(self.root, path)
        return self.report.project.document(inner) if inner else None

    def uri(self, path: str) -> str:
        """The URI of an absolute path, as the editor writes it if it has opened the file."""
        found = self.held.get(path)
        return uri_of(path) if found is None else found.buffer.uri


def within(folder: str, path: str) -> str:
    """An absolute path as one from a folder on, POSIX; empty where it is not below it."""
    start = folder.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else ""
