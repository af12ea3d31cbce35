"""What goes wrong while the index is asked: one line says so, and verdicts are the offline ones."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import stat
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve import answers, uv
from checker.resolve.asking import DAY, Asking
from checker.targets import targets
from tests.resolve.test_asking import names, usual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.resolution import Resolution
    from tests.resolve.local_index import Index

ROOT = {"requirements.txt": "six==1.15.0\n", "Procfile": "web: python app.py\n", "app.py": "1\n"}
WORDS = ("--target", "rainbond-6-cnb", "--format", "concise", "--quiet", "--isolated")


@pytest.fixture
def root(asking: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root whose check finds nothing that stops it."""
    for name, text in ROOT.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fake_uv(folder: Path, script: str) -> Path:
    """A program that stands for uv."""
    path = folder / "fake-uv"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def offline(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = cli.main([*WORDS])
    return code, capsys.readouterr().out


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main([*WORDS, "--resolve", "--refresh", *words])
    out, err = capsys.readouterr()
    return code, out, err


def is_one_line(err: str) -> bool:
    return err.count("\n") == 1 and err.endswith("; only offline results are shown\n")


class Answering:
    """A server that gives one answer to everything."""

    def __init__(self, status: int, body: bytes, **headers: str) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/simple"

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self.url

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (500, b"", {}),
        (403, b"no", {"Content_Type": "text/plain"}),
        (200, b"<html><body><h1>Log in</h1></body></html>", {"Content_Type": "text/html"}),
        (200, b"\x00\xff\x01garbage", {"Content_Type": "text/html"}),
        (200, b"{", {"Content_Type": "application/vnd.pypi.simple.v1+json"}),
        (200, b"words", {"Content_Type": "image/png"}),
        (302, b"", {"Location": "file:///etc/passwd"}),
        (401, b"", {"WWW_Authenticate": 'Basic realm="x"'}),
    ],
)
def test_an_index_that_does_not_answer_as_one(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    status: int,
    body: bytes,
    headers: dict[str, str],
) -> None:
    before = offline(capsys)
    with Answering(status, body, **headers) as url:
        code, out, err = asked(capsys, "--index-url", url.replace("//", "//me:secret@"))
    assert (code, out) == before
    assert is_one_line(err), err
    assert "secret" not in err


@pytest.mark.parametrize(
    "script",
    [
        "echo uv 0.1; exit 0",
        "echo \"error: unexpected argument '--format' found\" >&2; exit 2",
        "/usr/bin/head -c 4096 /dev/urandom; exit 0",
        "exit 0",
        "printf '\\377\\376' >&2; exit 1",
        "kill -9 $$",
        "/bin/cat */requirements.in requirements.in >&2; exit 1",
    ],
)
def test_a_program_that_does_not_answer_as_uv(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    script: str,
) -> None:
    before = offline(capsys)
    program = fake_uv(tmp_path, script)
    monkeypatch.setattr(answers, "find_uv", lambda _: str(program))
    code, out, err = asked(capsys, "--index-url", "http://me:secret@127.0.0.1:9/simple")
    assert (code, out) == before
    assert is_one_line(err), err
    assert "secret" not in err


