"""Models of `glob` and `tempfile`."""

from __future__ import annotations

import posixpath

from checker.python.interpreter import limits
from checker.python.interpreter.pure import constant
from checker.python.interpreter.values import (
    ROOT,
    Model,
    Place,
    Unknown,
    UnknownItems,
)
from checker.python.models.globbing import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _glob(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`glob.glob`: patterns without `**`, or with it where `recursive` is true."""
    pattern = interp.path_text(args[0], place)
    if isinstance(pattern, Unknown) or interp.unknown_in(keywords):
        return [UnknownItems("what a pattern of files matches", place)]
    inner = interp.files.inside(interp.files.absolute(pattern, interp.cwd))
    if len(pattern) > limits.PATH:
        return [UnknownItems("what a long pattern of files matches", place)]
    if inner is None or interp.files.made or keywords.get("root_dir"):
        return [UnknownItems("what a pattern of files matches", place)]

    found = matches(interp, inner, bool(keywords.get("recursive")))
    if pattern.startswith("/"):
        return [f"{ROOT}/{path}" for path in found]
    base = interp.files.inside(interp.cwd) or ""
    return [posixpath.relpath(f"/{path}", f"/{base}") for path in found]


def _glob_module(interp: Interpreter) -> dict[str, Any]:
    return {"glob": Model("glob.glob", _glob), "iglob": Model("glob.iglob", _glob)}


def _temporary(name: str) -> Any:
    """A function of `tempfile` that makes something, in a folder that must be there."""

    def made(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        folder = keywords.get("dir")
        text = interp.path_text(folder, place) if folder is not None else None
        if isinstance(text, str) and interp.files.kind(text, interp.cwd) == "missing":
            raise interp.no_such_file(f"{text}/…", place)
        if name == "TemporaryDirectory":
            path = Unknown("a temporary folder", place, decided=True)
            return Model(name, None, {"name": path, "__enter__": constant("enter", path)})
        return Unknown(f"what tempfile.{name} makes", place, unmodelled=True, decided=True)

    return Model(f"tempfile.{name}", made)


def _tempfile(interp: Interpreter) -> dict[str, Any]:
    names = ("mkdtemp", "mkstemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory")
    return {"gettempdir": constant("gettempdir", "/tmp"),  # noqa: S108
            **{name: _temporary(name) for name in names}}  # fmt: skip


MODULES = {"glob": _glob_module, "tempfile": _tempfile}
