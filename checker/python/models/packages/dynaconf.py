"""A model of dynaconf: `DjangoDynaconf`, and `Dynaconf` as an object."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import (
    ROOT,
    Box,
    Instance,
    Model,
    Module,
    Namespace,
    Place,
    Unknown,
)
from checker.python.models.dynaconf_load import Load
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "dynaconf"
"""The distribution, as the index calls it."""


def _object(interp: Interpreter, load: Load) -> Instance:
    """The object that the settings are asked of."""
    cls = interp.notes["dynaconf"]["Settings"]
    return Instance(cls, {"__found__": load.found, "__doubt__": load.doubt})


def _look(interp: Interpreter, place: Place | None, owner: Instance, name: Any) -> Any:
    found, doubt = owner.attributes["__found__"], owner.attributes["__doubt__"]
    if not isinstance(name, str):
        return Unknown("a setting", place)
    if "." in name or "__" in name:
        return Unknown(f"the setting {name}", place)
    if name.upper() in found:
        value = found[name.upper()]
        return Box(value) if isinstance(value, dict) else value
    return Unknown(doubt.because, place) if doubt is not None else None


def _has(owner: Instance, name: str) -> bool:
    return name.upper() in owner.attributes["__found__"]


def _attribute(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    owner, name = args[:2]
    found = _look(interp, place, owner, name)
    if found is None and not _has(owner, name):
        if name in ("validators", "current_env", "reload", "load_file", "set", "update", "from_env",
                    "to_dict", "as_dict", "configure", "populate_obj", "using_env"):  # fmt: skip
            return Unknown(f"the {name} of dynaconf", place, unmodelled=True)
        message = f"'Settings' object has no attribute '{name.upper()}'"
        raise interp.fail(AttributeError, message, place, name=name)
    return found


def _item(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    owner, name = args[:2]
    found = _look(interp, place, owner, name)
    if found is None and not _has(owner, str(name)):
        raise interp.fail(KeyError, f"{name} does not exist", place)
    return found


def _get(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    owner, name = args[:2]
    default = keywords.get("default", args[2] if len(args) > 2 else None)
    found = _look(interp, place, owner, name)
    return default if found is None and not _has(owner, str(name)) else found


def _validate(interp: Interpreter, place: Place | None, load: Load) -> None:
    for one in interp.items_of(load.options.get("validators") or [], place):
        if not isinstance(one, Model) or "names" not in one.attributes:
            continue
        for name in one.attributes["names"]:
            if not isinstance(name, str) or name.upper() in load.found:
                continue
            given = one.attributes["given"]
            if "default" in given:
                load.found[name.upper()] = given["default"]
            elif given.get("must_exist") or given.get("required"):
                if load.doubt is not None and interp.maybe(load.doubt.because, place):
                    continue
                error = interp.instantiate(
                    interp.notes["dynaconf"]["ValidationError"],
                    [f"{name} is required in env main"], {}, place)  # fmt: skip
                raise interp.fail(error, None, place)


def _plain(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`Dynaconf(…)`."""
    load = Load(interp, place, {**dict(zip(("settings_files",), args, strict=False)), **keywords})
    here = posixpath.dirname(place.path) if place else ""
    root = interp.path_text(load.options.get("root_path") or interp.cwd, place)
    if not isinstance(root, str):
        root = f"{ROOT}/{here}" if here else ROOT
    root = interp.files.absolute(root, interp.cwd)
    if "settings_files" not in load.options and "settings_file" not in load.options:
        load.options["settings_files"] = ["nothing.toml"]
    load.read(
        root, [], load.option("environments", False), load.option("envvar_prefix", "DYNACONF")
    )
    _validate(interp, place, load)
    return _object(interp, load)


def _django(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`DjangoDynaconf(__name__, …)`: what Django sees from here on is what was found by now."""
    name = args[0] if args else keywords.pop("django_settings_module_name", None)
    module = interp.modules.get(name) if isinstance(name, str) else None
    if not isinstance(module, Module):
        module = interp.modules.get(str(interp.environ.get("DJANGO_SETTINGS_MODULE")))
    if not isinstance(module, Module):
        return Unknown("dynaconf's settings", place, unmodelled=True)
    names = module.namespace
    own = {k: v for k, v in names.items() if isinstance(k, str) and k.isupper()}
    load = Load(interp, place, {**own, **keywords})
    load.options.setdefault("load_dotenv", True)
    load.options.setdefault("env_switcher", "DJANGO_ENV")
    root = interp.path_text(load.options.get("root_path") or posixpath.dirname(module.file), place)
    root = root if isinstance(root, str) else posixpath.dirname(module.file)
    prefix = load.option("envvar_prefix", "DJANGO")
    load.read(interp.files.absolute(root, interp.cwd), [module.file],
              load.option("environments", True), prefix)  # fmt: skip
    _validate(interp, place, load)
    load.found.pop("SETTINGS_MODULE", None)
    for hooks in (posixpath.dirname(module.file), interp.cwd):
        if interp.files.kind(f"{hooks}/dynaconf_hooks.py", interp.cwd) == "file":
            load.doubt = Unknown("what dynaconf_hooks.py changes", place)
    seen = Namespace(load.found)
    for key in load.found:
        spot = names.places.get(key, place)
        if spot is not None:
            seen.places[key] = spot
    seen.open = load.doubt or names.open
    for key in ("MEDIA_URL", "STATIC_URL"):
        text = seen.get(key)
        if isinstance(text, str) and text and not text.startswith(("http://", "https://", "/")):
            seen[key] = f"/{text}"
    names.update(seen)
    if seen.open is not None:
        names.open = seen.open
    interp.notes["settings as Django sees them"] = seen
    value = _object(interp, load)
    names["settings"] = names["DYNACONF"] = value
    return value


def _validator(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return Model("dynaconf.Validator", None, {"names": list(args), "given": dict(keywords)})


def _dynaconf(interp: Interpreter) -> dict[str, Any]:
    methods = {
        "__getattr__": _attribute, "__getitem__": _item, "get": _get, "exists": lambda m, p, a, k: (
            _has(a[0], str(a[1]))), "__contains__": lambda m, p, a, k: _has(a[0], str(a[1])),
    }  # fmt: skip
    error = make_class("ValidationError", "dynaconf.validator", {}, (ValueError,))
    interp.notes["dynaconf"] = {
        "Settings": make_class("Settings", "dynaconf", methods), "ValidationError": error,
    }  # fmt: skip
    return {
        "Dynaconf": Model("Dynaconf", _plain), "LazySettings": Model("LazySettings", _plain),
        "DjangoDynaconf": Model("DjangoDynaconf", _django), "ValidationError": error,
        "Validator": Model("Validator", _validator),
    }  # fmt: skip


MODULES = {"dynaconf": _dynaconf}
