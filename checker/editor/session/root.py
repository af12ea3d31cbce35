"""One checked root of the editor's workspace: its memory from check to check, and one check."""

from __future__ import annotations

import os
import time
import traceback

from checker.base.errors import PlacedError, UsageError
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.config.locate import OWN_FILE, SHARED_FILE, find_config, folders_above
from checker.config.overrides import Overrides
from checker.config.settings import settings_with
from checker.config.values import Config
from checker.editor.session.anchor import Anchors, at_line
from checker.editor.session.buffers import held
from checker.editor.session.checking import CONFIGURATION, checked
from checker.editor.session.disk import DiskTree, folders_of
from checker.editor.session.results import Job, Result, within
from checker.files.overlay import OverlayTree
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.check.report import Report
    from checker.check.request import Request
    from checker.config.settings import Settings
    from checker.editor.session.buffers import Buffer, Form, Held
    from checker.files.tree import Tree
    from checker.files.values import Content
    from checker.project.incremental import QueryCache

_CONFIGURATIONS = (OWN_FILE, SHARED_FILE)
_STARTS = (
    *("requirement", "procfile", "runtime.txt", ".python-version", "pipfile", "rainbondfile"),
)
"""How names start, in lower case, that make a folder one for the platform, well spelt or not."""
_PATIENCE = 1.0
"""Seconds for which the files on disk may be taken as they were, unless something was told."""

SECONDS = 1.5
"""CPU time of one check; what it does not allow is gone on with in the next."""


