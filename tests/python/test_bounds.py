"""What the interpreter refuses because it would cost too much: each just past a limit of ours."""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import Any

import pytest

from checker.django.manifest import is_simple
from checker.files.tree import MemoryTree
from checker.python.interpreter import limits
from checker.python.interpreter.assembled import AssembledInterpreter
from checker.python.interpreter.context import Context
from checker.python.interpreter.costs import holds, len_of, weigh
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.patterns import cost_of
from checker.python.interpreter.prices import price
from checker.python.interpreter.values import Unknown
from checker.python.models.distributions import read_distributions
from checker.python.models.globbing import fits
from checker.python.models.ini import is_plain
from tests.python.evaluating import outcome, value


def interp() -> AssembledInterpreter:
    context = Context(
        MemoryTree({}), python=(3, 11), python_full="3.11.1", django=None, django_full="",
        environment={}, distributions=read_distributions(()),
    )  # fmt: skip
    return AssembledInterpreter(context, [])


def shared(make: Any, times: int) -> Any:
    """A structure whose parts are shared: walking through it meets 2 ** times values."""
    value = make()
    for _ in range(times):
        value = make([value, value])
    return value


TIMES = limits.STRUCTURE.bit_length()


def test_shared_parts_count_each_time_that_they_are_met() -> None:
    assert weigh([shared(list, 3)]).visits == 15
    assert weigh([shared(tuple, TIMES)]).too_much
    assert not weigh([shared(tuple, TIMES - 3)]).too_much


def test_a_structure_is_looked_into_to_a_depth() -> None:
    value: Any = ()
    for _ in range(limits.DEPTH + 2):
        value = (value,)
    assert weigh([value]).too_much


@pytest.mark.parametrize(
    ("value", "length"),
    [
        (range(10**30), 10**30), (range(10, 0, -3), 4), (range(0), 0), (range(5, 1), 0),
        ([1, 2], 2), (iter([1, 2]), 2), (5, 0), (list, 0),
    ],
)  # fmt: skip
def test_lengths(value: Any, length: int) -> None:
    assert len_of(value) == length


@pytest.mark.parametrize(
    ("function", "args", "keywords"),
    [
        ("x".ljust, (limits.TEXT + 1,), {}),
        ("x".zfill, (limits.TEXT + 1,), {}),
        (("\t" * 1000).expandtabs, (limits.TEXT,), {}),
        (("x" * 1000).replace, ("x", "y" * 1000), {}),
        (("x" * 1000).join, (["y"] * 1000,), {}),
        (("x" * 1000).translate, ({120: "y" * 1000},), {}),
        ("x".encode, ("idna",), {}),
        ("x".encode, ("punycode",), {}),
        (b"x".decode, ("utf-7",), {}),
        (int, ("1" * (limits.DIGITS + 1),), {}),
        (float, ("1" * (limits.DIGITS + 1),), {}),
        (int.from_bytes, (b"x" * limits.INTEGER_BITS, "big"), {}),
        (round, (1, -limits.DIGITS - 1), {}),
        (set, (range(limits.STRUCTURE + 1),), {}),
        (Counter, (range(limits.STRUCTURE + 1),), {}),
        (deque, (range(limits.STRUCTURE + 1),), {}),
        (dict.fromkeys, (range(limits.STRUCTURE + 1),), {}),
        (hash, (shared(tuple, TIMES),), {}),
        (repr, (shared(list, TIMES),), {}),
        ({}.__setitem__, (shared(tuple, TIMES), 1), {}),
        ([].__setitem__, (slice(0, 0), [0] * (limits.ITEMS + 1)), {}),
        (Counter({"a": limits.ITEMS + 1}).elements, (), {}),
        (bytes, (5,), {}),
        (bytes, ("x", "idna"), {}),
    ],
)  # fmt: skip
def test_what_costs_too_much_is_refused(function: Any, args: Any, keywords: Any) -> None:
    assert isinstance(price(function, args, keywords), str)
    found = interp().host(None, function, *args, **keywords)
    assert isinstance(found, Unknown)
    assert found.because


def test_modelled_functions_have_prices() -> None:
    import fnmatch
    import json
    import shlex

    long = "x" * (limits.SHORT_TEXT + 1)
    assert isinstance(price(shlex.split, (long,), {}), str)
    assert isinstance(price(json.dumps, ([],), {"indent": 1000}), str)
    assert isinstance(price(json.dumps, ([],), {"default": str}), str)
    assert isinstance(price(json.dumps, (shared(list, TIMES),), {}), str)
    assert isinstance(price(fnmatch.fnmatchcase, ("x", "*a*a*a"), {}), str)
    assert isinstance(price(json.dumps, ({"a": [1, 2]},), {"indent": 2}), int)


