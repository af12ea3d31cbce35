"""One checked root of the editor's workspace: its memory from check to check, and one check."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from checker.config import OWN_FILE, SHARED_FILE, find_config, folders_above
from checker.editor.buffers import Held, held
from checker.editor.disk import DiskTree
from checker.editor.uris import uri_of
from checker.errors import PlacedError, UsageError
from checker.fingerprint import fingerprints
from checker.model import Finding, Location, Severity
from checker.records import NamedTuple
from checker.rules import say
from checker.settings import BASELINE, settings_with
from checker.text import Document
from checker.tree import Kind, OverlayTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.config import Config
    from checker.editor.buffers import Buffer, Form
    from checker.editor.options import Options
    from checker.engine import Report
    from checker.settings import Settings
    from checker.tree import Content, Tree

CONFIGURATION = "configuration"
"""The code of what is wrong with a configuration: it is no rule's."""
_ANCHORS = (
    "requirements.txt", "Procfile", "runtime.txt", "manage.py", "Pipfile", "pyproject.toml",
    "setup.py", "rainbondfile", OWN_FILE,
)  # fmt: skip
"""Files on which the finding of a missing file is shown, the one that needs it most first."""
_STARTS = ("requirement", "procfile", "runtime.txt", "pipfile", "rainbondfile")
"""How names start, in lower case, that make a folder one for the platform, well spelt or not."""
_PATIENCE = 1.0
"""Seconds for which the files on disk may be taken as they were, unless something was told."""


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
    """What positions are counted in, by absolute path."""
    held: Mapping[str, Held] = {}
    """The open buffers that were checked, by absolute path."""
    roots: tuple[str, ...] = ()
    """Absolute paths of the roots that the configuration names in place of this one."""
    settings: Settings | None = None

    def absolute(self, path: str) -> str:
        """The absolute path of a path from the root."""
        return os.path.normpath(os.path.join(self.root, path))

    def document(self, path: str) -> Document | None:
        """What was checked of the file at an absolute path; None where there is none."""
        if path in self.documents or self.report is None:
            return self.documents.get(path)
        inner = _within(self.root, path)
        return self.report.project.document(inner) if inner else None

    def uri(self, path: str) -> str:
        """The URI of an absolute path, as the editor writes it if it has opened the file."""
        found = self.held.get(path)
        return uri_of(path) if found is None else found.buffer.uri


