"""What a server lives through without getting slow or large: sizes, depths, odd files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls")

from checker.base.findings import Finding, Location, Severity
from checker.editor.session import anchor
from checker.editor.session import root as roots
from checker.editor.session.buffers import Buffer
from checker.editor.session.options import Options
from checker.editor.session.results import Job
from checker.rules.registry import load_all
from tests.editor.test_robustness import Pipes, django_settings, serving

SECONDS = 3.0
"""CPU time for one answer: 2 s on an ordinary machine."""
GROWTH = 60
"""MB that changes may add to what the first ones took."""
LINES = 400_000
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="it asks /proc")


class Server:
    """A server, with what it has used so far."""

    def __init__(self, pipes: Pipes) -> None:
        self.pipes = pipes
        self.version = 1
        self._used = self.used()

    def used(self) -> float:
        """Seconds of CPU."""
        fields = Path(f"/proc/{self.pipes.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def held(self) -> float:
        """MB of memory."""
        pages = int(Path(f"/proc/{self.pipes.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def change(self, uri: str, text: str, line: int | None = None) -> None:
        """Write a text into a line, or in place of everything."""
        self.version += 1
        edit: dict[str, Any] = {"text": text}
        if line is not None:
            place = {"line": line, "character": 0}
            edit["range"] = {"start": place, "end": place}
        document = {"uri": uri, "version": self.version}
        changes = {"textDocument": document, "contentChanges": [edit]}
        self.pipes.notify("textDocument/didChange", changes)

    def hover(self, uri: str) -> Any:
        """What is shown of the beginning of a file; it comes soon."""
        place = {"line": 0, "character": 0}
        answer = self.pipes.ask(
            "textDocument/hover", {"textDocument": {"uri": uri}, "position": place}
        )
        assert "result" in answer, answer
        used, before = self.used(), self._used
        self._used = used
        assert used - before < SECONDS
        return answer["result"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("Flask==2.0.3\ngunicorn==20.1.0\n")
    (tmp_path / "Procfile").write_text("web: gunicorn app:app\n")
    (tmp_path / "runtime.txt").write_text("python-3.6.6\n")
    (tmp_path / "app.py").write_text("from flask import Flask\napp = Flask(__name__)\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    return tmp_path


@ON_LINUX
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("app.py", "x = 1\n"),
        ("app.py", "\n"),
        ("requirements.txt", "a\n"),
        ("requirements.txt", "a==1 # pyspec: ignore[X]\n"),
        ("Procfile", "web: gunicorn app:app\n"),
        ("runtime.txt", "python-3.6.6\n"),
        ("pyspec-check.toml", "# x\n"),
    ],
)
def test_a_very_long_buffer(root: Path, name: str, line: str) -> None:
    uri = (root / name).as_uri()
    with serving() as pipes:
        server = Server(pipes)
        pipes.open(uri, line * LINES)
        server.hover(uri)
        held: list[float] = []
        for number in range(5):
            server.change(uri, "x", line=number + 3)
            server.hover(uri)
            held.append(server.held())
        assert held[-1] - held[1] < GROWTH


@ON_LINUX
@pytest.mark.parametrize("depth", [1_000, 3_000, 100_000])
def test_a_very_deep_address(root: Path, depth: int) -> None:
    with serving() as pipes:
        server = Server(pipes)
        uri = f"{root.as_uri()}{'/x' * depth}/requirements.txt"
        pipes.open(uri, "a=1\n")
        server.hover(uri)
        own = (root / "Procfile").as_uri()
        pipes.open(own, "web:x\n")
        assert server.hover(own)


@ON_LINUX
def test_git_and_files_that_become_pipes(root: Path) -> None:
    uri = (root / "Procfile").as_uri()
    with serving() as pipes:
        server = Server(pipes)
        pipes.open(uri, "web:x\n")
        assert server.hover(uri)
        shutil.rmtree(root / ".git")
        os.mkfifo(root / ".git")
        (root / "requirements.txt").unlink()
        os.mkfifo(root / "requirements.txt")
        changed = [
            {"uri": (root / name).as_uri(), "type": 2} for name in (".git", "requirements.txt")
        ]
        pipes.notify("workspace/didChangeWatchedFiles", {"changes": changed})
        for text in ("web:y\n", "web: y\n"):
            server.change(uri, text)
            assert server.hover(uri)


@ON_LINUX
def test_a_folder_that_vanishes_and_comes_back(root: Path) -> None:
    uri = (root / "Procfile").as_uri()
    with serving() as pipes:
        server = Server(pipes)
        pipes.open(uri, "web:x\n")
        assert server.hover(uri)
        kept = root.with_name("kept")
        root.rename(kept)
        gone = {"changes": [{"uri": uri, "type": 3}]}
        pipes.notify("workspace/didChangeWatchedFiles", gone)
        server.change(uri, "web: y\n")
        assert server.hover(uri) is None
        kept.rename(root)
        pipes.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 1}]})
        server.change(uri, "web:z\n")
        assert server.hover(uri)


@ON_LINUX
@pytest.mark.parametrize(
    "line",
    [
        'import re\nX = re.match(r"(?:a|a)*b?(a?){3}$", "a" * 12)\n',  # what no guard lets through
        "for i in range(100_000):\n    X = str(i)\n",
        "X = [0]\nfor i in range(25):\n    X = X + X\n",
    ],
)
def test_settings_that_would_work_for_long(root: Path, line: str) -> None:
    uri = django_settings(root)
    with serving() as pipes:
        server = Server(pipes)
        pipes.open(uri, "STATIC_ROOT = 'x'\n")
        server.hover(uri)
        for number in range(3):
            server.change(uri, f"{line}Y = {number}\nSTATIC_ROOT = 'x'\n")
            server.hover(uri)
        assert server.held() < 300


def test_only_so_many_findings_of_a_file_are_shown(root: Path) -> None:
    text = "".join(f"a{number}=1\n" for number in range(3_000))
    buffer = Buffer((root / "requirements.txt").as_uri(), str(root / "requirements.txt"), 1, text)
    result = roots.Root(str(root)).check(Job(1, (buffer,), Options(), fresh=True))
    for path, notes in result.notes.items():
        assert len(notes) <= anchor.MOST, path


def test_the_most_severe_are_shown_and_the_rest_is_counted() -> None:
    anchors = anchor.Anchors("/r", lambda _: None, ())
    at = Location("a.txt")
    found = [Finding("REQ011", f"{n}", at, Severity.INFO) for n in range(1_500)]
    found.append(Finding("REQ002", "x", at, Severity.ERROR))
    [notes] = anchors.notes(None, found).values()
    assert len(notes) == 1_000
    assert notes[0].finding.code == "REQ002"
    assert notes[-1].finding.message == "502 more findings in this file"


def test_a_check_goes_on_where_the_last_one_had_no_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def slow(code: str) -> Any:
        def rule(project: Any) -> Any:
            calls.append(code)
            while not project.tree.budget.expired():
                pass
            project.tree.budget.charge(10_000)
            yield from ()

        return rule

    monkeypatch.setattr(roots, "SECONDS", 0.3)
    monkeypatch.setitem(load_all(), "PROC003", slow("PROC003"))
    kept = roots.Root(str(root))
    buffer = Buffer((root / "Procfile").as_uri(), str(root / "Procfile"), 1, "web:x\n")
    left: list[tuple[str, ...]] = []
    for generation in range(1, 9):
        result = kept.check(Job(generation, (buffer,), Options(), fresh=generation == 1))
        assert result.report is not None
        left.append(result.report.not_judged)
        if not kept.unfinished:
            break
    assert left[0][0] == "PROC003"
    assert len(left[0]) > 1
    assert left[-1] == ("PROC003",), "the others were not run before it"
