"""The table of namesakes, and what the reading of sources knows of it without loading it."""

from __future__ import annotations

from checker.data import namesakes
from checker.reachable import source_scan


def test_the_reading_knows_all_modules() -> None:
    assert namesakes._BY_MODULE.keys() == source_scan._NAMESAKES


def test_a_name_of_both_is_not_judged() -> None:
    assert namesakes.namesake_for("jwt", ("JWT",), {"jwt"}) is None
    assert namesakes.namesake_for("telegram", (), {"telegram"}) is None
    found = namesakes.namesake_for("telegram.ext", ("Updater",), {"telegram"})
    assert found is not None
    assert found.meant == "python-telegram-bot"
