"""Attributes: of modules, classes and objects of the program, and of the host's values."""

from __future__ import annotations

from checker.python.interpreter.classification import find_special, lookup
from checker.python.interpreter.properties import of_property
from checker.python.interpreter.pure import pure
from checker.python.interpreter.values import (
    Box,
    Class,
    Environ,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Namespace,
    Place,
    Property,
    Unknown,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_ADDED = {
    ("str", "removeprefix"): (3, 9), ("str", "removesuffix"): (3, 9), ("str", "isascii"): (3, 7),
    ("str", "casefold"): (3, 3), ("str", "format_map"): (3, 2), ("list", "copy"): (3, 3),
    ("list", "clear"): (3, 3), ("bytes", "hex"): (3, 5), ("int", "bit_count"): (3, 10),
    ("int", "is_integer"): (3, 12), ("str", "isidentifier"): (3, 0),
}  # fmt: skip
"""Methods of built-in classes and the version that brought them."""
_ABSENT = object()
_PYTHON2_DICT = ("has_key", "iteritems", "iterkeys", "itervalues", "viewitems", "viewkeys")


def get_attribute(interp: Interpreter, value: Any, name: str, place: Place | None) -> Any:
    """`value.name`."""
    if isinstance(value, Unknown):
        return Unknown(value.because, value.place, unmodelled=value.unmodelled)
    if isinstance(value, Instance):
        return _of_instance(interp, value, name, place)
    if isinstance(value, Module):
        return _of_module(interp, value, name, place)
    if isinstance(value, Class):
        return _of_class(interp, value, name, place)
    if isinstance(value, Model):
        if name in value.attributes:
            return value.attributes[name]
        if name == "__name__":
            return value.name.rpartition(".")[2]
        getter = value.attributes.get("__getattr__")
        if getter is not None:
            return getter.call(interp, place, [name], {})
        return Unknown(f"{value.name}.{name}", place, unmodelled=True)
    if isinstance(value, (Function, Method)):
        return _of_function(interp, value, name, place)
    if isinstance(value, Box) and (found := value.item(name))[0]:
        return found[1]
    if isinstance(value, type):
        return _of_type(interp, value, name, place)
    if isinstance(value, Property):
        return of_property(value, name, place)
    return _of_host(interp, value, name, place)


def _of_module(interp: Interpreter, module: Module, name: str, place: Place | None) -> Any:
    names = module.namespace
    if name in names:
        return names[name]
    if name == "__dict__":
        return names
    if name == "__name__":
        return module.name
    if name == "__file__" and module.file:
        return module.file
    if name == "__path__" and module.package:
        return list(module.searched)
    if names.open is not None:
        return Unknown(names.open.because, place, unmodelled=names.open.unmodelled)
    getter = names.get("__getattr__")
    if isinstance(getter, (Function, Model)) and interp.python >= (3, 7):
        return interp.call(getter, [name], {}, place)
    if module.unmodelled:
        if not interp.lacks(module, name):
            there = True if interp.has_function(module, name) else None
            return Unknown(f"{module.name}.{name}", place, unmodelled=True, decided=there)
    message = f"module '{module.name}' has no attribute '{name}'"
    raise interp.fail(AttributeError, message, place, module=module.name, name=name)


def _of_class(interp: Interpreter, cls: Class, name: str, place: Place | None) -> Any:
    interp.charge(len(cls.mro) >> 3)
    found = lookup(cls, name)
    if found is not None or any(isinstance(b, Class) and name in b.namespace for b in cls.mro):
        if isinstance(found, Property):
            if found.kind == "classmethod":
                return Method(found.function, cls)
            if found.kind == "staticmethod":
                return found.function
        return _described(interp, found, None, cls, place)
    special = {
        "__name__": cls.name, "__qualname__": cls.name, "__module__": cls.module,
        "__bases__": cls.bases, "__mro__": cls.mro, "__doc__": None, "__dict__": cls.namespace,
    }  # fmt: skip
    if name in special:
        return special[name]
    for base in cls.mro:
        if isinstance(base, type) and base is not object and hasattr(base, name):
            return _of_type(interp, base, name, place)
    if cls.open is not None:
        return Unknown(cls.open.because, place, unmodelled=True)
    message = f"type object '{cls.name}' has no attribute '{name}'"
    raise interp.fail(AttributeError, message, place, name=name)


def _of_instance(interp: Interpreter, value: Instance, name: str, place: Place | None) -> Any:
    interp.charge(len(value.cls.mro) >> 3)
    found = lookup(value.cls, name)
    if isinstance(found, Property) and found.kind == "property":
        return interp.call(found.function, [value], {}, place)
    if name in value.attributes:
        return value.attributes[name]
    if isinstance(found, Property) and found.kind == "cached_property":
        value.attributes[name] = interp.call(found.function, [value], {}, place)
        return value.attributes[name]
    if isinstance(found, Property):
        owner = value.cls if found.kind == "classmethod" else None
        return found.function if owner is None else Method(found.function, owner)
    if isinstance(found, Function):
        return Method(found, value)
    if found is not None or any(
        isinstance(b, Class) and name in b.namespace for b in value.cls.mro
    ):
        if isinstance(found, Model) and found.call is not None:
            return Method(found, value)
        return _described(interp, found, value, value.cls, place)
    if name == "__class__":
        return value.cls
    if name == "__dict__":
        return value.attributes
    getter = find_special(value, "__getattr__")
    if getter is not None:
        return interp.call(getter, [value, name], {}, place)
    for base in value.cls.mro:
        if isinstance(base, type) and issubclass(base, BaseException):
            if name == "args":
                return ()
            if hasattr(base, name) or name in ("message", "errno", "strerror", "filename"):
                return Unknown(f"{value.cls.name}.{name}", place)
        elif isinstance(base, type) and base is not object and hasattr(base, name):
            return Unknown(f"{value.cls.name}.{name}", place)
    if value.cls.open is not None:
        return Unknown(value.cls.open.because, place, unmodelled=True)
    message = f"'{value.cls.name}' object has no attribute '{name}'"
    raise interp.fail(AttributeError, message, place, name=name)


def _described(
    interp: Interpreter, found: Any, value: Instance | None, cls: Class, place: Place | None
) -> Any:
    """What a class holds, as its objects give it: a descriptor of the program is asked."""
    getter = find_special(found, "__get__") if isinstance(found, Instance) else None
    return found if getter is None else interp.call(getter, [found, value, cls], {}, place)


def _of_function(interp: Interpreter, value: Any, name: str, place: Place | None) -> Any:
    if isinstance(value, Method):
        if name == "__self__":
            return value.owner
        if isinstance(value.function, str):
            return Unknown(f"{value.function}.{name}", place)
        value = value.function
        if isinstance(value, Model):
            return get_attribute(interp, value, name, place)
    if name in value.attributes:
        return value.attributes[name]
    special = {"__name__": value.name, "__module__": value.frame.module.name, "__doc__": None}
    special["__globals__"] = value.frame.globals
    if name in special:
        return special[name]
    if name.startswith("__"):
        return Unknown(f"{value.name}.{name}", place)
    message = f"'function' object has no attribute '{name}'"
    raise interp.fail(AttributeError, message, place, name=name)


def _of_type(interp: Interpreter, cls: type, name: str, place: Place | None) -> Any:
    kind = interp.kinds.get(cls)
    if kind is not None:
        special = kind.class_attribute(interp, cls, name)
        if special is not None:
            return special
    if name in ("__name__", "__doc__", "__module__", "__qualname__"):
        return getattr(cls, name)
    known = getattr(cls, name, None)
    if known is None and not hasattr(cls, name):
        message = f"type object '{cls.__name__}' has no attribute '{name}'"
        raise interp.fail(AttributeError, message, place, name=name)
    if not callable(known):
        return known if isinstance(known, (str, int, float)) else Unknown(name, place)
    if cls is object and name == "__setattr__":
        return Model("object.__setattr__", set_plainly)
    if issubclass(cls, BaseException) or name.startswith("__"):
        return Unknown(f"{cls.__name__}.{name}", place)
    if name in ("now", "today", "utcnow"):
        return Model(f"{cls.__name__}.{name}")
    own = next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None)
    if type(own).__name__ in ("classmethod", "staticmethod", "classmethod_descriptor"):
        return pure(f"{cls.__name__}.{name}", known)

    def unbound(m: Interpreter, at: Place | None, args: list[Any], keywords: dict[str, Any]) -> Any:
        if not args:
            raise m.fail(TypeError, f"unbound method {name}() needs an argument", at)
        return m.call_method(args[0], name, args[1:], keywords, at)

    return Model(f"{cls.__name__}.{name}", unbound)


