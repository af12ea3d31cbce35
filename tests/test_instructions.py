"""Starting executes as many instructions as recorded: what makes it dearer is seen at once."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import languages, measures
from benchmarks.installed import Build
from benchmarks.start_rows import START_ROWS, Row
from scripts import write_performance

if TYPE_CHECKING:
    from pathlib import Path

NEAR = 0.03
RECORDED: dict[str, Any] = json.loads(write_performance.RECORDED.read_text("utf-8"))
ROWS = {row["name"]: row for row in RECORDED["rows"]}


@pytest.mark.skipif(not measures.can_count(), reason="valgrind is not installed")
@pytest.mark.skipif(
    RECORDED["python"] != sys.version.split()[0], reason=f"recorded on {RECORDED['python']}"
)
@pytest.mark.parametrize("row", START_ROWS, ids=lambda row: row.name)
def test_starting_costs_what_is_recorded(row: Row, tmp_path: Path) -> None:
    build = Build(write_performance.TOP, tmp_path / "build", byte_code=row.byte_code)
    folder = tmp_path / "root"
    folder.mkdir()
    row.write(folder)
    command, variables = build.command(*row.words), build.environment()
    counted = measures.instructions(command, folder, variables) / 1e6
    assert ROWS[row.name]["unit"] == "M"
    assert counted == pytest.approx(ROWS[row.name]["this"], rel=NEAR), (
        "measure again with python -m benchmarks.ratios OTHER --json benchmarks/recorded.json"
    )


@pytest.mark.skipif(not measures.can_count(), reason="valgrind is not installed")
def test_chinese_costs_little_more_than_english(tmp_path: Path) -> None:
    for name, english, chinese in languages.ratios(tmp_path):
        assert chinese <= languages.BOUND * english, name


def test_the_page_shows_what_is_recorded() -> None:
    for path, text in write_performance.documents().items():
        assert path.read_text("utf-8") == text, "run python -m scripts.write_performance"
