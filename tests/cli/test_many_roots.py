"""Many roots in one run: what is kept of each until the end changes nothing that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.large_inputs import root_name, small_roots
from checker.cli import check
from checker.cli import main as cli

if TYPE_CHECKING:
    from pathlib import Path

ROOTS = 60


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for count, files in enumerate(small_roots(ROOTS)):
        root = tmp_path / root_name(count)
        root.mkdir()
        for name, text in files.items():
            (root / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["concise", "full", "json", "sarif", "rdjson", "gitlab"])
def test_a_report_of_many_is_that_of_each(
    folder: Path,
    kind: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert folder.is_dir()
    words = ["--format", kind, *map(root_name, range(ROOTS))]
    assert cli.main(words) == 1
    few = capsys.readouterr()
    monkeypatch.setattr(check, "_FEW", ROOTS)
    assert cli.main(words) == 1
    assert capsys.readouterr() == few


def test_several_targets(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.is_dir()
    roots = [root_name(count) for count in range(12)]
    cli.main(["--target", "rainbond-5,heroku", "--format", "full", *roots])
    together = capsys.readouterr().out
    for root in roots:
        cli.main(["--target", "rainbond-5,heroku", "--format", "concise", root])
        for line in capsys.readouterr().out.splitlines():
            assert line.split(":")[0] in together
