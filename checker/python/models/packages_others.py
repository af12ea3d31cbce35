"""Models of packages that shape settings: split-settings, django-heroku, unipath, path.py, six."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from typing_extensions import Self

from checker.python.interpreter.filesystem import file_text
from checker.python.interpreter.values import ROOT, Model, Namespace, Place, Unknown
from checker.python.models.stdlib_globbing import matches

if TYPE_CHECKING:
    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


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


def _django_heroku(machine: Interpreter) -> dict[str, Any]:
    """`settings(locals())`: sets STATIC_ROOT and STATIC_URL, and more that does not matter here."""

    def settings(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        names = args[0] if args else keywords.get("config")
        if not isinstance(names, dict):
            return None
        if keywords.get("staticfiles", True) is not False:
            base = names.get("BASE_DIR")
            if base is None:
                raise m.fail(KeyError, "BASE_DIR", place)
            if isinstance(base, Unknown):
                names["STATIC_ROOT"] = Unknown(base.because, place)
            else:
                names["STATIC_ROOT"] = posixpath.join(str(base), "staticfiles")
            names["STATIC_URL"] = "/static/"
            storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
            names["STATICFILES_STORAGE"] = storage
            for name in ("STATIC_ROOT", "STATIC_URL", "STATICFILES_STORAGE"):
                if isinstance(names, Namespace) and place is not None:
                    names.places[name] = place
        return None

    return {"settings": Model("django_heroku.settings", settings)}


class TextPath(str):
    """A path of unipath or path.py: text with methods."""

    def __new__(cls, *parts: str) -> Self:
        return super().__new__(cls, posixpath.join("", *parts))

    def child(self, *parts: str) -> TextPath:
        return TextPath(self, *parts)

    joinpath = child

    def __truediv__(self, other: str) -> TextPath:
        return TextPath(self, other)

    @property
    def parent(self) -> TextPath:
        return TextPath(posixpath.dirname(self))

    @property
    def name(self) -> str:
        return posixpath.basename(self)

    def dirname(self) -> TextPath:
        return self.parent

    def basename(self) -> str:
        return self.name

    def ancestor(self, steps: int) -> TextPath:
        here: TextPath = self
        for _ in range(min(steps, 64)):
            here = here.parent
        return here

    def absolute(self) -> TextPath:
        return TextPath(posixpath.normpath(posixpath.join(ROOT, self)))

    abspath = resolve = realpath = absolute

    def norm(self) -> TextPath:
        return TextPath(posixpath.normpath(self))

    normpath = norm


def _text_paths(machine: Interpreter) -> dict[str, Any]:
    return {"Path": TextPath, "path": TextPath}


def _six(machine: Interpreter) -> dict[str, Any]:
    return {"PY2": machine.python[0] == 2, "PY3": machine.python[0] == 3, "string_types": (str,),
            "text_type": str, "integer_types": (int,)}  # fmt: skip


MODULES = {
    "split_settings.tools": _split_settings, "django_heroku": _django_heroku,
    "unipath": _text_paths, "path": _text_paths, "six": _six,
}  # fmt: skip
