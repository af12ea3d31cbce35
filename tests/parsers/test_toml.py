"""Places of keys and values in TOML: what they slice to, and that anything ends."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.toml import Place, place_of, places

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TEXT = '''\
# [not.a.table]
top = 1 # comment
[tool . "pyspec-check"]   # here
"fail-on" = "error"
select = [ "PROC", # one
  'REQ]', """x""" ]
ignore = { PROC003 = "a, } b", "x y".z = true }
severity.RUN001 = "info"
[tool.other]
[[many]]
a = 1979-05-27T07:32:00Z
[[many]]
a = \'\'\'
[tool.fake]
\'\'\'
'''


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("top",), "top", "1"),
        (("tool", "pyspec-check"), '"pyspec-check"', '"pyspec-check"'),
        (("tool", "pyspec-check", "fail-on"), '"fail-on"', '"error"'),
        (("tool", "pyspec-check", "select", 0), '"PROC"', '"PROC"'),
        (("tool", "pyspec-check", "select", 1), "'REQ]'", "'REQ]'"),
        (("tool", "pyspec-check", "select", 2), '"""x"""', '"""x"""'),
        (("tool", "pyspec-check", "ignore", "PROC003"), "PROC003", '"a, } b"'),
        (("tool", "pyspec-check", "ignore", "x y", "z"), '"x y".z', "true"),
        (("tool", "pyspec-check", "severity", "RUN001"), "severity.RUN001", '"info"'),
        (("many", 0, "a"), "a", "1979-05-27T07:32:00Z"),
        (("many", 1, "a"), "a", "'''\n[tool.fake]\n'''"),
    ],
)
def test_places(path: tuple[str | int, ...], key: str, value: str) -> None:
    place = places(TEXT)[path]
    assert TEXT[slice(*place.key)] == key
    assert TEXT[slice(*place.value)] == value


def test_what_has_no_place_has_that_of_what_holds_it() -> None:
    found = places(TEXT)
    assert place_of(found, ("top", "x", 3)) == found["top",]
    assert place_of(found, ("nothing",)) == Place((0, 0), (0, 0))
    assert ("tool", "fake") not in found


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() for leaf in leaves(inner, (*path, name))]
    if isinstance(value, list):
        return [leaf for i, inner in enumerate(value) for leaf in leaves(inner, (*path, i))]
    return [(path, value)]


KEY = st.text("ab-_1", min_size=1, max_size=3) | st.text("x .='[é", min_size=1, max_size=3).map(
    lambda text: f'"{text}"'
)
VALUE = st.recursive(
    st.sampled_from(['"a"', "'#]}'", "1", "true", '"""x\n"y\\""""', "1979-05-27", '"\\""', "1.5"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda v: "[ " + ", # c\n".join(v) + "\n]")
        | st.lists(st.tuples(KEY, inner), max_size=3).map(
            lambda v: "{" + ", ".join(f"{k} = {x.replace(chr(10), ' ')}" for k, x in v) + "}"
        )
    ),
    max_leaves=6,
)
LINE = st.tuples(KEY, VALUE).map(lambda v: f"{v[0]} = {v[1]}") | KEY.map(lambda k: f"[{k}]")


@given(st.lists(LINE, max_size=6).map("\n".join))
def test_every_value_of_a_valid_text_has_its_place(text: str) -> None:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = places(text)
    for path, value in leaves(values):
        start, end = found[path].value
        assert tomllib.loads(f"x = {text[start:end]}")["x"] == value


@given(st.text() | st.text("[]{}=\"'.,#\n\\ a"))
def test_any_text_ends(text: str) -> None:
    for place in places(text).values():
        for start, end in place:
            assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    "piece", ["[", "{", "[[", "a.", '"', "'''", "a=[", "=", "{a=", '"""', "\\"]
)
def test_large_texts_take_linear_time(piece: str) -> None:
    places(piece * 20_000)
