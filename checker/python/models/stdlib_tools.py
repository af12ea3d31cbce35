"""Models of `collections`, `functools`, `itertools`, `enum`, `dataclasses`, `logging`, …."""

from __future__ import annotations

import collections
import itertools
from collections import Counter, OrderedDict, defaultdict, deque

from checker.python.interpreter import limits
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.pure import constant
from checker.python.interpreter.values import (
    Class,
    Function,
    Model,
    Place,
    Property,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _collections(interp: Interpreter) -> dict[str, Any]:
    def named_tuple(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:

        if len(args) < 2 or m.unknown_in(args) or keywords:
            return Unknown("a named tuple", place)
        return m.host(place, collections.namedtuple, *args[:2])  # noqa: PYI024

    def factory(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if args and isinstance(args[0], type) and args[0] in (list, dict, set, int, str):
            return defaultdict(args[0])
        if args and isinstance(args[0], (str, int, list, dict)):
            raise m.fail(TypeError, "first argument must be callable or None", place)
        if not args or args[0] is None:
            return {}
        return Unknown("a mapping with a default of its own", place)

    def chained(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if not all(type(value) in (dict, OrderedDict) for value in args):
            return Unknown("a chain of mappings", place)
        return {key: item for value in reversed(args) for key, item in value.items()}

    return {
        "ChainMap": Model("ChainMap", chained),
        "OrderedDict": OrderedDict, "Counter": Counter, "deque": deque,
        "defaultdict": Model("defaultdict", factory),
        "namedtuple": Model("namedtuple", named_tuple),
    }  # fmt: skip


def _functools(interp: Interpreter) -> dict[str, Any]:
    def partial(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        function, *first = args

        def called(m: Interpreter, at: Place | None, more: list[Any], named: Any) -> Any:
            return m.call(function, [*first, *more], {**keywords, **named}, at)

        return Model("a partial function", called)

    def wraps(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Model("wraps", lambda m, p, a, k: a[0])

    def remembered(function: Any) -> Any:
        """The function; its arguments must be hashable. Each call runs it anew."""
        if not isinstance(function, Function):
            return function

        def called(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            for value in (*args, *keywords.values()):
                if isinstance(value, (list, dict, set)):
                    raise m.fail(TypeError, f"unhashable type: '{type(value).__name__}'", at)
            return m.call(function, args, keywords, at)

        return Model(function.name, called, {
            "__name__": function.name, "__wrapped__": function,
            "cache_clear": constant("cache_clear", None)})  # fmt: skip

    def cached(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if args and isinstance(args[0], (Function, Class)):
            return remembered(args[0])
        return Model("lru_cache", lambda m, p, a, k: remembered(a[0]))

    names: dict[str, Any] = {
        "partial": Model("partial", partial),
        "reduce": Model("reduce", lambda m, p, a, k: m.reduce_values(p, a, k)),
        "wraps": Model("wraps", wraps), "lru_cache": Model("lru_cache", cached),
        "cached_property": Model("cached", lambda m, p, a, k: Property("cached_property", a[0])),
        "total_ordering": Model("total_ordering", _ordering),
    }  # fmt: skip
    if interp.python >= (3, 9):
        names["cache"] = names["lru_cache"]
    return names


def _ordering(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`@total_ordering`: what the class lacks follows from what it has."""
    cls = args[0]
    if isinstance(cls, Class):
        doubt = constant("a comparison", Unknown("a comparison of objects", place))
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            cls.namespace.setdefault(name, doubt)
    return cls


def _itertools(interp: Interpreter) -> dict[str, Any]:
    def chain(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        found: list[Any] = []
        for value in args:
            found += m.items_of(value, place)
            if len(found) > limits.ITEMS:
                raise LimitReached("a list is too long")
        return found

    def flat(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return chain(m, place, m.items_of(args[0], place), {})

    def product(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        sizes = 1
        for value in args:
            if m.unknown_in(value) or not isinstance(value, (list, tuple, str)):
                return Unknown("a product", place)
            sizes *= len(value)
        m.charge(sizes * len(args) >> 4 if sizes < 5000 else 0)
        return (
            list(itertools.product(*args))
            if sizes < 5000 and not keywords
            else Unknown("a large product", place)
        )

    return {
        "chain": Model("chain", chain, {"from_iterable": Model("chain.from_iterable", flat)}),
        "product": Model("product", product),
    }


def _unique(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`@enum.unique`: no value twice."""
    cls = args[0] if args else None
    members = cls.namespace.get("__members__", {}) if isinstance(cls, Class) else {}
    seen: dict[str, Any] = {}
    for name, member in members.items():
        value = getattr(member, "attributes", {}).get("value", getattr(member, "value", None))
        twin = next((n for n, v in seen.items() if interp.equal(v, value, place) is True), None)
        if twin is not None:
            message = f"duplicate values found in <enum '{args[0].name}'>: {name} -> {twin}"
            raise interp.fail(ValueError, message, place)
        seen[name] = value
    return cls


def _enum(interp: Interpreter) -> dict[str, Any]:
    names = ["Enum", "IntEnum", "Flag", "IntFlag"]
    if interp.python >= (3, 11):
        names.append("StrEnum")
    table: dict[str, Any] = {n: Model(f"enum.{n}", None, {"closed": n == "Enum"}) for n in names}
    table["auto"] = Model("enum.auto", lambda m, p, a, k: Model("enum.auto()"))
    table["unique"] = Model("enum.unique", _unique)
    return table


def _named(interp: Interpreter, place: Place | None, cls: Class) -> None:
    """The hook of `class X(NamedTuple)`: fields in order, each with a place."""
    module = interp.import_module("dataclasses", place)
    interp.call(module.namespace["dataclass"], [cls], {}, place)
    names = list(cls.namespace.annotations)

    def values(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
        return tuple(m.get_attribute(args[0], name, at) for name in names)

    def item(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
        return m.get_item(values(m, at, args[:1], {}), args[1], at)

    def mapping(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
        return dict(zip(names, values(m, at, args, keywords), strict=True))

    added = {"__iter__": values, "__getitem__": item, "_asdict": mapping,
             "__len__": constant("len", len(names)).call}  # fmt: skip
    for name, function in added.items():
        cls.namespace[name] = Model(name, function)
    cls.namespace["_fields"] = tuple(names)


def _typed(interp: Interpreter, place: Any, cls: Class, args: list[Any], keywords: Any) -> Any:
    """A `TypedDict`, called: a mapping."""
    made: dict[Any, Any] = {}
    interp.call_method(made, "update", args, keywords, place)
    return made


def _typing(interp: Interpreter) -> dict[str, Any]:
    return {
        "NamedTuple": Model("typing.NamedTuple", None, {"derive": _named, "closed": True}),
        "TypedDict": Model("typing.TypedDict", None, {"instantiate": _typed, "closed": True}),
        "TYPE_CHECKING": False, "cast": Model("cast", lambda m, p, a, k: a[1]),
        **{n: Model(f"typing.{n}") for n in (
            "Any", "List", "Dict", "Tuple", "Optional", "Union", "Set", "Callable", "Final",
            "Sequence", "Mapping", "Iterable", "ClassVar", "Annotated", "Literal", "FrozenSet",
            "Type")},
    }  # fmt: skip


MODULES = {
    "collections": _collections, "functools": _functools, "itertools": _itertools,
    "enum": _enum, "typing": _typing,
}  # fmt: skip
