"""Which version of Python takes which syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.python.syntax.parse import parse
from checker.python.syntax.python2 import respell
from checker.python.syntax.syntax_error import syntax_error_of

SINCE = [
    ("f'{1}'", (3, 6)), ("x: int = 1", (3, 6)), ("x = 1_000", (3, 6)), ("[*a, 1]", (3, 5)),
    ("{**a}", (3, 5)), ("f(*a, *b)", (3, 5)), ("a @ b", (3, 5)), ("(x := 1)", (3, 8)),
    ("def f(a, /): pass", (3, 8)), ("async def f(): pass", (3, 5)), ("nonlocal_ = 1", (2, 7)),
    ("def f():\n  yield from a", (3, 3)), ("def f(*, a): pass", (3, 0)), ("a, *b = c", (3, 0)),
    ("def f() -> int: pass", (3, 0)), ("match a:\n  case 1: pass", (3, 10)),
    ("try: pass\nexcept* A: pass", (3, 11)), ("class A(metaclass=B): pass", (3, 0)),
    ("from __future__ import annotations", (3, 7)), ("@a[0]\ndef f(): pass", (3, 9)),
    ("def f[T](x: T): pass", (3, 12)), ("type X = int", (3, 12)),
    ("x = f'{a['b']}'", (3, 12)), ("raise A from None", (3, 0)), ("x = u'a'", (2, 7)),
    ("def f():\n  return *a, b", (3, 8)),
]  # fmt: skip
VERSIONS = [(2, 7), *((3, minor) for minor in range(4, 14))]


@pytest.mark.parametrize(("source", "since"), SINCE)
def test_is_taken_from_its_version_on(source: str, since: tuple[int, int]) -> None:
    for version in VERSIONS:
        parsed = parse(source.encode(), version)
        assert not parsed.unreadable
        assert (parsed.tree is not None) == (version >= since), version


@pytest.mark.parametrize(("source", "since"), SINCE)
def test_a_mark_before_the_first_line_changes_nothing(source: str, since: tuple[int, int]) -> None:
    marked = source.encode("utf-8-sig")
    for version in VERSIONS:
        parsed, plain = parse(marked, version), parse(source.encode(), version)
        assert (parsed.tree is not None) == (version >= since), version
        said = syntax_error_of(marked, version, parsed)
        assert said == syntax_error_of(source.encode(), version, plain)


PYTHON2_ONLY = [
    "print 'a'", "print 'a', b", "print", "print >>f, 'a'", "exec 'a = 1'", "exec a in b",
    "try:\n  pass\nexcept A, e:\n  pass", "raise A, 'b'", "x = 0755", "x = 10L", "x = `a`",
    "if a <> b: pass", "x = ur'a'", "if a:\n\tb = 1\n        c = 2",
]  # fmt: skip


@pytest.mark.parametrize("source", PYTHON2_ONLY)
def test_python_2_spellings(source: str) -> None:
    assert parse(source.encode(), (2, 7)).tree is not None
    if source != "print" and not source.startswith("print >>"):
        assert parse(source.encode(), (3, 6)).tree is None


@pytest.mark.parametrize(
    ("data", "python", "taken"),
    [
        ("# 注释\n".encode(), (2, 7), False),
        ("# -*- coding: utf-8 -*-\n# 注释\n".encode(), (2, 7), True),
        ("# 注释\n".encode(), (3, 6), True),
        ("x = '中'\n".encode("gbk"), (3, 6), False),
        ("# coding: gbk\nx = '中'\n".encode("gbk"), (3, 6), True),
        (b"\xef\xbb\xbfx = 1\n", (3, 6), True),
        (b"x = 1\0\n", (3, 6), False),
        (b"# coding: nope\n", (3, 6), False),
        (b"x = 1\\", (3, 6), True),
        ("x = ‘a’\n".encode(), (3, 6), False),
        (b"<<<<<<< HEAD\nx = 1\n", (3, 6), False),
        (b"return 1\n", (3, 6), False),
    ],
)
def test_bytes(data: bytes, python: tuple[int, int], taken: bool) -> None:
    assert (parse(data, python).tree is not None) is taken


@given(st.binary(max_size=200), st.sampled_from(VERSIONS))
def test_any_bytes(data: bytes, python: tuple[int, int]) -> None:
    parsed = parse(data, python)
    assert (parsed.tree is not None) + bool(parsed.error) + bool(parsed.unreadable) == 1


@given(st.text("print'\"#\n\\ ,()`<>0L", max_size=80))
def test_respelling_keeps_lines(text: str) -> None:
    source = text.encode()
    assert respell(source).count(b"\n") == source.count(b"\n")


@pytest.mark.parametrize(
    "source",
    [
        *(
            "f(a=1, a=2)",
            "f(a=1,a=2)",
            "f(a\\\n=1, a=2)",
            "f(a #c\n=1, c=3, a=2)",
            "return",
            "yield",
        ),
        *("x = await y", "break", "if a:\n continue", "global x\nnonlocal x", "def f(a, a): pass"),
        *("f = lambda a, a: 0", "*a", "*a, *b = c", "x = *a", "class A:\n from x import *"),
        *("from __future__ import nothing", "__debug__ = 1", "[x := 0 for x in y]", "a = ()\n*b"),
        *("try:\n pass\nexcept:\n pass\nexcept A:\n pass", "f(ﬁ=1, fi=2)", "del __debug__"),
        "".join(f"{' ' * level}while a:\n" for level in range(22)) + " " * 22 + "pass",
    ],
)
def test_what_only_the_compiler_refuses(source: str) -> None:
    """Short sources are not handed to the compiler; these have to be."""
    assert parse(f"{source}\n".encode(), (3, 9)).tree is None


@pytest.mark.parametrize(
    "source", ["class A(b.C):\n    d = 'e'\n", "from a import *\nB = c.D(e=1)\n"]
)
def test_plain_sources(source: str) -> None:
    assert parse(source.encode(), (3, 9)).tree is not None
