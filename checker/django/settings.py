"""Loading the settings module as `django.conf` does, with the checks of each release."""

from __future__ import annotations

from checker.data.django import zone_lines
from checker.django.state import GiveUp, ImproperlyConfigured, Note, State, refuse, state_of
from checker.python.interpreter.values import Model, Place, PyRaise, Unknown
from checker.python.models.logging_config import logging_problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def load_settings(interp: Interpreter, place: Place | None) -> State:
    """Read the settings module, if it was not read yet; raises what Django would raise."""
    state = state_of(interp)
    if state.names is not None and not state.loading:
        return state
    name = interp.environ.get("DJANGO_SETTINGS_MODULE")
    if isinstance(name, Unknown) or (name and not isinstance(name, str)):
        raise GiveUp("the name of the settings module is not known")
    if not name:
        message = (
            "Requested setting INSTALLED_APPS, but settings are not configured. You must either "
            "define the environment variable DJANGO_SETTINGS_MODULE or call settings.configure()"
        )
        raise refuse(interp, ImproperlyConfigured, message, place, "settings-module-unset")
    state.module = name
    nested, state.loading = state.loading, True
    try:
        module = interp.import_module(name, place)
        finish = interp.notes.get("settings are finished")
        if finish is not None and not nested:
            finish(interp, place, module)
    except PyRaise as raised:
        if raised.kind == "module-not-found" and raised.fields.get("module", "") in _parents(name):
            raised.kind = "settings-module-not-found"
        elif not raised.kind:
            raised.kind = "settings-import-error"
        raise
    finally:
        state.loading = nested
    if module.unmodelled:
        raise GiveUp(f"what the settings module {name} sets is not known")
    seen = interp.notes.get("settings as Django sees them")
    state.names = module.namespace if seen is None else seen
    state.urls_as_they_are = seen is not None
    state.sources = len(interp.sources)
    if not nested:
        # What Django makes of it for itself while the module is still being read is discarded.
        state.snapshot = {k: v for k, v in state.names.items() if isinstance(k, str)}
    try:
        _check(interp, state, place)
    finally:
        if nested:
            partial = state.names
            state.names = None
            state.overrides = {}
    if nested:
        state.names = partial
    return state


def _parents(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[: at + 1]) for at in range(len(parts))}


def _check(interp: Interpreter, state: State, place: Place | None) -> None:
    """What `Settings.__init__` refuses."""
    version = state.version
    sequences = ["INSTALLED_APPS", "LOCALE_PATHS", "TEMPLATE_DIRS"]
    if version < (1, 10):
        sequences.append("ALLOWED_INCLUDE_ROOTS")
    if version >= (4, 0):
        sequences.append("ALLOWED_HOSTS")
    if version >= (4, 1):
        sequences.append("SECRET_KEY_FALLBACKS")
    for name in sorted(sequences):
        if not state.explicit(name):
            continue
        value = state.setting(name)
        if isinstance(value, (Unknown, Model)):
            continue
        if not isinstance(value, (list, tuple)):
            message = f"The {name} setting must be a list or a tuple."
            raise refuse(interp, ImproperlyConfigured, message, state.place(name) or place,
                         "settings-invalid", setting=name)  # fmt: skip
    if version < (3, 2):
        secret_key(interp, state, place)
    _storages(interp, state, place)
    _time_zone(interp, state, place)


def secret_key(interp: Interpreter, state: State, place: Place | None) -> None:
    """`The SECRET_KEY setting must not be empty`."""
    value = state.setting("SECRET_KEY")
    if isinstance(value, Unknown):
        return
    if not value:
        message = "The SECRET_KEY setting must not be empty."
        raise refuse(interp, ImproperlyConfigured, message, state.place("SECRET_KEY") or place,
                     "settings-invalid", setting="SECRET_KEY")  # fmt: skip


def _storages(interp: Interpreter, state: State, place: Place | None) -> None:
    """STORAGES beside the settings that it replaced (4.2 to 5.0), and after them (5.1)."""
    version = state.version
    old = state.explicit("STATICFILES_STORAGE")
    if version >= (5, 1) and old:
        state.notes.append(Note(
            "storage-setting-removed", "STATICFILES_STORAGE is ignored since Django 5.1",
            state.place("STATICFILES_STORAGE"), False, {"setting": "STATICFILES_STORAGE"},
        ))  # fmt: skip
    if not (4, 2) <= version < (5, 1):
        return
    both = state.explicit("STORAGES")
    for name in ("DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE"):
        if state.explicit(name) and both:
            message = f"{name}/STORAGES are mutually exclusive."
            raise refuse(interp, ImproperlyConfigured, message, state.place(name) or place,
                         "storages-conflict", setting=name)  # fmt: skip
    given = state.setting("STORAGES")
    if both or not isinstance(given, dict):
        return
    storages = dict(given)
    if state.explicit("DEFAULT_FILE_STORAGE"):
        storages["default"] = {"BACKEND": state.setting("DEFAULT_FILE_STORAGE")}
    if old:
        storages["staticfiles"] = {"BACKEND": state.setting("STATICFILES_STORAGE")}
    state.overrides["STORAGES"] = storages


def zones() -> frozenset[str]:
    """What stands below /usr/share/zoneinfo."""
    found: set[str] = set()
    for line in zone_lines():
        folder, *names = line.split(" ")
        found.update(names if folder == "." else [f"{folder}/{name}" for name in names])
    return frozenset(found)


def _time_zone(interp: Interpreter, state: State, place: Place | None) -> None:
    if not state.explicit("TIME_ZONE"):
        return
    zone = state.setting("TIME_ZONE")
    if isinstance(zone, (Unknown, Model)) or not zone:
        return
    where = state.place("TIME_ZONE") or place
    if not isinstance(zone, str):
        raise interp.fail(
            AttributeError, f"{type(zone).__name__!r} object has no attribute 'split'", where,
            "settings-invalid", setting="TIME_ZONE",
        )  # fmt: skip
    name = "/".join(part for part in zone.split("/") if part not in ("", "."))
    if zone in ("America/Chicago", "UTC", "Asia/Shanghai") or name in zones():
        return
    if ".." in zone or zone.startswith("/"):
        return
    raise refuse(interp, ValueError, f"Incorrect timezone setting: {zone}", where,
                 "settings-invalid", setting="TIME_ZONE")  # fmt: skip


def configure_logging(interp: Interpreter, state: State, place: Place | None) -> None:
    """`logging.config.dictConfig(LOGGING)`: what it refuses, as far as it is known."""
    function = state.setting("LOGGING_CONFIG")
    config = state.setting("LOGGING")
    if not function or not config or isinstance(config, (Unknown, Model)):
        return
    where = state.place("LOGGING") or place
    if not isinstance(function, str) or function != "logging.config.dictConfig":
        return
    if not isinstance(config, dict):
        raise interp.fail(TypeError, "LOGGING is not a mapping", where, "settings-invalid",
                           setting="LOGGING")  # fmt: skip
    problem = logging_problem(interp, config)
    if problem:
        raise refuse(interp, ValueError, problem, where, "settings-invalid", setting="LOGGING")
