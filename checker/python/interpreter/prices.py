"""What a call into the host costs, reckoned before it is made.

A price is a number of units (see `limits`), or the reason why the call is not made. What is not
listed here goes through all that it is given, as CPython does when it hashes, compares, copies or
shows.
"""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.costs import (
    LEAVES,
    LONG,
    MANY,
    TEXTS,
    is_plain_codec,
    len_of,
    weigh,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import BuiltinFunctionType, FunctionType, ModuleType
    from typing import Any
else:  # the same; `types` itself would be one more module
    BuiltinFunctionType, FunctionType, ModuleType = type(len), type(lambda: None), type(limits)


def price(function: Any, args: tuple[Any, ...], keywords: dict[str, Any]) -> int | str:
    """What calling `function` costs, or why it is not called."""
    owner = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    if isinstance(owner, ModuleType):
        owner = None
    if owner is None and isinstance(function, (FunctionType, BuiltinFunctionType)):
        name = f"{function.__module__}.{name}"
    listed = _PRICES.get(name)
    if listed is not None:
        found: int | str | None = listed(owner, args, keywords)
        if found is not None:
            return found
    given = (owner, *args, *keywords.values())
    return _walked(given)


def _walked(given: Iterable[Any]) -> int | str:
    weight = weigh(given)
    if weight.too_much:
        return MANY
    return (weight.visits >> 3) + (weight.text >> 8)


def _constant(owner: Any, args: Any, keywords: Any) -> int:
    return 0


def _keyed(owner: Any, args: Any, keywords: Any) -> int | str:
    """One access by a key, which is hashed; keys that are not text may all have one hash."""
    key = args[0] if args else None
    if isinstance(key, str):
        return 0
    probes = len(owner) >> 9 if isinstance(owner, (dict, set, frozenset)) else 0
    walked = _walked([key])
    return walked if isinstance(walked, str) else walked + probes


def _gathered(owner: Any, args: Any, keywords: Any) -> int | str:
    """A set or mapping of items, of which those that are not text may all have one hash."""
    walked = _walked((owner, *args, *keywords.values()))
    if isinstance(walked, str):
        return walked
    odd = 0
    for value in args:
        if not isinstance(value, (*TEXTS, dict)):
            odd += len_of(value)
            if isinstance(value, (list, tuple, set, frozenset)):
                odd -= sum(1 for item in value if isinstance(item, str))
    return walked + ((odd * odd) >> 10)


def _width(owner: Any, args: Any, keywords: Any) -> int | str | None:
    wanted = next((value for value in args if isinstance(value, int)), 0)
    if max(wanted, _length(owner)) > limits.TEXT:
        return LONG
    return None


def _length(value: Any) -> int:
    return len(value) if isinstance(value, TEXTS) else 0


def _expanded(owner: Any, args: Any, keywords: Any) -> int | str | None:
    size = next((v for v in (*args, *keywords.values()) if isinstance(v, int)), 8)
    if not isinstance(owner, TEXTS):
        return None
    tab: Any = "\t" if isinstance(owner, str) else b"\t"
    marks = owner.count(tab)
    return LONG if _length(owner) + marks * max(size, 0) > limits.TEXT else None


def _sought(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """Looking for a text in another: as if each place were compared to the end."""
    if not isinstance(owner, TEXTS):
        return None
    parts = args[0] if args and isinstance(args[0], tuple) else args
    longest = max((_length(part) for part in parts), default=0)
    return (_length(owner) >> 8) + ((_length(owner) * min(longest, _length(owner))) >> 12)


def _replaced(owner: Any, args: Any, keywords: Any) -> int | str | None:
    if not isinstance(owner, TEXTS):
        return None
    if len(args) >= 2 and type(args[0]) is type(args[1]) and isinstance(args[0], TEXTS):
        cost = _sought(owner, args[:1], {})
        if isinstance(cost, int) and cost > limits.OPERATION:
            return cost
        marks = owner.count(args[0])  # type: ignore[arg-type]
        if marks * len(args[1]) + len(owner) > limits.TEXT:
            return LONG
        return cost
    return None


def _joined(owner: Any, args: Any, keywords: Any) -> int | str | None:
    if not isinstance(owner, TEXTS) or not args or not isinstance(args[0], (list, tuple)):
        return None
    if sum(_length(part) + len(owner) for part in args[0]) > limits.TEXT:
        return LONG
    return None


def _translated(owner: Any, args: Any, keywords: Any) -> int | str | None:
    table = args[0] if args else None
    if isinstance(table, dict):
        longest = max((_length(value) for value in table.values()), default=1)
        if _length(owner) * max(longest, 1) > limits.TEXT:
            return LONG
    return None


def _coded(owner: Any, args: Any, keywords: Any) -> int | str | None:
    codec = args[0] if args else keywords.get("encoding", "utf-8")
    return None if is_plain_codec(codec) else "a codec that is not read"


def _constructed(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`bytes`, `bytearray`: a text with a codec, items, or a number of zeros."""
    if args and isinstance(args[0], int):
        return "bytes of a number"
    return _coded(owner, args[1:], keywords) if len(args) > 1 or keywords else None


def _number(owner: Any, args: Any, keywords: Any) -> int | str | None:
    if args and isinstance(args[0], TEXTS) and len(args[0]) > limits.DIGITS:
        return "a long number"
    return None


def _from_bytes(owner: Any, args: Any, keywords: Any) -> int | str | None:
    if args and len_of(args[0]) * 8 > limits.INTEGER_BITS:
        return "the number is too large"
    return None


def _rounded(owner: Any, args: Any, keywords: Any) -> int | str | None:
    digits = args[1] if len(args) > 1 else keywords.get("ndigits", 0)
    if isinstance(digits, int) and abs(digits) > limits.DIGITS:
        return "a number with that many digits"
    return None


def _contained(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`operator.contains(container, item)`."""
    container, item = args
    if isinstance(container, range):
        return 0 if isinstance(item, int) else None
    if isinstance(container, TEXTS):
        return _sought(container, (item,), {})
    if isinstance(container, (dict, set, frozenset)):
        return _keyed(container, (item,), {})
    return None


def _compared(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """A comparison goes no further than the smaller side."""
    if any(isinstance(value, (range, *LEAVES)) for value in args):
        smaller = min((_length(value) for value in args), default=0)
        return smaller >> 10
    left, right = weigh(args[:1]), weigh(args[1:])
    if left.too_much and right.too_much:
        return MANY
    return ((left.visits + right.visits) >> 3) + (min(left.text, right.text) >> 8)


def _item(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`operator.getitem(value, key)`."""
    value, key = args
    if isinstance(key, slice):
        return 0 if isinstance(value, range) else len_of(value) >> 6
    return _keyed(value, (key,), {}) if isinstance(value, dict) else 0


def _changed(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`owner[key] = value` and `del owner[key]`: what is moved, or what is hashed."""
    if isinstance(owner, dict):
        return _keyed(owner, args, keywords)
    if len(args) > 1 and isinstance(args[0], slice):
        if len_of(owner) + len_of(args[1]) > limits.ITEMS:
            return "the list is too long"
    return len_of(owner) >> 8


def _deleted(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`operator.delitem(value, key)`."""
    return _changed(args[0], args[1:], {})


def _shallow(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """What joins or copies sequences without a look at their items."""
    return sum(len_of(value) for value in args) >> 6


def _copied(owner: Any, args: Any, keywords: Any) -> int | str | None:
    weight = weigh(args)
    return MANY if weight.too_much else weight.visits


def _moved(owner: Any, args: Any, keywords: Any) -> int:
    return len_of(owner) >> 8


def _ordered(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """Sorting: each value is compared with some of the others."""
    key = keywords.get("key")
    by_number = getattr(key, "__name__", "") == "__getitem__"
    values = getattr(key, "__self__", ()) if by_number else owner or args[0]
    weight = weigh([values])
    if weight.too_much:
        return MANY
    rounds = len_of(values).bit_length()
    return ((weight.visits >> 3) + (weight.text >> 8)) * rounds


def _dated(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """Formats of dates: the C library's widths, and patterns of their own."""
    if any(isinstance(value, str) and len(value) > 60 for value in args):
        return "a long format of a date"
    if any(isinstance(v, str) and "%" in v and any(c.isdigit() for c in v) for v in args):
        return "a format of a date with a width"
    return None


def _slow_text(factor: int) -> Callable[[Any, Any, Any], int | str | None]:
    """A function of the standard library that goes through a text with code in Python."""

    def reckoned(owner: Any, args: Any, keywords: Any) -> int | str | None:
        weight = weigh((*args, *keywords.values()))
        if weight.too_much or weight.visits > limits.SHORT_TEXT >> 2:
            return MANY
        return (
            LONG if weight.text > limits.SHORT_TEXT else (weight.visits + weight.text * factor // 8)
        )

    return reckoned


def _dumped(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`json.dumps`: with a small indent and short separators, of what JSON knows."""
    if not keywords.keys() <= {"indent", "separators", "sort_keys", "ensure_ascii"}:
        return "how an object is written as JSON"
    indent = keywords.get("indent")
    if indent is not None and not (isinstance(indent, int) and indent <= 16):
        return "how JSON is indented"
    if _walked([keywords.get("separators")]) or weigh([keywords.get("separators")]).text > 16:
        return "how JSON is separated"
    weight = weigh(args)
    return MANY if weight.too_much else weight.visits + (weight.text >> 4)


def _matched(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`fnmatch.fnmatchcase(name, pattern)`: a pattern whose stars are few."""
    short = [value for value in args if isinstance(value, TEXTS) and len(value) <= 300]
    stars = [str(value).count("*") for value in short]
    if max(stars, default=0) > 2 or any(_length(value) > 300 for value in args):
        return "a long pattern"
    return None


def _fields(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`collections.namedtuple`: each field is code that is compiled."""
    weight = weigh(args)
    return "many fields" if weight.visits > 100 or weight.text > 2000 else 300


def _counted(owner: Any, args: Any, keywords: Any) -> int | str | None:
    """`Counter.elements`: each key as often as it was counted."""
    total = sum(count for count in owner.values() if isinstance(count, int) and count > 0)
    return MANY if total > limits.ITEMS else None


_PRICES: dict[str, Any] = {
    **dict.fromkeys(
        ("append", "appendleft", "__len__", "clear", "builtins.len", "builtins.iter",
         "builtins.next", "builtins.callable", "bit_length", "popitem", "_operator.not_"),
        _constant),
    **dict.fromkeys(("add", "discard", "get", "setdefault", "__contains__"), _keyed),
    **dict.fromkeys(("set", "frozenset", "fromkeys", "Counter", "dict", "OrderedDict", "update",
                     "union", "intersection", "difference", "symmetric_difference", "issubset",
                     "issuperset", "isdisjoint", "intersection_update", "difference_update",
                     "symmetric_difference_update", "_operator.or_", "_operator.ior",
                     "_operator.and_", "_operator.iand", "_operator.sub", "_operator.isub",
                     "_operator.xor", "_operator.ixor"), _gathered),
    **dict.fromkeys(("ljust", "rjust", "center", "zfill"), _width),
    **dict.fromkeys(("find", "rfind", "index", "rindex", "count", "split", "rsplit", "partition",
                     "rpartition", "startswith", "endswith", "removeprefix", "removesuffix",
                     "strip", "lstrip", "rstrip"), _sought),
    **dict.fromkeys(("insert", "pop", "reverse", "remove", "rotate", "copy"), _moved),
    **dict.fromkeys(("__setitem__", "__delitem__"), _changed),
    **dict.fromkeys(("_operator.eq", "_operator.lt", "_operator.le", "_operator.gt",
                     "_operator.ge"), _compared),
    **dict.fromkeys(("int", "float", "complex"), _number),
    **dict.fromkeys(("bytes", "bytearray"), _constructed),
    **dict.fromkeys(("encode", "decode"), _coded),
    **dict.fromkeys(("strftime", "strptime", "__format__"), _dated),
    **dict.fromkeys(("shlex.split", "shlex.quote", "urllib.parse.quote", "urllib.parse.urlsplit",
                     "urllib.parse.quote_plus", "urllib.parse.unquote", "urllib.parse.urljoin",
                     "urllib.parse.unquote_plus", "urllib.parse.urlparse", "read_string",
                     "urllib.parse.urlencode", "textwrap.dedent", "urllib.parse.parse_qs",
                     "base64.b64decode", "base64.urlsafe_b64decode", "base64.b64encode",
                     "base64.urlsafe_b64encode", "re.escape"), _slow_text(2)),
    **dict.fromkeys(("_operator.add", "_operator.iadd", "_operator.mul", "_operator.imul"),
                    _shallow),
    **dict.fromkeys(("builtins.getattr", "builtins.bool"), _constant),
    "copy.deepcopy": _copied, "_operator.delitem": _deleted,
    "expandtabs": _expanded, "replace": _replaced, "join": _joined, "translate": _translated,
    "from_bytes": _from_bytes, "builtins.round": _rounded, "_operator.contains": _contained,
    "_operator.getitem": _item, "builtins.sorted": _ordered, "sort": _ordered,
    "json.dumps": _dumped, "fnmatch.fnmatchcase": _matched, "collections.namedtuple": _fields,
    "elements": _counted, "most_common": _ordered,
}  # fmt: skip
"""Prices by the name of a method or class, or by the module and name of a function."""
