"""A model of unipath."""

from __future__ import annotations

from checker.python.models.text_path import TextPath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "unipath"
"""The distribution, as the index calls it."""


def _unipath(interp: Interpreter) -> dict[str, Any]:
    return {"Path": TextPath, "path": TextPath}


MODULES = {"unipath": _unipath}
