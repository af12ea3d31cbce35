"""What a server must live through: raw bytes on its pipes, and whatever is on disk."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 20
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 0,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}


def framed(message: Any) -> bytes:
    """A message with its head."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


class Pipes:
    """Both ends of a server's pipes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.messages: queue.Queue[Any] = queue.Queue()
        self.number = 100
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        stdout = self.process.stdout
        assert stdout is not None
        while True:
            length = 0
            while (line := stdout.readline()).strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                self.messages.put(None)
                return
            self.messages.put(json.loads(stdout.read(length)))

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self.send(framed({"jsonrpc": "2.0", "method": method, "params": params}))

    def ask(self, method: str, params: Any = None) -> Any:
        """Send a request and wait for its answer."""
        self.number += 1
        message: dict[str, Any] = {"jsonrpc": "2.0", "id": self.number, "method": method}
        if params is not None:
            message["params"] = params
        self.send(framed(message))
        return self.answer(self.number)

    def answer(self, number: Any) -> Any:
        """The answer to a request; what else comes is passed over."""
        while True:
            message = self.next()
            if "id" in message and message["id"] == number:
                return message

    def next(self) -> Any:
        """The next message."""
        message = self.messages.get(timeout=PATIENCE)
        assert message is not None, "the server has ended"
        return message

    def published(self, uri: str) -> list[str]:
        """The codes that are next published for a file."""
        while True:
            message = self.next()
            if (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
            ):
                return [each["code"] for each in message["params"]["diagnostics"]]

    def open(self, uri: str, text: str) -> None:
        """Open a document."""
        item = {"uri": uri, "languageId": "x", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def end(self) -> int:
        """End the server as the protocol wants; its exit code."""
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)


@contextmanager
def serving(started: bool = True, **environment: str) -> Iterator[Pipes]:
    """A running server."""
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", "lsp", "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )
    pipes = Pipes(process)
    try:
        if started:
            pipes.send(framed(INITIALIZE))
            pipes.answer(0)
            pipes.notify("initialized", {})
        yield pipes
    finally:
        process.kill()
        process.communicate()


def test_shutdown_and_exit_end_it_with_0() -> None:
    with serving() as pipes:
        assert pipes.end() == 0
        assert pipes.process.stderr is not None
        assert pipes.process.stderr.read() == b""


def test_exit_alone_ends_it_with_1() -> None:
    with serving() as pipes:
        pipes.notify("exit")
        assert pipes.process.wait(PATIENCE) == 1
    with serving(started=False) as pipes:
        pipes.notify("exit")
        assert pipes.process.wait(PATIENCE) == 1


def test_the_end_of_the_input_ends_it() -> None:
    for started in (True, False):
        with serving(started) as pipes:
            assert pipes.process.stdin is not None
            pipes.process.stdin.close()
            pipes.process.stdin = None
            assert pipes.process.wait(PATIENCE) == 1


def test_nobody_to_read_ends_it() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", "lsp"], stdin=subprocess.PIPE, stdout=writing
    )
    os.close(writing)
    assert process.stdin is not None
    with process:
        process.stdin.write(framed(INITIALIZE))
        process.stdin.flush()
        assert process.wait(PATIENCE) == 1


DAMAGED = (
    b"Content-Length: 5\r\n\r\n{]{]{",
    b"Content-Length: abc\r\n\r\n{}",
    b"Content-Length: -1\r\n\r\n",
    b"Content-Length: 99999999999999999999999\r\n\r\n{}\r\n",
    b"nonsense without any head\r\n\r\n",
    b"\0\xff\xfe\r\n" * 100,
    b"x" * 200_000 + b"\n",
    framed(b""),
    framed(b"[]"),
    framed(b"null"),
    framed(b"1e999"),
    framed(b"\xff\xfe{}"),
    framed(b"[" * 100_000),
    framed(b'{"a":' * 100_000),
    framed(b'{"jsonrpc":"2.0","id":1' + b"0" * 5000 + b',"method":"shutdown"}'),
    framed({"jsonrpc": "1.0", "id": 1, "method": "shutdown"}),
    framed({"jsonrpc": "2.0"}),
    framed({"jsonrpc": "2.0", "method": 5}),
    framed({"jsonrpc": "2.0", "id": {"a": 1}, "method": "shutdown"}),
    framed({"jsonrpc": "2.0", "id": None, "method": "textDocument/hover"}),
    framed({"jsonrpc": "2.0", "method": "textDocument/didOpen"}),
    framed({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 3}}),
    framed({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}),
    framed({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 12345}}),
    framed({"jsonrpc": "2.0", "method": "$/cancelRequest"}),
    framed({"jsonrpc": "2.0", "method": "$/unknown", "params": {}}),
    framed({"jsonrpc": "2.0", "id": 77, "result": None}),
    framed({"jsonrpc": "2.0", "id": 77, "error": {"code": 1, "message": "x"}}),
    framed({"jsonrpc": "2.0", "id": [], "result": None}),
    b"Content-Length: 99999999999999999\r\n\r\n{}\r\n",
)


def test_it_lives_through_damaged_messages() -> None:
    hover = {
        "textDocument": {"uri": "file:///nowhere/Procfile"},
        "position": {"line": 0, "character": 0},
    }
    with serving() as pipes:
        for damaged in DAMAGED:
            pipes.send(damaged)
            assert pipes.ask("textDocument/hover", hover)["result"] is None, damaged[:80]
        assert pipes.end() == 0


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"jsonrpc": "2.0", "id": 1, "method": "x/unknown", "params": {}}, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover", "params": {"x": 1}}, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover"}, -32602),
        ({**INITIALIZE, "id": 1}, -32600),
    ],
)
def test_a_wrong_request_is_answered_with_an_error(message: dict[str, Any], code: int) -> None:
    with serving() as pipes:
        pipes.send(framed(message))
        assert pipes.answer(1)["error"]["code"] == code
        assert pipes.end() == 0


def test_before_and_after_its_time_nothing_is_done() -> None:
    with serving(started=False) as pipes:
        pipes.open("file:///tmp/Procfile", "web:x")
        assert pipes.ask("textDocument/hover", {})["error"]["code"] == -32002
        pipes.send(framed(INITIALIZE))
        assert "result" in pipes.answer(0)
        pipes.ask("shutdown")
        assert pipes.ask("textDocument/hover", {})["error"]["code"] == -32600
        pipes.notify("exit")
        assert pipes.process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    "head",
    [
        b"content-length:%d\r\n\r\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d\r\n\r\n",
        b"Content-Length: %d\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n",
        b"CONTENT-LENGTH:   %d \r\n\r\n",
        b"Content-Length: %d\n\n",
    ],
)
def test_heads_may_be_written_in_many_ways(head: bytes) -> None:
    body = json.dumps(INITIALIZE).encode()
    with serving(started=False) as pipes:
        pipes.send(head % len(body) + body)
        assert "result" in pipes.answer(0)


def test_a_message_may_come_byte_by_byte() -> None:
    with serving(started=False) as pipes:
        for byte in framed(INITIALIZE):
            pipes.send(bytes([byte]))
        assert "result" in pipes.answer(0)


def test_changes_of_what_is_not_open_and_places_beyond_the_end(root: Path) -> None:
    uri = (root / "Procfile").as_uri()
    with serving() as pipes:
        whole = {"textDocument": {"uri": uri, "version": 5}, "contentChanges": [{"text": "web:x"}]}
        pipes.notify("textDocument/didChange", whole)
        pipes.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        pipes.open(uri, "web: gunicorn app:app --log-file -\n")
        assert pipes.published(uri) == []
        far = {"line": 2**31 - 1, "character": 2**31 - 1}
        change = {"range": {"start": far, "end": far}, "text": "\udc80\ud800web:x"}
        pipes.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [change]},
        )
        assert pipes.published(uri)
        place = {"textDocument": {"uri": uri}, "position": far}
        assert "result" in pipes.ask("textDocument/hover", place)
        assert "result" in pipes.ask("textDocument/completion", place)
        assert pipes.end() == 0


def test_a_huge_file(root: Path) -> None:
    uri = (root / "requirements.txt").as_uri()
    with serving() as pipes:
        pipes.open(uri, "Flask==2.0.3\n" * 700_000)  # 9 MB; 4 MiB of it are read
        assert "INT002" in pipes.published(uri)
        assert pipes.end() == 0


def django_settings(root: Path) -> str:
    """Make a project of Django in a folder; gives the address of its settings."""
    (root / "requirements.txt").write_text("Django==2.2.28\ngunicorn==20.1.0\n")
    (root / "manage.py").write_text(
        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')\n"
        "from django.core.management import execute_from_command_line\n"
        "execute_from_command_line()\n"
    )
    (root / "settings.py").write_text("STATIC_ROOT = 'x'\n")
    return (root / "settings.py").as_uri()


@pytest.mark.parametrize(
    "nested", ["(" * 50_000, "-" * 50_000 + "1", "[" * 90 + "]" * 90, "x" + ".a" * 50_000]
)
def test_deeply_nested_code(root: Path, nested: str) -> None:
    uri = django_settings(root)
    with serving() as pipes:
        pipes.open(uri, f"STATIC_ROOT = {nested}\n")
        pipes.published(uri)
        assert pipes.end() == 0


def test_cancelled_requests(root: Path) -> None:
    uri = (root / "Procfile").as_uri()
    with serving() as pipes:
        pipes.open(uri, "web: gunicorn app:app --log-file -\n")
        asked = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 6}}
        for number in range(1000, 1050):
            request = {"jsonrpc": "2.0", "id": number, "method": "textDocument/hover"}
            pipes.send(framed({**request, "params": asked}))
            pipes.notify("$/cancelRequest", {"id": number})
        for number in range(1000, 1050):
            answer = pipes.answer(number)
            assert "result" in answer or answer["error"]["code"] == -32800
        assert "result" in pipes.ask("textDocument/hover", asked)
        assert pipes.end() == 0


def test_a_check_that_fails_says_so_and_the_next_one_runs(root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "from checker.check import pipeline\n"
        "run = pipeline.run\n"
        "def failing(request, tree, cache=None):\n"
        "    if b'break' in tree.read('Procfile').data:\n"
        "        print('to standard output')\n"
        "        raise RuntimeError('so it is')\n"
        "    return run(request, tree, cache)\n"
        "pipeline.run = failing\n"
    )
    uri = (root / "Procfile").as_uri()
    with serving(PYTHONPATH=str(broken)) as pipes:
        pipes.open(uri, "web: break\n")
        assert pipes.published((root / "requirements.txt").as_uri()) == ["INT001"]
        change = {"text": "web:gunicorn app:app\n"}
        pipes.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [change]},
        )
        while pipes.published(uri) != ["PROC003"]:
            pass
        assert pipes.end() == 0


def test_without_pygls_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ImportError('no pygls here')\n")
    done = subprocess.run(
        [sys.executable, "-m", "checker", "lsp"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        "pyspec-check: the language server needs pygls: pip install 'pyspec-check[lsp]'\n"
    )
