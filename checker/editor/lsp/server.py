"""The language server: messages to the session, its results to the client. No logic of checks."""

from __future__ import annotations

import asyncio
import gc
import linecache
import queue
import threading
from collections import deque
from types import MappingProxyType

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from checker import __version__
from checker.base.errors import UsageError
from checker.base.typed import TypeVar
from checker.editor.actions.workspace_edits import Editor
from checker.editor.lsp import convert
from checker.editor.lsp.framing import Frames, Pipe
from checker.editor.lsp.protocol import Protocol
from checker.editor.lsp.uris import uri_of
from checker.editor.session.options import SECTION, read_options
from checker.editor.session.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from checker.editor.actions.code_actions import Action
    from checker.editor.session.results import Result
    from checker.editor.session.root import Root
    from checker.editor.session.session import Publication

T = TypeVar("T")
DELAY = 0.005
"""Seconds without a change after which a check starts, while one change follows the other; a change
that finds all those before it answered is checked at once."""
LONGEST_DELAY = 0.1
"""Seconds after a change at which a check starts at the latest."""
INTERVAL = 2.0
"""Seconds after which the disk is looked at again where the client does not tell of changes."""
STACK = 16 * 1024 * 1024
"""Bytes of a thread's stack: on some systems it has so few that deeply nested code overruns it."""


