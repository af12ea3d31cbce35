"""Settings of an editor, as clients send them."""

from __future__ import annotations

from typing import Any

import pytest

from checker.base.errors import UsageError
from checker.config.values import Config
from checker.editor.session.options import Options, read_options


@pytest.mark.parametrize(
    "values",
    [
        None,
        {},
        [],
        {"pyspec-check": {}},
        {"target": "", "select": [], "severity": {}, "failOn": None},
        {"path": ["x"], "trace.server": "off", "trace": {"server": "off"}},
    ],
)
def test_what_is_unset_changes_nothing(values: Any) -> None:
    options = read_options(values)
    assert options == Options()
    config = Config(target=("rainbond-6",), lines={"target": 3})
    assert options.above(config) == config


@pytest.mark.parametrize(
    "values",
    [
        {"target": "rainbond-6", "perFileIgnores": {"Procfile": ["PROC003"]}},
        {"pyspec-check": {"target": "rainbond-6", "per-file-ignores": {"Procfile": ["PROC003"]}}},
        {
            "settings": {
                "pyspecCheck": {"target": "rainbond-6", "perFileIgnores": {"Procfile": ["PROC003"]}}
            }
        },
    ],
)
def test_the_editor_stands_above_the_repository(values: Any) -> None:
    config = Config(target=("rainbond-5",), ignore={"REQ011": ""}, lines={"target": 1, "ignore": 2})
    made = read_options(values).above(config)
    assert made.target == ("rainbond-6",)
    assert made.ignore == {"REQ011": ""}
    assert made.per_file_ignores == {"Procfile": {"PROC003": ""}}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"targt": "rainbond-6"}, "unknown key `targt`; did you mean `target`?"),
        ({"target": "rainbond-7"}, "unknown target `rainbond-7`; did you mean"),
        ({"target": 6}, "`target` must be a string, not a number"),
        ({"enable": "yes"}, "`enable` must be true or false"),
        ({"select": ["NOPE"]}, "unknown rule `NOPE`"),
        ("x", "must be an object"),
        (3, "must be an object"),
    ],
)
def test_a_mistake_is_told_in_one_line(values: Any, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_options(values)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_switches() -> None:
    options = read_options({"enable": False, "all": True})
    assert (options.enable, options.all) == (False, True)
