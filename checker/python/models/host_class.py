"""Classes of packages and of the standard library whose methods are functions of the host.

Their objects are objects of the program: it may derive from them, and set attributes on them.
"""

from __future__ import annotations

from checker.python.interpreter.values import Class, Instance, Model, Namespace, Property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def make_class(
    name: str,
    module: str,
    methods: Mapping[str, Callable[..., Any]] | None = None,
    bases: tuple[Any, ...] = (),
    **names: Any,
) -> Class:
    """A class; each method is called as a model is, with the object as its first argument.

    Args:
        name: how it is called.
        module: the module that has it.
        methods: functions of `(interp, place, args, keywords)`, by name.
        bases: the classes that it is derived from.
        names: what else the class holds.
    """
    held: dict[str, Any] = {
        key: Model(f"{name}.{key}", function) for key, function in (methods or {}).items()
    }
    cls = Class(name, bases, Namespace({**held, **names}), module)
    order: list[Any] = [cls]
    for base in bases:
        order += base.mro if isinstance(base, Class) else base.__mro__
    last = {id(one): at for at, one in enumerate(order)}
    cls.mro = tuple(one for at, one in enumerate(order) if last[id(one)] == at)
    return cls


def read_only(name: str, function: Callable[[Instance], Any]) -> Property:
    """A property of the objects."""
    return Property("property", Model(name, lambda m, place, args, keywords: function(args[0])))


def static(name: str, function: Any) -> Property:
    """A method of the class that does not get an object."""
    return Property("staticmethod", Model(name, function))


def of_class(name: str, function: Any) -> Property:
    """A method that gets the class."""
    return Property("classmethod", Model(name, function))
