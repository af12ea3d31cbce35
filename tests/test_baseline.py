"""The baseline: what is known is silent, what is new is not, what is gone is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from checker import cli
from checker.settings import BASELINE
from tests.conftest import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "requirements.txt").write_text("a==1\na==2\n")
    (tmp_path / "Procfile").write_text("web:x\n")
    (tmp_path / "runtime.txt").write_text("python-3.6.6\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    select = ["--select", "PROC003,REQ006,INT", "--format", "concise", "-q"]
    code = cli.main([*select, *arguments])
    out, err = capsys.readouterr()
    return code, [" ".join(line.split(" ")[:3]) for line in out.splitlines()], err


def test_the_known_is_silent_and_the_new_is_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(run(capsys)[1]) == 2
    assert run(capsys, "--write-baseline") == (0, [], f"{BASELINE}: 2 known findings\n")
    assert run(capsys) == (0, [], "")
    # moved, and with other blanks: still the same
    (root / "requirements.txt").write_text("# new\n\na==1\na==2  \n")
    assert run(capsys) == (0, [], "")
    (root / "Procfile").write_text("web:x\nworker:y\n")
    assert run(capsys)[:2] == (1, ["Procfile:2:8: PROC003 error"])
    cli.main(["--format", "json", "--select", "PROC003"])
    assert json.loads(capsys.readouterr().out)["roots"][0]["summary"]["suppressed"] == 1


def test_gone_entries_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    (root / "Procfile").write_text("web: x\n")
    assert run(capsys)[:2] == (0, [f"{BASELINE}:1:1: INT004 info"])
    cli.main(["--format", "concise", "--select", "REQ006,INT004", "-q"])
    assert capsys.readouterr().out == "", "the rule of the gone entry did not run"
    run(capsys, "--write-baseline")
    assert run(capsys) == (0, [], "")
    (root / "Procfile").write_text("web:x\n")
    assert run(capsys)[0] == 1


def test_the_same_mistake_twice_is_known_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "--write-baseline")
    (root / "requirements.txt").write_text("a==1\na==2\na==2\n")
    assert len(run(capsys)[1]) == 1


def test_it_is_read_from_git_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    assert run(capsys, "--staged") == (0, [], "")
    code, _, err = run(capsys, "--staged", "--write-baseline")
    assert (code, err) == (2, "pyspec-check: --write-baseline writes to a folder; check one\n")


def test_the_file_is_easy_to_merge(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    text = (root / BASELINE).read_text()
    entries = json.loads(text)["findings"]
    assert [entry["path"] for entry in entries] == ["Procfile", "requirements.txt"]
    assert len(text.splitlines()) == 2 + len(entries)
    run(capsys, "--write-baseline")
    assert (root / BASELINE).read_text() == text


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 1}', '{"version": 1, "findings": [1]}', "\x00", "[" * 9999,
     '{"version": 2, "findings": []}'],
)  # fmt: skip
def test_what_is_no_baseline_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (root / BASELINE).write_text(text)
    code, out, err = run(capsys)
    assert (code, out) == (2, [])
    assert err.startswith(f"pyspec-check: {BASELINE}")
    assert err.count("\n") == 1


def test_known_findings_are_not_fixed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    assert run(capsys, "--fix")[0] == 0
    assert (root / "Procfile").read_text() == "web:x\n"
