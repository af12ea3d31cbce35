"""A model of django-configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    Model,
    Place,
)

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "django-configurations"
"""The distribution, as the index calls it."""


def _management(machine: Interpreter) -> dict[str, Any]:
    def execute(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        raise LimitReached("the settings are classes of django-configurations")

    return {"execute_from_command_line": Model("configurations", execute)}


def _configurations(machine: Interpreter) -> dict[str, Any]:
    return {"Configuration": Model("configurations.Configuration"),
            "values": Model("configurations.values"),
            "setup": Model("configurations.setup")}  # fmt: skip


MODULES = {"configurations.management": _management, "configurations": _configurations}
