"""`AppConfig.create`: which app an entry of INSTALLED_APPS is, imported with its configuration."""

from __future__ import annotations

import posixpath

from checker.django.state import App, GiveUp, ImproperlyConfigured, State, refuse
from checker.python.interpreter.classification import is_subclass, lookup
from checker.python.interpreter.values import (
    Class,
    Model,
    Module,
    Place,
    PyRaise,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_CONFIGS = {
    "admin": "AdminConfig SimpleAdminConfig", "auth": "AuthConfig", "sites": "SitesConfig",
    "contenttypes": "ContentTypesConfig", "sessions": "SessionsConfig", "gis": "GISConfig",
    "messages": "MessagesConfig", "staticfiles": "StaticFilesConfig", "sitemaps": "SiteMapsConfig",
    "flatpages": "FlatPagesConfig", "redirects": "RedirectsConfig", "humanize": "HumanizeConfig",
    "syndication": "SyndicationConfig", "postgres": "PostgresConfig",
    "admindocs": "AdminDocsConfig",
}  # fmt: skip


def load_app(interp: Interpreter, state: State, entry: Any, where: Place | None) -> App:
    """`AppConfig.create(entry)`."""
    if isinstance(entry, (Unknown, Model)):
        raise GiveUp("an entry of INSTALLED_APPS is not known")
    if not isinstance(entry, str):
        message = f"{interp.shown(entry)} has no attribute 'split'"
        raise interp.fail(AttributeError, message, where, "settings-invalid",
                           setting="INSTALLED_APPS")  # fmt: skip
    if not entry:
        raise interp.fail(ValueError, "Empty module name", where, "app-not-found", app="")
    parts = entry.split(".")
    if not parts[-1] and len(parts) > 1 and state.version >= (3, 2):
        # Django looks at the first letter of the last part.
        raise interp.fail(IndexError, "string index out of range", where, "app-not-found",
                           app=entry)  # fmt: skip
    if parts[0] == "django" and interp.find_local("django", "django", None) is None:
        return _django_app(interp, state, entry, parts, where)
    try:
        module: Any = interp.import_module(entry, where)
    except PyRaise as raised:
        swallowed = Exception if state.version >= (3, 2) else ImportError
        if not isinstance(raised.value, swallowed) or len(parts) == 1:
            raise _not_found(raised, entry) from None
        return _from_class(interp, state, entry, entry, raised, where)
    if not isinstance(module, Module) or (module.unmodelled and not module.path):
        return App(entry, entry, parts[-1], "package")
    if not module.path and not module.searched:
        raise GiveUp(f"the app {entry} is not read")
    if state.version >= (3, 2):
        config = _automatic_config(interp, module, where)
        default = module.namespace.get("default_app_config")
        if state.version < (4, 1) and isinstance(default, str):
            own = f"{config.module}.{config.name}" if isinstance(config, Class) else ""
            if default != own:
                return _from_class(interp, state, default, entry, None, where)
    else:
        default = module.namespace.get("default_app_config")
        if isinstance(default, str):
            return _from_class(interp, state, default, entry, None, where)
        config = None
    return _local_app(interp, state, entry, module, config, where)


def _not_found(raised: PyRaise, entry: str) -> PyRaise:
    parts = entry.split(".")
    wanted = {".".join(parts[: at + 1]) for at in range(len(parts))}
    if raised.kind == "module-not-found" and raised.fields.get("module") in wanted:
        raised.kind = "app-not-found"
        raised.fields["app"] = entry
    return raised


def _django_app(
    interp: Interpreter, state: State, entry: str, parts: list[str], where: Place | None
) -> App:
    name = entry
    simple = False
    if len(parts) == 5 and parts[3] == "apps":
        name = ".".join(parts[:3])
        if parts[4] not in _CONFIGS.get(parts[2], parts[4]).split():
            message = f"Module '{'.'.join(parts[:4])}' does not contain a '{parts[4]}' class."
            raise interp.fail(ImportError, message, where, "app-not-found", app=entry)
        simple = parts[4] == "SimpleAdminConfig"
    try:
        interp.import_module(name, where)
    except PyRaise as raised:
        raise _not_found(raised, entry) from None
    short = name.rpartition(".")[2]
    if short == "gis":
        raise GiveUp("django.contrib.gis needs libraries of the system")
    if short == "postgres" and interp.context.distributions.absent("psycopg2"):
        if interp.context.distributions.absent("psycopg"):
            message = "No module named 'psycopg2'"
            raise interp.missing("psycopg2", message, where)
    app = App(entry, name, short, "django")
    app.config = "simple" if simple else None
    return app


def _automatic_config(interp: Interpreter, module: Module, where: Place | None) -> Any:
    """The one AppConfig of an app's `apps` module (from Django 3.2 on)."""
    if not interp.find_local(f"{module.name}.apps", "apps", module):
        return None
    apps = interp.import_module(f"{module.name}.apps", where)
    base = _config_base(interp, where)
    classes = [
        value for key, value in sorted(apps.namespace.items(), key=lambda item: str(item[0]))
        if isinstance(value, Class) and is_subclass(value, base) is not False
        and lookup(value, "default") is not False
    ]  # fmt: skip
    classes = list(dict.fromkeys(classes))
    if len(classes) == 1:
        return classes[0]
    chosen = [cls for cls in classes if lookup(cls, "default") is True]
    if len(chosen) > 1:
        message = f"{apps.name!r} declares more than one default AppConfig"
        raise interp.fail(RuntimeError, message, where, "import-error", module=apps.name)
    return chosen[0] if chosen else None


def _config_base(interp: Interpreter, where: Place | None) -> Any:
    return interp.import_module("django.apps", where).namespace["AppConfig"]


def _from_class(
    interp: Interpreter, state: State, dotted: str, entry: str, first: PyRaise | None,
    where: Place | None,
) -> App:  # fmt: skip
    """An entry (or `default_app_config`) that names an AppConfig."""
    path, _, name = dotted.rpartition(".")
    try:
        module = interp.import_module(path, where)
    except PyRaise as raised:
        raise _not_found(raised, entry) from None
    if module.unmodelled and not module.path:
        short = path.removesuffix(".apps")
        return App(entry, short, short.rpartition(".")[2], "package")
    try:
        config = interp.get_attribute(module, name, where)
    except PyRaise as raised:
        if not isinstance(raised.value, AttributeError):
            raise
        if first is not None and not (name[:1].isupper() and state.version >= (3, 2)):
            raise _not_found(first, entry) from None
        message = f"Module '{path}' does not contain a '{name}' class."
        raise interp.fail(ImportError, message, where, "app-not-found", app=entry) from None
    if isinstance(config, (Unknown, Model)):
        raise GiveUp(f"the app {entry} is not known")
    if not isinstance(config, Class) or is_subclass(config, _config_base(interp, where)) is False:
        message = f"'{entry}' isn't a subclass of AppConfig."
        error: Any = ImproperlyConfigured if isinstance(config, Class) else TypeError
        raise refuse(interp, error, message, where, "app-not-found", app=entry)
    return _local_app(interp, state, entry, None, config, where)


def _local_app(
    interp: Interpreter, state: State, entry: str, module: Module | None, config: Any,
    where: Place | None,
) -> App:  # fmt: skip
    name: Any = entry if module is not None else None
    label: Any = None
    if isinstance(config, Class):
        given = lookup(config, "name")
        if given is None:
            message = f"'{entry}' must supply a name attribute."
            raise refuse(interp, ImproperlyConfigured, message, config.place or where,
                         "app-not-found", app=entry)  # fmt: skip
        name, label = given, lookup(config, "label")
        if not isinstance(name, str):
            raise GiveUp(f"the name of the app {entry} is not known")
        try:
            module = interp.import_module(name, where)
        except PyRaise as raised:
            if not isinstance(raised.value, ImportError):
                raise
            message = f"Cannot import '{name}'. Check that '{config.module}.{config.name}.name' "
            raise refuse(interp, ImproperlyConfigured, message + "is correct.",
                         config.place or where, "app-not-found", app=entry) from None  # fmt: skip
    app = App(entry, name, label if isinstance(label, str) else name.rpartition(".")[2], "local")
    app.config = config
    if module is None:
        raise GiveUp(f"the app {entry} is not read")
    if module.unmodelled and not module.path:
        app.kind = "package"
        return app
    app.folders = module.searched or (posixpath.dirname(module.path),)
    given = lookup(config, "path") if isinstance(config, Class) else None
    if len(app.folders) > 1 and given is None:
        message = f"The app module {name} has multiple filesystem locations"
        raise refuse(interp, ImproperlyConfigured, message, where, "app-not-found", app=entry)
    if isinstance(given, str):
        inner = interp.files.inside(interp.files.absolute(given, interp.cwd))
        if inner is None:
            raise GiveUp(f"the folder of the app {entry} is not known")
        app.folders = (inner,)
    if not app.label.isidentifier() and state.version >= (3, 1):
        message = f"The app label '{app.label}' is not a valid Python identifier."
        raise refuse(interp, ImproperlyConfigured, message, where, "app-not-found", app=entry)
    return app
