"""INI files, beside Python's own reader."""

from __future__ import annotations

from configparser import ConfigParser, Error

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.text import Document
from checker.parsers.ini import Ini, parse_config, parse_uwsgi

LINES = st.lists(
    st.sampled_from([
        "[main]", "[app:main]", " [x]", "[a]b]", "[]", "[", "[DEFAULT]", "a = 1", "a: 1",
        "a=b:c", "b : c = d", "  more", "\tmore = 2", "# comment", "  ; comment", "a", "= x",
        "", "  ", "A=1",
        "use = egg:x#main", "value =", "key = v ; no comment", "é = ü", "[main] ; x",
        "x=\x00", "c=",
    ]),
    max_size=12,
).map("\n".join)  # fmt: skip


def document(text: str) -> Document:
    return Document("x.ini", text.encode("utf-8", "surrogateescape"))


def spans_hold(ini: Ini, text: str) -> None:
    for each in ini.settings:
        written = text[each.start : each.end]
        first = each.value.split("\n")[0]
        if first:
            assert written.split("\n")[0].strip() == first
        else:  # the key stands for a value that is empty, or begins below it
            assert written.startswith(each.key)
            assert each.value or written == each.key
    for name, (start, end) in ini.sections.items():
        assert name in text[start:end]


@given(LINES)
def test_reads_as_configparser_does(text: str) -> None:
    ours = parse_config(document(text))
    real = ConfigParser(interpolation=None)
    real.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        real.read_string(text)
    except Error:
        assert ours.problem is not None
        return
    assert ours.problem is None
    assert real.sections() == [name for name in ours.sections if name != "DEFAULT"]
    for section in real.sections():
        own = {key: each.value for key, each in ours.section(section).items()}
        assert own == dict(real._sections[section])  # type: ignore[attr-defined]
    spans_hold(ours, text)


@given(st.text(max_size=60) | LINES | st.binary(max_size=40).map(lambda b: b.decode("latin-1")))
def test_total(text: str) -> None:
    read = document(text)
    for ini in (parse_config(read), parse_uwsgi(read)):
        for each in ini.settings:
            assert 0 <= each.start <= each.end <= len(read.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[uwsgi]\nmodule = a:b\n", [("uwsgi", "module", "a:b", "a:b")]),
        ("[uwsgi]\r\nhttp=:80\r\n", [("uwsgi", "http", ":80", ":80")]),
        ("[uwsgi]\nmaster\n", [("uwsgi", "master", "", "master")]),
        ("[uwsgi]\n  x = 1\n   y = 2", [("uwsgi", "x", "1", "1"), ("uwsgi", "y", "2", "2")]),
        ("[uwsgi]\n;a=1\n#b=1\nc=1 # d", [("uwsgi", "c", "1 # d", "1 # d")]),
        ("a=1\n[b]\na=2", [("", "a", "1", "1"), ("b", "a", "2", "2")]),
        ("[u]\nenv = A=B\n", [("u", "env", "A=B", "A=B")]),
        ("\ufeff[u]\na=1", [("u", "a", "1", "1")]),
    ],
)
def test_uwsgi(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    read = document(text)
    found = parse_uwsgi(read)
    assert [
        (each.section, each.key, each.value, read.text[each.start : each.end])
        for each in found.settings
    ] == expected


def test_values_of_several_lines() -> None:
    text = "[app:main]\nkeys =\n  one\n  # not this\n\n  two\nnext = 1\n"
    (keys, following) = parse_config(document(text)).settings
    assert (keys.value, following.value) == ("\none\n\ntwo", "1")
    assert text[keys.start : keys.end] == "keys =\n  one\n  # not this\n\n  two"
    assert following.key == "next"
