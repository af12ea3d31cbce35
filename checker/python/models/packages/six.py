"""A model of six."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "six"
"""The distribution, as the index calls it."""


def _six(interp: Interpreter) -> dict[str, Any]:
    return {"PY2": interp.python[0] == 2, "PY3": interp.python[0] == 3, "string_types": (str,),
            "text_type": str, "integer_types": (int,)}  # fmt: skip


MODULES = {"six": _six}
