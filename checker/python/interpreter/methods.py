"""Methods of the host's values: text, lists, mappings, sets; unknown arguments are honoured."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    Class,
    Environ,
    FileText,
    Function,
    Instance,
    Model,
    Namespace,
    Place,
    Unknown,
    UnknownItems,
    root_in,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_POSITIONS = {"find", "rfind", "index", "rindex", "__len__"}


def call_method(
    interp: Interpreter, owner: Any, name: str, args: list[Any], keywords: dict[str, Any],
    place: Place | None,
) -> Any:  # fmt: skip
    """`owner.name(*args, **keywords)` for a value of the host."""
    if isinstance(owner, Unknown):
        return Unknown(owner.because, place, unmodelled=owner.unmodelled)
    if isinstance(owner, str):
        return _text(interp, owner, name, args, keywords, place)
    if isinstance(owner, list):
        return _list(interp, owner, name, args, keywords, place)
    if isinstance(owner, dict):
        return _mapping(interp, owner, name, args, keywords, place)
    if name in ("index", "count") and isinstance(owner, tuple):
        interp.charge(len(owner) >> 5)
        return _list(interp, list(owner), name, args, keywords, place)
    if name.startswith("__") and name != "__len__":
        return Unknown(f"{name} of a value", place)
    for value in (*args, *keywords.values()):
        if name not in ("add", "discard", "append", "appendleft") or isinstance(value, Unknown):
            unknown = interp.unknown_in(value)
            if unknown is not None:
                if isinstance(owner, set) and name in ("add", "update", "discard"):
                    owner.add(unknown)
                    return None
                return Unknown(unknown.because, unknown.place)
        if isinstance(value, (Function, Instance, Class, Model)) and not isinstance(owner, set):
            return Unknown("a call with an object of the program", place)
    if name == "decode":
        interp.known_codec(args[0] if args else keywords.get("encoding"), place)
    if type(owner).__name__ in ("Decimal", "Fraction"):
        return Unknown("a decimal number", place)
    if isinstance(owner, int) and name in ("to_bytes", "__pow__", "__mul__", "__lshift__"):
        return Unknown("a number as bytes", place)
    result = _call_host(interp, owner, name, args, keywords, place)
    if isinstance(result, Unknown) and isinstance(owner, set):
        owner.add(result)
    return result


def _call_host(
    interp: Interpreter, owner: Any, name: str, args: list[Any], keywords: dict[str, Any],
    place: Place | None,
) -> Any:  # fmt: skip
    """The method that the host's own value has."""
    try:
        method = getattr(owner, name)
    except AttributeError as error:
        raise interp.fail(error, None, place, name=name) from None
    return interp.host(place, method, *args, **keywords)


def _text(
    interp: Interpreter, owner: str, name: str, args: list[Any], keywords: dict[str, Any],
    place: Place | None,
) -> Any:  # fmt: skip
    if isinstance(owner, FileText):
        owner = str.__str__(owner)
    if name == "format":
        return interp.format_method(owner, args, keywords, place)
    if name == "format_map" and args and isinstance(args[0], dict):
        return interp.format_method(owner, [], args[0], place)
    if name == "join" and len(args) == 1:
        return _join(interp, owner, args[0], place)
    for value in (*args, *keywords.values()):
        unknown = interp.unknown_in(value)
        if unknown is not None:
            return Unknown(unknown.because, unknown.place)
        if isinstance(value, (Function, Instance, Class, Model)):
            return Unknown("a call with an object of the program", place)
    interp.charge(len(owner) >> 8)
    if root_in(owner):
        if name in _POSITIONS:
            return Unknown("where the platform builds", place)
        if name in ("startswith", "endswith") and args and not _root_matters(owner, name, args[0]):
            return _call_host(interp, owner, name, args, {}, place)
        if name in ("startswith", "endswith"):
            return Unknown("where the platform builds", place)
    if name in ("encode", "decode"):
        interp.known_codec(args[0] if args else keywords.get("encoding"), place)
    if name == "decode":
        return owner
    if name == "encode" and interp.python[0] == 2:
        return owner
    if name.startswith("__") and name not in ("__len__", "__add__", "__contains__"):
        return Unknown(f"{name} of a text", place)
    return _call_host(interp, owner, name, args, keywords, place)


def _root_matters(owner: str, name: str, wanted: Any) -> bool:
    """Whether where the root is decides how a path begins or ends."""
    parts = wanted if isinstance(wanted, tuple) else (wanted,)
    for part in parts:
        if not isinstance(part, str):
            return False
        if getattr(owner, name)(part):
            return False
        if name == "endswith":
            known = owner.rpartition("\ue0f1")[2]
            if len(part) > len(known) and part.endswith(known):
                return True
        elif owner.startswith("/\ue0f0") and part.startswith("/") and not root_in(part):
            return True
    return False


def _join(interp: Interpreter, owner: str, value: Any, place: Place | None) -> Any:
    items = interp.iterate(value, place)
    if isinstance(items, Unknown):
        return Unknown(items.because, items.place)
    parts = list(items)
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    if unknown is not None:
        return Unknown(unknown.because, unknown.place)
    return interp.host(place, owner.join, parts)


