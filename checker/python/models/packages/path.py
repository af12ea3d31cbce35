"""A model of path.py."""

from __future__ import annotations

from checker.python.models.text_path import TextPath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "path.py"
"""The distribution, as the index calls it."""


def _path(interp: Interpreter) -> dict[str, Any]:
    return {"Path": TextPath, "path": TextPath}


MODULES = {"path": _path}
