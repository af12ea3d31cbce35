"""The Procfile's parser: every line, every place, any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.spans import Span
from checker.base.text import Document
from checker.parsers.procfile import (
    LineKind,
    Procfile,
    odd_characters,
    parse_procfile,
    shell_marks,
)


def parse(text: str) -> Procfile:
    return parse_procfile(Document("Procfile", text.encode("utf-8", "surrogateescape")))


def kinds(text: str) -> list[str]:
    return [line.kind.value for line in parse(text).lines]


def test_parts_of_a_process() -> None:
    (line,) = parse("web:  gunicorn app:app \t\r\n").lines
    assert (line.type, line.command) == ("web", "gunicorn app:app")
    assert line.type_span == Span(0, 3)
    assert line.colon == Span(3, 4)
    assert line.gap == Span(4, 6)
    assert line.command_span == Span(6, 22)
    assert line.span == Span(0, 24)
    assert line.regular
    assert not line.continued


def test_irregular_processes_keep_their_parts() -> None:
    indented, spaced, wide = parse("  web: a\nweb : b\nweb：c\n").processes
    assert (indented.indent, indented.type_span) == (Span(0, 2), Span(2, 5))
    assert spaced.before_colon == Span(12, 13)
    assert wide.full_width
    assert (wide.command, wide.gap) == ("c", Span(21, 21))
    assert not any(line.regular for line in (indented, spaced, wide))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["blank"]),
        ("\n\n", ["blank", "blank"]),
        ("# a comment: with a colon\n \t# another\n", ["comment", "comment"]),
        ("web: a", ["process"]),
        ("celery.beat: a\nweb-1: b\nweb_2: c\n", ["process", "process", "process"]),
        ("gunicorn app:app\n", ["invalid"]),
        ("web gunicorn app:app\n", ["invalid"]),
        ("C:\\app\\run.bat\nhttps://x.test\nstd::x\n", ["invalid", "invalid", "invalid"]),
        ("web: a \\\n  --b \\\n  --c\nd\n", ["process", "continuation", "continuation", "invalid"]),
        ("web: a \\\nworker: b\n", ["process", "process"]),
        ("# a \\\nb\n", ["comment", "invalid"]),
        ("\u200b\n\ufeff\ufeff", ["invalid", "invalid"]),
        ("web: a\rworker: b\r\n", ["process", "process"]),
        ("{{ name }}: x\n", ["invalid"]),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_mark_and_utf_16_are_not_part_of_the_text() -> None:
    for data in (b"\xef\xbb\xbfweb: a\n", "web: a\n".encode("utf-16")):
        (line,) = parse_procfile(Document("Procfile", data)).lines
        assert line.regular
        assert line.type_span == Span(0, 3)


def test_characters_of_the_head_are_odd_too() -> None:
    (line,) = parse("\u00a0web\u200b: a\n").lines
    assert line.kind is LineKind.PROCESS
    assert line.type == "web"
    assert [odd.offset for odd in odd_characters(line)] == [0, 4]


def test_odd_characters_know_quotes_and_comments() -> None:
    (line,) = parse("web: a “b” '–c' \u00a0 # –d”\n").lines
    assert [(odd.char, odd.quoted) for odd in odd_characters(line)] == [
        ("“", False),
        ("”", False),
        ("–", True),
        ("\u00a0", False),
    ]


@pytest.mark.parametrize(
    ("command", "unclosed", "comment"),
    [
        ("a 'b' \"c\"", None, None),
        ("a 'b", 2, None),
        ('a "b\\" c', 2, None),
        ("a \\' b", None, None),
        ("a # 'b", None, 2),
        ("a#b 'c#d' #e", None, 10),
        ("#a", None, 0),
        ("a\\", None, None),
    ],
)
def test_shell_marks(command: str, unclosed: int | None, comment: int | None) -> None:
    marks = shell_marks(command, Span(0, len(command)))
    assert (marks.unclosed, marks.comment) == (unclosed, comment)


PLAIN = ["web", "worker", ":", " ", "\t", "\n", "\r\n", "\r", "\\", "#", "'", '"', "&", "app:app"]
UNUSUAL = [
    "：",
    "“",
    "–",
    "\0",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "é",
    "服",
    "\udcff",
    "\x85",
    "\u2028",
]
PIECES = st.sampled_from([*PLAIN, *UNUSUAL])


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_any_bytes(given: bytes | str) -> None:
    data = given if isinstance(given, bytes) else given.encode("utf-8", "surrogateescape")
    document = Document("Procfile", data)
    text = document.text
    at = 0
    for number, line in enumerate(parse_procfile(document).lines, 1):
        assert line.number == number
        assert line.span.start >= at
        at = line.span.end
        assert text[slice(*line.span)] == line.text
        assert text[slice(*line.command_span)] == line.command
        assert text[slice(*line.type_span)] == line.type
        if line.kind is LineKind.PROCESS:
            parts = (line.indent, line.type_span, line.before_colon, line.colon, line.gap)
            for part, following in zip(parts, (*parts[1:], line.command_span), strict=True):
                assert part.end == following.start
            assert text[slice(*line.colon)] in (":", "：")
        for odd in odd_characters(line):
            assert text[odd.offset] == odd.char
            assert line.span.start <= odd.offset < line.span.end
    assert not text[at:].strip("\r\n")
