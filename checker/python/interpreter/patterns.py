"""Regular expressions: how long matching takes the host is counted before it matches.

The host tries one way after the other. How many ways there are from each place of a text is the
sum of the ways that each way out of that place has, so that all of them are counted, from the
text's end on, in time that grows with the text times the pattern, however many they are.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PATTERN = 200
"""Characters of a pattern that is looked at."""
SUBJECT = 4_000
"""Characters of a text that is matched."""
STATES = 400
"""States of a pattern, each repetition written out as often as it must match."""
WAYS = 200_000
"""Ways through a pattern that the host may try."""


class _TooComplexError(Exception):
    """A pattern that is not counted."""


class _Automaton:
    """The states of a pattern: each takes a character, branches, or asks for a place."""

    def __init__(self) -> None:
        self.tests: list[Any] = []
        """For each state the test of the character that it takes; None for one that takes none."""
        self.follow: list[list[int]] = []
        """For each state those that come after it."""

    def add(self, test: Any, follow: list[int]) -> int:
        if len(self.tests) >= STATES:
            raise _TooComplexError
        self.tests.append(test)
        self.follow.append(follow)
        return len(self.tests) - 1

    def order(self) -> list[int]:
        """The states that take no character, each after those of its followers that take none."""
        done: dict[int, None] = {}
        todo = [(state, False) for state, test in enumerate(self.tests) if test is None]
        while todo:
            state, left = todo.pop()
            if left:
                done[state] = None
            elif state not in done:
                todo.append((state, True))
                todo += [(s, False) for s in self.follow[state] if self.tests[s] is None]
        return list(done)


def cost_of(pattern: Any, subject: Any) -> int | None:
    """How many ways the host may try; None where it is too much, or not counted."""
    if not isinstance(pattern, str) or not isinstance(subject, str):
        return None
    if len(pattern) > PATTERN or len(subject) > SUBJECT:
        return None
    try:
        automaton, start = automaton_of(pattern)
    except (_TooComplexError, RecursionError):
        return None
    except (re.error, OverflowError):
        return 0  # The host says so.
    takers = [(at, test) for at, test in enumerate(automaton.tests) if test is not None]
    order = automaton.order()
    ways = 0
    after: list[int] = [0] * len(automaton.tests)
    for at in range(len(subject), -1, -1):
        char = subject[at] if at < len(subject) else ""
        here = [1] * len(after)
        for state, test in takers:
            if char and test(char):
                here[state] += after[automaton.follow[state][0]]
        for state in order:
            here[state] += sum([here[next_] for next_ in automaton.follow[state]])
        ways += here[start]
        if ways > WAYS:
            return None
        after = here
    return ways + len(subject) * len(automaton.tests) // 8


def automaton_of(pattern: str) -> tuple[_Automaton, int]:
    """The states of a pattern, and the first one."""
    parser = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
    parsed = parser.parse(pattern)
    if parsed.state.flags & ~re.UNICODE.value:
        raise _TooComplexError
    automaton = _Automaton()
    end = automaton.add(None, [])
    return automaton, _sequence(automaton, list(parsed), end)


def _sequence(automaton: _Automaton, items: list[Any], follow: int) -> int:
    for kind, value in reversed(items):
        follow = _item(automaton, str(kind), value, follow)
    return follow


def _item(automaton: _Automaton, kind: str, value: Any, follow: int) -> int:
    if kind == "LITERAL":
        return automaton.add(chr(value).__eq__, [follow])
    if kind == "NOT_LITERAL":
        return automaton.add(chr(value).__ne__, [follow])
    if kind == "ANY":
        return automaton.add("\n".__ne__, [follow])
    if kind == "IN":
        return automaton.add(_in_set(value), [follow])
    if kind == "AT":
        return automaton.add(None, [follow])
    if kind == "SUBPATTERN":
        _, added, removed, inner = value
        if added or removed:
            raise _TooComplexError
        return _sequence(automaton, list(inner), follow)
    if kind == "BRANCH":
        starts = [_sequence(automaton, list(branch), follow) for branch in value[1]]
        return automaton.add(None, starts)
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return _repeat(automaton, value, follow)
    raise _TooComplexError  # Looking around, references to groups, …


def _repeat(automaton: _Automaton, value: Any, follow: int) -> int:
    least, most, inner = value
    items = list(inner)
    if inner.getwidth()[0] == 0 and str(most) == "MAXREPEAT":
        raise _TooComplexError  # What may be empty again and again.
    if str(most) == "MAXREPEAT":
        loop = automaton.add(None, [follow])
        automaton.follow[loop].append(_sequence(automaton, items, loop))
        follow = loop
    else:
        if most - least > STATES or least > STATES:
            raise _TooComplexError
        for _ in range(most - least):
            follow = automaton.add(None, [follow, _sequence(automaton, items, follow)])
    for _ in range(least):
        follow = _sequence(automaton, items, follow)
    return follow


def _in_set(items: list[Any]) -> Callable[[str], bool]:
    """The test of a set of characters."""
    tests: list[Callable[[str], bool]] = []
    negated = False
    for kind, value in items:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            tests.append(chr(value).__eq__)
        elif name == "RANGE":
            low, high = chr(value[0]), chr(value[1])
            tests.append(lambda char, low=low, high=high: low <= char <= high)  # type: ignore[misc]
        elif name == "CATEGORY":
            tests.append(_category(str(value)))
        else:
            raise _TooComplexError
    return lambda char: any(test(char) for test in tests) is not negated


def _category(name: str) -> Callable[[str], bool]:
    tests: dict[str, Callable[[str], bool]] = {
        "DIGIT": str.isdecimal, "SPACE": str.isspace,
        "WORD": lambda char: char.isalnum() or char == "_",
    }  # fmt: skip
    test = tests.get(name.rpartition("_")[2])
    if test is None:
        raise _TooComplexError
    return (lambda char: not test(char)) if "_NOT_" in name else test
