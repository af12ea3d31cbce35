"""What the models of packages that read the environment share."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.interpreter.values import (
    Model,
    Place,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


MISSING = Model("no default")
"""Stands for a default that is not given."""


def improperly_configured(
    interp: Interpreter, variable: str, message: str, place: Place | None
) -> Exception:
    """`ImproperlyConfigured`, for a variable that is missing."""
    module = interp.import_module("django.core.exceptions", place)
    error = module.namespace.get("ImproperlyConfigured", Exception)
    return interp.fail(error, message, place, "environment-variable-missing", variable=variable)


def variable(interp: Interpreter, name: str, place: Place | None) -> Any:
    """A variable's value; None where the build does not set it."""
    return interp.call_method(interp.environ, "get", [name, None], {}, place)


_PAIR = r"\s*(?:export\s+)?([\w.]+)\s*=\s*(.*)$"


def dotenv_values(text: str) -> dict[str, str]:
    """The variables that a `.env` file sets, as python-dotenv reads it."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = re.match(_PAIR, line)
        if match is None or line.lstrip().startswith("#"):
            continue
        value = match.group(2).strip()
        if value[:1] in ("'", '"') and value.find(value[0], 1) > 0:
            value = value[1 : value.find(value[0], 1)]
        else:
            value = _without_comment(value)
        found[match.group(1)] = value
    return found


def _without_comment(value: str) -> str:
    at = value.find("#", 1)
    while at > 0:
        if value[at - 1].isspace():
            return value[:at].strip()
        at = value.find("#", at + 1)
    return value.strip()


def read_env(
    interp: Interpreter, path: Any, place: Place | None, override: bool = False
) -> bool:  # fmt: skip
    """Put a `.env` file's variables into the environment, where the repository holds one."""
    if not isinstance(path, str):
        return False
    if interp.files.kind(path, interp.cwd) != "file":
        return False
    data = interp.files.text(path, interp.cwd)
    if isinstance(data, Unknown):
        return False
    for name, value in dotenv_values(data.decode("utf-8", "replace")).items():
        if override or name not in interp.environ:
            interp.environ[name] = value
    return True


_ENGINES = {
    "postgres": "postgresql", "postgresql": "postgresql", "pgsql": "postgresql",
    "psql": "postgresql", "postgis": "gis", "mysql": "mysql", "mysql2": "mysql",
    "sqlite": "sqlite3", "sqlite3": "sqlite3", "oracle": "oracle",
}  # fmt: skip


def database(interp: Interpreter, url: Any, place: Place | None) -> Any:
    """The `DATABASES` entry of a database URL."""
    if not isinstance(url, str):
        if isinstance(url, dict) or url is None:
            return url if isinstance(url, dict) else {}
        return Unknown("a database's address", place, unmodelled=True)
    if not url:
        return {}
    engine = _ENGINES.get(url.partition(":")[0])
    entry: dict[Any, Any] = (
        {"ENGINE": f"django.db.backends.{engine}"}
        if engine
        else {"ENGINE": Unknown("a database engine", place)}
    )
    if engine == "gis":
        entry["ENGINE"] = "django.contrib.gis.db.backends.postgis"
    for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        entry[key] = Unknown(f"a database's {key}", place)
    if "?" in url:
        entry["OPTIONS"] = Unknown("a database's options", place)
    return entry