def test_no_uv_and_windows(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = offline(capsys)
    monkeypatch.setattr(answers, "find_uv", lambda _: None)
    code, out, err = asked(capsys)
    assert (code, out) == before
    assert is_one_line(err)
    assert "pip install 'pyspec-check[resolve]'" in err


def test_windows_is_told_at_once(ask: object, monkeypatch: pytest.MonkeyPatch) -> None:
    class Windows:
        name = "nt"

    monkeypatch.setattr(answers, "os", Windows)
    found = of(usual(), "six\n", address="http://127.0.0.1:9/simple")
    assert found.installs is None
    assert "Linux and macOS" in found.because


def test_uv_of_windows_is_an_executable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "Scripts"
    made.mkdir()
    for name in ("uv", "uv.bat", "uv.cmd"):
        (made / name).write_text("")
        (made / name).chmod(0o755)
    monkeypatch.setattr(uv.os, "name", "nt")  # type: ignore[attr-defined]
    monkeypatch.setattr(uv.sys, "executable", str(made / "python.exe"))  # type: ignore[attr-defined]
    monkeypatch.setenv("PATH", "")
    assert uv.find_uv(str(tmp_path / "root")) is None
    (made / "uv.exe").write_text("")
    (made / "uv.exe").chmod(0o755)
    assert uv.find_uv(str(tmp_path / "root")) == str(made / "uv.exe")


def test_uv_gets_what_windows_needs_and_no_secret(
    asking: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    program = fake_uv(tmp_path, f'/usr/bin/env > "{seen}"; exit 1')
    monkeypatch.setattr(answers, "find_uv", lambda _: str(program))
    for name, value in (
        ("SYSTEMROOT", r"C:\Windows"), ("HTTPS_PROXY", "http://proxy:1"), ("SSL_CERT_FILE", "/x"),
        ("PIP_INDEX_URL", "http://me:secret@x/"), ("UV_INDEX_URL", "http://me:secret@x/"),
        ("AWS_SECRET_ACCESS_KEY", "secret"), ("PYTHONPATH", "/secret"), ("UV_PYTHON", "secret"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    of(usual(), "six\n", address="http://127.0.0.1:9/simple")
    text = seen.read_text()
    assert r"SYSTEMROOT=C:\Windows" in text
    assert "HTTPS_PROXY=http://proxy:1" in text
    assert "secret" not in text


def test_the_time_is_over(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = offline(capsys)
    program = fake_uv(tmp_path, "exec /bin/sleep 30")
    monkeypatch.setattr(answers, "find_uv", lambda _: str(program))
    monkeypatch.setattr(uv, "SECONDS", 0.5)
    begin = time.monotonic()
    code, out, err = asked(capsys)
    assert time.monotonic() - begin < 20
    assert (code, out) == before
    assert is_one_line(err)
    assert "took longer than" in err


def of(index: Index, requirements: str, address: str = "", refresh: bool = True) -> Resolution:
    tree = MemoryTree({"requirements.txt": requirements.encode()})
    asks = Asking(address or index.url, refresh=refresh)
    found = Project(tree, targets()["rainbond-6-cnb"], asks).resolution
    asks.close()
    assert found is not None
    return found


@pytest.fixture
def own_cache(tmp_path: Path, asking: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of this test alone."""
    place = tmp_path / "cache"
    place.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))
    yield place
    for path in (place, *place.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)


def test_an_answer_is_kept_for_a_day(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with usual() as index:
        first = of(index, "six==1.15.0\n", refresh=False)
        count = len(index.asked)
        assert of(index, "six==1.15.0\n", refresh=False) == first
        assert len(index.asked) == count
        assert of(index, "six==1.16.0\n", refresh=False) != first
        count = len(index.asked)
        now = time.time()
        monkeypatch.setattr("checker.resolve.workplace.time.time", lambda: now + DAY - 60)
        of(index, "six==1.15.0\n", refresh=False)
        assert len(index.asked) == count
        monkeypatch.setattr("checker.resolve.workplace.time.time", lambda: now + DAY + 60)
        asks = Asking(index.url)
        monkeypatch.setattr(answers, "find_uv", lambda _: None)
        tree = MemoryTree({"requirements.txt": b"six==1.15.0\n"})
        found = Project(tree, targets()["rainbond-6-cnb"], asks).resolution
        assert found is not None
        assert "uv is not installed" in found.because


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"end": false}', b"\x00" * 50, b'{"end":1}']
)
def test_a_damaged_answer_is_asked_for_again(own_cache: Path, content: bytes) -> None:
    with usual() as index:
        first = of(index, "frame==2.0\n", refresh=False)
        for path in own_cache.glob("pyspec-check/resolve/answers/*"):
            path.write_bytes(content)
        assert of(index, "frame==2.0\n", refresh=False) == first
    assert names(first) == ["frame==2.0", "part==2.0", "six==1.16.0"]


def test_a_cache_that_cannot_be_written(own_cache: Path) -> None:
    (own_cache / "pyspec-check").write_text("not a folder")
    with usual() as index:
        assert of(index, "six==1.15.0\n").installs
    (own_cache / "pyspec-check").unlink()
    own_cache.chmod(stat.S_IRUSR | stat.S_IXUSR)  # which does not stop root
    with usual() as index:
        assert of(index, "six==1.15.0\n").installs


def test_a_damaged_cache_of_uv(own_cache: Path) -> None:
    with usual() as index:
        assert of(index, "frame\n").installs
        for path in own_cache.glob("pyspec-check/resolve/uv/**/*"):
            if path.is_file() and not path.is_symlink():
                path.write_bytes(b"damaged")
        found = of(index, "frame\n")
    assert found.installs is not False


def in_a_process(root: Path, program: Path, *words: str) -> list[str]:
    """A command that runs the check with another program as uv."""
    script = (
        "import sys\nimport signal\nimport checker.resolve.answers as answers\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job behind ignores it
        f"answers.find_uv = lambda _: {str(program)!r}\n"
        f"from checker.cli.main import main\nsys.exit(main({[*WORDS[:2], *words]!r}))\n"
    )
    return [sys.executable, "-c", script]


def test_a_terminal_shows_what_is_asked_and_is_left_clean(root: Path, tmp_path: Path) -> None:
    program = fake_uv(tmp_path, "/bin/sleep 0.3; exit 1")
    main, side = pty.openpty()
    command = in_a_process(root, program, "--resolve", "--refresh", "--color", "never")
    environment = os.environ | {"COLUMNS": "80", "TERM": "xterm"}
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL,
                               stderr=side, stdin=subprocess.DEVNULL)  # fmt: skip
    os.close(side)
    shown = b""
    while select.select([main], [], [], 60)[0]:
        try:
            data = os.read(main, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(main)
    process.wait(30)
    text = shown.decode()
    assert text.count("asking the package index what rainbond-6-cnb would install") == 1
    last = text[text.index("asking the package index") :]
    assert "\r\x1b[K" in last
    progress = last.partition("\r")[0]
    assert len(progress) < 80
    assert last.partition("\x1b[K")[2].strip().startswith("pyspec-check: warning: ")


def test_an_interrupt_ends_uv_too(root: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    program = fake_uv(
        tmp_path, f'echo $$ > "{mark}.new"; /bin/mv "{mark}.new" "{mark}"; exec /bin/sleep 60'
    )
    process = subprocess.Popen(
        in_a_process(root, program, "--resolve", "--refresh"),
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    for _ in range(600):
        if mark.exists():
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    number = int(mark.read_text())
    for _ in range(100):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("uv still runs")
    left = list(Path(os.environ["XDG_CACHE_HOME"]).glob("pyspec-check/resolve/ask-*"))
    assert not left


def test_the_language_server_does_not_ask(root: Path) -> None:
    (root / "pyspec-check.toml").write_text("resolve = true\n")
    script = (
        "import sys, json\nfrom checker.cli.main import main\nmain(['lsp'])\n"
        "print([n for n in sys.modules if n.startswith('checker.resolve')], file=sys.stderr)"
    )
    uri = root.as_uri()
    opened = {"uri": f"{uri}/requirements.txt", "languageId": "pip-requirements", "version": 1,
              "text": "six==9\n"}  # fmt: skip
    messages: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": {"rootUri": uri, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": opened}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    sent = b""
    for message in messages:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        sent += b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    done = subprocess.run([sys.executable, "-c", script], input=sent, capture_output=True,
                          cwd=root, timeout=120, check=False)  # fmt: skip
    assert done.stderr.decode().strip().splitlines()[-1] == "[]"