class Root:
    """A folder that is checked again and again. Only one thread may use it.

    Args:
        path: absolute.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._disk = DiskTree(path)
        above = folders_above(path)
        self._top = above[-1] if above else os.path.realpath(path)
        self._folder = os.path.relpath(os.path.realpath(path), self._top).replace(os.sep, "/")
        self._folder = "" if self._folder == "." else self._folder
        self._above = DiskTree(self._top) if self._folder else None
        self._refreshed = 0.0
        self._forms: dict[str, Form] = {}
        self._held: dict[str, tuple[Buffer, Content, Held]] = {}
        self._key: object = None
        self._settings: Settings | None = None
        self._config: Config | None = None
        self._problems: tuple[Finding, ...] = ()

    def check(self, job: Job) -> Result:
        """Check the folder with the open buffers in place of their files; never raises."""
        try:
            return self._check(job)
        except Exception as error:  # a bug: the server lives on, and says so
            import traceback

            finding = Finding(
                "INT001",
                say(
                    "the check failed with {kind}: {error}", kind=type(error).__name__, error=error
                ),
                Location(""),
                Severity.ERROR,
                help="report this with the output of `pyspec-check --version`",
            )
            self._held.clear()
            if os.environ.get("PYSPEC_CHECK_TRACEBACK"):
                traceback.print_exc()
            buffers = sorted(buffer.path for buffer in job.buffers if self._below(buffer.path))
            path = buffers[0] if buffers else os.path.join(self.path, "requirements.txt")
            return Result(self.path, job, {path: (Note(path, 0, 0, finding, ""),)})

    def _check(self, job: Job) -> Result:
        self._bring_up(job)
        if self._disk.gone:
            return Result(self.path, job, {})
        found = {
            path: self._stands_for(path, buffer)
            for buffer in job.buffers
            if (path := self._below(buffer.path))
        }
        self._forms = {path: self._forms[path] for path in found if path in self._forms}
        self._held = {path: self._held[path] for path in found}
        tree = OverlayTree(
            self._disk, {path: h.data for path, h in found.items() if h.data is not None}
        )
        self._configure(job, tree)
        config = self._config
        if not _is_for_the_platform(tree) and not self._problems and not (config and config.path):
            return Result(self.path, job, {})
        roots = () if config is None or config.base else config.roots
        report = None
        extra = list(self._problems)
        if roots:
            extra += self._missing_roots(tree, config, roots)
        elif self._settings is not None:
            try:
                report = self._settings.check(job.options.all, tree)
            except UsageError as error:  # of the baseline, the only file that is read there
                extra.append(Finding(CONFIGURATION, str(error), Location(BASELINE), Severity.ERROR))
                report = self._settings.check(job.options.all, tree, baseline=False)
        return self._result(job, tree, found, report, extra, roots)

    def _bring_up(self, job: Job) -> None:
        for touched in job.touched:
            for disk in filter(None, (self._disk, self._above)):
                if path := _within(disk.root, touched):
                    disk.forget(path)
                    disk.forget(path.rpartition("/")[0])
        now = time.monotonic()
        if job.fresh or job.touched or now - self._refreshed > _PATIENCE:
            self._disk.refresh()
            if self._above is not None:
                self._above.refresh()
            self._refreshed = now

    def _below(self, path: str) -> str:
        """The path of a file from here; empty where it lies elsewhere."""
        return _within(self.path, path)

    def _stands_for(self, path: str, buffer: Buffer) -> Held:
        content = self._disk.read(path)
        known = self._held.get(path)
        if known is not None and known[0] == buffer and known[1] is content:
            return known[2]
        disk = None if content.problem else Document(path, content.data, content.size)
        result = held(buffer, disk, self._forms.get(path))
        if result.data is None:
            self._forms[path] = result.form
        self._held[path] = (buffer, content, result)
        return result

    def _configure(self, job: Job, tree: Tree) -> None:
        """Bring the settings up; those that were last right stay where they are wrong now."""
        folder = ""
        if self._above is not None:
            folder = self._folder
            over: dict[str, bytes | None] = {}
            for buffer in job.buffers:
                path = _within(self._top, os.path.realpath(buffer.path))
                if path.rpartition("/")[2] in (OWN_FILE, SHARED_FILE):
                    over[path] = buffer.text.encode("utf-8")
            tree = OverlayTree(self._above, over)
        folders = [""]
        for name in filter(None, folder.split("/")):
            folders.append(f"{folders[-1]}{name}/")
        files = [tree.read(above + name) for above in folders for name in (OWN_FILE, SHARED_FILE)]
        key = (job.options, [(file.data, file.problem) for file in files])
        if key == self._key:
            return
        self._key = key
        try:
            config = find_config(tree, None, folder)
            above = job.options.above(config)
            prefix = self.path.rstrip("/") + "/"
            self._settings = settings_with(
                job.options.command_line(), prefix, self._disk, above, lasting=True
            )
            self._config = above
            self._problems = tuple(
                self._problem(error, Severity.WARNING) for error in config.warnings
            )
        except PlacedError as error:
            self._problems = (self._problem(error, Severity.ERROR),)
        except UsageError as error:
            at = Location(self._from_top(OWN_FILE))
            self._problems = (Finding(CONFIGURATION, str(error), at, Severity.ERROR),)

    def _problem(self, error: PlacedError, severity: Severity) -> Finding:
        at = Location(self._from_top(error.path), error.start, error.end)
        return Finding(CONFIGURATION, error.words, at, severity)

    def _from_top(self, path: str) -> str:
        """A path from the top of the checkout as one from here; it may start with `../`."""
        if not self._folder:
            return path
        return os.path.relpath(path, self._folder).replace(os.sep, "/")

    def _missing_roots(
        self, tree: Tree, config: Config | None, roots: tuple[str, ...]
    ) -> Iterator[Finding]:
        for folder in roots:
            if config is not None and not tree.is_directory(folder.rstrip("/")):
                path = config.path or OWN_FILE
                yield Finding(
                    CONFIGURATION,
                    say("the root {folder} is no folder here", folder=folder),
                    Location(path),
                    Severity.ERROR,
                )

    def _result(
        self,
        job: Job,
        tree: Tree,
        found: Mapping[str, Held],
        report: Report | None,
        extra: list[Finding],
        roots: tuple[str, ...],
    ) -> Result:
        documents: dict[str, Document] = {}

        def document(path: str) -> Document | None:
            if path.startswith("../"):
                content = DiskTree(self.path + "/" + path.rpartition("/")[0]).read(
                    path.rpartition("/")[2]
                )
                return None if content.problem else Document(path, content.data, content.size)
            if report is not None:
                return report.project.document(path)
            content = tree.read(path)
            return None if content.problem else Document(path, content.data, content.size)

        def shown(finding: Finding, mark: str) -> Note:
            places = [finding.at, *(at for at, _ in finding.related)]
            anchors = [Location(name) for name in (*_ANCHORS, *found)]
            for at in [*places, *anchors]:
                text = document(at.path) if at.path else None
                if text is None:
                    continue
                path = os.path.normpath(os.path.join(self.path, at.path))
                documents[path] = text
                start, end = (at.start, at.end) if at is finding.at else text.line_span(1)
                return Note(path, start, end, finding, mark)
            return Note(os.path.join(self.path, finding.at.path), 0, 0, finding, mark)

        notes: dict[str, list[Note]] = {}
        marked = [] if report is None else zip(report.findings, fingerprints(report), strict=True)
        for finding, mark in [*marked, *((finding, "") for finding in extra)]:
            note = shown(finding, mark)
            notes.setdefault(note.path, []).append(note)
        return Result(
            self.path,
            job,
            {path: tuple(found) for path, found in notes.items()},
            report,
            documents,
            {os.path.join(self.path, path): h for path, h in found.items()},
            tuple(os.path.join(self.path, folder.rstrip("/")) for folder in roots),
            self._settings,
        )


def _within(folder: str, path: str) -> str:
    """A path from a folder on, POSIX; empty where it is not below it."""
    start = folder.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else ""


def _is_for_the_platform(tree: Tree) -> bool:
    """Whether anything says that a folder is to be deployed."""
    return any(
        kind is not Kind.DIRECTORY and name.lower().startswith(_STARTS)
        for name, kind in tree.entries().items()
    )
