"""A client that drives the real server over pipes; where pygls is missing, all of it is skipped."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from lsprotocol import types
    from pytest_lsp import LanguageClient

PATIENCE = 20.0
"""Seconds after which what was waited for will not come."""


class Editor:
    """An editor with one folder or several open."""

    def __init__(self, client: LanguageClient, encoding: str) -> None:
        from lsprotocol import types

        self.client = client
        self.encoding = encoding
        self.published: list[types.PublishDiagnosticsParams] = []
        self.versions: dict[str, int] = {}
        client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = self._publish

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)

    def last(self, path: Path) -> types.PublishDiagnosticsParams | None:
        """What was last published for a file."""
        uri = path.as_uri()
        return next((each for each in reversed(self.published) if each.uri == uri), None)

    def codes(self, path: Path) -> list[str] | None:
        """The codes that are shown on a file; None where nothing was ever said of it."""
        found = self.last(path)
        return None if found is None else [str(each.code) for each in found.diagnostics]

    async def until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait until something is so."""
        for _ in range(int(PATIENCE / 0.01)):
            if condition():
                return
            await asyncio.sleep(0.01)
        seen = [(each.uri, [d.code for d in each.diagnostics]) for each in self.published]
        raise AssertionError(f"{what or condition} did not come; {seen}")

    async def shows(self, path: Path, codes: Sequence[str]) -> types.PublishDiagnosticsParams:
        """Wait until a file shows exactly these codes, for the version that is open."""
        uri = path.as_uri()

        def is_so() -> bool:
            found = self.last(path)
            return (
                found is not None
                and sorted(str(each.code) for each in found.diagnostics) == sorted(codes)
                and (uri not in self.versions or found.version == self.versions[uri])
            )

        await self.until(is_so, f"{path.name}: {codes}")
        found = self.last(path)
        assert found is not None
        return found

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a file, with its own text or another."""
        from lsprotocol import types

        if text is None:
            text = path.read_bytes().decode("utf-8-sig")
        self.versions[path.as_uri()] = 1
        item = types.TextDocumentItem(path.as_uri(), "plaintext", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, path: Path, *changes: tuple[int, int, int, int, str] | str) -> None:
        """Change ranges (line, column, line, column, text), or the whole text."""
        from lsprotocol import types

        uri = path.as_uri()
        self.versions[uri] += 1
        events: list[types.TextDocumentContentChangeEvent] = [
            types.TextDocumentContentChangeWholeDocument(change)
            if isinstance(change, str)
            else types.TextDocumentContentChangePartial(
                types.Range(types.Position(*change[:2]), types.Position(*change[2:4])), change[4]
            )
            for change in changes
        ]
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, events))

    def close(self, path: Path) -> None:
        """Close a file."""
        from lsprotocol import types

        uri = path.as_uri()
        self.versions.pop(uri, None)
        document = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    def save(self, path: Path) -> None:
        """Say that a file was saved."""
        from lsprotocol import types

        document = types.TextDocumentIdentifier(path.as_uri())
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(document))

    def touched(self, *paths: Path) -> None:
        """Say that files were written by somebody else, made or removed."""
        from lsprotocol import types

        events = [
            types.FileEvent(
                path.as_uri(),
                types.FileChangeType.Changed if path.exists() else types.FileChangeType.Deleted,
            )
            for path in paths
        ]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))


def capabilities(**changed: Any) -> types.ClientCapabilities:
    """What a client can do that can do much; named parts are replaced."""
    from lsprotocol import types

    edits = types.WorkspaceEditClientCapabilities(
        document_changes=True,
        resource_operations=[
            types.ResourceOperationKind.Create,
            types.ResourceOperationKind.Rename,
            types.ResourceOperationKind.Delete,
        ],
    )
    tags = types.ClientDiagnosticsTagOptions(
        [types.DiagnosticTag.Unnecessary, types.DiagnosticTag.Deprecated]
    )
    document = types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
            related_information=True, tag_support=tags, version_support=True
        ),
        diagnostic=types.DiagnosticClientCapabilities() if changed.get("pull") else None,
    )
    again = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    return types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=edits,
            workspace_folders=True,
            configuration=changed.get("configuration"),
            diagnostics=again if changed.get("pull") else None,
        ),
        text_document=document,
        general=types.GeneralClientCapabilities(position_encodings=changed.get("encodings")),
    )


@asynccontextmanager
async def editing(
    *folders: Path,
    options: Any = None,
    client: types.ClientCapabilities | None = None,
    settings: dict[str, Any] | None = None,
) -> AsyncIterator[Editor]:
    """A running server with folders open; it must end as the protocol wants."""
    from lsprotocol import types
    from pytest_lsp import make_test_lsp_client

    made = make_test_lsp_client()
    for scope, values in (settings or {}).items():
        made.set_configuration({"pyspec-check": values}, scope_uri=scope)
    await made.start_io(sys.executable, "-m", "checker", "lsp")
    assert made._server is not None
    process = made._server
    editor = Editor(made, "utf-16")
    answer = await made.initialize_session(
        types.InitializeParams(
            capabilities=client or capabilities(),
            initialization_options=options,
            workspace_folders=[
                types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders
            ],
        )
    )
    editor.encoding = types.PositionEncodingKind(answer.capabilities.position_encoding).value
    try:
        yield editor
        assert made.error is None
        await asyncio.wait_for(made.shutdown_session(), PATIENCE)
        assert process.returncode == 0
    finally:
        if process.returncode is None:  # the test has failed
            process.kill()
        await made.stop()  # type: ignore[no-untyped-call]


@pytest.fixture
def root(repository: Callable[..., Path]) -> Path:
    """A repository that the default target takes, but for its Procfile."""
    return repository(
        {
            "requirements.txt": "Flask==2.0.3\ngunicorn==20.1.0\n",
            "Procfile": "web:gunicorn app:app --log-file -\n",
            "runtime.txt": "python-3.6.6\n",
            "app.py": "from flask import Flask\napp = Flask(__name__)\n",
        }
    )
