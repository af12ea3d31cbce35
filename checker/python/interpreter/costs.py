"""How large values are, as CPython meets what they hold, and what is kept of a result.

A shared part is counted each time that it would be met.
"""

from __future__ import annotations

import sys
from itertools import islice

from checker.python.interpreter import limits
from checker.python.interpreter.values import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

TEXTS = (str, bytes, bytearray)


LEAVES = (str, int, float, bytes, type(None), Unknown)


_CODECS = frozenset(
    "utf8 ascii usascii latin1 iso88591 l1 cp1252 utf16 utf16le utf16be utf32 utf32le utf32be "
    "utf8sig cp437 iso885915 koi8r".split()
)
"""Codecs whose work is linear, without signs between letters."""


LONG, MANY = "the text is too long", "the structure is too large"


class Weight:
    """What a structure holds, as a walk through it meets it."""

    __slots__ = ("text", "too_much", "unknown", "visits")

    def __init__(self) -> None:
        self.visits = 0
        """Values, shared ones as often as they are met."""
        self.text = 0
        """Characters of all texts."""
        self.unknown: Unknown | None = None
        """The first unknown value that was met."""
        self.too_much = False
        """Whether it was not looked at to the end."""


def weigh(values: Iterable[Any], stop_at_unknown: bool = False) -> Weight:
    """Walk through the values, no further than `limits.STRUCTURE` and `limits.DEPTH` allow."""
    weight = Weight()
    todo = list(values)
    depths = [0] * len(todo)
    visits = text = 0
    while todo:
        item, depth = todo.pop(), depths.pop()
        visits += 1
        if visits > limits.STRUCTURE or depth > limits.DEPTH:
            weight.too_much = True
            break
        kind = type(item)
        if kind is str or kind is bytes:
            text += len(item)
            continue
        if isinstance(item, Unknown):
            if weight.unknown is None:
                weight.unknown = item
            if stop_at_unknown:
                break
        if isinstance(item, LEAVES):
            if isinstance(item, TEXTS):
                text += len(item)
            elif isinstance(item, int):
                text += item.bit_length() // 3
            continue
        inner: list[Any] = []
        if isinstance(item, (list, tuple, set, frozenset)):
            inner.extend(item)
        elif isinstance(item, dict):
            inner.extend(item)
            inner.extend(item.values())
        elif isinstance(item, BaseException):
            inner.extend(item.args)
        elif kind.__name__ == "PurePosixPath":
            visits += len(item._tail)
        elif isinstance(item, (range, bytearray)) or hasattr(item, "__length_hint__"):
            visits += min(len_of(item), limits.STRUCTURE)
        elif hasattr(item, "__len__") and hasattr(item, "__iter__") and kind is not type:
            inner.extend(islice(iter(item), limits.STRUCTURE))
        if inner:
            if visits + len(todo) + len(inner) > limits.STRUCTURE:
                weight.too_much = True
                break
            todo += inner
            depths += [depth + 1] * len(inner)
    weight.visits, weight.text = visits, text
    return weight


def holds(value: Any, kinds: Any) -> bool:
    """Whether a structure holds an object of one of the classes; `kinds` may be a class's name.

    The structure is one that was weighed, so that it is no larger than `limits` allow.
    """
    todo = [value]
    while todo:
        item = todo.pop()
        if type(item).__name__ == kinds if isinstance(kinds, str) else isinstance(item, kinds):
            return True
        if isinstance(item, (list, tuple, set, frozenset)):
            todo.extend(item)
        elif isinstance(item, dict):
            todo.extend(item)
            todo.extend(item.values())
    return False


def len_of(value: Any) -> int:
    """How many items an iterable of the host gives; a range may have more than `len` can say."""
    if isinstance(value, range):
        return max(0, (value.stop - value.start + value.step - (1 if value.step > 0 else -1))
                   // value.step)  # fmt: skip
    for name in ("__len__", "__length_hint__"):
        measure = getattr(value, name, None)
        if measure is not None and not isinstance(value, type):
            found = measure()
            return found if isinstance(found, int) else 0
    return 0


def is_plain_codec(codec: Any) -> bool:
    """Whether a codec's work grows with the text alone; what is no text is for the host to say."""
    if not isinstance(codec, str):
        return True
    return codec.lower().replace("-", "").replace("_", "") in _CODECS


_FRESH = frozenset(
    "split rsplit splitlines partition rpartition findall literal_eval parse".split()
)


def makes_items(function: Any) -> bool:
    """Whether the items of a function's result are new, and take memory of their own."""
    return getattr(function, "__name__", "") in _FRESH


def size_of(value: Any, fresh: bool = False) -> tuple[int, str]:
    """How many bytes a result takes, with its items where these are new; why it is not kept."""
    if isinstance(value, TEXTS):
        return sys.getsizeof(value), LONG if len(value) > limits.TEXT else ""
    if isinstance(value, int):
        return 32, "the number is too large" if value.bit_length() > limits.INTEGER_BITS else ""
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        many = "the list is too long" if len(value) > 2 * limits.ITEMS else ""
        return sys.getsizeof(value) + (64 * len(value) if fresh else 0), many
    if type(value).__name__ == "PurePosixPath":
        tail = value._tail
        return 64 + 8 * len(tail), "the path is too long" if len(tail) > limits.PATH // 4 else ""
    return 0, ""
