"""`match`: the patterns of each kind, and the names that they bind."""

from __future__ import annotations

from checker.python.interpreter.classification import is_instance, lookup
from checker.python.interpreter.frame import place_of
from checker.python.interpreter.values import Class, Instance, Model, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter

_WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
"""Classes whose one positional pattern is matched with the whole value."""


def run_match(interp: Interpreter, frame: Frame, node: Any) -> None:
    """Run the first `case` that fits."""
    subject = interp.evaluate(frame, node.subject)
    for case in node.cases:
        interp.step()
        if not _fits(interp, frame, case.pattern, subject):
            continue
        if case.guard is None or interp.truth(interp.evaluate(frame, case.guard)):
            interp.run_body(frame, case.body)
            return


def _fits(interp: Interpreter, frame: Frame, pattern: Any, value: Any) -> bool:
    interp.step()
    kind = type(pattern).__name__
    place = place_of(frame, pattern)
    if kind == "MatchAs":
        if pattern.pattern is not None and not _fits(interp, frame, pattern.pattern, value):
            return False
        if pattern.name:
            interp.bind(frame, pattern.name, value, place)
        return True
    if kind == "MatchOr":
        return any(_fits(interp, frame, one, value) for one in pattern.patterns)
    if isinstance(value, Unknown):
        return _perhaps(interp, frame, pattern, value)
    if kind == "MatchValue":
        wanted = interp.evaluate(frame, pattern.value)
        return interp.truth(interp.equal(value, wanted, place))
    if kind == "MatchSingleton":
        return value is pattern.value
    if kind == "MatchSequence":
        return _sequence(interp, frame, pattern, value)
    if kind == "MatchMapping":
        return isinstance(value, dict) and _mapping(interp, frame, pattern, value)
    return _class(interp, frame, pattern, value)


def _perhaps(interp: Interpreter, frame: Frame, pattern: Any, doubt: Unknown) -> bool:
    """Whether a pattern fits what is not known; if so, what it binds is not known either."""
    place = place_of(frame, pattern)
    if not interp.maybe(doubt.because, place):
        return False
    todo = [pattern]
    while todo:
        inner = todo.pop()
        interp.step()
        name = getattr(inner, "name", None) or getattr(inner, "rest", None)
        if name:
            interp.bind(frame, name, Unknown(doubt.because, doubt.place), place)
        todo += [*getattr(inner, "patterns", ()), *getattr(inner, "kwd_patterns", ())]
        if getattr(inner, "pattern", None) is not None:
            todo.append(inner.pattern)
    return True


def _sequence(interp: Interpreter, frame: Frame, pattern: Any, value: Any) -> bool:
    patterns = pattern.patterns
    if isinstance(value, (str, bytes, dict, set, frozenset)):
        return False
    if not isinstance(value, (list, tuple, range)):
        if isinstance(value, (Instance, Model)) and is_instance(value, list) is not False:
            return _perhaps(interp, frame, pattern, Unknown("whether it is a sequence"))
        return False
    found = interp.iterate(value, place_of(frame, pattern))
    if isinstance(found, Unknown):
        return _perhaps(interp, frame, pattern, found)
    items = list(found)
    star = next((i for i, p in enumerate(patterns) if type(p).__name__ == "MatchStar"), None)
    if star is None:
        return len(items) == len(patterns) and all(
            _fits(interp, frame, p, v) for p, v in zip(patterns, items, strict=True)
        )
    after = len(patterns) - star - 1
    if len(items) < len(patterns) - 1:
        return False
    ends = [*zip(patterns[:star], items[:star], strict=True)]
    ends += zip(patterns[star + 1 :], items[len(items) - after :], strict=True)
    if not all(_fits(interp, frame, p, v) for p, v in ends):
        return False
    if patterns[star].name:
        rest = items[star : len(items) - after]
        interp.bind(frame, patterns[star].name, rest, place_of(frame, patterns[star]))
    return True


def _mapping(interp: Interpreter, frame: Frame, pattern: Any, value: dict[Any, Any]) -> bool:
    place = place_of(frame, pattern)
    taken: list[Any] = []
    for key, inner in zip(pattern.keys, pattern.patterns, strict=True):
        name = interp.evaluate(frame, key)
        held = interp.contains(name, value, place)
        if isinstance(held, Unknown):
            return _perhaps(interp, frame, pattern, held)
        if not held or not _fits(interp, frame, inner, interp.get_item(value, name, place)):
            return False
        taken.append(name)
    if pattern.rest:
        rest = {k: v for k, v in value.items() if isinstance(k, Unknown) or k not in taken}
        interp.bind(frame, pattern.rest, rest, place)
    return True


def _class(interp: Interpreter, frame: Frame, pattern: Any, value: Any) -> bool:
    place = place_of(frame, pattern)
    cls = interp.evaluate(frame, pattern.cls)
    if not isinstance(cls, (type, Class, Model, Unknown)):
        raise interp.fail(TypeError, "called match pattern must be a class", place)
    answer = is_instance(value, cls)
    if answer is None:
        return _perhaps(interp, frame, pattern, Unknown("the class of a value", place))
    if not answer:
        return False
    names: list[str] = []
    if pattern.patterns:
        if isinstance(cls, type) and cls in _WHOLE:
            if len(pattern.patterns) > 1:
                raise _too_many(interp, cls.__name__, 1, len(pattern.patterns), place)
            if not _fits(interp, frame, pattern.patterns[0], value):
                return False
        else:
            listed = lookup(cls, "__match_args__") if isinstance(cls, Class) else None
            if listed is None and (not isinstance(cls, Class) or cls.open is not None):
                return _perhaps(interp, frame, pattern, Unknown("a class's parts", place))
            names = list(listed or ())
            if len(pattern.patterns) > len(names):
                name = getattr(cls, "name", "")
                raise _too_many(interp, name, len(names), len(pattern.patterns), place)
    positional = pattern.patterns if names else []
    parts = [*zip(names, positional, strict=False)]
    parts += zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True)
    for name, inner in parts:
        try:
            held = interp.get_attribute(value, name, place)
        except PyRaise as raised:
            if isinstance(raised.value, AttributeError):
                return False
            raise
        if not _fits(interp, frame, inner, held):
            return False
    return True


def _too_many(interp: Interpreter, name: str, allowed: int, given: int, place: Any) -> PyRaise:
    plural = "" if allowed == 1 else "s"
    message = f"{name}() accepts {allowed} positional sub-pattern{plural} ({given} given)"
    return interp.fail(TypeError, message, place)
