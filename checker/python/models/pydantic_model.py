"""Objects of pydantic's models: made of what is given, with all that is wrong in one exception."""

from __future__ import annotations

from checker.python.interpreter.classification import is_subclass
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Place,
    Property,
    PyRaise,
    Unknown,
)
from checker.python.models.environment import MISSING
from checker.python.models.host_class import make_class, of_class, read_only
from checker.python.models.pydantic_fields import (
    Field,
    check_bounds,
    config_of,
    fields_of,
    validators,
)
from checker.python.models.pydantic_types import Invalid, taken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_IGNORED = (Function, Property, Class, Unknown)


def validation_error(
    interp: Interpreter, place: Place | None, cls: Class, problems: dict[str, str]
) -> PyRaise:
    """The exception of all that is wrong."""
    plural = "" if len(problems) == 1 else "s"
    text = f"{len(problems)} validation error{plural} for {cls.name}"
    lines = [part for name, problem in problems.items() for part in (name, f"  {problem}")]
    error = Instance(interp.notes["pydantic"]["ValidationError"],
                     {"args": ("\n".join([text, *lines]),), "text": lines[-1].strip()})  # fmt: skip
    return interp.fail(error, None, place)


def derived(interp: Interpreter, place: Place | None, cls: Class) -> None:
    """What pydantic does when a class is made of its own: attributes need annotations."""
    known = {
        name for base in cls.mro if isinstance(base, Class) for name in base.namespace.annotations
    }
    for name, value in cls.namespace.items():
        if not isinstance(name, str) or name.startswith("_") or name in known:
            continue
        if name in ("model_config", "Config") or isinstance(value, _IGNORED):
            continue
        if isinstance(value, Model) and "field" not in value.attributes:
            continue
        message = (
            f"A non-annotated attribute was detected: `{name} = {value!r}`. All model fields "
            "require a type annotation"
        )
        error = interp.instantiate(interp.notes["pydantic"]["PydanticUserError"], [message], {},
                                    place)  # fmt: skip
        raise interp.fail(error, None, cls.place or place)
    _checked_fields(interp, place, cls, known)


def _checked_fields(interp: Interpreter, place: Place | None, cls: Class, known: set[str]) -> None:
    """`@field_validator("name")` must name a field, unless it says `check_fields=False`."""
    if any(isinstance(base, Unknown) for base in cls.mro):
        return
    for one in cls.namespace.values():
        if not isinstance(one, Model) or one.attributes.get("validator") != "field":
            continue
        names = one.attributes["names"]
        strange = next((n for n in names if isinstance(n, str) and n not in {*known, "*"}), None)
        if strange is not None and one.attributes.get("checked"):
            message = f"Decorators defined with incorrect fields: {strange}"
            error = interp.instantiate(
                interp.notes["pydantic"]["PydanticUserError"], [message], {}, place
            )
            raise interp.fail(error, None, cls.place or place)


def initialise(
    interp: Interpreter, place: Place | None, value: Instance, given: dict[str, Any],
    settings: bool = False, prefix: str = "",
) -> None:  # fmt: skip
    """`__init__`: every field from what is given, or its default."""
    cls = value.cls
    fields = fields_of(interp, cls, place)
    config = config_of(interp, cls)
    given = _before(interp, place, cls, given)
    problems: dict[str, str] = {}
    used: set[str] = set()
    by_name = any(config.get(n) for n in ("populate_by_name", "validate_by_name"))
    for name, field in fields.items():
        found, label = _given(field, given, used, by_name or settings)
        try:
            value.attributes[name] = _taken(interp, place, cls, field, found, config, settings)
        except Invalid as invalid:
            problems[label] = str(invalid)
    extra = config.get("extra", "forbid" if settings else "ignore")
    for name in given:
        if name not in used:
            if extra == "forbid":
                problems[str(name)] = "Extra inputs are not permitted"
            elif extra == "allow":
                value.attributes[name] = given[name]
    if problems:
        raise validation_error(interp, place, cls, problems)
    _after(interp, place, value)


def _given(field: Field, given: dict[str, Any], used: set[str], by_name: bool) -> tuple[Any, str]:
    aliases = [alias for alias in field.aliases() if isinstance(alias, str)]
    names = [*aliases, field.name] if by_name or not aliases else aliases
    used.update(names)
    found = next((given[name] for name in names if name in given), MISSING)
    return found, aliases[0] if aliases else field.name