def test_work_is_charged_before_it_is_done() -> None:
    charged = interp()
    before = charged.context.steps
    assert charged.host(None, sorted, list(range(8000))) == list(range(8000))
    assert before - charged.context.steps > 8000
    charged.context.steps = 10
    called: list[int] = []
    with pytest.raises(LimitReached, match="steps"):
        charged.host(None, called.extend, list(range(800)))
    assert not called


def test_the_search_for_a_text_is_charged_by_both_lengths() -> None:
    short, long = price("a" * 9000, (), {}), price(("a" * 9000).rfind, ("a" * 4000,), {})
    assert isinstance(short, int)
    assert isinstance(long, int)
    assert long > 4000


def test_numbers_of_one_hash_are_charged_by_their_square() -> None:
    few, many = (price(set, ([n * (2**61 - 1) for n in range(n)],), {}) for n in (100, 4000))
    assert isinstance(few, int)
    assert isinstance(many, int)
    assert many > 100 * few


def test_memory_that_is_computed_has_an_end() -> None:
    charged = interp()
    charged.context.memory = 150_000
    assert charged.hold("x" * 100_000, None)
    with pytest.raises(LimitReached, match="memory"):
        charged.hold("x" * 100_000, None)
    assert isinstance(interp().hold("x" * (limits.TEXT + 1), None), Unknown)
    assert isinstance(interp().hold(1 << limits.INTEGER_BITS, None), Unknown)


def test_what_comes_one_by_one_is_taken_at_once() -> None:
    assert interp().host(None, list, iter([1, 2])) == [1, 2]
    with pytest.raises(LimitReached, match="too long"):
        interp().host(None, list, iter(range(limits.ITEMS + 1)))


def test_the_budget_of_the_check_is_charged() -> None:
    charged = interp()
    seen: list[int] = []

    class Budget:
        def charge(self, cost: int = 1) -> None:
            seen.append(cost)

    charged.context.tree.budget = Budget()  # type: ignore[assignment]
    for _ in range(3000):
        charged.step()
    assert 2 <= len(seen) <= 4
    assert 4000 <= sum(seen) <= 9000


@pytest.mark.parametrize(
    ("pattern", "subject"),
    [
        ("(a+)+b", "a" * 24), ("(a|aa)+b", "a" * 30), ("(x+x+)+y", "x" * 22),
        ("a?" * 20 + "a" * 20, "a" * 20), ("a.*b.*c.*d", "ab" * 100), ("(a*)*b", "a"),
        (r"(a)\1", "aa"), ("(?=a)", "a"), ("(?i)a", "a"), ("a" * 201, "a"), ("a", "a" * 4001),
        ("(?:a{99}){99}", "a"),
    ],
)  # fmt: skip
def test_patterns_of_many_ways_are_refused(pattern: str, subject: str) -> None:
    assert cost_of(pattern, subject) is None


@pytest.mark.parametrize(
    ("pattern", "subject"),
    [
        (r"^[\w.-]+@[\w-]+\.\w+$", "me@example.org"), (r"\s*,\s*", "a, b , c"),
        (r"postgres://(\w+):(\w+)@([^:/]+):(\d+)/(\w+)", "postgres://u:p@host:5432/name"),
        ("(?:a|b)+?c*", "abab"), ("[^a-z]{2,4}", "ABC"), (r"\bx\B", "xy"), ("a||b", "c"), ("", ""),
        (r"v(\d+)\.(\d+)(\.\d+)?", "v1.2.3"),
    ],
)  # fmt: skip
def test_usual_patterns_are_matched(pattern: str, subject: str) -> None:
    cost = cost_of(pattern, subject)
    assert cost is not None
    assert cost < 5000
    re.compile(pattern)


def test_names_fit_patterns_in_time_that_grows_with_both() -> None:
    assert fits("settings.py", "*.py")
    assert fits("settings.py", "s*t?ngs.*")
    assert fits("a]b", "a[]]b")
    assert fits("b", "[!a]")
    assert fits("m", "[a-z]")
    assert fits("", "**")
    assert not fits("settings.pyc", "*.py")
    assert not fits("a" * 40, "*a" * 20 + "b")


def test_holds() -> None:
    assert holds([{"a": (Unknown("x"),)}], Unknown)
    assert not holds([{"a": (1,)}], Unknown)