class Root:
    """A folder that is checked again and again, by one thread at a time.

    Args:
        path: absolute.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._disk = DiskTree(path)
        above = folders_above(path)
        top = above[-1] if above else os.path.realpath(path)
        folder = os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/")
        self._folder = "" if folder == "." else folder
        self._above = DiskTree(top) if self._folder else None
        """The checkout that holds this folder, for the configurations in it."""
        self._refreshed = 0.0
        self._caches: dict[str, QueryCache] = {}
        """By target."""
        self._held: dict[str, tuple[Buffer, Content, Held]] = {}
        self._forms: dict[str, Form] = {}
        self._files: Tree = self._disk
        """Where the configuration was looked for, from the top of the checkout."""
        self._key: object = None
        self._config = Config()
        self._settings: Settings | None = None
        self._problems: tuple[Finding, ...] = ()
        self._not_judged = 0
        self._late: set[str] = set()
        """The rules that used up a check's time."""
        self.unfinished = False
        """Whether the last check had too little time, and another one would get further."""

    def knows(self, path: str) -> bool:
        """Whether a change of a file, by its absolute path, can be seen by a check at all."""
        inner = within(self.path, path)
        if inner.startswith(".git/"):
            return inner == ".git/index"
        return self._disk.gone or not inner or self._disk.knows(inner)

    def refresh(self) -> bool:
        """Forget what is no longer so on disk; whether there was anything."""
        self._refreshed = time.monotonic()
        found = [disk.refresh() for disk in (self._disk, self._above) if disk is not None]
        return any(found)

    def check(self, job: Job) -> Result:
        """Check the folder with the open buffers in place of their files; never raises."""
        try:
            return self._check(job)
        except Exception as error:  # a bug: the server lives on, and says so
            if os.environ.get("PYSPEC_CHECK_TRACEBACK"):
                traceback.print_exc()
            self._caches = {}
            self._held.clear()
            self._key = None
            finding = Finding(
                "INT001",
                say(
                    "the check failed with {kind}: {error}", kind=type(error).__name__, error=error
                ),
                Location(""),
                Severity.ERROR,
                help="report this with the output of `pyspec-check --version`",
            )
            anchors = Anchors(self.path, self._on_disk, ())
            return Result(self.path, job, anchors.notes(None, [finding]), None, anchors.documents)

    def _check(self, job: Job) -> Result:
        self._bring_up(job)
        if self._disk.gone:
            return Result(self.path, job, {})
        found = {
            path: self._stands_for(path, buffer)
            for buffer in job.buffers
            if (path := within(self.path, buffer.path))
        }
        self._forms = {path: self._forms[path] for path in found if path in self._forms}
        self._held = {path: self._held[path] for path in found}
        files = {path: held.data for path, held in found.items() if held.data is not None}
        tree = OverlayTree(self._disk, files)
        self._configure(job, tree)
        problems = list(self._problems)
        own = bool(self._config.path) and not self._config.base
        if not own and not problems and not _is_for_the_platform(tree):
            return Result(self.path, job, {})
        roots = () if self._config.base else self._config.roots
        report = None
        broken = any(problem.severity is Severity.ERROR for problem in problems)
        if roots and not broken:  # those that stay are not in the text that is shown
            problems += self._missing_roots(tree, roots)
        if self._settings is not None and (not roots or "." in roots):
            report, problem = checked(self._requests(self._settings), tree, self._caches)
            problems += problem
        self._note_what_is_left(report)

        def document(path: str) -> Document | None:
            if path.startswith("../") or report is None:
                return self._document(tree, path)
            return report.project.document(path)

        anchors = Anchors(self.path, document, found)
        return Result(
            self.path,
            job,
            anchors.notes(report, problems),
            report,
            anchors.documents,
            {os.path.join(self.path, path): held for path, held in found.items()},
            tuple(os.path.join(self.path, folder.rstrip("/")) for folder in roots if folder != "."),
            self._settings,
        )

    def _requests(self, settings: Settings) -> list[Request]:
        """What is asked of the next check; what took too long in others comes last."""
        requests = settings.requests()
        rules = sorted(requests[0].rules, key=lambda rule: rule.code in self._late)
        return [each._replace(seconds=SECONDS, rules=tuple(rules)) for each in requests]

    def _note_what_is_left(self, report: Report | None) -> None:
        left = report.not_judged if report is not None else ()
        self.unfinished = bool(left) and (not self._not_judged or len(left) < self._not_judged)
        self._not_judged = len(left)
        self._late.update(left[:1])  # the others had no turn

    def _bring_up(self, job: Job) -> None:
        """Forget what is no longer so on disk."""
        disks = [disk for disk in (self._disk, self._above) if disk is not None]
        for touched in job.touched:
            for disk in disks:
                if path := within(disk.root, touched):
                    disk.forget(path)
                    disk.forget(path.rpartition("/")[0])
        if job.fresh or job.touched or time.monotonic() - self._refreshed > _PATIENCE:
            self.refresh()

    def _stands_for(self, path: str, buffer: Buffer) -> Held:
        content = self._disk.read(path)
        known = self._held.get(path)
        if known is not None and known[0] == buffer and known[1] is content:
            return known[2]
        disk = None if content.problem else content.decoded(path)
        shown = buffer
        if path in self._disk.converted:  # git makes LF of the CRLF that the editor keeps
            shown = buffer._replace(text=buffer.text.replace("\r\n", "\n"))
        result = held(shown, disk, self._forms.get(path))
        if result.data is None:
            self._forms[path] = result.form
        self._held[path] = (buffer, content, result)
        return result

    def _configure(self, job: Job, tree: Tree) -> None:
        """Bring the settings up; those that were last right stay where they are wrong now."""
        if self._above is not None:
            over: dict[str, bytes] = {}
            for buffer in job.buffers:
                path = within(self._above.root, os.path.realpath(buffer.path))
                if path.rpartition("/")[2] in _CONFIGURATIONS:
                    over[path] = buffer.text.encode("utf-8")
            tree = OverlayTree(self._above, over)
        self._files = tree
        folders = folders_of(f"{self._folder}/" if self._folder else "")
        files = [tree.read(above + name) for above in folders for name in _CONFIGURATIONS]
        key = (job.options, [(file.data, file.problem) for file in files])
        if key == self._key:
            return
        self._key = key
        try:
            config = find_config(tree, None, self._folder)
            above = job.options.above(config)
            prefix = self.path.rstrip("/") + "/"
            self._settings = settings_with(
                Overrides(all=job.options.all), prefix, self._disk, above
            )
            self._config = above
            self._problems = tuple(
                self._problem(error, Severity.WARNING) for error in config.warnings
            )
        except PlacedError as error:
            self._problems = (self._problem(error, Severity.ERROR),)
        except UsageError as error:
            at = Location(self._from_top(OWN_FILE))
            self._problems = (Finding(CONFIGURATION, error.message, at, Severity.ERROR),)

    def _problem(self, error: PlacedError, severity: Severity) -> Finding:
        at = Location(self._from_top(error.path), error.start, error.end)
        return Finding(CONFIGURATION, error.words, at, severity)

    def _from_top(self, path: str) -> str:
        """A path from the top of the checkout as one from here; it may start with `../`."""
        if not self._folder:
            return path
        return os.path.relpath(path, self._folder).replace(os.sep, "/")

    def _missing_roots(self, tree: Tree, roots: tuple[str, ...]) -> Iterator[Finding]:
        for folder in roots:
            if folder != "." and not tree.is_directory(folder.rstrip("/")):
                words = say("the root {folder} is not a folder here", folder=folder)
                yield Finding(CONFIGURATION, words, self._key_place(tree, "roots"), Severity.ERROR)

    def _key_place(self, tree: Tree, key: str) -> Location:
        """The line of the configuration that sets a key."""
        path = self._from_top(self._config.path)
        document = self._document(tree, path)
        if document is None:
            return Location(path)
        return at_line(document, path, self._config.lines.get(key, 1))

    def _document(self, tree: Tree, path: str) -> Document | None:
        """A file that was read for the configuration, by its path from here."""
        if path.startswith("../"):
            tree, path = self._files, os.path.normpath(os.path.join(self._folder, path))
        content = tree.read(path.replace(os.sep, "/"))
        return None if content.problem else content.decoded(path)

    def _on_disk(self, path: str) -> Document | None:
        return self._document(self._disk, path)


def _is_for_the_platform(tree: Tree) -> bool:
    """Whether anything says that a folder is to be deployed."""
    return any(
        kind is not Kind.DIRECTORY and name.lower().startswith(_STARTS)
        for name, kind in tree.entries().items()
    )