def _of_host(interp: Interpreter, value: Any, name: str, place: Place | None) -> Any:
    modelled = interp.kinds.get(type(value))
    if modelled is not None:
        return modelled.attribute(interp, value, name, place)
    kind = type_name(value)
    if name == "__class__":
        return type(value)
    if isinstance(value, BaseException):
        if name == "message" and interp.python[0] == 2:
            return value.args[0] if value.args else ""
        if name in ("args", "name", "errno", "strerror", "filename", "code"):
            return getattr(value, name, None)
        if hasattr(value, name):
            return Unknown(f"{kind}.{name}", place)
    if interp.python[0] == 2:
        if isinstance(value, dict) and name in _PYTHON2_DICT:
            return Method(name, value)
        if isinstance(value, str) and name == "decode":
            return Method("decode", value)
    added = _ADDED.get((kind, name))
    if added is not None and interp.python < added:
        raise _no_attribute(interp, kind, name, place)
    try:
        known = getattr(value, name, _ABSENT)
    except Exception as error:  # a property of the host's object: `urlparse(…).port`
        raise interp.fail(error, None, place) from None
    if known is _ABSENT:
        newest = interp.context.python > (3, 13)
        if newest:
            return Unknown(f"{kind}.{name}", place)
        shown = "_Environ" if isinstance(value, Environ) else kind
        raise _no_attribute(interp, shown, name, place)
    if name.startswith("__"):
        special = {"__doc__": None, "__name__": kind, "__len__": Method(name, value)}
        if name in special:
            return special[name]
        return Method(name, value)
    return Method(name, value) if callable(known) and not isinstance(known, type) else known


