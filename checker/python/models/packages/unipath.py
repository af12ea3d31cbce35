"""A model of unipath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.models.text_path import TextPath

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "unipath"
"""The distribution, as the index calls it."""


def _unipath(interp: Interpreter) -> dict[str, Any]:
    return {"Path": TextPath, "path": TextPath}


MODULES = {"unipath": _unipath}
