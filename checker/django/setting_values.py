"""The values of settings in JSON's terms, as far as they are known."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.python.interpreter.limits import STRUCTURE, TEXT
from checker.python.interpreter.values import ROOT, Place, Unknown, root_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Value(NamedTuple):
    """A setting's value, or why it is not known."""

    state: str
    value: object = None
    place: Place | None = None
    because: str = ""


def value_of(value: Any, place: Place | None) -> Value:
    """A value in JSON's terms, or why it is not known."""
    try:
        return Value("known", as_json(value, 0, [STRUCTURE, TEXT]), place)
    except _Unknowable as unknown:
        return Value("unknown", None, place or unknown.place, str(unknown))


class _Unknowable(Exception):
    def __init__(self, because: str, place: Place | None = None) -> None:
        super().__init__(because)
        self.place = place


def as_json(value: Any, depth: int, left: list[int]) -> object:
    """The value in JSON's terms; raises where it is not known, or larger than what is `left`."""
    if depth > 12:
        raise _Unknowable("it is nested too deeply")
    left[0] -= 1
    left[1] -= len(value) if isinstance(value, str) else 0
    if min(left) < 0:
        raise _Unknowable("it is too large")
    if isinstance(value, Unknown):
        raise _Unknowable(value.because, value.place)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        if abs(value) < float("inf"):
            return value
        raise _Unknowable("it is not a number")
    if type(value).__name__ == "PurePosixPath":
        return _rooted(str(value))
    if isinstance(value, str):
        return _rooted(str.__str__(value))
    if isinstance(value, (list, tuple)):
        return [as_json(item, depth + 1, left) for item in value]
    if isinstance(value, (set, frozenset)):
        if len(value) > 1:
            raise _Unknowable("the order of a set")
        return [as_json(item, depth + 1, left) for item in value]
    if isinstance(value, dict):
        return {
            str(as_json(k, depth + 1, left)): as_json(v, depth + 1, left) for k, v in value.items()
        }
    raise _Unknowable("it is an object of the program")


def _rooted(text: str) -> str:
    """The text with the root written `{root}`; raises where the root's place shows otherwise."""
    shown = text.replace(ROOT, "{root}") if text.startswith(ROOT) else text
    at = text.find(ROOT)
    if at > 0:
        shown = text.replace(ROOT, "{root}")
    if root_in(shown):
        raise _Unknowable("where the platform builds")
    return shown
