"""A model of python-dotenv."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import (
    ROOT,
    Model,
    Place,
    Unknown,
)
from checker.python.models.environment import (
    dotenv_values,
    read_env,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "python-dotenv"
"""The distribution, as the index calls it."""


def _dotenv(interp: Interpreter) -> dict[str, Any]:
    def find(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        name = args[0] if args else keywords.get("filename", ".env")
        folder = posixpath.dirname(place.path) if place else ""

        if not isinstance(name, str):
            return Unknown("a file's name", place)
        while True:
            path = f"{folder}/{name}" if folder else name
            if m.context.tree.is_file(path):
                return f"{ROOT}/{path}"
            if not folder:
                return ""
            folder = posixpath.dirname(folder)

    def load(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = args[0] if args else keywords.get("dotenv_path")
        if path is None:
            path = find(m, place, [], {})
        path = m.path_text(path, place)
        if not path:
            return False
        return read_env(m, path, place, keywords.get("override") is True)

    def values(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = args[0] if args else keywords.get("dotenv_path") or find(m, place, [], {})
        path = m.path_text(path, place)
        if isinstance(path, str) and m.files.kind(path, m.cwd) == "file":
            data = m.files.text(path, m.cwd)
            if isinstance(data, bytes):
                return dict(dotenv_values(data.decode("utf-8", "replace")))
        return {}

    return {"load_dotenv": Model("load_dotenv", load), "find_dotenv": Model("find_dotenv", find),
            "dotenv_values": Model("dotenv_values", values),
            "read_dotenv": Model("read_dotenv", load)}  # fmt: skip


MODULES = {"dotenv": _dotenv}
