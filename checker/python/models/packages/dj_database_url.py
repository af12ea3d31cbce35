"""A model of dj-database-url."""

from __future__ import annotations

from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.environment import database, variable
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "dj-database-url"
"""The distribution, as the index calls it."""

SCHEMES = frozenset(
    "spatialite mysql-connector mysqlgis oraclegis cockroach sqlite sqlite3 oracle mssqlms mssql "
    "mysql mysql2 postgres postgresql pgsql postgis redshift timescale timescalegis "
    "django-cockroachdb crdb hana".split()
)
"""Schemes of one release or another (0.1 to 3.1); every release raises for what is none."""
_PARSE = ("url", "engine", "conn_max_age", "conn_health_checks", "disable_server_side_cursors",
          "ssl_require", "test_options")  # fmt: skip
_CONFIG = ("env", "default", *_PARSE[1:])
_RENAMED = {
    "conn_max_age": "CONN_MAX_AGE",
    "conn_health_checks": "CONN_HEALTH_CHECKS",
    "disable_server_side_cursors": "DISABLE_SERVER_SIDE_CURSORS",
}


def _bound(
    interp: Interpreter, place: Place | None, name: str, names: tuple[str, ...], given: list[Any],
    keywords: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """The arguments by name; raises for what no release takes."""
    strange = next((key for key in keywords if key not in names), None)
    if strange is not None:
        message = f"{name}() got an unexpected keyword argument '{strange}'"
        raise interp.fail(TypeError, message, place)
    if len(given) > len(names):
        message = f"{name}() takes at most {len(names)} arguments ({len(given)} given)"
        raise interp.fail(TypeError, message, place)
    return {**dict(zip(names, given, strict=False)), **keywords}


def _entry(interp: Interpreter, place: Place | None, url: Any, held: dict[str, Any]) -> Any:
    """What `parse` makes of an address."""
    if url is None:
        url = ""  # `urlparse(None)` has no scheme either
    if isinstance(url, (int, float, list, dict, tuple)):
        message = f"'{type(url).__name__}' object has no attribute 'decode'"
        raise interp.fail(AttributeError, message, place)
    if not isinstance(url, str):
        return Unknown("a database's address", place, unmodelled=True)
    scheme, mark, rest = url.partition(":")
    scheme = scheme.lower() if mark else ""
    registered = interp.notes.setdefault("database schemes", {})
    if scheme not in SCHEMES and scheme not in registered:
        error = make_class("UnknownSchemeError", "dj_database_url", {}, (ValueError,))
        message = f"Scheme '{scheme}://' is unknown. Did you forget to register custom backend?"
        raise interp.fail(interp.instantiate(error, [message], {}, place), None, place)
    host = rest.removeprefix("//").partition("/")[0].rpartition("@")[2]
    port = host.rpartition("]")[2].partition(":")
    if url != "sqlite://:memory:" and port[1] and port[2] and not port[2].isdigit():
        error = make_class("ParseError", "dj_database_url", {}, (ValueError,))
        message = "This string is not a valid url, possibly because some of its parts is not"
        raise interp.fail(interp.instantiate(error, [message], {}, place), None, place)
    entry = database(interp, url, place)
    if scheme in registered:
        entry["ENGINE"] = registered[scheme]
    if held.get("engine"):
        entry["ENGINE"] = held["engine"]
    if url == "sqlite://:memory:":
        entry["NAME"] = ":memory:"
        return entry
    for name, setting in _RENAMED.items():
        entry[setting] = held.get(name, 0 if name == "conn_max_age" else False)
    if held.get("ssl_require") and "OPTIONS" not in entry:
        entry["OPTIONS"] = {"sslmode": "require"}
    if held.get("test_options"):
        entry["TEST"] = held["test_options"]
    return entry


def _database_url(interp: Interpreter) -> dict[str, Any]:
    def config(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        held = _bound(m, place, "config", _CONFIG, args, keywords)
        name = held.get("env", "DATABASE_URL")
        found = variable(m, name, place) if isinstance(name, str) else Unknown("a variable", place)
        url = held.get("default") if found is None else found
        return {} if url is None or url == "" else _entry(m, place, url, held)

    def parse(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        held = _bound(m, place, "parse", _PARSE, args, keywords)
        if "url" not in held:
            message = "parse() missing 1 required positional argument: 'url'"
            raise m.fail(TypeError, message, place)
        return _entry(m, place, held["url"], held)

    def register(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        held = {**dict(zip(("scheme", "backend"), args, strict=False)), **keywords}
        # In the first releases the two stood the other way round.
        for one, other in (("scheme", "backend"), ("backend", "scheme")):
            if isinstance(held.get(one), str):
                m.notes.setdefault("database schemes", {})[held[one]] = held.get(other)
        return Model("register", lambda m, p, a, k: a[0] if a else None)

    return {"config": Model("dj_database_url.config", config),
            "parse": Model("dj_database_url.parse", parse),
            "register": Model("dj_database_url.register", register),
            "DEFAULT_ENV": "DATABASE_URL"}  # fmt: skip


MODULES = {"dj_database_url": _database_url}
