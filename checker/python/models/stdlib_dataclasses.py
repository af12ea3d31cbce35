"""A model of `dataclasses`: what the decorator adds to a class, and the functions about it."""

from __future__ import annotations

import ast

from checker.python.interpreter.classification import is_hashable, lookup
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Namespace,
    Place,
    Property,
    Unknown,
    type_name,
)
from checker.python.models.annotations import names_marker
from checker.python.models.data_classes import (
    FIELDS,
    Field,
    compared,
    comparing,
    converted,
    fields_of,
    is_data_class,
    replaced,
    shown,
)
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_OPTIONS = frozenset(
    "init repr eq order unsafe_hash frozen match_args kw_only slots weakref_slot".split()
)
_FIELD_OPTIONS = frozenset(
    "default default_factory init repr hash compare metadata kw_only".split()
)
_KINDS = ("ClassVar", "InitVar", "KW_ONLY")


def _dataclasses(interp: Interpreter) -> dict[str, Any]:
    frozen = make_class("FrozenInstanceError", "dataclasses", {}, (AttributeError,))
    interp.notes["FrozenInstanceError"] = frozen
    missing = Model("dataclasses.MISSING")

    def field(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if args:
            message = f"field() takes 0 positional arguments but {len(args)} were given"
            raise m.fail(TypeError, message, place)
        strange = next((name for name in keywords if name not in _FIELD_OPTIONS), None)
        if strange is not None:
            message = f"field() got an unexpected keyword argument '{strange}'"
            raise m.fail(TypeError, message, place)
        given = {k: v for k, v in keywords.items() if v is not missing}
        if "default" in given and "default_factory" in given:
            raise m.fail(ValueError, "cannot specify both default and default_factory", place)
        return Model("dataclasses.field", None, {"given": given})

    def dataclass(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        strange = next((name for name in keywords if name not in _OPTIONS), None)
        if strange is not None:
            message = f"dataclass() got an unexpected keyword argument '{strange}'"
            raise m.fail(TypeError, message, place)
        if args and args[0] is not None:
            return _made(m, place, args[0], keywords)
        return Model("dataclass", lambda m, p, a, k: _made(m, place, a[0], keywords))

    return {
        "dataclass": Model("dataclass", dataclass), "field": Model("field", field),
        "replace": Model("replace", replaced), "asdict": Model("asdict", converted(dict)),
        "astuple": Model("astuple", converted(tuple)), "fields": Model("fields", fields_of),
        "is_dataclass": Model("is_dataclass", is_data_class), "FrozenInstanceError": frozen,
        "MISSING": missing, "KW_ONLY": Model("KW_ONLY"), "InitVar": Model("InitVar"),
    }  # fmt: skip


def _made(interp: Interpreter, place: Place | None, cls: Any, options: dict[str, Any]) -> Any:
    """The class with what `@dataclass` adds."""
    if not isinstance(cls, Class):
        return cls
    names = cls.namespace
    frozen = options.get("frozen") is True
    found: dict[str, Field] = {}
    for base in reversed(cls.mro[1:]):
        if isinstance(base, Class) and FIELDS in base.namespace:
            found.update(base.namespace[FIELDS])
            if (base.namespace["__frozen__"] is True) is not frozen:
                message = (
                    "cannot inherit frozen dataclass from a non-frozen one"
                    if frozen
                    else "cannot inherit non-frozen dataclass from a frozen one"
                )
                raise interp.fail(TypeError, message, place)
    keyword = options.get("kw_only") is True
    for name, (node, frame) in names.annotations.items():
        kind = next((one for one in _KINDS if names_marker(node, one)), "")
        if kind == "KW_ONLY":
            keyword = True
            continue
        found[name] = _field(interp, place, names, name, kind, keyword, frame)
    for name, value in names.items():
        if isinstance(value, Model) and "given" in value.attributes and name not in found:
            raise interp.fail(TypeError, f"{name!r} is a field but has no type annotation", place)
    names[FIELDS], names["__frozen__"] = found, frozen
    parameters = [f for f in found.values() if f.kind != "ClassVar" and f.has("init")]
    ordinary = [f for f in parameters if not f.keyword]
    if options.get("init") is not False:
        first = next((at for at, f in enumerate(ordinary) if f.optional()), len(ordinary))
        for late in ordinary[first:]:
            if not late.optional():
                before = f" {ordinary[first].name!r}" if interp.python >= (3, 14) else ""
                message = f"non-default argument {late.name!r} follows default argument{before}"
                raise interp.fail(TypeError, message, place)
        start = _signature(cls, ordinary, [f for f in parameters if f.keyword])
        names["__init__"] = Model("__init__", lambda m, p, a, k: _initialise(m, p, start, a, k))
    if interp.python >= (3, 10) and options.get("match_args") is not False:
        names.setdefault("__match_args__", tuple(f.name for f in ordinary))
    if options.get("repr") is not False and "__repr__" not in names:
        names["__repr__"] = Model("__repr__", shown)
    if options.get("eq") is not False and "__eq__" not in names:
        names["__eq__"] = Model("__eq__", lambda m, p, a, k: compared(m, p, a, "Eq"))
    if (frozen and options.get("eq") is not False) or options.get("unsafe_hash") is True:
        names.setdefault("__hash__", Model("__hash__", lambda m, p, a, k: Unknown("a hash", p)))
    if options.get("order") is True:
        if options.get("eq") is False:
            raise interp.fail(ValueError, "eq must be true if order is true", place)
        for name, sign in (("lt", "Lt"), ("le", "LtE"), ("gt", "Gt"), ("ge", "GtE")):
            names[f"__{name}__"] = Model(name, comparing(sign))
    if frozen:
        names["__setattr__"] = Model("__setattr__", _frozen("assign to"))
        names["__delattr__"] = Model("__delattr__", _frozen("delete"))
    elif options.get("slots") is True and interp.python >= (3, 10):
        slots = {f.name for f in found.values() if not f.kind}
        names["__setattr__"] = Model("__setattr__", _slotted(slots))
    return cls


def _field(
    interp: Interpreter, place: Place | None, names: Namespace, name: str, kind: str,
    keyword: bool, frame: Any,
) -> Field:  # fmt: skip
    value = names.get(name)
    if isinstance(value, Model) and "given" in value.attributes:
        given = dict(value.attributes["given"])
        if "default" in given:
            names[name] = given["default"]
        else:
            names.pop(name, None)
    else:
        given = {"default": value} if name in names else {}
    default = given.get("default")
    unhashable = interp.python >= (3, 11) and not is_hashable(default)
    if not kind and (unhashable or isinstance(default, (list, dict, set))):
        message = (
            f"mutable default {type(default)} for field {name} is not allowed: use default_factory"
        )
        raise interp.fail(ValueError, message, place)
    own = given.get("kw_only")
    return Field(name, kind, given, keyword if own is None else own is True)


def _signature(cls: Class, ordinary: list[Field], keywords: list[Field]) -> Function:
    """A function with the parameters of the class's `__init__`."""

    def listed(fields: list[Field]) -> list[str]:
        return [f"{f.name}=None" if f.optional() else f.name for f in fields]

    parts = ["__self", *listed(ordinary)]
    if keywords:
        parts += ["*", *listed(keywords)]
    node = ast.parse(f"def __init__({', '.join(parts)}): pass").body[0]
    made = Function(
        "__init__", node, None, [_Default(f) for f in ordinary if f.optional()],
        [_Default(f) if f.optional() else None for f in keywords],
    )  # fmt: skip
    made.owner = cls
    return made


class _Default:
    """Stands for an argument that is not given."""

    def __init__(self, field: Field) -> None:
        self.field = field


def _initialise(
    interp: Interpreter, place: Place | None, start: Function, args: list[Any], keywords: Any
) -> Any:
    """`__init__`: the fields in order, then `__post_init__`."""
    bound = interp.bind_arguments(start, args, keywords, place)
    value, cls = args[0], start.owner
    rest: list[Any] = []
    for name, field in cls.namespace[FIELDS].items() if cls is not None else ():
        interp.step()
        if field.kind == "ClassVar":
            continue
        given = bound.get(name, _Default(field))
        if isinstance(given, _Default):
            if "default_factory" in field.given:
                given = interp.call(field.given["default_factory"], [], {}, place)
            elif "default" in field.given:
                given = field.given["default"]
            else:
                continue
        if field.kind == "InitVar":
            rest.append(given)
        elif isinstance(value, Instance):
            value.attributes[name] = given
    after = lookup(value.cls, "__post_init__") if isinstance(value, Instance) else None
    if after is not None:
        interp.call(after, [value, *rest], {}, place)
    return None


def _frozen(verb: str) -> Any:
    def refused(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        name = args[1]
        error = interp.notes["FrozenInstanceError"]
        made = interp.instantiate(error, [f"cannot {verb} field {name!r}"], {}, place)
        raise interp.fail(made, None, place)

    return refused


def _slotted(names: set[str]) -> Any:
    def checked(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value, name, content = args[:3]
        inherited = any(not isinstance(b, Class) and b is not object for b in value.cls.mro)
        setter = lookup(value.cls, name)
        if isinstance(setter, Property) and setter.setter is not None:
            interp.call(setter.setter, [value, content], {}, place)
        elif name not in names and not inherited and len(value.cls.bases) == 0:
            message = f"'{type_name(value)}' object has no attribute '{name}'"
            raise interp.fail(AttributeError, message, place, name=name)
        else:
            value.attributes[name] = content
        return None

    return checked


MODULES = {"dataclasses": _dataclasses}
