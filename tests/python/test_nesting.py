"""Sources that would take the parser or the compiler too deep are told before they see them."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest

from checker.python.names.bindings_of import names_of
from checker.python.syntax import compile_cost, host, nesting
from checker.python.syntax.compile_cost import too_costly
from checker.python.syntax.host import TOO_COSTLY, TOO_DEEP, expression_tree, host_parse
from checker.python.syntax.limits import LEVELS, NESTING
from checker.python.syntax.nesting import nested_too_deeply
from checker.python.syntax.parse import parse

PAST = LEVELS + 1

CHAINS = {
    "operators": "x = " + "+".join(["a"] * (PAST + 1)),
    "over lines": "x = (" + "\n+ ".join(["a"] * (PAST + 1)) + ")",
    "continued": "x = a" + "\\\n+ a" * PAST,
    "attributes": "x = a" + ".b" * PAST,
    "calls": "x = a" + "()" * PAST,
    "subscripts": "x = a" + "[0]" * PAST,
    "signs": "x = " + "-" * PAST + "1",
    "not": "x = " + "not " * PAST + "a",
    "lambda": "x = " + "lambda a, b: " * PAST + "a",
    "conditions": "x = " + "a if b else " * PAST + "a",
    "elif": "if a:\n    pass\n" + "elif a:\n    'x'\n" * PAST,
    "comprehensions": "x = [a" + " for a, b in c" * PAST + "]",
    "a pattern": "match a:\n    case a" + ".b" * PAST + ": pass",
    "an f-string": "x = f'{a" + "+a" * PAST + "}'",
    "mixed": "x = a" + ".b()[0] + -c" * (PAST // 5 + 1),
    "behind a string": "x = '#' + \"'\" + a" + ".b" * PAST,
    "in arguments": "x = f(" * 50 + "a" + ".b" * PAST + ")" * 50,
    "old line ends": "x = (a" + "\r+ a" * PAST + ")",
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_past_the_limit_is_not_parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_: object) -> None:
        raise AssertionError("it was given to the parser")

    monkeypatch.setattr(host, "_compiled", parsed)
    source = CHAINS[name].encode()
    assert nested_too_deeply(source)
    assert host_parse(source).unreadable == TOO_DEEP
    for python in ((2, 7), (3, 6), (3, 9), (3, 14)):
        assert parse(source, python).unreadable == TOO_DEEP
    assert names_of(CHAINS[name]) is None
    assert expression_tree(CHAINS[name]) is None


@pytest.mark.parametrize(
    "source",
    [
        "x = (" + "a, " * 5000 + ")",
        "x = {\n" + "    'a': b.c(d)[0] + 1,\n" * 3000 + "}\n",
        "a.b(c).d()\n" * 3000,
        "a = b + c; " * 3000,
        "if a:\n    pass\nelif b:\n    pass\nelse:\n    pass\n" * 2000,
        "x = '" + "(((" * 3000 + "'\n" + "# " + "..." * 3000,
        '"""' + "not else for a in b.c\n" * 3000 + '"""\n',
        "x = f'''" + "a.b(c) { d.e } \n" * 400 + "'''\n",
        "def f():\n    return [not a for a in b if a] if c else lambda d: d.e\n" * 2000,
        "x = [\n" + "    [not a for a in b], lambda: 0,\n" * 900 + "]\n",
    ],
)
def test_long_but_flat_sources_are_read(source: str) -> None:
    assert not nested_too_deeply(source.encode())
    assert host_parse(source.encode()).tree is not None


def test_brackets_in_strings_do_not_count() -> None:
    assert nested_too_deeply(b"x = " + b"[" * (NESTING + 1) + b"]" * (NESTING + 1))
    lines = b"".join(b"'\\x1b[%d'\n" % number for number in range(NESTING * 2))
    assert not nested_too_deeply(lines)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="fields hold no such quotes before 3.12")
def test_f_strings_that_hide_comprehensions(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, value in (("_COMPREHENSIONS", 30), ("LEVELS", 20), ("_FEW", 0)):
        monkeypatch.setattr(nesting, limit, value)
    source = b"x = f'{\"}\" ' [a" + b" for a in b" * 40 + b"] '}'\n"
    assert nested_too_deeply(source)


def test_the_standard_library_is_read() -> None:
    folder = Path(sysconfig.get_paths()["stdlib"])
    files = sorted(folder.glob("*.py"))[::4] + sorted(folder.glob("*/*.py"))[::40]
    for file in files:
        data = file.read_bytes()
        assert not nested_too_deeply(data), file


def finals(levels: int) -> bytes:
    """Nested `try`, each with a `return` in its `finally`."""
    opened = "".join("  " * at + " try:\n" for at in range(levels))
    closed = "".join(
        "  " * at + " finally:\n" + ("  " * at + "  if a: return\n") * 3
        for at in reversed(range(levels))
    )
    return ("def f():\n" + opened + "  " * levels + " return\n" + closed).encode()


COSTLY = {
    "finally": (finals(4), "EMITTED", 2_000),
    "many returns": (
        b"def f():\n try:\n" + b"  if a: return\n" * 40 + b" finally:\n" + b"  g()\n" * 40,
        "EMITTED",
        5_000,
    ),
    "scopes": (
        b"def f():\n "
        + b"".join(b"a%d = 1; " % n for n in range(60))
        + b"\n "
        + 60 * b"lambda: 0,",
        "PAIRS",
        3_000,
    ),
    "globals": (
        b"".join(b"def f%d():\n  global a%d\n  a = 1\n" % (n, n) for n in range(60)),
        "PAIRS",
        3_000,
    ),
    "keywords": (b"f(" + b"".join(b"a%d=1, " % n for n in range(60)) + b")", "KEYWORDS", 50),
    "captures": (
        b"match a:\n case [" + b"".join(b"a%d, " % n for n in range(60)) + b"]: pass\n",
        "CAPTURES",
        50,
    ),
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_the_compiler_multiplies_is_counted(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With limits that are lower than the real ones."""
    source, limit, value = COSTLY[name]
    assert host_parse(source).unreadable == ""
    monkeypatch.setattr(compile_cost, limit, value)
    monkeypatch.setattr(compile_cost, "_SMALL", 0)
    assert host_parse(source).unreadable == TOO_COSTLY


def test_ordinary_sources_cost_little() -> None:
    for source in (finals(2), b"def f():\n  return lambda a: a\n" * 500, b"x = 1\n" * 20_000):
        parsed = host_parse(source)
        assert parsed.tree is not None
        assert not too_costly(parsed.tree, source)
