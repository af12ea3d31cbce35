"""Scalars as Psych resolves them, values as Ruby prints them."""

from __future__ import annotations

import math

import pytest

from checker.platform.slug.ruby import Hash, Refused, Symbol, Value, inspected, printed, resolved


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nul", "nul"),
        ("yes", True),
        ("TRUE", True),
        ("on", True),
        ("No", False),
        ("off", False),
        ("false", False),
        ("y", "y"),
        ("n", "n"),
        ("0", 0),
        ("-12", -12),
        ("+12", 12),
        ("1_000", 1000),
        ("1,000", 1000),
        ("1,,0", "1,,0"),
        ("017", 15),
        ("018", "018"),
        ("-0x1F", -31),
        ("0b101", 5),
        ("0o17", "0o17"),
        ("12345678901234567890", 12345678901234567890),
        ("1.10", 1.1),
        ("1.", 1.0),
        (".5", 0.5),
        (".", "."),
        ("-.", "-."),
        ("1e3", "1e3"),
        ("1.5e3", "1.5e3"),
        ("1.5e+3", 1500.0),
        ("1,0.5", 10.5),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("1:30", 5400),
        ("1:30:15", 5415),
        ("-1:30", -1800),
        ("1:60", "1:60"),
        ("1:30.5", 5430.0),
        (":x", Symbol("x")),
        (':"a b"', Symbol("a b")),
        (":':x'", Symbol("x")),
        (":", ":"),
        ("2020-13-01", "2020-13-01"),
        ("a\nb", "a\nb"),
        ("gunicorn", "gunicorn"),
        ("-x", "-x"),
        ("12a", "12a"),
    ],
)
def test_resolution(text: str, value: Value) -> None:
    found = resolved(text)
    assert type(found) is type(value)
    assert found == value


def test_not_a_number() -> None:
    found = resolved(".NaN")
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize(
    "text",
    ["2020-01-01", "2020-1-9", "2020-01-01T10:00:00Z", "2020-01-01 1:00:00 +01:00", "0b_", ".e+5"],
)
def test_what_ruby_refuses(text: str) -> None:
    with pytest.raises(Refused):
        resolved(text)


def test_a_number_of_thousands_of_digits() -> None:
    with pytest.raises(Refused):
        resolved("9" * 5000)


def _hash(*pairs: tuple[Value, Value]) -> Hash:
    found = Hash()
    for key, value in pairs:
        found.set(key, value)
    return found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (1.1, "1.1"),
        (1e15, "1000000000000000.0"),
        (1e16, "1.0e+16"),
        (1.5e-5, "1.5e-05"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
        ("a\n\n", "a"),
        (Symbol("a b"), "a b"),
        ([], ""),
        (["a", ["b", None], 1], "a\nb\n\n1"),
        (_hash(("a", None), (Symbol("b"), [1, "c"])), '{"a"=>nil, :b=>[1, "c"]}'),
        (_hash((1, "a"), (1.0, "b"), (True, "c")), '{1=>"a", 1.0=>"b", true=>"c"}'),
        (_hash(("a", 1), ("b", 2), ("a", 3)), '{"a"=>3, "b"=>2}'),
    ],
)
def test_what_puts_prints(value: Value, text: str) -> None:
    assert printed(value) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('a"b\\', r'"a\"b\\"'),
        ("\t\n\x1b\x00\x7f", r'"\t\n\e\x00\x7F"'),
        ("#{a} #$a #@a #a", r'"\#{a} \#$a \#@a #a"'),
        ("é中😀\u00a0\u200b", '"é中😀\u00a0\u200b"'),
        ("\u0378\U000e0080", r'"\u0378\u{E0080}"'),
    ],
)
def test_strings_are_inspected(text: str, shown: str) -> None:
    assert inspected(text) == shown


def test_symbols_are_inspected() -> None:
    names = ("a", "a?", "A=", "@a", "+", "[]=", "a b", "1", "")
    shown = (":a", ":a?", ":A=", ":@a", ":+", ":[]=", ':"a b"', ':"1"', ':""')
    assert tuple(inspected(Symbol(name)) for name in names) == shown
