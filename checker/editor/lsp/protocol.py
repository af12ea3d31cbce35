"""The library's protocol, made to answer whatever a client sends and to know when to end."""

from __future__ import annotations

import json
import logging

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

_PARSE_ERROR, _INVALID_REQUEST = -32700, -32600
_INVALID_PARAMS, _NOT_INITIALIZED = -32602, -32002
logger = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """One connection.

    The texts of open buffers are the session's: the library's own copies, which end a line at more
    characters than the protocol does, are not kept.
    """

    exit_code: int | None = None
    """What the process is to end with; None while it is to go on."""

    def receive(self, body: bytes) -> None:
        """Handle one message; what is none is answered with an error."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            self._refuse(None, _PARSE_ERROR, "this is not JSON")
            return
        if not isinstance(data, dict) or data.get("jsonrpc") != self.VERSION:
            self._refuse(None, _INVALID_REQUEST, "this is not a message of JSON-RPC 2.0")
            return
        method, asked = data.get("method"), data.get("id")
        if method is not None:
            if not isinstance(method, str) or not isinstance(asked, (str, int, type(None))):
                self._refuse(None, _INVALID_REQUEST, "method or id is of a wrong type")
                return
            if self._is_early_or_late(method, asked):
                return
        try:
            message = self.structure_message(data)
        except Exception as error:
            if method is not None and asked is not None:
                self._refuse(asked, _INVALID_PARAMS, f"{method}: wrong parameters")
            logger.warning("not understood: %s: %s", method, error)
            return
        self.handle_message(message)

    def _is_early_or_late(self, method: str, asked: str | int | None) -> bool:
        """Whether a message comes before `initialize` or after `shutdown`; it is refused then."""
        if method == types.EXIT:
            return False
        started = self._workspace is not None
        if self._shutdown or (started and method == types.INITIALIZE):
            code, words = _INVALID_REQUEST, "not now"
        elif not started and method != types.INITIALIZE:
            code, words = _NOT_INITIALIZED, "the server is not initialized"
        else:
            return False
        if asked is not None:
            self._refuse(asked, code, words)
        return True

    def _refuse(self, asked: str | int | None, code: int, words: str) -> None:
        self._send_data(
            {"jsonrpc": self.VERSION, "id": asked, "error": {"code": code, "message": words}}
        )

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: Any) -> Generator[Any, Any, None]:
        """Leave the ending to the loop: the library would only raise `SystemExit` somewhere."""
        self.exit_code = 0 if self._shutdown else 1
        yield from ()

    # The session is called at once: for what it runs in steps, the library keeps a record for ever.

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Hand it to the session."""
        self.fm.features[types.TEXT_DOCUMENT_DID_OPEN](params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Hand it to the session."""
        self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE](params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Hand it to the session."""
        self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE](params)
