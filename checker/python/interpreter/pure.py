"""Functions of the host that stand for one of the program's world, without an effect."""

from __future__ import annotations

from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Module,
    Place,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def pure(name: str, function: Any) -> Model:
    """A function of the host that has no effect: called where all that it gets is known."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        for value in (*args, *keywords.values()):
            unknown = interp.unknown_in(value)
            if unknown is not None:
                return Unknown(unknown.because, unknown.place)
            if isinstance(value, (Function, Instance, Class, Model, Module)):
                return Unknown(f"the result of {name}", place)
        return interp.host(place, function, *args, **keywords)

    return Model(name, called)


def constant(name: str, value: Any) -> Model:
    """A function whose result is known, or unknown, whatever it gets."""
    return Model(name, lambda interp, place, args, keywords: value)
