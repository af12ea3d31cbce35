"""A model of pydantic 2."""

from __future__ import annotations

from checker.python.interpreter.values import Model, Module, Place, Unknown
from checker.python.models.host_class import make_class
from checker.python.models.pydantic_fields import make_field, validator
from checker.python.models.pydantic_model import base_model
from checker.python.models.pydantic_types import secret

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "pydantic"
"""The distribution, as the index calls it."""


_TYPES = (
    "AnyUrl HttpUrl AnyHttpUrl PostgresDsn RedisDsn AmqpDsn MySQLDsn EmailStr DirectoryPath "
    "FilePath NewPath PositiveInt NonNegativeInt NegativeInt PositiveFloat NonNegativeFloat "
    "StrictStr StrictInt StrictBool SecretBytes Json ImportString ByteSize IPvAnyAddress UUID4"
).split()


def shared(interp: Interpreter) -> dict[str, Any]:
    """The base class and the exceptions, the same for all of pydantic's modules."""
    found = interp.notes.get("pydantic")
    if found is None:
        user = make_class("PydanticUserError", "pydantic.errors", {}, (RuntimeError,))
        found = interp.notes["pydantic"] = {
            "BaseModel": base_model(), "PydanticUserError": user,
            "ValidationError": make_class("ValidationError", "pydantic_core", {}, (ValueError,)),
        }  # fmt: skip
    return dict(found)


def _moved(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """What pydantic 1 had, and the second refuses to give (`PydanticImportError`)."""
    name = args[0]
    if name == "BaseSettings" and "pydantic-settings" in interp.context.distributions.brought:
        message = "`BaseSettings` has been moved to the `pydantic-settings` package."
        error = make_class("PydanticImportError", "pydantic.errors", {}, (ImportError,))
        raise interp.fail(interp.instantiate(error, [message], {}, place), None, place)
    if name == "BaseSettings":
        return Unknown("pydantic.BaseSettings of the first release", place, unmodelled=True)
    module = interp.modules.get("pydantic")
    if isinstance(module, Module) and interp.lacks(module, name):
        message = f"module 'pydantic' has no attribute '{name}'"
        raise interp.fail(AttributeError, message, place, name=name)
    return Unknown(f"pydantic.{name}", place, unmodelled=True)


def _choices(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return Model("AliasChoices", None, {"choices": list(args)})


def _pydantic(interp: Interpreter) -> dict[str, Any]:
    def computed(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return args[0] if args else Model("computed_field", lambda m, p, a, k: a[0])

    return {
        **shared(interp), "Field": Model("pydantic.Field", make_field),
        "field_validator": Model("field_validator", validator("field")),
        "validator": Model("validator", validator("field")),
        "model_validator": Model("model_validator", validator("model")),
        "root_validator": Model("root_validator", validator("model")),
        "ConfigDict": Model("ConfigDict", lambda m, p, a, k: dict(k)),
        "AliasChoices": Model("AliasChoices", _choices),
        "computed_field": Model("computed_field", computed),
        "SecretStr": Model("pydantic.SecretStr", lambda m, p, a, k: secret(a[0] if a else "")),
        **{name: Model(f"pydantic.{name}") for name in _TYPES},
        "__getattr__": Model("pydantic", _moved),
    }  # fmt: skip


MODULES = {"pydantic": _pydantic}
