"""The database backend: making a model class loads it, and its driver must be installed."""

from __future__ import annotations

from checker.django.state import GiveUp, ImproperlyConfigured, refuse, state_of
from checker.python.interpreter.values import Model, Place, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter

_DRIVERS: dict[str, tuple[str, ...]] = {
    "django.db.backends.sqlite3": (), "django.db.backends.dummy": (),
    "django.db.backends.mysql": ("MySQLdb",),
    "django.db.backends.postgresql": ("psycopg2", "psycopg"),
    "django.db.backends.postgresql_psycopg2": ("psycopg2", "psycopg"),
    "django.db.backends.oracle": ("cx_Oracle", "oracledb"),
    "django.contrib.gis.db.backends.mysql": ("MySQLdb",),
    "django.contrib.gis.db.backends.oracle": ("cx_Oracle", "oracledb"),
    "django.contrib.gis.db.backends.postgis": ("psycopg2", "psycopg"),
}  # fmt: skip
_DISTRIBUTION = {"MySQLdb": "mysqlclient", "psycopg2": "psycopg2-binary", "cx_Oracle": "oracledb",
                 "oracledb": "oracledb"}  # fmt: skip
_GEOGRAPHIC = "the geographic database backend needs libraries of the system"


def load_backend(interp: Interpreter, place: Place | None) -> None:
    """Load the default database's backend, once."""
    state = state_of(interp)
    if state.database:
        return
    state.database = True
    databases = state.setting("DATABASES")
    where = state.place("DATABASES") or place
    if isinstance(databases, (Unknown, Model)) or not databases:
        return
    if not isinstance(databases, dict):
        message = "The DATABASES setting must be a mapping"
        raise interp.fail(TypeError, message, where, "settings-invalid", setting="DATABASES")
    if any(isinstance(key, Unknown) for key in databases):
        return
    if "default" not in databases:
        message = "You must define a 'default' database."
        raise refuse(interp, ImproperlyConfigured, message, where, "settings-invalid",
                     setting="DATABASES")  # fmt: skip
    entry = databases["default"]
    if not isinstance(entry, dict) or any(isinstance(key, Unknown) for key in entry):
        return
    engine = entry.get("ENGINE", "")
    if isinstance(engine, (Unknown, Model)) or not engine or engine == "django.db.backends.":
        return
    if not isinstance(engine, str):
        return
    _load(interp, engine, where)


def _load(interp: Interpreter, engine: str, where: Place | None) -> None:
    state = state_of(interp)
    geographic = engine.startswith("django.contrib.gis.")  # tried: the driver is loaded before GDAL
    if engine == "django.db.backends.postgresql_psycopg2" and state.version >= (3, 0):
        # Still accepted: the name is an alias since 1.9, without one from 3.0 to … on.
        drivers: tuple[str, ...] = ("psycopg2",)
    elif engine in _DRIVERS:
        drivers = _DRIVERS[engine]
    elif engine.startswith("django.db.backends."):
        message = f"'{engine}' isn't an available database backend."
        raise refuse(interp, ImproperlyConfigured, message, where, "settings-invalid",
                     setting="DATABASES")  # fmt: skip
    elif geographic:
        raise GiveUp(_GEOGRAPHIC)
    else:
        try:
            interp.import_module(f"{engine}.base", where)
        except PyRaise as raised:
            if isinstance(raised.value, ImportError):
                message = f"'{engine}' isn't an available database backend."
                raise refuse(interp, ImproperlyConfigured, message, where,
                             "settings-invalid", setting="DATABASES") from raised  # fmt: skip
            raise
        return
    if engine.endswith(".oracle") and state.version < (5, 0):
        drivers = ("cx_Oracle",)
    if state.version < (4, 2):
        drivers = tuple(d for d in drivers if d != "psycopg")
    if not drivers or _is_there(interp, drivers, where):
        if geographic:
            raise GiveUp(_GEOGRAPHIC)
        return
    name = _DISTRIBUTION.get(drivers[0], drivers[0])
    message = f"Error loading {drivers[0]} module. Did you install {name}?"
    raise refuse(interp, ImproperlyConfigured, message, where, "database-driver-missing",
                 module=drivers[0], distribution=name)  # fmt: skip


def _is_there(interp: Interpreter, drivers: tuple[str, ...], where: Place | None) -> bool:
    """Whether one of the drivers can be imported."""
    if any(d in interp.modules or _available(interp, d) for d in drivers):
        return True
    if "pymysql" in interp.modules and "MySQLdb" in drivers:
        return True
    if all(interp.context.distributions.absent(d) for d in drivers):
        return False
    return interp.maybe(f"whether the requirements bring {drivers[0]}", where)


def _available(interp: Interpreter, module: str) -> bool:
    return interp.context.distributions.provides(module) or (
        interp.find_local(module, module, None) is not None
    )
