"""A model of `zoneinfo`."""

from __future__ import annotations

from checker.data.django import zone_lines
from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _zones() -> frozenset[str]:
    found: set[str] = set()
    for line in zone_lines():
        folder, *names = line.split(" ")
        found.update(names if folder == "." else [f"{folder}/{name}" for name in names])
    return frozenset(found)


def _zoneinfo(interp: Interpreter) -> dict[str, Any]:
    error = make_class("ZoneInfoNotFoundError", "zoneinfo", {}, (KeyError,))

    def make(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        key = args[0] if args else keywords.get("key")
        if isinstance(key, Unknown):
            return Unknown("a time zone", place, unmodelled=True)
        if not isinstance(key, str):
            message = f"expected str, bytes or os.PathLike object, not {type(key).__name__}"
            raise m.fail(TypeError, message, place)
        if key.startswith("/") or ".." in key.split("/"):
            message = f"ZoneInfo keys may not be absolute paths, got: {key}"
            raise m.fail(ValueError, message, place)
        if key not in _zones():
            made = m.instantiate(error, [f"No time zone found with key {key}"], {}, place)
            raise m.fail(made, None, place)
        return Model("a time zone", None, {"key": key})

    zone = Model("zoneinfo.ZoneInfo", make)
    zone.attributes["no_cache"] = zone
    return {"ZoneInfo": zone, "ZoneInfoNotFoundError": error}


MODULES = {"zoneinfo": _zoneinfo}
