"""Diagnostics for clients that ask for them.

Only one that can be told to ask again gets them so: what is found in one file rests on others.
Any other client is sent them.
"""

from __future__ import annotations

from lsprotocol import types

from checker.editor.lsp.convert import result_id
from checker.editor.lsp.uris import path_of, uri_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.editor.lsp.server import Server
    from checker.editor.session.session import Publication

_Documents = types.WorkspaceFullDocumentDiagnosticReport | (
    types.WorkspaceUnchangedDocumentDiagnosticReport
)


def register_where_wanted(server: Server, client: types.ClientCapabilities) -> None:
    """Offer the two requests to a client that can pull, and can be told to."""
    pulls = client.text_document is not None and client.text_document.diagnostic is not None
    again = client.workspace.diagnostics if client.workspace else None
    if not pulls or again is None or not again.refresh_support:
        return
    server.notify = lambda publications: notify(server, publications)
    answered = server.answered

    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(
            identifier="pyspec-check", inter_file_dependencies=True, workspace_diagnostics=True
        ),
    )
    async def document_diagnostic(
        params: types.DocumentDiagnosticParams,
    ) -> types.DocumentDiagnosticReport:
        path = path_of(params.text_document.uri)
        if path is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        await server.current(path)
        version, items, name = _now(server, path)
        if path in server.session.buffers:
            answered[path] = (version, name)
        if name == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(name)
        return types.RelatedFullDocumentDiagnosticReport(items, result_id=name)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def workspace_diagnostic(
        params: types.WorkspaceDiagnosticParams,
    ) -> types.WorkspaceDiagnosticReport:
        before = {item.uri: item.value for item in params.previous_result_ids}
        while True:
            reports = _reports(server, before)
            news = not before or any(
                isinstance(each, types.WorkspaceFullDocumentDiagnosticReport) for each in reports
            )
            # A client asks again at once: an answer waits until there is something new.
            if news and not server.session.is_stale:
                return types.WorkspaceDiagnosticReport(reports)
            await server.news.wait()


def _now(server: Server, path: str) -> tuple[int | None, list[types.Diagnostic], str]:
    """A file's version, its diagnostics and their name."""
    buffer = server.session.buffers.get(path)
    version = None if buffer is None else buffer.version
    items = server.writer.diagnostics(server.session.notes(path))
    return version, items, result_id(version, items)


def _reports(server: Server, before: dict[str, str]) -> list[_Documents]:
    """All files of which something is to be said, or was."""
    session = server.session
    uris = {path_of(uri): uri for uri in before}
    found: list[_Documents] = []
    full = types.WorkspaceFullDocumentDiagnosticReport
    unchanged = types.WorkspaceUnchangedDocumentDiagnosticReport
    for path in dict.fromkeys([*session.paths(), *filter(None, uris)]):
        version, items, name = _now(server, path)
        buffer = session.buffers.get(path)
        uri = buffer.uri if buffer else uris.get(path) or uri_of(path)
        if before.get(uri) == name:
            found.append(unchanged(uri, name, version=version))
        elif items or uri in before:
            found.append(full(uri, items, version=version, result_id=name))
    return found


def notify(server: Server, publications: list[Publication]) -> None:
    """Have the client ask again where an open file that it will not ask for shows something old."""
    old = False
    for publication in publications:
        asked = server.answered.get(publication.path)
        if asked is None:
            continue
        version, _, name = _now(server, publication.path)
        if version is None:
            del server.answered[publication.path]
        elif asked[0] == version and asked[1] != name:
            server.answered[publication.path] = (version, name)
            old = True
    if old:
        server.workspace_diagnostic_refresh(None, lambda _: None)
