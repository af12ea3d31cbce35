"""The fields of a pydantic model: annotations, defaults, aliases, constraints, validators."""

from __future__ import annotations

from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import (
    Class,
    Function,
    Model,
    Place,
    Property,
    Unknown,
)
from checker.python.models.annotations import Hint, names_marker, read_hint
from checker.python.models.environment import MISSING
from checker.python.models.pydantic_types import Invalid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


class Field:
    """One field of a model."""

    __slots__ = ("annotation", "given", "hint", "name")

    def __init__(self, name: str, annotation: tuple[Any, Any], given: dict[str, Any]) -> None:
        self.name = name
        self.annotation = annotation
        self.given = given
        """What `Field(…)` was given; `default` where there is one."""
        self.hint: Hint | None = None

    def read(self, interp: Interpreter) -> Hint:
        """What the annotation says; read once."""
        if self.hint is None:
            node, frame = self.annotation
            self.hint = read_hint(interp, frame, node)
            for extra in self.hint.extra:
                if isinstance(extra, Model) and "field" in extra.attributes:
                    self.given = {**extra.attributes["field"], **self.given}
        return self.hint

    def default(self, interp: Interpreter, place: Place | None) -> Any:
        """The default; MISSING without one."""
        if "default_factory" in self.given:
            return interp.call(self.given["default_factory"], [], {}, place)
        found = self.given.get("default", MISSING)
        if isinstance(found, (list, dict, set)):
            return found.copy()
        return MISSING if found is ... else found

    def aliases(self) -> list[Any]:
        """The names under which a value is looked for instead of the field's own."""
        found = self.given.get("validation_alias", self.given.get("alias"))
        if isinstance(found, Model) and "choices" in found.attributes:
            return list(found.attributes["choices"])
        return [] if found is None else [found]


def fields_of(interp: Interpreter, cls: Class, place: Place | None) -> dict[str, Field]:
    """The fields of a class and its bases, in order."""
    cached = cls.namespace.get("__pydantic_fields__")
    if cached is not None:
        return cached  # type: ignore[no-any-return]
    found: dict[str, Field] = {}
    for base in reversed(cls.mro):
        if not isinstance(base, Class):
            continue
        for name, annotation in base.namespace.annotations.items():
            if name.startswith("_") or names_marker(annotation[0], "ClassVar"):
                continue
            if name == "model_config":
                continue
            value = base.namespace.get(name, MISSING)
            if isinstance(value, Model) and "field" in value.attributes:
                given = dict(value.attributes["field"])
            else:
                given = {} if value is MISSING else {"default": value}
            found[name] = Field(name, annotation, given)
    for field in found.values():
        field.read(interp)
    cls.namespace["__pydantic_fields__"] = found
    return found


def make_field(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`Field(default, …)`."""
    given = dict(keywords)
    if args:
        given["default"] = args[0]
    if "default" in given and "default_factory" in given:
        message = "cannot specify both default and default_factory"
        raise interp.fail(TypeError, message, place)
    if given.get("default") is ...:
        del given["default"]
    return Model("pydantic.Field", None, {"field": given})


def check_bounds(interp: Interpreter, place: Place | None, field: Field, value: Any) -> None:
    """`gt`, `ge`, `lt`, `le`, `min_length`, `max_length`, `pattern`; raises Invalid."""
    if isinstance(value, Unknown):
        return
    for option, sign in (("gt", "Gt"), ("ge", "GtE"), ("lt", "Lt"), ("le", "LtE")):
        bound = field.given.get(option)
        if isinstance(bound, (int, float)) and isinstance(value, (int, float)):
            if interp.compare(sign, value, bound, place) is False:
                raise Invalid(f"Input should satisfy {option} {bound}")
    if isinstance(value, (str, list, tuple, set, dict)):
        least, most = field.given.get("min_length"), field.given.get("max_length")
        if isinstance(least, int) and len(value) < least:
            raise Invalid(f"Value should have at least {least} items")
        if isinstance(most, int) and len(value) > most:
            raise Invalid(f"Value should have at most {most} items")
    pattern = field.given.get("pattern")
    if isinstance(pattern, str) and isinstance(value, str):
        module = interp.import_module("re", place)
        found = interp.call(module.namespace["search"], [pattern, value], {}, place)
        if isinstance(found, Unknown):
            found = interp.maybe("whether a pattern matches", place) or None
        if found is None:
            raise Invalid(f"String should match pattern {pattern!r}")


def validator(kind: str) -> Any:
    """`@field_validator(…)` and its like: keeps the function for the class."""

    def decorator(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        default = "before" if keywords.get("pre") else "after"
        mode = keywords.get("mode", default)

        def kept(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
            function = given[0]
            if isinstance(function, Property):
                function = function.function
            return Model(
                "pydantic.validator",
                None,
                {
                    "validator": kind,
                    "names": list(args),
                    "mode": mode,
                    "function": function,
                    "checked": keywords.get("check_fields") is not False,
                },
            )

        if kind == "model" and args and isinstance(args[0], (Function, Property)):
            return kept(m, place, args, {})
        return Model("pydantic.validator", kept)

    return decorator


def validators(cls: Class, kind: str) -> list[Any]:
    """The validators of a class and its bases, the first base's first."""
    found: dict[str, Any] = {}
    for base in reversed(cls.mro):
        if isinstance(base, Class):
            for name, value in base.namespace.items():
                if isinstance(value, Model) and value.attributes.get("validator") == kind:
                    found[str(name)] = value
    return list(found.values())


def config_of(interp: Interpreter, cls: Class) -> dict[str, Any]:
    """`model_config` of a class and its bases, and an inner class `Config`."""
    found: dict[str, Any] = {}
    for base in reversed(cls.mro):
        if isinstance(base, Class):
            found.update(base.namespace.get("__keywords__", {}))
            given = base.namespace.get("model_config")
            if isinstance(given, dict):
                found.update(given)
            inner = base.namespace.get("Config")
            if isinstance(inner, Class):
                names = {n for b in inner.mro if isinstance(b, Class) for n in b.namespace}
                found.update({n: lookup(inner, n) for n in names if not n.startswith("_")})
    return found
