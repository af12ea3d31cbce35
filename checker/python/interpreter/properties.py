"""What a property is asked for itself: `@name.setter` below `@property`."""

from __future__ import annotations

from checker.python.interpreter.values import Model, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.values import Place, Property


def of_property(value: Property, name: str, place: Place | None) -> Any:
    """`value.name` of the descriptor that a class body holds."""
    if value.kind == "property" and name in ("fget", "fset"):
        return value.function if name == "fget" else value.setter
    if value.kind == "property" and name in ("getter", "setter", "deleter"):
        field = {"getter": "function", "setter": "setter"}.get(name)
        return Model(
            f"property.{name}",
            lambda m, at, args, keywords: value._replace(**{field: args[0]}) if field else value,
        )
    return Unknown(f"a {value.kind}'s {name}", place)
