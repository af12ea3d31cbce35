"""A model of dynaconf: `DjangoDynaconf`, and `Dynaconf` as an object."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from checker.python.interpreter.values import (
    ROOT,
    Instance,
    Model,
    Module,
    Namespace,
    Place,
    Unknown,
)
from checker.python.models.dynaconf_load import Load
from checker.python.models.host_class import make_class

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "dynaconf"
"""The distribution, as the index calls it."""


def _object(machine: Interpreter, load: Load) -> Instance:
    """The object that the settings are asked of."""
    cls = machine.notes["dynaconf"]["Settings"]
    return Instance(cls, {"__found__": load.found, "__doubt__": load.doubt})


def _look(machine: Interpreter, place: Place | None, owner: Instance, name: Any) -> Any:
    found, doubt = owner.attributes["__found__"], owner.attributes["__doubt__"]
    if not isinstance(name, str):
        return Unknown("a setting", place)
    if "." in name or "__" in name:
        return Unknown(f"the setting {name}", place)
    if name.upper() in found:
        return found[name.upper()]
    return Unknown(doubt.because, place) if doubt is not None else None


def _has(owner: Instance, name: str) -> bool:
    return name.upper() in owner.attributes["__found__"]


def _attribute(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    owner, name = args[:2]
    found = _look(machine, place, owner, name)
    if found is None and not _has(owner, name):
        if name in ("validators", "current_env", "reload", "load_file", "set", "update", "from_env",
                    "to_dict", "as_dict", "configure", "populate_obj", "using_env"):  # fmt: skip
            return Unknown(f"the {name} of dynaconf", place, unmodelled=True)
        message = f"'Settings' object has no attribute '{name.upper()}'"
        raise machine.fail(AttributeError, message, place, name=name)
    return found


def _item(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    owner, name = args[:2]
    found = _look(machine, place, owner, name)
    if found is None and not _has(owner, str(name)):
        raise machine.fail(KeyError, f"{name} does not exist", place)
    return found


def _get(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    owner, name = args[:2]
    default = keywords.get("default", args[2] if len(args) > 2 else None)
    found = _look(machine, place, owner, name)
    return default if found is None and not _has(owner, str(name)) else found


def _validate(machine: Interpreter, place: Place | None, load: Load) -> None:
    for one in machine.items_of(load.options.get("validators") or [], place):
        if not isinstance(one, Model) or "names" not in one.attributes:
            continue
        for name in one.attributes["names"]:
            if not isinstance(name, str) or name.upper() in load.found:
                continue
            given = one.attributes["given"]
            if "default" in given:
                load.found[name.upper()] = given["default"]
            elif given.get("must_exist") or given.get("required"):
                if load.doubt is not None and machine.maybe(load.doubt.because, place):
                    continue
                error = machine.instantiate(
                    machine.notes["dynaconf"]["ValidationError"],
                    [f"{name} is required in env main"], {}, place)  # fmt: skip
                raise machine.fail(error, None, place)


def _plain(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`Dynaconf(…)`."""
    load = Load(machine, place, {**dict(zip(("settings_files",), args, strict=False)), **keywords})
    here = posixpath.dirname(place.path) if place else ""
    root = machine.path_text(load.options.get("root_path") or machine.cwd, place)
    if not isinstance(root, str):
        root = f"{ROOT}/{here}" if here else ROOT
    root = machine.files.absolute(root, machine.cwd)
    if "settings_files" not in load.options and "settings_file" not in load.options:
        load.options["settings_files"] = ["nothing.toml"]
    load.read(
        root, [], load.option("environments", False), load.option("envvar_prefix", "DYNACONF")
    )
    _validate(machine, place, load)
    return _object(machine, load)


def _django(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`DjangoDynaconf(__name__, …)`: what Django sees from here on is what was found by now."""
    name = args[0] if args else keywords.pop("django_settings_module_name", None)
    module = machine.modules.get(name) if isinstance(name, str) else None
    if not isinstance(module, Module):
        module = machine.modules.get(str(machine.environ.get("DJANGO_SETTINGS_MODULE")))
    if not isinstance(module, Module):
        return Unknown("dynaconf's settings", place, unmodelled=True)
    names = module.namespace
    own = {k: v for k, v in names.items() if isinstance(k, str) and k.isupper()}
    load = Load(machine, place, {**own, **keywords})
    load.options.setdefault("load_dotenv", True)
    load.options.setdefault("env_switcher", "DJANGO_ENV")
    root = machine.path_text(load.options.get("root_path") or posixpath.dirname(module.file), place)
    root = root if isinstance(root, str) else posixpath.dirname(module.file)
    prefix = load.option("envvar_prefix", "DJANGO")
    load.read(machine.files.absolute(root, machine.cwd), [module.file],
              load.option("environments", True), prefix)  # fmt: skip
    _validate(machine, place, load)
    load.found.pop("SETTINGS_MODULE", None)
    for hooks in (posixpath.dirname(module.file), machine.cwd):
        if machine.files.kind(f"{hooks}/dynaconf_hooks.py", machine.cwd) == "file":
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
    machine.notes["settings as Django sees them"] = seen
    value = _object(machine, load)
    names["settings"] = names["DYNACONF"] = value
    return value


def _validator(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return Model("dynaconf.Validator", None, {"names": list(args), "given": dict(keywords)})


def _dynaconf(machine: Interpreter) -> dict[str, Any]:
    methods = {
        "__getattr__": _attribute, "__getitem__": _item, "get": _get, "exists": lambda m, p, a, k: (
            _has(a[0], str(a[1]))), "__contains__": lambda m, p, a, k: _has(a[0], str(a[1])),
    }  # fmt: skip
    error = make_class("ValidationError", "dynaconf.validator", {}, (ValueError,))
    machine.notes["dynaconf"] = {
        "Settings": make_class("Settings", "dynaconf", methods), "ValidationError": error,
    }  # fmt: skip
    return {
        "Dynaconf": Model("Dynaconf", _plain), "LazySettings": Model("LazySettings", _plain),
        "DjangoDynaconf": Model("DjangoDynaconf", _django), "ValidationError": error,
        "Validator": Model("Validator", _validator),
    }  # fmt: skip


MODULES = {"dynaconf": _dynaconf}