def _no_attribute(interp: Interpreter, kind: str, name: str, place: Place | None) -> Any:
    message = f"'{kind}' object has no attribute '{name}'"
    return interp.fail(AttributeError, message, place, name=name)


def set_plainly(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`object.__setattr__(value, name, content)`, whatever the class has of its own."""
    value, name, content = (*args, None, None, None)[:3]
    if isinstance(value, Instance) and isinstance(name, str):
        value.attributes[name] = content
    return None


def _no_setter(interp: Interpreter, owner: Instance, name: str) -> str:
    if interp.python >= (3, 11):
        return f"property '{name}' of '{owner.cls.name}' object has no setter"
    return f"can't set attribute '{name}'" if interp.python >= (3, 10) else "can't set attribute"


def set_attribute(interp: Interpreter, owner: Any, name: str, value: Any, place: Place) -> None:
    """`owner.name = value`."""
    if isinstance(owner, Instance):
        found = lookup(owner.cls, "__setattr__")
        if isinstance(found, (Function, Model)):
            interp.call(found, [owner, name, value], {}, place)
            return
        found = lookup(owner.cls, name)
        if isinstance(found, Property) and found.kind == "property":
            if found.setter is None:
                raise interp.fail(AttributeError, _no_setter(interp, owner, name), place)
            interp.call(found.setter, [owner, value], {}, place)
            return
        if name in ("name", "value") and "__members__" in owner.cls.namespace:
            message = f"<enum 'Enum'> cannot set attribute {name!r}"
            raise interp.fail(AttributeError, message, place, name=name)
        owner.attributes[name] = value
    elif isinstance(owner, (Module, Class)):
        owner.namespace[name] = value
        owner.namespace.places[name] = place
    elif isinstance(owner, (Function, Model)):
        owner.attributes[name] = value
    elif isinstance(owner, (Unknown, Method, BaseException, type, Namespace)):
        return
    elif owner is None or isinstance(owner, (str, int, float, list, tuple, dict, set)):
        kind = type_name(owner)
        message = f"'{kind}' object has no attribute '{name}'"
        raise interp.fail(AttributeError, message, place, name=name)
