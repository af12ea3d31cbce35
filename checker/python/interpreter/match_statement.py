"""`match`: literal, capture, sequence, mapping and alternative patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.classification import is_instance
from checker.python.interpreter.frame import place_of
from checker.python.interpreter.values import Unknown

if TYPE_CHECKING:
    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


def run_match(machine: Interpreter, frame: Frame, node: Any) -> None:
    """Run the first `case` that fits."""
    subject = machine.evaluate(frame, node.subject)
    for case in node.cases:
        machine.step()
        if not _fits(machine, frame, case.pattern, subject):
            continue
        if case.guard is None or machine.truth(machine.evaluate(frame, case.guard)):
            machine.run_body(frame, case.body)
            return


def _fits(machine: Interpreter, frame: Frame, pattern: Any, value: Any) -> bool:
    kind = type(pattern).__name__
    place = place_of(frame, pattern)
    if kind == "MatchAs":
        if pattern.pattern is not None and not _fits(machine, frame, pattern.pattern, value):
            return False
        if pattern.name:
            machine.bind(frame, pattern.name, value, place)
        return True
    if kind == "MatchOr":
        return any(_fits(machine, frame, one, value) for one in pattern.patterns)
    if isinstance(value, Unknown):
        return machine.maybe(value.because, place)
    if kind == "MatchValue":
        wanted = machine.evaluate(frame, pattern.value)
        return machine.truth(machine.equal(value, wanted, place))
    if kind == "MatchSingleton":
        return value is pattern.value
    if kind == "MatchSequence":
        patterns = pattern.patterns
        if not isinstance(value, (list, tuple)):
            return False
        star = next((i for i, p in enumerate(patterns) if type(p).__name__ == "MatchStar"), None)
        if star is None:
            return len(value) == len(patterns) and all(
                _fits(machine, frame, p, v) for p, v in zip(patterns, value, strict=True)
            )
        after = len(patterns) - star - 1
        if len(value) < len(patterns) - 1:
            return False
        if patterns[star].name:
            rest = list(value[star : len(value) - after])
            machine.bind(frame, patterns[star].name, rest, place)
        ends = [*zip(patterns[:star], value[:star], strict=True)]
        ends += zip(patterns[star + 1 :], value[len(value) - after :], strict=True)
        return all(_fits(machine, frame, p, v) for p, v in ends)
    if kind == "MatchMapping" and isinstance(value, dict):
        for key, inner in zip(pattern.keys, pattern.patterns, strict=True):
            name = machine.evaluate(frame, key)
            if name not in value or not _fits(machine, frame, inner, value[name]):
                return False
        return True
    if kind == "MatchClass" and not pattern.patterns and not pattern.kwd_patterns:
        answer = is_instance(value, machine.evaluate(frame, pattern.cls))
        return machine.maybe("a class pattern", place) if answer is None else bool(answer)
    return False if kind == "MatchMapping" else machine.maybe("a pattern of a class", place)
