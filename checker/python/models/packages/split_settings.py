"""A model of django-split-settings."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from checker.python.interpreter.filesystem import file_text
from checker.python.interpreter.values import (
    ROOT,
    Model,
    Namespace,
    Place,
    Unknown,
)
from checker.python.models.globbing import matches

if TYPE_CHECKING:
    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "django-split-settings"
"""The distribution, as the index calls it."""


def _split_settings(machine: Interpreter) -> dict[str, Any]:
    def include(m: Interpreter, frame: Frame, place: Place, args: list[Any], keywords: Any) -> Any:

        names = keywords.get("scope") or frame.globals
        folder = posixpath.dirname(frame.path)
        for argument in args:
            optional = isinstance(argument, Model) and argument.name == "optional"
            pattern = argument.attributes["pattern"] if optional else argument
            if not isinstance(pattern, str):
                if pattern is not None and isinstance(names, Namespace):
                    names.open = Unknown("a file that is not known is included", place)
                continue
            inner = m.files.inside(m.files.absolute(pattern, f"{ROOT}/{folder}"))
            found = (
                []
                if inner is None
                else [path for path in matches(m, inner, False) if m.context.tree.is_file(path)]
            )
            if not found and not optional:
                raise m.fail(OSError(f"No such file: {pattern}"), None, place, "file-not-found",
                             path=pattern)  # fmt: skip
            for path in found:
                text = file_text(m.context.tree.read(path).data, path)
                before = names.get("__file__")
                names["__file__"] = f"{ROOT}/{path}"
                m.execute_text(frame, text, names, place)
                names["__file__"] = before
        return None

    def optional(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Model("optional", None, {"pattern": args[0] if args else None})

    return {"include": Model("include", None, {"in_frame": include}),
            "optional": Model("optional", optional)}  # fmt: skip


MODULES = {"split_settings.tools": _split_settings}
