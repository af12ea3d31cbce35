"""The tables of what releases support, as `scripts.read_wheels` makes them from an index."""

from __future__ import annotations

import re
import time
from datetime import datetime, timezone
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.base.messages import ENGLISH
from checker.base.toml import parse_toml
from checker.rules.page import reason_of
from scripts import read_wheels
from tests.resolve.local_index import Index

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[Index, str], Path]

TABLES = Path(read_wheels.RELEASES)
TODAY = datetime.now(tz=timezone.utc).date().isoformat()


def known() -> Index:
    """Releases that drop Pythons and bring wheels for new ones."""
    index = Index()
    for version, pythons in (("1.0", (38, 39)), ("1.1", (39, 310)), ("2.0", (310, 312))):
        for python in pythons:
            index.wheel("fast", version, tag=f"cp{python}-cp{python}-manylinux_2_17_x86_64")
    index.wheel("fast", "2.1", tag="cp313-cp313-macosx_11_0_arm64")
    index.wheel("fast", "2.2b1", tag="cp313-cp313-manylinux_2_17_x86_64")
    index.wheel("fast", "2.3", tag="cp313-cp313-manylinux_2_17_x86_64", yanked="broken")
    index.wheel("grown", "1.0").wheel("grown", "2.0", python=">=3.6")
    index.wheel("grown", "3.0", python=">=3.8,<3.12").source("grown", "3.0", python=">=3.8,<3.12")
    index.wheel("grown", "3.1", python=">=3.8,<3.12").wheel("grown", "4.0", python=">=3.10")
    return index


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the script into a folder, which it gives."""
    if find_spec("pypi_simple") is None:
        pytest.skip("pypi-simple is not installed")

    def ran(index: Index, names: str) -> Path:
        (tmp_path / "names").write_text(names)
        into = tmp_path / "tables"
        into.mkdir(exist_ok=True)
        words = [str(tmp_path / "names"), str(tmp_path / "cache"), "--index", index.url]
        monkeypatch.setattr("sys.argv", ["read_wheels", *words, "--into", str(into)])
        read_wheels.main()
        return into

    return ran


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long is waited, which is not waited for."""
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def test_first_wheels_and_the_pythons_of_releases(run: Run, pauses: list[float]) -> None:
    with known() as index:
        into = run(index, "Fast\ngrown\n")
    wheels = parse_toml((into / "wheels.toml").read_text())
    assert wheels["distribution"] == {"fast": "3.8:1.0 3.9:1.0 3.10:1.1 3.12:2.0"}
    needed = parse_toml((into / "requires-python.toml").read_text())
    assert needed["distribution"]["grown"] == "1.0,, 2.0,3.6, 3.0,3.8,3.12 4.0,3.10,"
    assert wheels["date"] == needed["date"] == TODAY
    assert len(pauses) == 2


def test_a_run_goes_on_where_it_was_and_asks_once(run: Run, pauses: list[float]) -> None:
    with known() as index:
        run(index, "fast\n")
        run(index, "fast\ngrown\n")
        into = run(index, "fast\ngrown\n")
        asked = list(index.asked)
    assert [path.strip("/").split("/")[-1] for path in asked] == ["fast", "grown"]
    assert pauses == [1.0, 1.0]
    assert "grown" in (into / "requires-python.toml").read_text()


def test_what_is_not_asked_for_keeps_its_line_and_the_older_date(
    run: Run, pauses: list[float]
) -> None:
    with known() as index:
        into = run(index, "fast\n")
        table = into / "wheels.toml"
        old = table.read_text().replace(TODAY, "2020-01-02").replace("fast", "other")
        table.write_text(old)
        run(index, "fast\n")
    text = table.read_text()
    assert 'date = "2020-01-02"' in text
    assert set(parse_toml(text)["distribution"]) == {"fast", "other"}
    assert not pauses[1:]


def test_a_name_that_the_index_does_not_have_ends_the_run(run: Run, pauses: list[float]) -> None:
    with known() as index, pytest.raises(Exception, match="nowhere"):
        run(index, "nowhere\n")
    assert len(pauses) == 1


def test_the_report_says_of_when_the_tables_are() -> None:
    for code, tables in (
        ("REQ013", ("known-conflicts",)),
        ("REQ014", ("requires-python", "wheels", "importable")),
    ):
        told = re.search(r"\d{4}-\d{2}-\d{2}", reason_of(code, "slug", ENGLISH))
        oldest = min(parse_toml((TABLES / f"{each}.toml").read_text())["date"] for each in tables)
        assert told is not None
        assert told[0] == oldest, "change the sentence below `Why:` of the rule's page"