def _taken(
    interp: Interpreter, place: Place | None, cls: Class, field: Field, found: Any,
    config: dict[str, Any], settings: bool,
) -> Any:  # fmt: skip
    checked = True
    if found is MISSING:
        found = field.default(interp, place)
        if found is MISSING:
            raise Invalid("Field required")
        checked = config.get("validate_default", settings) is True
    if not checked or isinstance(found, Unknown):
        return found
    own = [v for v in validators(cls, "field") if {field.name, "*"} & set(v.attributes["names"])]
    for one in own:
        if one.attributes["mode"] == "before":
            found = _validated(interp, place, cls, one, found)
        elif one.attributes["mode"] in ("wrap", "plain"):
            return Unknown("what a validator gives", place)
    found = taken(interp, place, field.read(interp), found)
    check_bounds(interp, place, field, found)
    for one in own:
        if one.attributes["mode"] == "after":
            found = _validated(interp, place, cls, one, found)
    return found


def _validated(interp: Interpreter, place: Place | None, cls: Class, one: Model, value: Any) -> Any:
    function = one.attributes["function"]
    args = [cls, value]
    if isinstance(function, Function):
        parameters = function.node.args
        wanted = len(parameters.posonlyargs) + len(parameters.args)
        args += [Unknown("what pydantic tells a validator", place, unmodelled=True)] * (wanted - 2)
        args = args[:wanted] if parameters.vararg is None else args
        if wanted == 1:
            args = [value]
    return _called(interp, place, function, args)


def _called(interp: Interpreter, place: Place | None, function: Any, args: list[Any]) -> Any:
    try:
        return interp.call(function, args, {}, place)
    except PyRaise as raised:
        error = raised.value
        kind = error.cls if isinstance(error, Instance) else type(error)
        if is_subclass(kind, (ValueError, AssertionError)) is True:
            text = interp.text_of(error, place)
            raise Invalid(f"Value error, {text if isinstance(text, str) else ''}") from None
        raise


def _before(
    interp: Interpreter, place: Place | None, cls: Class, given: dict[str, Any]
) -> dict[str, Any]:
    for one in validators(cls, "model"):
        if one.attributes["mode"] == "before":
            try:
                found = _called(interp, place, one.attributes["function"], [cls, given])
            except Invalid as invalid:
                raise validation_error(interp, place, cls, {"": str(invalid)}) from None
            given = found if isinstance(found, dict) else given
    return given


def _after(interp: Interpreter, place: Place | None, value: Instance) -> None:
    for one in validators(value.cls, "model"):
        if one.attributes["mode"] == "after":
            try:
                _called(interp, place, one.attributes["function"], [value])
            except Invalid as invalid:
                raise validation_error(interp, place, value.cls, {"": str(invalid)}) from None
    hook = value.cls.namespace.get("model_post_init")
    if isinstance(hook, Function):
        interp.call(hook, [value, None], {}, place)


def _start(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if len(args) > 1:
        message = f"BaseModel.__init__() takes 1 positional argument but {len(args)} were given"
        raise interp.fail(TypeError, message, place)
    initialise(interp, place, args[0], keywords)


def _dumped(value: Any) -> Any:
    if isinstance(value, Instance) and "model_fields" in {
        name for base in value.cls.mro if isinstance(base, Class) for name in base.namespace
    }:
        return {key: _dumped(item) for key, item in value.attributes.items()}
    if isinstance(value, list):
        return [_dumped(item) for item in value]
    return value


def _dump(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if keywords.keys() - {"mode"}:
        return Unknown("some fields of a model", place)
    return _dumped(args[0])


def _copied(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    update = keywords.get("update") or {}
    return Instance(args[0].cls, {**args[0].attributes, **update})


def _validate(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    cls, given = args[0], args[1] if len(args) > 1 else keywords.get("obj")
    if isinstance(given, Instance) and given.cls is cls:
        return given
    if not isinstance(given, dict):
        return Unknown(f"a {cls.name}", place)
    value = Instance(cls)
    initialise(interp, place, value, given)
    return value


def _set(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value, name, content = args[:3]
    config = config_of(interp, value.cls)
    if config.get("frozen") is True:
        raise validation_error(interp, place, value.cls, {name: "Instance is frozen"})
    fields = fields_of(interp, value.cls, place)
    if name not in fields and not name.startswith("_") and config.get("extra") != "allow":
        message = f'"{value.cls.name}" object has no field "{name}"'
        raise interp.fail(ValueError, message, place)
    value.attributes[name] = content


def base_model() -> Class:
    """`pydantic.BaseModel`."""
    hook = Model("pydantic", None, {"derive": derived, "closed": True, "keywords": True})
    methods = {
        "__init__": _start, "model_dump": _dump, "dict": _dump, "model_copy": _copied,
        "copy": _copied, "__setattr__": _set,
        "model_dump_json": lambda m, p, a, k: Unknown("a model as JSON", p),
        "json": lambda m, p, a, k: Unknown("a model as JSON", p),
    }  # fmt: skip
    cls = make_class(
        "BaseModel", "pydantic", methods,
        model_fields=read_only("model_fields", lambda value: dict(value.attributes)),
        model_validate=of_class("model_validate", _validate),
        parse_obj=of_class("parse_obj", _validate),
    )  # fmt: skip
    cls.mro = (cls, hook, object)
    return cls
