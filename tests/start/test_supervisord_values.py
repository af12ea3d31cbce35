"""supervisord's `%`, compared with Python's own, which it applies."""

from __future__ import annotations

from itertools import product

import pytest

from checker.start.supervisord_values import refused_percent, without_comment

NAMES = {"here": "/app", "program_name": "web", "host_node_name": "h", "group_name": "web",
         "process_num": 0, "numprocs": 1, "ENV_HOME": "/root"}  # fmt: skip
PIECES = ("%", "%(", "%(here)", "%(numprocs)", "%(ENV_HOME)", "%(ENV_GONE)", "h", ")", "s", "d",
          "H", "2", " ", ".", "%%", "%(h)s")  # fmt: skip


def python_takes(value: str) -> bool:
    try:
        assert value % NAMES is not None
    except (KeyError, TypeError, ValueError):
        return False
    return True


def is_absent(name: str) -> bool:
    return name == "GONE"


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_what_is_refused_is_refused_by_python(count: int) -> None:
    """Never the other way round: some of what Python refuses is left alone."""
    found = 0
    for pieces in product(PIECES, repeat=count):
        value = "".join(pieces)
        if refused_percent(value, is_absent) is not None:
            found += 1
            assert not python_takes(value), value
    assert found


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ('gunicorn app:app --access-logformat "%(h)s"', "name", "%(h)s"),
        ("date +%H", "format", "%H"),
        ("sleep 5 100%", "format", "%"),
        ('A="a%40b"', "format", "%40b"),
        ("gunicorn -b :%(ENV_GONE)s", "variable", "%(ENV_GONE)s"),
    ],
)
def test_where_it_is(value: str, kind: str, text: str) -> None:
    found = refused_percent(value, is_absent)
    assert found is not None
    assert (found.kind, found.text, value[found.start : found.end]) == (kind, text, text)


@pytest.mark.parametrize(
    "value",
    [
        "%(ENV_HOME)s",
        "%%(h)s",
        "%(program_name)s_%(process_num)02d",
        "%s",
        "echo a",
        "%(numprocs)d",
    ],
)
def test_what_python_takes(value: str) -> None:
    assert refused_percent(value, is_absent) is None
    assert python_takes(value)


def test_comments() -> None:
    assert without_comment("gunicorn app:app ; the server") == "gunicorn app:app"
    assert without_comment("gunicorn app:app\t# the server") == "gunicorn app:app"
    assert without_comment("sh -c 'a; b' c#d") == "sh -c 'a; b' c#d"
