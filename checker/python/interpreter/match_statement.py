"""`match`: the patterns of each kind, and the names that they bind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.classification import is_instance, lookup
from checker.python.interpreter.frame import place_of
from checker.python.interpreter.values import Class, Instance, Model, PyRaise, Unknown

if TYPE_CHECKING:
    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter

_WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
"""Classes whose one positional pattern is matched with the whole value."""


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
    machine.step()
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
        return _perhaps(machine, frame, pattern, value)
    if kind == "MatchValue":
        wanted = machine.evaluate(frame, pattern.value)
        return machine.truth(machine.equal(value, wanted, place))
    if kind == "MatchSingleton":
        return value is pattern.value
    if kind == "MatchSequence":
        return _sequence(machine, frame, pattern, value)
    if kind == "MatchMapping":
        return isinstance(value, dict) and _mapping(machine, frame, pattern, value)
    return _class(machine, frame, pattern, value)


def _perhaps(machine: Interpreter, frame: Frame, pattern: Any, doubt: Unknown) -> bool:
    """Whether a pattern fits what is not known; if so, what it binds is not known either."""
    place = place_of(frame, pattern)
    if not machine.maybe(doubt.because, place):
        return False
    todo = [pattern]
    while todo:
        inner = todo.pop()
        machine.step()
        name = getattr(inner, "name", None) or getattr(inner, "rest", None)
        if name:
            machine.bind(frame, name, Unknown(doubt.because, doubt.place), place)
        todo += [*getattr(inner, "patterns", ()), *getattr(inner, "kwd_patterns", ())]
        if getattr(inner, "pattern", None) is not None:
            todo.append(inner.pattern)
    return True


def _sequence(machine: Interpreter, frame: Frame, pattern: Any, value: Any) -> bool:
    patterns = pattern.patterns
    if isinstance(value, (str, bytes, dict, set, frozenset)):
        return False
    if not isinstance(value, (list, tuple, range)):
        if isinstance(value, (Instance, Model)) and is_instance(value, list) is not False:
            return _perhaps(machine, frame, pattern, Unknown("whether it is a sequence"))
        return False
    found = machine.iterate(value, place_of(frame, pattern))
    if isinstance(found, Unknown):
        return _perhaps(machine, frame, pattern, found)
    items = list(found)
    star = next((i for i, p in enumerate(patterns) if type(p).__name__ == "MatchStar"), None)
    if star is None:
        return len(items) == len(patterns) and all(
            _fits(machine, frame, p, v) for p, v in zip(patterns, items, strict=True)
        )
    after = len(patterns) - star - 1
    if len(items) < len(patterns) - 1:
        return False
    ends = [*zip(patterns[:star], items[:star], strict=True)]
    ends += zip(patterns[star + 1 :], items[len(items) - after :], strict=True)
    if not all(_fits(machine, frame, p, v) for p, v in ends):
        return False
    if patterns[star].name:
        rest = items[star : len(items) - after]
        machine.bind(frame, patterns[star].name, rest, place_of(frame, patterns[star]))
    return True


def _mapping(machine: Interpreter, frame: Frame, pattern: Any, value: dict[Any, Any]) -> bool:
    place = place_of(frame, pattern)
    taken: list[Any] = []
    for key, inner in zip(pattern.keys, pattern.patterns, strict=True):
        name = machine.evaluate(frame, key)
        held = machine.contains(name, value, place)
        if isinstance(held, Unknown):
            return _perhaps(machine, frame, pattern, held)
        if not held or not _fits(machine, frame, inner, machine.get_item(value, name, place)):
            return False
        taken.append(name)
    if pattern.rest:
        rest = {k: v for k, v in value.items() if isinstance(k, Unknown) or k not in taken}
        machine.bind(frame, pattern.rest, rest, place)
    return True


def _class(machine: Interpreter, frame: Frame, pattern: Any, value: Any) -> bool:
    place = place_of(frame, pattern)
    cls = machine.evaluate(frame, pattern.cls)
    if not isinstance(cls, (type, Class, Model, Unknown)):
        raise machine.fail(TypeError, "called match pattern must be a class", place)
    answer = is_instance(value, cls)
    if answer is None:
        return _perhaps(machine, frame, pattern, Unknown("the class of a value", place))
    if not answer:
        return False
    names: list[str] = []
    if pattern.patterns:
        if isinstance(cls, type) and cls in _WHOLE:
            if len(pattern.patterns) > 1:
                raise _too_many(machine, cls.__name__, 1, len(pattern.patterns), place)
            if not _fits(machine, frame, pattern.patterns[0], value):
                return False
        else:
            listed = lookup(cls, "__match_args__") if isinstance(cls, Class) else None
            if listed is None and (not isinstance(cls, Class) or cls.open is not None):
                return _perhaps(machine, frame, pattern, Unknown("a class's parts", place))
            names = list(listed or ())
            if len(pattern.patterns) > len(names):
                name = getattr(cls, "name", "")
                raise _too_many(machine, name, len(names), len(pattern.patterns), place)
    positional = pattern.patterns if names else []
    parts = [*zip(names, positional, strict=False)]
    parts += zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True)
    for name, inner in parts:
        try:
            held = machine.get_attribute(value, name, place)
        except PyRaise as raised:
            if isinstance(raised.value, AttributeError):
                return False
            raise
        if not _fits(machine, frame, inner, held):
            return False
    return True


def _too_many(machine: Interpreter, name: str, allowed: int, given: int, place: Any) -> PyRaise:
    plural = "" if allowed == 1 else "s"
    message = f"{name}() accepts {allowed} positional sub-pattern{plural} ({given} given)"
    return machine.fail(TypeError, message, place)
