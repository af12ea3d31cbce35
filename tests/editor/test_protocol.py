"""The connection itself, without pipes."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls")

from checker.editor.lsp.serve import made


class Sink:
    """Takes what is sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def write(self, data: bytes) -> None:
        self.sent.append(json.loads(data.partition(b"\r\n\r\n")[2]))

    def close(self) -> None:
        pass


def test_changes_leave_no_record() -> None:
    async def run() -> None:
        server, sink = made(), Sink()
        server.protocol.set_writer(sink)

        def receive(method: str, **rest: Any) -> None:
            server.protocol.receive(
                json.dumps({"jsonrpc": "2.0", "method": method, **rest}).encode()
            )

        receive("initialize", id=1, params={"processId": None, "capabilities": {}})
        assert sink.sent[0]["result"]["capabilities"]["positionEncoding"] == "utf-16"
        item = {"uri": "file:///nowhere/x.py", "languageId": "x", "version": 1, "text": ""}
        before = len(server.protocol._request_futures)
        for version in range(100):
            receive("textDocument/didOpen", params={"textDocument": item})
            document = {"uri": item["uri"], "version": version}
            change = {"textDocument": document, "contentChanges": [{"text": str(version)}]}
            receive("textDocument/didChange", params=change)
        assert server.session.buffers["/nowhere/x.py"].text == "99"
        receive("textDocument/didClose", params={"textDocument": {"uri": item["uri"]}})
        assert server.session.buffers == {}
        assert len(server.protocol._request_futures) == before

    asyncio.run(run())
