"""How long an edit takes to be answered in the editor: `python -m benchmarks.editor`.

A Django repository of about 500 files is opened in the real server, `python -m checker lsp`, over
its standard input and output. Each change is timed from the moment it is written to the pipe until
the diagnostics of that version have been read from the other one. Then the server's memory is read
while ten thousand more changes go through it (Linux).
"""

from __future__ import annotations

import argparse
import json
import queue
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.django_repository import write_repository

MEDIAN, SLOWEST = 15.0, 50.0
"""The budgets in milliseconds: of the median, and of the 95th percentile."""


class Server:
    """The server as an editor sees it.

    Args:
        root: the folder that is opened.
        command: what starts the server, and its variables; if left out, that of this checkout.
        patience: seconds in which each answer has to come.
    """

    def __init__(
        self,
        root: Path,
        command: tuple[list[str], dict[str, str]] | None = None,
        patience: int = 60,
    ) -> None:
        self.root, self.patience = root, patience
        words, variables = command or ([sys.executable, "-m", "checker", "lsp"], None)
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, env=variables
        )
        self.published: queue.SimpleQueue[tuple[float, Any]] = queue.SimpleQueue()
        self.answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": "site"}],
                "capabilities": {
                    "general": {"positionEncodings": ["utf-16"]},
                    "textDocument": {"publishDiagnostics": {"versionSupport": True}},
                },
            },
        )
        self.notify("initialized", {})

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            message = json.loads(stream.read(length))
            now = time.perf_counter()
            if message.get("method") == "textDocument/publishDiagnostics":
                self.published.put((now, message["params"]))
            elif "method" in message and "id" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
            elif "id" in message:
                self.answers.put(message)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        stream = self.process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def notify(self, method: str, params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        self._send({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        return self.answers.get(timeout=self.patience)

    def wait_for(self, uri: str, version: int) -> float:
        """When the diagnostics of that version of the document came."""
        while True:
            when, params = self.published.get(timeout=self.patience)
            if params["uri"] == uri and params.get("version") == version:
                return when

    def memory(self, name: str = "VmRSS") -> float:
        """Resident memory in MiB; `VmHWM`: the most so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith(name))
        return int(line.split()[1]) / 1024

    @property
    def worked(self) -> float:
        """Milliseconds of processor time so far, of all threads."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    def close(self) -> None:
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.wait(timeout=self.patience)


class Buffer:
    """A file that is open in the editor."""

    def __init__(self, server: Server, path: str, other: str) -> None:
        self.server = server
        self.name = path
        self.uri = (server.root / path).as_uri()
        self.text = (server.root / path).read_text("utf-8")
        self.other = other
        """What makes it wrong when it stands at its end, and is what a keystroke adds or takes."""
        self.version = 1
        server.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": self.uri, "languageId": "", "version": 1, "text": self.text}},
        )
        server.wait_for(self.uri, 1)

    def change(self) -> float:
        """Change the text back or forth; the milliseconds until it is answered."""
        self.version += 1
        text = self.text + (self.other if self.version % 2 == 0 else "")
        document = {"uri": self.uri, "version": self.version}
        start = time.perf_counter()
        self.server.notify(
            "textDocument/didChange",
            {"textDocument": document, "contentChanges": [{"text": text}]},
        )
        return (self.server.wait_for(self.uri, self.version) - start) * 1000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=100, help="timed, of each file")
    parser.add_argument("--more", type=int, default=10_000, help="changes while memory is read")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch).resolve() / "site"
        root.mkdir()
        print(f"a Django repository of {write_repository(root)} files")
        server = Server(root)
        buffers = [
            Buffer(server, "Procfile", "web:gunicorn x\n"),
            Buffer(server, "requirements.txt", "pip install x\n"),
            Buffer(server, "runtime.txt", "x\n"),
            Buffer(server, "site_project/settings/production.py", "STATIC_ROOT = None\n"),
            Buffer(server, "site_project/settings/base.py", "STATICFILES_DIRS = ('x')\n"),
        ]
        for buffer in buffers:
            for _ in range(6):
                buffer.change()
        print(f"{'milliseconds':42}{'median':>8}{'95 %':>8}{'most':>8}")
        everything: list[float] = []
        for buffer in buffers:
            times = [buffer.change() for _ in range(options.changes)]
            everything += times
            _row(buffer.name, times)
        _row("all of them", everything)
        print(f"{'resident memory after changes':42}{'MiB':>8}")
        for done in range(options.more):
            if done % max(1, options.more // 5) == 0:
                print(f"{done:>8}{server.memory():42.1f}")
            buffers[done % len(buffers)].change()
        print(f"{options.more:>8}{server.memory():42.1f}")
        server.close()
    return 0


def _row(name: str, times: list[float]) -> None:
    median = statistics.median(times)
    slow = statistics.quantiles(times, n=20)[-1]
    over = "  OVER" if median > MEDIAN or slow > SLOWEST else ""
    print(f"{name:42}{median:8.1f}{slow:8.1f}{max(times):8.1f}{over}")


if __name__ == "__main__":
    raise SystemExit(main())
