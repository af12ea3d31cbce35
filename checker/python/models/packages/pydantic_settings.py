"""A model of pydantic-settings."""

from __future__ import annotations

from checker.python.interpreter.values import Class, Environ, Model, Place, Unknown
from checker.python.models.environment import MISSING, dotenv_values, variable
from checker.python.models.host_class import make_class
from checker.python.models.packages.pydantic import shared
from checker.python.models.pydantic_fields import Field, config_of, fields_of
from checker.python.models.pydantic_model import initialise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter
    from checker.python.models.annotations import Hint


PROVIDES = "pydantic-settings"
"""The distribution, as the index calls it."""


_COMPLEX = (list, dict, set, tuple, frozenset)
_COMPLEX_NAMES = ("List", "Dict", "Set", "Tuple", "Sequence", "Mapping", "FrozenSet")


def _is_complex(hint: Hint) -> bool:
    """Whether a variable of this type is read as JSON."""
    origin = hint.origin
    if origin == "union":
        return any(_is_complex(option) for option in hint.args)
    if isinstance(origin, Model):
        return origin.name.rpartition(".")[2] in _COMPLEX_NAMES
    if isinstance(origin, Class):
        names = {n for base in origin.mro if isinstance(base, Class) for n in base.namespace}
        return "model_fields" in names
    return origin in _COMPLEX


def _dotenv(interp: Interpreter, place: Place | None, config: dict[str, Any]) -> Any:
    """What the `.env` files hold; unknown where one is not read."""
    files = config.get("env_file")
    found: dict[str, str] = {}
    for file in files if isinstance(files, (list, tuple)) else [files]:
        if file is None:
            continue
        path = interp.path_text(file, place)
        if not isinstance(path, str):
            return Unknown("what a file of variables contains", place)
        kind = interp.files.kind(path, interp.cwd)
        if isinstance(kind, Unknown):
            return kind
        if kind == "file":
            data = interp.files.text(path, interp.cwd)
            if isinstance(data, Unknown):
                return data
            found.update(dotenv_values(data.decode("utf-8", "replace")))
    return found


def _names(field: Field, config: dict[str, Any]) -> list[str]:
    """The variables that a field is read from, the first one first."""
    aliases = [alias for alias in field.aliases() if isinstance(alias, str)]
    prefix = config.get("env_prefix") or ""
    return aliases or [f"{prefix}{field.name}"]


def _look(
    interp: Interpreter, place: Place | None, names: list[str], files: dict[str, str],
    config: dict[str, Any],
) -> Any:  # fmt: skip
    exact = config.get("case_sensitive") is True
    for source in (interp.environ, files):
        for name in names:
            if exact:
                found = variable(interp, name, place) if isinstance(source, Environ) else (
                    source.get(name))  # fmt: skip
                if found is not None:
                    return found
                continue
            for key, value in source.items():
                if isinstance(key, str) and key.lower() == name.lower():
                    return value
            if isinstance(source, Environ):
                found = variable(interp, name.upper(), place)
                if found is not None:
                    return found
    return MISSING


def _decoded(interp: Interpreter, place: Place | None, field: Field, text: Any) -> Any:
    """A variable's text as what the field takes: JSON for what is complex."""
    if not isinstance(text, str) or not _is_complex(field.read(interp)):
        return text
    module = interp.import_module("json", place)
    try:
        return interp.call(module.namespace["loads"], [text], {}, place)
    except Exception as error:
        if field.read(interp).origin == "union":
            return text
        made = interp.instantiate(
            interp.notes["SettingsError"],
            [f'error parsing value for field "{field.name}"'],
            {},
            place,
        )
        raise interp.fail(made, None, place) from error


def _nested(
    interp: Interpreter, names: list[str], files: dict[str, str], delimiter: str
) -> dict[str, Any]:
    """What variables such as `DB__HOST` say of the parts of a field."""
    made: dict[str, Any] = {}
    for source in (files, interp.environ):
        for key, value in source.items():
            if not isinstance(key, str):
                continue
            for name in names:
                start = f"{name}{delimiter}".lower()
                if key.lower().startswith(start):
                    *above, last = key[len(start) :].lower().split(delimiter.lower())
                    here = made
                    for part in above:
                        here = here.setdefault(part, {})
                        if not isinstance(here, dict):
                            break
                    else:
                        here[last] = value
    return made


def _start(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value = args[0]
    config = config_of(interp, value.cls)
    given = {k: v for k, v in keywords.items() if not k.startswith("_")}
    for option in ("env_file", "env_prefix", "case_sensitive", "env_nested_delimiter"):
        if f"_{option}" in keywords:
            config[option] = keywords[f"_{option}"]
    if config.get("cli_parse_args"):
        value.cls.open = Unknown("what the command line says", place)
    files = _dotenv(interp, place, config)
    if isinstance(files, Unknown):
        value.cls.open = files
        files = {}
    delimiter = config.get("env_nested_delimiter")
    known: set[str] = set()
    groups: set[str] = set()
    for name, field in fields_of(interp, value.cls, place).items():
        names = _names(field, config)
        known.update(n.lower() for n in names)
        if _is_complex(field.read(interp)):
            groups.update(n.lower() for n in names)
        if any(one in given for one in (name, *field.aliases()) if isinstance(one, str)):
            continue
        found = _look(interp, place, names, files, config)
        if found is not MISSING:
            found = _decoded(interp, place, field, found)
        if isinstance(delimiter, str) and delimiter:
            parts = _nested(interp, names, files, delimiter)
            if parts:
                found = {**(found if isinstance(found, dict) else {}), **parts}
        if found is not MISSING:
            given[name] = found
    prefix = str(config.get("env_prefix") or "").lower()
    allowed = config.get("extra", "forbid") != "forbid"
    fields = fields_of(interp, value.cls, place)
    for name, content in files.items():
        low = name.lower()
        if prefix and low in fields and low not in known:
            continue  # Without the prefix it is not the field's variable.
        nested = isinstance(delimiter, str) and delimiter and low.partition(delimiter)[0] in known
        if content and low not in known and not nested and not low.startswith(tuple(groups)):
            given.setdefault(low.removeprefix(prefix) if allowed else low, content)
    initialise(interp, place, value, given, settings=True)


def _settings(interp: Interpreter) -> dict[str, Any]:
    module = "pydantic_settings"
    held = shared(interp)
    interp.notes["SettingsError"] = make_class("SettingsError", module, {}, (ValueError,))
    base = make_class("BaseSettings", module, {"__init__": _start}, (held["BaseModel"],))
    return {
        "BaseSettings": base, "SettingsError": interp.notes["SettingsError"],
        "SettingsConfigDict": Model("SettingsConfigDict", lambda m, p, a, k: dict(k)),
        "NoDecode": Model("NoDecode"),
    }  # fmt: skip


MODULES = {"pydantic_settings": _settings}
