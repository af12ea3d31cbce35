"""What a client tells: when it starts, what it opens, changes and closes, what it wants."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from checker.base.errors import is_asked, spoken
from checker.editor.actions.workspace_edits import Editor
from checker.editor.lsp import convert
from checker.editor.lsp import pull_diagnostics as pull
from checker.editor.lsp.uris import path_of
from checker.editor.session.buffers import Buffer, clean
from checker.languages import language, language_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.messages import Language
    from checker.editor.lsp.server import Server


def spoken_to(locale: str | None) -> Language:
    """The language for a client: that of its locale, English for those that there are none of.

    There is one Chinese, that of the mainland, which those who read another one get too. A client
    that names no locale gets what the process speaks, as does everybody if `--language` is given.
    """
    if is_asked() or not locale:
        return spoken()
    return language(language_named(locale) or "en")


def register(server: Server) -> None:
    """Tell the library who handles what."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        units = types.PositionEncodingKind(server.workspace.position_encoding).value
        server.session.units = units
        server.writer = convert.Writer(units, params.capabilities, spoken_to(params.locale))
        server.editor = Editor(server.writer, params.capabilities)
        pull.register_where_wanted(server, params.capabilities)
        server.said = params.initialization_options
        server.configure(server.said)
        folders = [folder.uri for folder in params.workspace_folders or ()]
        if not folders and params.root_uri:
            folders = [params.root_uri]
        for uri in folders:
            if (path := path_of(uri)) is not None:
                server.session.add_folder(path)

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        _watch(server)
        server.changed()
        await server.ask_for_settings()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        if (path := path_of(item.uri)) is not None:
            server.session.open(Buffer(item.uri, path, item.version, clean(item.text)))
            server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        if (path := path_of(params.text_document.uri)) is not None:
            found = convert.changes(params.content_changes)
            server.session.change(path, params.text_document.version, found)
            server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        if (path := path_of(params.text_document.uri)) is not None:
            server.session.close(path)
            server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        if (path := path_of(params.text_document.uri)) is not None:
            server.session.touch([path])
            server.changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [path for event in params.changes if (path := path_of(event.uri)) is not None]
        server.session.touch(paths)
        server.changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def did_change_workspace_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            if (path := path_of(folder.uri)) is not None:
                server.session.remove_folder(path)
        for folder in params.event.added:
            if (path := path_of(folder.uri)) is not None:
                server.session.add_folder(path)
        server.changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        if params.settings:
            server.said = params.settings
            server.configure(params.settings)
            server.changed()
        await server.ask_for_settings()


def _watch(server: Server) -> None:
    """Ask the client to tell of changed files, where it can be asked."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched is None or not watched.dynamic_registration:
        server.looking = asyncio.ensure_future(server.look_around())
        return
    everything = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*")])
    registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, everything)
    server.client_register_capability(types.RegistrationParams([registration]), lambda _: None)
