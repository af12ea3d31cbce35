"""A model of django-split-settings."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.filesystem import file_text
from checker.python.interpreter.values import ROOT, Model, Module, Namespace, Place, Unknown
from checker.python.models.globbing import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "django-split-settings"
"""The distribution, as the index calls it."""


_INCLUDED = "__included_file__"


def _include(m: Interpreter, frame: Frame, place: Place, args: list[Any], keywords: Any) -> Any:
    scope = keywords.get("scope")
    names = scope if isinstance(scope, dict) and scope else frame.globals
    if isinstance(scope, Unknown):
        names = frame.globals
    done = names.setdefault("__included_files__", [])
    including = names.get(_INCLUDED, names.get("__file__"))
    if not isinstance(including, str):
        if "__file__" not in names and _INCLUDED not in names:
            raise m.fail(KeyError, "__file__", place)
        including = f"{ROOT}/{frame.path}"
    folder = posixpath.dirname(including)
    for argument in args:
        optional = isinstance(argument, Model) and argument.name == "optional"
        pattern = argument.attributes["pattern"] if optional else argument
        if optional and not pattern:
            continue
        pattern = m.path_text(pattern, place)
        if not isinstance(pattern, str):
            if isinstance(names, Namespace):
                names.open = Unknown("a file that is not known is included", place)
            continue
        saved = names.get(_INCLUDED)
        whole = posixpath.join(folder, pattern)
        found = _files(m, whole, place)
        if not found and not optional:
            error = OSError(f"No such file: {whole}")
            raise m.fail(error, None, place, "file-not-found", path=pattern)
        for path in found:
            full = f"{ROOT}/{path}"
            if full in done:
                continue
            done.append(full)
            names[_INCLUDED] = full
            content = m.context.tree.read(path).data
            m.execute_text(frame, file_text(content, path), names, place)
        if saved:
            names[_INCLUDED] = saved
        else:
            names.pop(_INCLUDED, None)
    return None


def _files(m: Interpreter, pattern: str, place: Place) -> list[str]:
    """The files of the repository that a pattern of absolute paths matches."""
    absolute = m.files.absolute(pattern, m.cwd)
    inner = m.files.inside(absolute)
    if inner is None:
        kind = m.files.kind(absolute, m.cwd)
        if isinstance(kind, Unknown) and m.maybe(kind.because, place):
            return []
        return []
    return [path for path in matches(m, inner, False) if m.context.tree.is_file(path)]


def _optional(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return Model("optional", None, {"pattern": (args[0] if args else "") or ""})


def _split_settings(interp: Interpreter) -> dict[str, Any]:
    return {"include": Model("include", None, {"in_frame": _include}),
            "optional": Model("optional", _optional)}  # fmt: skip


def _package(interp: Interpreter) -> dict[str, Any]:
    tools = Module("split_settings.tools", Namespace(_split_settings(interp)))
    return {"tools": tools}


MODULES = {"split_settings.tools": _split_settings, "split_settings": _package}
