"""Put the language server together and run it on standard input and output."""

from __future__ import annotations

import asyncio
import logging
import os
import sys

from checker.editor.lsp import features, handlers
from checker.editor.lsp.framing import own_standard_streams
from checker.editor.lsp.server import Server


def serve() -> int:
    """Serve the client on standard input and output; the exit code."""
    level = logging.DEBUG if os.environ.get("PYSPEC_CHECK_TRACEBACK") else logging.CRITICAL
    logging.basicConfig(level=level)
    if os.isatty(0):
        sys.stderr.write("pyspec-check lsp waits for an editor, which starts it; Ctrl-C ends it\n")
    reading, writing = own_standard_streams()
    sys.path[:] = map(os.path.abspath, sys.path)
    os.chdir(os.sep)  # the folder that it was started in may go while it runs

    async def run() -> int:
        return await made().serve(reading, writing)

    return asyncio.run(run())


def made() -> Server:
    """A server that answers all that it can."""
    server = Server()
    handlers.register(server)
    features.register(server)
    return server