def _list(
    interp: Interpreter, owner: list[Any], name: str, args: list[Any], keywords: dict[str, Any],
    place: Place | None,
) -> Any:  # fmt: skip
    if len(owner) > limits.ITEMS:
        return Unknown("the list is too long", place)
    if name == "extend" and len(args) == 1:
        items = interp.iterate(args[0], place)
        if isinstance(items, Unknown):
            owner.append(UnknownItems(items.because, items.place))
        else:
            values = list(items)
            if len(owner) + len(values) > limits.ITEMS:
                owner.append(UnknownItems("the list is too long", place))
            else:
                owner.extend(values)
        return None
    if name in ("remove", "index", "count") and len(args) >= 1:
        hits: list[int] = []
        for at, item in enumerate(owner):
            interp.step()
            same = interp.equal(item, args[0], place)
            if isinstance(same, Unknown):
                if name == "remove":
                    owner[:] = [UnknownItems(same.because, same.place)]
                return Unknown(same.because, same.place)
            if same:
                hits.append(at)
                if name != "count":
                    break
        if name == "count":
            return len(hits)
        if not hits:
            message = "list.remove(x): x not in list" if name == "remove" else "is not in list"
            raise interp.fail(ValueError, message, place)
        if name == "index":
            return hits[0]
        del owner[hits[0]]
        return None
    if name == "sort":
        ordered = interp.sort_values(owner, keywords, place)
        owner[:] = (
            ordered if isinstance(ordered, list) else [UnknownItems(ordered.because, ordered.place)]
        )
        return None
    if name in ("insert", "pop") and args and isinstance(args[0], Unknown):
        owner[:] = [UnknownItems(args[0].because, args[0].place)]
        return Unknown(args[0].because, args[0].place)
    interp.charge(len(owner) >> 5)
    if name in ("pop", "__len__") and any(isinstance(item, UnknownItems) for item in owner):
        return Unknown("which items the list contains", place)
    if name == "__contains__" and args:
        return interp.contains(args[0], owner, place)
    if name in ("append", "insert", "pop", "reverse", "copy", "clear", "__len__"):
        return _call_host(interp, owner, name, args, keywords, place)
    return Unknown(f"{name} of a list", place)


def _mapping(
    interp: Interpreter, owner: dict[Any, Any], name: str, args: list[Any],
    keywords: dict[str, Any], place: Place | None,
) -> Any:  # fmt: skip
    if name == "update":
        for value in args:
            _update(interp, owner, value, place)
        if keywords:
            _update(interp, owner, keywords, place)
        return None
    if name == "has_key":
        name = "__contains__"
    if name.startswith(("iter", "view")):
        name = name[4:]
    if name in ("items", "keys", "values"):
        interp.charge(len(owner) >> 4)
        found = getattr(owner, name)
        return list(found()) if interp.python[0] == 2 or name != "keys" else found()
    if name in ("get", "pop", "setdefault", "__getitem__", "__contains__") and args:
        return _keyed(interp, owner, name, args, keywords, place)
    if name == "copy":
        interp.charge(len(owner) >> 4)
        return dict(owner) if isinstance(owner, (Namespace, Environ)) else owner.copy()
    if name in ("clear", "popitem", "move_to_end", "most_common", "elements", "__len__"):
        if interp.unknown_in(list(owner)):
            return Unknown("which keys the mapping has", place)
        return _call_host(interp, owner, name, args, keywords, place)
    if name == "fromkeys":
        return interp.host(place, dict.fromkeys, *args)
    return Unknown(f"{name} of a mapping", place)


def _keyed(
    interp: Interpreter, owner: dict[Any, Any], name: str, args: list[Any],
    keywords: dict[str, Any], place: Place | None,
) -> Any:  # fmt: skip
    key = args[0]
    present = interp.contains(key, owner, place)
    if name == "__contains__":
        return present
    default = args[1] if len(args) > 1 else keywords.get("default")
    if isinstance(present, Unknown):
        if name == "setdefault" and not isinstance(key, Unknown):
            owner[key] = Unknown(present.because, present.place)
            return owner[key]
        if isinstance(owner, Environ) and isinstance(key, str):
            # A variable that the builder may set: both ways are looked at.
            if not interp.decide(present):
                return default
            return Unknown(f"the build's value of {key}", place)
        return Unknown(present.because, present.place)
    if present:
        value = owner[key]
        if name == "pop":
            del owner[key]
        return value
    if name == "setdefault":
        if isinstance(owner, Environ):
            interp.set_variable(owner, key, default, place)
            return default
        interp.put(owner, key, default, place)
        if isinstance(owner, Namespace) and place is not None:
            owner.places[key] = place
        return default
    if name == "get" or len(args) > 1:
        return default

    return interp.get_item(owner, key, place)


def _update(interp: Interpreter, owner: dict[Any, Any], value: Any, place: Place | None) -> None:
    if isinstance(value, Unknown):
        doubt = Unknown(value.because, value.place, unmodelled=value.unmodelled)
        if isinstance(owner, Namespace):
            owner.open = doubt
        else:
            owner[doubt] = doubt
        return
    if not isinstance(value, dict):
        pairs = interp.iterate(value, place)
        if isinstance(pairs, Unknown):
            _update(interp, owner, pairs, place)
            return
        value = interp.host(place, dict, pairs)
        if isinstance(value, Unknown):
            _update(interp, owner, value, place)
            return
    interp.charge(len(value) >> 3)
    if len(owner) + len(value) > 2 * limits.ITEMS:
        raise LimitReached("a mapping is too large")
    for key, item in value.items():
        if isinstance(owner, Namespace) and isinstance(key, Unknown):
            owner.open = key
            continue
        owner[key] = item
        if isinstance(owner, (Namespace, Environ)) and place is not None:
            owner.places[key] = place
