"""`bootstrap.py`: an index that others could answer for is refused; nothing of the folder runs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import urllib.request
import venv
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import bootstrap

TOP = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "address",
    [
        "https://pypi.org/simple", "http://127.0.0.1:3141/root/pypi", "http://localhost:8080/simple",
        "http://[::1]/simple", "http://127.9.9.9/", "file:///srv/simple",
    ],
)  # fmt: skip
def test_an_index_with_tls_or_on_this_machine(address: str) -> None:
    bootstrap.must_be_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://pypi.org/simple", "http://10.0.0.1/", "http://localhost.example.org/", "ftp://x/y",
        "http://127.0.0.1.example.org/", "http://0.0.0.0/", "http://", "pypi.org/simple",
        "http://localhost@example.org/", "file://server/share", "HTTP://example.org",
    ],
)  # fmt: skip
def test_an_index_that_others_could_answer_for(address: str) -> None:
    with pytest.raises(SystemExit, match="must be reached by https"):
        bootstrap.must_be_safe(address)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(SystemExit) as told:
        bootstrap.must_be_safe("http://me:secret@example.org/simple?token=secret")
    assert "secret" not in str(told.value)


def test_no_redirection_to_an_address_without_tls() -> None:
    class Redirecting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", "http://192.0.2.1/pip.whl")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Redirecting) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}/pip/"
        with pytest.raises(SystemExit, match=r"https: http://192\.0\.2\.1/pip\.whl"):
            bootstrap.fetch(urllib.request.Request(address))
        thread.join()


def test_it_refuses_before_it_does_anything(tmp_path: Path) -> None:
    (tmp_path / "bootstrap.py").write_bytes((TOP / "bootstrap.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "bootstrap.py", "pyspec-check"],
        cwd=tmp_path,
        env={**os.environ, "PIP_INDEX_URL": "http://example.org/simple"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "the package index must be reached by https: http://example.org/simple\n"
    )
    assert os.listdir(tmp_path) == ["bootstrap.py"]


def test_no_module_of_the_working_folder_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every Python that it starts is isolated."""
    started: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        started.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 1 if len(started) < 3 else 0)

    def made(home: Path, **_: object) -> None:
        (home / "bin").mkdir(parents=True)
        (home / "bin" / "pyspec-check").touch()

    monkeypatch.setattr(bootstrap, "HOME", tmp_path)
    monkeypatch.setattr(bootstrap, "BIN", tmp_path / "bin")
    monkeypatch.setattr(venv, "create", made)
    monkeypatch.setattr(bootstrap, "download_pip", lambda _: Path("/pip.whl"))
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(bootstrap, "shown", lambda command: run(command).returncode)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "pyspec-check", "."])
    assert bootstrap.main() == 0
    *pythons, last = started
    assert len(pythons) == 4
    assert all(words[1] == "-I" for words in pythons)
    assert last == [str(tmp_path / "bin" / "pyspec-check"), "."]
    for name in ("no-such-command", "../pyspec-check", "/bin/sh"):
        monkeypatch.setattr(sys, "argv", ["bootstrap.py", name])
        assert bootstrap.main() == 2


def test_a_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"through it")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Proxy) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_address[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        found = bootstrap.fetch(urllib.request.Request("http://localhost:9/simple/pip/"))
        thread.join()
    assert found == b"through it"
    assert asked == ["http://localhost:9/simple/pip/"]


def pip_that(lines: list[str], code: int) -> list[str]:
    program = f"print({chr(10).join(lines)!r}); raise SystemExit({code})"
    return [sys.executable, "-I", "-c", program]


def test_what_pip_is_at_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    said = [
        *("Collecting rich", "  Downloading rich.whl", "Collecting packaging>=23"),
        *("  Installing build dependencies: started", "Installing collected packages: rich"),
    ]
    assert bootstrap.shown(pip_that(said, 0)) == 0
    out, err = capfd.readouterr()
    assert err == "bootstrap: 2 packages found; installing them\n"
    assert not out
    assert bootstrap.shown(pip_that(["Collecting rich", "ERROR: no network"], 1)) == 1
    out, err = capfd.readouterr()
    assert err == "Collecting rich\nERROR: no network\n"
    assert not out
