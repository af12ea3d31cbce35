"""A model of django-configurations: settings that are the attributes of a class."""

from __future__ import annotations

from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Place,
    Property,
    Unknown,
)
from checker.python.models.configurations_values import VALUES, setup_value, value_class
from checker.python.models.environment import improperly_configured, read_env
from checker.python.models.host_class import make_class, of_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "django-configurations"
"""The distribution, as the index calls it."""

_NOT_INSTALLED = (
    "django-configurations settings importer wasn't correctly installed. Please use one of the "
    "starter functions to install it as mentioned in the docs: "
    "https://django-configurations.readthedocs.io/"
)


def install(interp: Interpreter, place: Place | None) -> None:
    """`importer.install`: from here on the settings module is asked for its class."""
    if interp.notes.get("configurations"):
        return
    words = [word for word in interp.argv if isinstance(word, str)]
    for at, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--configuration":
            interp.environ["DJANGO_CONFIGURATION"] = value or words[at + 1]
    for name in ("DJANGO_CONFIGURATION", "DJANGO_SETTINGS_MODULE"):
        if interp.environ.get(name) is None:
            message = f"Configuration cannot be imported, environment variable {name} is undefined."
            raise improperly_configured(interp, name, message, place)
    interp.notes["configurations"] = True
    interp.notes["settings are finished"] = finish


def _derived(interp: Interpreter, place: Place | None, cls: Class) -> None:
    if not interp.notes.get("configurations"):
        raised = improperly_configured(interp, "", _NOT_INSTALLED, cls.place or place)
        raised.kind = ""  # type: ignore[attr-defined]
        raise raised


def finish(interp: Interpreter, place: Place | None, module: Module) -> None:
    """What the loader does once the module has run: the class's attributes become settings."""
    name = interp.environ.get("DJANGO_CONFIGURATION")
    if not isinstance(name, str):
        module.namespace.open = Unknown("which configuration is used", place)
        return
    cls = module.namespace.get(name)
    if cls is None:
        message = f"Couldn't find configuration '{name}' in module '{module.name}'"
        raise interp.fail(AttributeError, message, place, name=name)
    if not isinstance(cls, Class) or cls.open is not None:
        module.namespace.open = Unknown(f"what the configuration {name} contains", place)
        return
    dotenv = lookup(cls, "DOTENV")
    if dotenv:
        path = interp.path_text(dotenv, place)
        if isinstance(path, str) and not read_env(interp, path, place):
            message = f"Couldn't read .env file with the path {path}."
            raise improperly_configured(interp, "", message, place)
    for hook in ("pre_setup", "setup"):
        _hook(interp, place, cls, hook)
    settings: dict[str, Any] = {}
    for base in reversed(cls.mro):
        if isinstance(base, Class):
            settings.update({n: base for n in base.namespace if isinstance(n, str) and n.isupper()})
    for setting in settings:
        found = lookup(cls, setting)
        if isinstance(found, Instance) and "__value__" in found.attributes:
            cls.namespace[setting] = setup_value(interp, place, found, setting)
    value = Instance(cls)
    for setting, owner in settings.items():
        spot = owner.namespace.places.get(setting, place)
        found = interp.get_attribute(value, setting, spot)
        if isinstance(found, (Method, Function)) and not _pristine(lookup(cls, setting)):
            found = interp.call(found, [], {}, spot)
        if isinstance(found, Instance) and "__value__" in found.attributes:
            found = setup_value(interp, spot, found, setting)
        module.namespace[setting] = found
        if spot is not None:
            module.namespace.places[setting] = spot
    module.namespace["CONFIGURATION"] = f"{module.name}.{name}"
    _hook(interp, place, cls, "post_setup")


def _hook(interp: Interpreter, place: Place | None, cls: Class, name: str) -> None:
    found = lookup(cls, name)
    function = found.function if isinstance(found, Property) else found
    if isinstance(function, Function):
        interp.call(function, [cls], {}, place)


def _pristine(found: Any) -> bool:
    return isinstance(found, Property) and found.kind == "staticmethod"


def _pristine_method(interp: Interpreter, place: Any, args: list[Any], keywords: Any) -> Any:
    return Property("staticmethod", args[0])


def _base() -> Class:
    hook = Model("configurations", None, {"derive": _derived, "closed": True})
    nothing = {name: of_class(name, lambda m, p, a, k: None)
               for name in ("pre_setup", "setup", "post_setup")}  # fmt: skip
    cls = make_class("Configuration", "configurations", {}, (), **nothing)
    cls.mro = (cls, hook, object)
    return cls


def _starter(module: str, name: str) -> Any:
    """A module whose import installs the importer, and that passes Django's function on."""

    def names(interp: Interpreter) -> dict[str, Any]:
        install(interp, None)
        inner = interp.import_module(module, None)
        found = {name: inner.namespace[name]} if name in inner.namespace else {}
        if "call_command" in inner.namespace:
            found["call_command"] = inner.namespace["call_command"]
        return found

    return names


def _configurations(interp: Interpreter) -> dict[str, Any]:
    def setup(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        install(m, place)
        django = m.import_module("django", place)
        return m.call(django.namespace["setup"], [], {}, place)

    base = interp.notes.setdefault("Configuration", _base())
    return {
        "Configuration": base, "setup": Model("configurations.setup", setup),
        "pristinemethod": Model("pristinemethod", _pristine_method),
    }  # fmt: skip


def _values(interp: Interpreter) -> dict[str, Any]:
    base = value_class("Value")
    found = {"Value": base}
    for name in VALUES:
        found[name] = value_class(name, base)
    return found


def _base_module(interp: Interpreter) -> dict[str, Any]:
    return {"Configuration": _configurations(interp)["Configuration"]}


def _importer(interp: Interpreter) -> dict[str, Any]:
    return {"install": Model("install", lambda m, p, a, k: install(m, p))}


MODULES = {
    "configurations": _configurations, "configurations.values": _values,
    "configurations.base": _base_module, "configurations.importer": _importer,
    "configurations.management": _starter("django.core.management", "execute_from_command_line"),
    "configurations.wsgi": _starter("django.core.wsgi", "get_wsgi_application"),
}  # fmt: skip
