"""A model of django-heroku."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import (
    Model,
    Namespace,
    Place,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "django-heroku"
"""The distribution, as the index calls it."""


def configure(interp: Interpreter) -> dict[str, Any]:
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
                path = m.text_of(base, place)
                names["STATIC_ROOT"] = (
                    path if isinstance(path, Unknown) else posixpath.join(path, "staticfiles")
                )
                m.files.make(names["STATIC_ROOT"], m.cwd, "directory")
            if "MIDDLEWARE" not in names and "MIDDLEWARE_CLASSES" not in names:
                raise m.fail(KeyError, "MIDDLEWARE", place)
            names["STATIC_URL"] = "/static/"
            storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
            names["STATICFILES_STORAGE"] = storage
            for name in ("STATIC_ROOT", "STATIC_URL", "STATICFILES_STORAGE"):
                if isinstance(names, Namespace) and place is not None:
                    names.places[name] = place
        return None

    return {"settings": Model("django_heroku.settings", settings)}


MODULES = {"django_heroku": configure}
