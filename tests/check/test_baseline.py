"""The baseline: what is known is silent, what is new is not, what is gone is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from checker.check.request import BASELINE
from checker.cli import main as cli
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
    assert run(capsys, "--write-baseline") == (0, [], f"recorded 2 findings in {BASELINE}\n")
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
    assert (code, err) == (
        2,
        "pyspec-check: --write-baseline needs a folder on disk, not --rev or --staged\n",
    )


def test_the_file_is_easy_to_merge(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    text = (root / BASELINE).read_text()
    entries = json.loads(text)["findings"]
    assert [entry["path"] for entry in entries] == ["Procfile", "requirements.txt"]
    assert len(text.splitlines()) == 2 + len(entries)
    run(capsys, "--write-baseline")
    assert (root / BASELINE).read_text() == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ":1:1: Expecting value; write it anew with --write-baseline"),
        ("[]", ": it has no `version`; write"),
        ("{}", ": it has no `version`; write"),
        ('{"version": 1}', ": `findings` is not an array; write"),
        ('{"version": 1, "findings": {}}', ": `findings` is not an array; write"),
        ('{"version": 1, "findings": [1]}', ": findings[0]: has no `fingerprint` and `code`"),
        ('{"version": 1, "findings": [{"fingerprint": 1, "code": "x"}]}', ": findings[0]: has no"),
        ("\x00", ":1:1: Expecting value"),
        ('{"a\n', ":1:4: Invalid control character; write it anew"),
        ("[" * 99999, ": it is not valid JSON"),
        ('{"version": ' + "9" * 9999 + "}", ""),
        ('{"version": 2, "findings": []}', ": version 2 is unknown"),
        ('{"version": true, "findings": []}', ": version true is unknown"),
        ('{"version": 1,\n<<<<<<< HEAD\n', ":2:1: Expecting property name"),
        (b'{"version": 1,\n"a": "\xff"}', ":2: this is not UTF-8"),
        (b" " * 5_000_000, ": it is larger than 4,194,304 bytes"),
    ],
)
def test_what_is_no_baseline_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, told: str
) -> None:
    (root / BASELINE).write_bytes(text if isinstance(text, bytes) else text.encode())
    code, out, err = run(capsys)
    assert (code, out) == (2, [])
    assert err.startswith(f"pyspec-check: {BASELINE}{told}")
    assert err.count("\n") == 1
    assert len(err) < 300
    assert run(capsys, "--write-baseline")[0] == 0
    assert run(capsys) == (0, [], "")


def test_entries_that_cannot_be_judged_are_not_gone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "--write-baseline", "--all")
    data = json.loads((root / BASELINE).read_text())
    assert data["target"] == "rainbond-5"
    for entry in data["findings"]:
        entry.update(certain=False, fingerprint="0" * 16)
    (root / BASELINE).write_text(json.dumps(data))
    assert len(run(capsys)[1]) == 2, "no INT004 without --all"
    assert len(run(capsys, "--all")[1]) == 3
    assert len(run(capsys, "--all", "--target", "rainbond-5.1")[1]) == 2, "nor for another target"


def test_entries_of_rules_that_did_not_run_stay(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "--write-baseline")
    before = (root / BASELINE).read_text()
    assert cli.main(["--select", "PROC003", "--write-baseline"]) == 0
    assert (root / BASELINE).read_text() == before
    capsys.readouterr()
    assert run(capsys) == (0, [], "")


def test_each_root_has_its_own(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (root / name).mkdir()
        (root / name / "requirements.txt").write_text("")
        (root / name / "Procfile").write_text("web:x\n")
    run(capsys, "--write-baseline", "one")
    assert run(capsys, "one", "two")[1] == ["two/Procfile:1:5: PROC003 error"]
    run(capsys, "--write-baseline", "one", "two")
    assert run(capsys, "one", "two") == (0, [], "")
    assert (root / "one" / BASELINE).read_bytes() == (root / "two" / BASELINE).read_bytes()


def test_it_is_not_written_through_a_link(
    root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (root / "other").write_text("mine")
    (root / BASELINE).symlink_to("other")
    code, _, err = run(capsys, "--write-baseline")
    assert (code, err) == (2, f"pyspec-check: `{BASELINE}` is a symbolic link\n")
    assert (root / "other").read_text() == "mine"
    assert run(capsys, "--write-baseline", "--fix")[0] == 2


def test_what_is_gone_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    (root / "Procfile").write_text("web: x\n")
    cli.main(["--select", "PROC003,REQ006,INT", "--format", "concise"])
    out = capsys.readouterr().out
    assert "1 baseline entry no longer matches (PROC003 in Procfile); remove it" in out


def test_known_findings_are_not_fixed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    assert run(capsys, "--fix")[0] == 0
    assert (root / "Procfile").read_text() == "web:x\n"
