"""The classes of the host, called: `str()`, `list()`, `dict()`, exceptions, paths, …."""

from __future__ import annotations

from checker.python.interpreter.values import (
    Class,
    FileText,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Namespace,
    Place,
    Property,
    Unknown,
    UnknownItems,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def construct(
    interp: Interpreter, cls: type, args: list[Any], keywords: dict[str, Any], place: Place | None
) -> Any:
    """`cls(*args, **keywords)` for a class of the host."""
    name = cls.__name__
    if issubclass(cls, BaseException):
        return _exception(interp, cls, args, place)
    kind = interp.kinds.get(cls)
    if kind is not None:
        return kind.make(interp, cls, args, place)
    if cls is str and args:
        if len(args) > 1 or keywords:
            return args[0] if isinstance(args[0], str) else Unknown("a decoded text", place)
        return interp.text_of(args[0], place)
    if cls is bool:
        if args and isinstance(args[0], Unknown):
            return args[0]
        return interp.truth(args[0], place) if args else False
    if cls is type:
        return _type(interp, args, place)
    if cls is property:
        getter, setter, *_ = (*args, None, None)
        getter, setter = keywords.get("fget", getter), keywords.get("fset", setter)
        return Property("property", getter, setter)
    if cls in (map, filter) and len(args) >= 2:
        sources = [interp.iterate(source, place) for source in args[1:]]
        doubt = next((source for source in sources if isinstance(source, Unknown)), None)
        if doubt is not None:
            return Unknown(doubt.because, place)
        results: list[Any] = []
        for items in zip(*sources, strict=False):
            interp.step()
            if cls is map:
                results.append(interp.call(args[0], list(items), {}, place))
            elif interp.truth(items[0] if args[0] is None else
                       interp.call(args[0], list(items), {}, place)):  # fmt: skip
                results.append(items[0])
        return iter(results)
    if cls in (list, tuple, set, frozenset, enumerate, reversed, zip) and args:
        return _collection(interp, cls, args, keywords, place)
    if cls is dict:
        made: dict[Any, Any] = {}
        interp.call_method(made, "update", args, keywords, place)
        return made
    for value in (*args, *keywords.values()):
        unknown = interp.unknown_in(value)
        if unknown is not None:
            return Unknown(unknown.because, unknown.place)
        if isinstance(value, (Instance, Class, Function, Model, Module)):
            return Unknown(f"{name}() of an object", place)
    if cls is object:
        return Instance(Class("object", (), Namespace(), "builtins"))
    if name in ("bytes", "bytearray") and args and isinstance(args[0], int):
        return Unknown("bytes", place)
    if name == "defaultdict":
        return interp.host(place, cls, *args)
    return interp.host(place, cls, *args, **keywords)


def _exception(interp: Interpreter, cls: type, args: list[Any], place: Place | None) -> Any:
    """An exception; one that says no to arguments of which some are not known is not known."""
    interp.charge(len(args) >> 3)
    try:
        return cls(*args)  # which only keeps them
    except Exception as error:
        unknown = interp.unknown_in(args)
        if unknown is None:
            raise interp.fail(error, None, place) from None
        return Unknown(unknown.because, place)


def _type(interp: Interpreter, args: list[Any], place: Place | None) -> Any:
    if len(args) == 1:
        value = args[0]
        if isinstance(value, Instance):
            return value.cls
        if isinstance(value, (Unknown, Model, Class, Function, Module, Method)):
            return Unknown("the class of an object", place)
        return str if isinstance(value, FileText) else type(value)
    if len(args) == 3 and isinstance(args[0], str) and isinstance(args[2], dict):
        bases = tuple(interp.items_of(args[1], place))
        interp.charge(len(args[2]) >> 3)
        cls = Class(args[0], bases, Namespace(args[2]), "")
        cls.open = Unknown(f"an attribute of {args[0]}", place) if bases else None
        return cls
    return Unknown("a class that is made", place)


def _collection(
    interp: Interpreter, cls: type, args: list[Any], keywords: dict[str, Any], place: Place | None
) -> Any:
    if cls is zip:
        sources = [interp.iterate(source, place) for source in args]
    else:
        sources = [interp.iterate(args[0], place)]
    for source in sources:
        if isinstance(source, Unknown):
            if cls is list:
                return [UnknownItems(source.because, source.place)]
            return Unknown(source.because, source.place)
    values = [list(source) for source in sources if not isinstance(source, Unknown)]
    if cls is reversed:
        return iter(values[0][::-1])
    if cls is enumerate:
        start = keywords.get("start", args[1] if len(args) > 1 else 0)
        return iter(list(enumerate(values[0], start))) if isinstance(start, int) else start
    if cls is zip:
        return iter(list(zip(*values, strict=False)))
    return interp.host(place, cls, values[0])
