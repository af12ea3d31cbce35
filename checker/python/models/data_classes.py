"""Functions about data classes: `fields`, `replace`, `asdict`, how they are shown and compared."""

from __future__ import annotations

from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import Class, Instance, Model, Place, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

FIELDS = "__dataclass_fields__"
"""The name that a data class has its fields under."""


class Field:
    """One field of a data class."""

    __slots__ = ("given", "keyword", "kind", "name")

    def __init__(self, name: str, kind: str, given: dict[str, Any], keyword: bool) -> None:
        self.name = name
        self.kind = kind
        """Empty for an ordinary one, or `ClassVar`, `InitVar`."""
        self.given = given
        self.keyword = keyword

    def has(self, option: str) -> bool:
        """Whether an option is on; all of them are if they are not mentioned."""
        return self.given.get(option, True) is not False

    def optional(self) -> bool:
        """Whether it has a default."""
        return "default" in self.given or "default_factory" in self.given


def own(value: Any) -> dict[str, Field] | None:
    """The fields of a data class or an object of one; None for anything else."""
    cls = value.cls if isinstance(value, Instance) else value
    found = lookup(cls, FIELDS) if isinstance(cls, Class) else None
    if found is None:
        return None
    return {name: field for name, field in found.items() if not field.kind}


def _refuse(interp: Interpreter, place: Place | None, name: str) -> Any:
    message = f"{name}() should be called on dataclass instances"
    return interp.fail(TypeError, message, place)


def replaced(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`replace(value, **changes)`: a new object, made by `__init__`."""
    value = args[0] if args else None
    if isinstance(value, Unknown):
        return Unknown(value.because, place)
    if not isinstance(value, Instance) or own(value) is None:
        raise _refuse(interp, place, "replace")
    given = dict(keywords)
    for name, field in (lookup(value.cls, FIELDS) or {}).items():
        if field.kind == "ClassVar":
            continue
        if not field.has("init"):
            if name in given:
                message = (
                    f"field {name} is declared with init=False, it cannot be specified with "
                    "replace()"
                )
                raise interp.fail(ValueError, message, place)
        elif name not in given:
            if field.kind == "InitVar" and not field.optional():
                message = f"InitVar {name!r} must be specified with replace()"
                raise interp.fail(ValueError, message, place)
            given[name] = interp.get_attribute(value, name, place)
    return interp.instantiate(value.cls, [], given, place)


def converted(kind: type) -> Any:
    """`asdict` (where `kind` is `dict`) and `astuple`: data classes within are converted too."""

    def made(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[0] if args else None
        if isinstance(value, Unknown):
            return Unknown(value.because, place)
        if not isinstance(value, Instance) or own(value) is None:
            raise _refuse(interp, place, "asdict" if kind is dict else "astuple")
        if keywords:
            return Unknown("a data class in another form", place)
        return _inner(interp, place, value, kind)

    return made


def _inner(interp: Interpreter, place: Place | None, value: Any, kind: type) -> Any:
    interp.step()
    fields = own(value) if isinstance(value, Instance) else None
    if fields is not None:
        items = {
            name: _inner(interp, place, interp.get_attribute(value, name, place), kind)
            for name in fields
        }
        return items if kind is dict else tuple(items.values())
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        return type(value)(_inner(interp, place, item, kind) for item in value)
    if type(value) is dict:
        return {key: _inner(interp, place, item, kind) for key, item in value.items()}
    return value


def fields_of(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`fields(value)`."""
    found = own(args[0]) if args else None
    if found is None:
        if args and isinstance(args[0], Unknown):
            return Unknown(args[0].because, place)
        raise interp.fail(TypeError, "must be called with a dataclass type or instance", place)
    return tuple(
        Model("a field", None, {"name": name, "default": field.given.get("default"),
              "init": field.has("init"), "metadata": field.given.get("metadata") or {}})
        for name, field in found.items()
    )  # fmt: skip


def is_data_class(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`is_dataclass(value)`."""
    value = args[0] if args else None
    return value if isinstance(value, Unknown) else own(value) is not None


def _values(interp: Interpreter, place: Place | None, value: Any) -> tuple[Any, ...]:
    fields = own(value) or {}
    return tuple(interp.get_attribute(value, n, place) for n, f in fields.items()
                 if f.has("compare"))  # fmt: skip


def compared(interp: Interpreter, place: Place | None, args: list[Any], sign: str) -> Any:
    """Two objects of one class by the fields that take part; NotImplemented for another class."""
    one, other = args[:2]
    if not isinstance(other, Instance) or other.cls is not one.cls:
        return NotImplemented
    return interp.compare(sign, _values(interp, place, one), _values(interp, place, other),
                           place)  # fmt: skip


def comparing(sign: str) -> Any:
    """The special method of a comparison."""
    return lambda interp, place, args, keywords: compared(interp, place, args, sign)


def shown(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`repr(value)`."""
    parts: list[str] = []
    for name, field in (own(args[0]) or {}).items():
        if field.has("repr"):
            value = interp.get_attribute(args[0], name, place)
            text = interp.text_of(value, place, "__repr__")
            if isinstance(text, Unknown):
                return Unknown(text.because, place)
            parts.append(f"{name}={text}")
    return f"{args[0].cls.name}({', '.join(parts)})"
