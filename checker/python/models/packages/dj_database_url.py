"""A model of dj-database-url."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.values import (
    Model,
    Place,
    Unknown,
)
from checker.python.models.environment import (
    database,
    variable,
)

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "dj-database-url"
"""The distribution, as the index calls it."""


def _database_url(interp: Interpreter) -> dict[str, Any]:
    def config(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        name = keywords.get("env", args[0] if args else "DATABASE_URL")
        default = keywords.get("default", args[1] if len(args) > 1 else None)
        found = variable(m, name, place) if isinstance(name, str) else Unknown("a variable", place)
        return database(m, default if found is None else found, place)

    def parse(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return database(m, args[0] if args else keywords.get("url"), place)

    return {"config": Model("dj_database_url.config", config),
            "parse": Model("dj_database_url.parse", parse)}  # fmt: skip


MODULES = {"dj_database_url": _database_url}
