"""Where a finding is shown: at its place, or, where its file is missing, on one that needs it."""

from __future__ import annotations

import os

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.check.fingerprint import fingerprints
from checker.config.locate import OWN_FILE
from checker.editor.session.results import Note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.base.text import Document
    from checker.check.report import Report

_ANCHORS = (
    "requirements.txt", "Procfile", "runtime.txt", "manage.py", "Pipfile", "pyproject.toml",
    "setup.py", "rainbondfile", OWN_FILE,
)  # fmt: skip
"""Files that need others, the one that needs them most first."""

MOST = 1_000
"""Findings that are shown in one file."""
MORE = "more"
"""The code of what stands for the rest; it is no rule's."""


class Anchors:
    """Places the findings of one check.

    Args:
        root: the absolute path of what was checked.
        document: the file at a path from there, which may start with `../`.
        open: the paths of open files; one of them is as good as none.
    """

    def __init__(
        self, root: str, document: Callable[[str], Document | None], open: Iterable[str]
    ) -> None:
        self._root = root
        self._document = document
        self._anchors = tuple(dict.fromkeys([*_ANCHORS, *open]))
        self.documents: dict[str, Document] = {}
        """The files that something was placed on, by absolute path."""

    def notes(self, report: Report | None, others: list[Finding]) -> dict[str, tuple[Note, ...]]:
        """The findings of a report, and others, by the absolute paths on which they are shown."""
        found: dict[str, list[Note]] = {}
        for finding, mark in [*_marked(report), *((finding, "") for finding in others)]:
            note = self._note(finding, mark)
            found.setdefault(note.path, []).append(note)
        return {path: self._shown(path, notes) for path, notes in found.items()}

    @staticmethod
    def _shown(path: str, notes: list[Note]) -> tuple[Note, ...]:
        """As many as an editor can show, the most severe first; the last says how many are left."""
        if len(notes) <= MOST:
            return tuple(notes)
        worst = sorted(notes, key=lambda note: -note.finding.severity)[: MOST - 1]
        words = say("{number} more findings in this file", number=f"{len(notes) - len(worst):,}")
        more = Finding(MORE, words, Location(""), Severity.INFO, help="fix some of these first")
        return (*worst, Note(path, worst[0].start, worst[0].end, more, ""))

    def _note(self, finding: Finding, mark: str) -> Note:
        at = finding.at
        for place, _ in finding.related:  # a client is told of these too
            if place.path and (related := self._document(place.path)) is not None:
                self._kept(place.path, related)
        document = self._document(at.path) if at.path else None
        if document is not None:
            return Note(self._kept(at.path, document), at.start, at.end, finding, mark)
        for path in (*(place.path for place, _ in finding.related), *self._anchors):
            document = self._document(path) if path else None
            if document is not None:
                return Note(self._kept(path, document), *document.line_span(1), finding, mark)
        return Note(self._absolute(at.path), 0, 0, finding, mark)

    def _kept(self, path: str, document: Document) -> str:
        absolute = self._absolute(path)
        self.documents[absolute] = document
        return absolute

    def _absolute(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._root, path))


def _marked(report: Report | None) -> Iterator[tuple[Finding, str]]:
    if report is not None:
        yield from zip(report.findings, fingerprints(report), strict=True)


def at_line(document: Document, path: str, line: int) -> Location:
    """A 1-based line of a file as a place."""
    return Location(path, *document.line_span(min(line, len(document.starts))))
