"""What a value's class is and has, as far as the values alone say it."""

from __future__ import annotations

from checker.python.interpreter.values import (
    Class,
    FileText,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def lookup(cls: Class, name: str) -> Any:
    """What a class or one of its bases of the program defines as `name`; None where none does."""
    for base in cls.mro:
        if isinstance(base, Class) and name in base.namespace:
            return base.namespace[name]
    return None


def find_special(value: Instance, name: str) -> Any:
    """A special method that the object's class defines itself."""
    found = lookup(value.cls, name)
    return found if isinstance(found, (Function, Model)) else None


def is_hashable(value: Any) -> bool:
    """Whether an object of the program can be a key: a class with `__eq__` alone has no hash."""
    if not isinstance(value, Instance):
        return True
    for base in value.cls.mro:
        if isinstance(base, Class):
            if "__hash__" in base.namespace:
                return base.namespace["__hash__"] is not None
            if "__eq__" in base.namespace:
                return False
    return True


def is_subclass(cls: Any, wanted: Any) -> Any:
    """`issubclass`: True, False, or None where it cannot be known."""
    if isinstance(wanted, tuple):
        answers = [is_subclass(cls, one) for one in wanted]
        return True if True in answers else (None if None in answers else False)
    if cls is wanted:
        return True
    if isinstance(cls, Unknown) or isinstance(wanted, Unknown):
        return None
    if isinstance(cls, type) and isinstance(wanted, type):
        return issubclass(cls, wanted)
    if isinstance(cls, Class):
        for base in cls.mro[1:]:
            if base is wanted:
                return True
            if isinstance(base, type) and isinstance(wanted, type) and issubclass(base, wanted):
                return True
        for base in cls.mro[1:]:
            if isinstance(base, Unknown):
                return None
            if isinstance(base, Model) and is_subclass(base, wanted) is not False:
                return is_subclass(base, wanted)
        return wanted is object
    if isinstance(cls, Model):
        parents = cls.attributes.get("bases", ())
        if not parents and isinstance(wanted, Class):
            return False
        answers = [is_subclass(parent, wanted) for parent in parents]
        if True in answers:
            return True
        return False if cls.attributes.get("closed") else None
    return False


def is_instance(value: Any, wanted: Any) -> Any:
    """`isinstance`: True, False, or None where it cannot be known."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Instance):
        return is_subclass(value.cls, wanted)
    if isinstance(value, Method) and not isinstance(wanted, (type, tuple)):
        return None
    if isinstance(value, (Class, Model, Function, Module, Method)):
        return None if not isinstance(wanted, type) or wanted is type else wanted is object
    return is_subclass(str if isinstance(value, FileText) else type(value), wanted)


def catches(wanted: Any, value: Any) -> Any:
    """Whether `except wanted` takes an exception: True, False, or None where unknown."""
    cls = value.cls if isinstance(value, Instance) else type(value)
    if isinstance(value, Unknown):
        return None
    return is_subclass(cls, wanted)