class Server(LanguageServer):
    """One server for one client."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("pyspec-check", __version__, protocol_cls=Protocol)
        self.session = Session()
        nothing = types.ClientCapabilities()
        self.writer = convert.Writer("utf-16", nothing)
        self.editor = Editor(self.writer, nothing)
        self.answered: dict[str, tuple[int | None, str]] = {}
        """Of open files that were asked for: the version, and the name of what was answered."""
        self.notify: Callable[[list[Publication]], None] = self.publish
        """How the client gets to know what is new: it is sent it, unless it asks for it."""
        self.news = asyncio.Event()
        """Set, and replaced by another, whenever a check has ended."""
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any]]] = (
            queue.SimpleQueue()
        )
        self.fixed: deque[tuple[Result, str, Action | None]] = deque(maxlen=4)
        """The last results of which all was to be fixed, in which file, and with what."""
        self.said: Any = None
        """The settings that the client has sent without being asked."""
        self.looking: asyncio.Future[None] | None = None
        self._wake = asyncio.Event()
        self._due = 0.0
        self._waiting_since: float | None = None
        """When the first change came that no check has begun to answer; None: all are answered."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tell it in the client's log: nobody can do anything about it in a pop-up."""
        self.log(f"{source.__name__}: {error}", types.MessageType.Error)

    def log(self, words: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Write a line into the client's log."""
        self.window_log_message(types.LogMessageParams(kind, words))

    async def serve(self, reading: int, writing: int) -> int:
        """Handle messages until the client ends the server or is gone; the exit code."""
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        self.protocol.set_writer(Pipe(writing, ended.set))

        def handle(body: bytes, done: threading.Event) -> None:
            try:
                self.protocol.receive(body)
            except Exception as error:  # whatever it was, the next message may be a good one
                self.log(f"{type(error).__name__}: {error}", types.MessageType.Error)
            finally:
                done.set()
            if self.protocol.exit_code is not None:
                ended.set()

        def read() -> None:
            for body in Frames(reading):
                done = threading.Event()
                loop.call_soon_threadsafe(handle, body, done)
                done.wait()
            loop.call_soon_threadsafe(ended.set)

        threading.stack_size(STACK)
        for target in (read, self._run_jobs):
            threading.Thread(target=_until_closed, args=(target,), daemon=True).start()
        worker = asyncio.create_task(self._keep_up())
        await ended.wait()
        for task in (worker, self.looking):
            if task is not None:
                task.cancel()
        code = self.protocol.exit_code
        return 1 if code is None else code

    def changed(self) -> None:
        """Have everything checked that needs it, soon."""
        now = asyncio.get_running_loop().time()
        if self._waiting_since is None:
            self._waiting_since = self._due = now
        else:
            self._due = min(now + DELAY, self._waiting_since + LONGEST_DELAY)
        self._wake.set()

    async def current(self, path: str) -> None:
        """Wait until all that is to be said of a file is known."""
        while not self.session.is_current(path):
            await self.news.wait()

    async def aside(self, work: Callable[[], T]) -> T:
        """Do work that reads a root's files, beside the loop and not while anything is checked."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put((work, done))
        return await done

    async def _keep_up(self) -> None:
        """Check what is stale, one root after the other, for ever."""
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            while (left := self._due - loop.time()) > 0:
                await asyncio.sleep(left)
            self._wake.clear()
            try:
                await self._check_next()
            except Exception as error:
                self.log(f"{type(error).__name__}: {error}", types.MessageType.Error)

    async def look_around(self) -> None:
        """See what has changed on disk, for a client that does not tell, for ever."""
        while True:
            await asyncio.sleep(INTERVAL)
            for root in self.session.roots:
                if await self.aside(root.refresh):
                    self.session.outdated(root)
                    self.changed()

    async def _check_next(self) -> None:
        found = self.session.next()
        if found is None:
            self._waiting_since = None
        else:
            root, job = found
            self._waiting_since = asyncio.get_running_loop().time()
            self.session.take(await self.aside(lambda: root.check(job)))
            if root.unfinished:  # whoever waits for this check is answered first
                asyncio.get_running_loop().call_later(DELAY, self._go_on, root)
            self._wake.set()  # there may be more to check
        publications = list(self.session.publications())
        self.notify(publications)
        news, self.news = self.news, asyncio.Event()
        news.set()

    def _go_on(self, root: Root) -> None:
        self.session.outdated(root)
        self.changed()

    def _run_jobs(self) -> None:
        """Run checks and what else reads files, one after the other."""
        # What is loaded now stays, but for the source text of the protocol's classes. Of the rest,
        # little garbage is looked for often: a check that has to wait for much of it is late.
        linecache.clearcache()
        gc.freeze()
        gc.set_threshold(20_000, 50, 100)
        while True:
            work, done = self._jobs.get()
            if done.cancelled():
                continue
            result, problem = None, None
            try:
                result = work()
            except Exception as error:  # it is told to the one who asked
                problem = error
            done.get_loop().call_soon_threadsafe(_settle, done, result, problem)

    def publish(self, publications: list[Publication]) -> None:
        """Send what is found in these files."""
        for publication in publications:
            items = self.writer.diagnostics(publication.notes)
            uri = publication.uri or uri_of(publication.path)
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, items, publication.version)
            )

    async def ask_for_settings(self) -> None:
        """Take the settings of each folder, from a client that wants to be asked for them."""
        workspace = self.client_capabilities.workspace
        if workspace is None or not workspace.configuration:
            return
        folders = self.session.folders
        items = [types.ConfigurationItem(uri_of(path), SECTION) for path in folders]
        asked = types.ConfigurationParams([types.ConfigurationItem(section=SECTION), *items])
        answer = await self.workspace_configuration_async(asked)
        overall, *own = [*answer, *[None] * (len(items) + 1)][: len(items) + 1]
        self.configure(
            overall or self.said,  # an empty answer says nothing
            {path: each for path, each in zip(folders, own, strict=True) if each is not None},
        )
        self.changed()

    def configure(self, values: Any, folders: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Take settings of the client; wrong ones are told, and those before stay."""
        try:
            self.session.configure(
                read_options(convert.plain(values)),
                {path: read_options(convert.plain(each)) for path, each in folders.items()},
            )
        except UsageError as error:
            words = self.writer.language.say(
                "pyspec-check: {message}{hint}", message=error.message, hint=""
            )
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, words))


def _until_closed(target: Any) -> None:
    """Run a thread's work; the loop's end is its end."""
    try:
        target()
    except RuntimeError:  # the loop is closed
        return


def _settle(done: asyncio.Future[Any], result: Any, problem: Exception | None) -> None:
    if done.done():  # it was cancelled
        return
    if problem is not None:
        done.set_exception(problem)
    else:
        done.set_result(result)