@pytest.mark.parametrize(
    ("lines", "because"),
    [
        ("X = 5 in range(10**30)", None),
        ("X = len(range(10))", None),
        (f"X = 'a' in range({limits.STRUCTURE + 1})", "the structure is too large"),
        (f"X = 'a' * {limits.TEXT}\nX = X + 'b'", "the text is too long"),
        (f"X = '{{:9999}}' * {limits.TEXT // 9999 + 1}\nX = X.format(*range(99))",
         "the text is too long"),
        ("X = '{:{}}'.format(1, 5)", "a field whose width is a value"),
        (f"X = 1 << {limits.INTEGER_BITS}", "the number is too large"),
        ("X = pow(2, 3, 5)", "a power with a modulus"),
        ("t = ()\nfor i in range(16):\n    t = (t, t)\nX = str(t)", "the structure is too large"),
        ("t = ()\nfor i in range(16):\n    t = (t, t)\nX = {t: 1}.get('a')",
         "the structure is too large"),
    ],
)  # fmt: skip
def test_settings_say_why(lines: str, because: str | None) -> None:
    found = value(lines)
    assert found.because == (because or "")
    assert found.state == ("unknown" if because else "known")


@pytest.mark.parametrize(
    ("lines", "exception"),
    [
        ("import datetime\ndatetime.date.fromisoformat('no')", "ValueError"),
        ("from urllib.parse import urlparse\nurlparse('http://a:b/').port", "ValueError"),
        ("sorted()", "TypeError"), ("UnicodeDecodeError('x')", "TypeError"),
        ("del (1, 2)[0]", "TypeError"), ("len(range(10**30))", "OverflowError"),
        ("'{'.format(1)", "ValueError"), ("'a'.nothing()", "AttributeError"),
        ("next([])", "TypeError"), ("import collections\n{}.popitem()", "KeyError"),
    ],
)  # fmt: skip
def test_exceptions_of_modelled_functions_are_the_programs(lines: str, exception: str) -> None:
    ended = outcome(lines)
    assert ended.succeeds is False
    assert ended.because.startswith(exception)
    assert not ended.failure
    caught = "\n".join(f"    {line}" for line in lines.split("\n"))
    assert value(f"try:\n{caught}\nexcept {exception}:\n    X = 'caught'").value == "caught"


def test_a_failure_of_the_tool_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise AssertionError("broken")

    monkeypatch.setattr(AssembledInterpreter, "call", broken)
    ended = outcome("X = str(1)")
    assert ended.succeeds is None
    assert ended.failure == "AssertionError: broken"


def test_classes_that_derive_from_many_are_not_read() -> None:
    chain = "".join(f"class C{n}(C{n - 1}): pass\n" for n in range(1, limits.ORDER + 2))
    assert "derives from too many" in outcome(f"class C0: pass\n{chain}X = 1").because


def test_nothing_that_is_nested_crashes() -> None:
    depth = limits.CALL_DEPTH + 2
    assert outcome(f"def f(n):\n    return f(n - 1) if n else 0\nX = f({depth})").succeeds is None
    nested = "[" * 90 + "]" * 90
    assert outcome(f"X = {nested}").succeeds is not None


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("a { background: url(x.png) }\n" * 2000, True),
        ("a{b:url(x.png)}" * 5000, True),
        ('@import "x.css";\n' * 100, True),
        ("url(" * 8000, False),
        ('@import "' + "x" * 10 + "\n", True),
        ("/*# sourceMappingURL=" + "x" * 6000 + " */", False),
    ],
)
def test_style_sheets_whose_references_take_long_are_not_read(text: str, simple: bool) -> None:
    assert is_simple(text) is simple


def test_ini_texts_that_name_many_values_are_not_read() -> None:
    assert is_plain("[a]\nb = %(c)s\n")
    assert is_plain("%(c)s" * 9, raw=True)
    assert not is_plain("%(c)s" * 9)
    assert not is_plain("x" * 2001)


@pytest.mark.parametrize(
    ("setting", "because"),
    [
        ("INSTALLED_APPS = [t]", "a tuple has no attribute 'split'"),
        ("STATICFILES_DIRS = [t]", "an entry of STATICFILES_DIRS is too large"),
        ("raise ValueError(t)", "ValueError"),
    ],
)
def test_shared_values_of_settings_are_not_shown(setting: str, because: str) -> None:
    assert because in outcome(f"t = ()\nfor i in range(16):\n    t = (t, t)\n{setting}").because


def test_a_bound_ends_the_reading_without_what_finally_would_do() -> None:
    lines = "def f(n):\n    try:\n        f(n)\n    finally:\n        f(n)\nf(0)"
    assert "nested too deeply" in outcome(lines).because


@pytest.mark.parametrize("end", ["raise ValueError", "return 1"])
def test_finally_runs_when_the_program_leaves(end: str) -> None:
    lines = f"X = []\ndef f():\n    try:\n        {end}\n    finally:\n        X.append(1)\n"
    assert value(f"{lines}try:\n    f()\nexcept ValueError:\n    pass").value == [1]


def test_code_of_many_signs_is_not_read() -> None:
    lines = "X = [" + "1," * limits.SIGNS + "]"
    assert "too much code" in outcome(lines).because
