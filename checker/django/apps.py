"""`django.setup()`: settings, logging, and each app of INSTALLED_APPS imported and made ready."""

from __future__ import annotations

import posixpath

from checker.django.database import load_backend
from checker.django.settings import configure_logging, load_settings, secret_key
from checker.django.state import App, GiveUp, ImproperlyConfigured, State, refuse
from checker.django.translation import need_translations
from checker.python.interpreter.classification import is_subclass, lookup
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Module,
    Place,
    PyRaise,
    Unknown,
    type_name,
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
_WITH_MODELS = ("admin", "auth", "contenttypes", "sessions", "sites", "flatpages", "redirects")


def setup(interp: Interpreter, place: Place | None) -> State:
    """Load settings and apps, if they were not loaded yet; raises what Django would raise."""
    state = load_settings(interp, place)
    if state.phase:
        return state
    configure_logging(interp, state, place)
    where = state.place("INSTALLED_APPS") or place
    entries = interp.iterate(state.setting("INSTALLED_APPS"), where)
    if isinstance(entries, Unknown):
        raise GiveUp(f"INSTALLED_APPS is not known: {entries.because}")
    state.phase = "apps"
    for entry in list(entries):
        interp.charge(len(state.apps) >> 3)
        app = load_app(interp, state, entry, where)
        same = [other for other in state.apps if other.label == app.label]
        # A package's own configuration may give it another label: `wagtail.search` does.
        same = [other for other in same if "package" not in (app.kind, other.kind)
                or other.name == app.name]  # fmt: skip
        if same:
            message = f"Application labels aren't unique, duplicates: {app.label}"
            raise refuse(interp, ImproperlyConfigured, message, where, "settings-invalid",
                         setting="INSTALLED_APPS", app=app.label)  # fmt: skip
        state.apps.append(app)
    names = [app.name for app in state.apps]
    double = _first_double(names)
    if double is not None:
        message = f"Application names aren't unique, duplicates: {double}"
        raise refuse(interp, ImproperlyConfigured, message, where, "settings-invalid",
                     setting="INSTALLED_APPS", app=double)  # fmt: skip
    state.phase = "models"
    for app in state.apps:
        _import_models(interp, state, app, where)
    for app in state.apps:
        _make_ready(interp, state, app, where)
    state.phase = "ready"
    return state


def _first_double(names: list[str]) -> str | None:
    """The first name that comes again; None if none does."""
    if len(set(names)) == len(names):
        return None
    counts = dict.fromkeys(names, 0)
    for name in names:
        counts[name] += 1
    return next(name for name in names if counts[name] > 1)


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


def _import_models(interp: Interpreter, state: State, app: App, where: Place | None) -> None:
    if app.kind == "django":
        short = app.name.rpartition(".")[2]
        if short in _WITH_MODELS:
            interp.import_module(f"{app.name}.models", where)
            if short in ("auth", "flatpages"):
                # Tables whose names Django makes up: it asks the backend how long they may be.
                load_backend(interp, where)
            if short == "auth":  # the names of its tables between users and groups are translated
                need_translations(interp, state, where)
            if short in ("auth", "contenttypes", "sessions", "sites", "admin"):
                names = {"auth": "user group permission", "contenttypes": "contenttype"}
                for model in names.get(short, short).split():
                    state.models.add((short, model))
        return
    if app.kind != "local":
        return
    module = interp.modules.get(app.name)
    if isinstance(module, Module) and interp.find_local(f"{app.name}.models", "models", module):
        interp.import_module(f"{app.name}.models", where)


def _make_ready(interp: Interpreter, state: State, app: App, where: Place | None) -> None:
    """`AppConfig.ready()`: the program's own, and the admin's search for `admin` modules."""
    if app.kind == "local" and isinstance(app.config, Class):
        ready = lookup(app.config, "ready")
        if isinstance(ready, Function):
            instance = Instance(app.config, {"name": app.name, "label": app.label})
            interp.call(ready, [instance], {}, where)
    if app.kind == "django" and app.name == "django.contrib.auth" and state.version >= (1, 11):
        _user_model(interp, state, where)  # for its field `last_login`
    admin = app.kind == "django" and app.name == "django.contrib.admin"
    if app.config is not None and isinstance(app.config, Class) and app.kind == "local":
        admin = any(isinstance(b, Model) and b.name.endswith("AdminConfig") for b in app.config.mro)
    if not admin or app.config == "simple":
        return
    for other in state.apps:
        if other.kind == "django" and other.name == "django.contrib.auth":
            # Its admin imports forms, which ask for the user model and, in 3.2, for the key.
            _user_model(interp, state, where)
            if state.version == (3, 2):
                secret_key(interp, state, where)
        module = interp.modules.get(other.name)
        if other.kind == "local" and isinstance(module, Module):
            if interp.find_local(f"{other.name}.admin", "admin", module):
                interp.import_module(f"{other.name}.admin", where)


def _user_model(interp: Interpreter, state: State, where: Place | None) -> None:
    model = state.setting("AUTH_USER_MODEL")
    place = state.place("AUTH_USER_MODEL") or where
    if isinstance(model, (Unknown, Model)):
        return
    if not isinstance(model, str):
        message = f"'{type_name(model)}' object has no attribute 'split'"
        raise interp.fail(AttributeError, message, place, "settings-invalid",
                           setting="AUTH_USER_MODEL")  # fmt: skip
    label, dot, name = model.partition(".")
    if not dot or "." in name:
        message = "AUTH_USER_MODEL must be of the form 'app_label.model_name'"
        raise refuse(interp, ImproperlyConfigured, message, place, "settings-invalid",
                     setting="AUTH_USER_MODEL")  # fmt: skip
    owner = next((app for app in state.apps if app.label == label), None)
    if owner is not None and owner.kind == "package":
        return
    if (label, name.lower()) not in state.models:
        if (
            owner is not None
            and owner.kind == "local"
            and _opaque_models(interp, owner, name.lower())
        ):
            return
        message = f"AUTH_USER_MODEL refers to model '{model}' that has not been installed"
        raise refuse(interp, ImproperlyConfigured, message, place, "settings-invalid",
                     setting="AUTH_USER_MODEL")  # fmt: skip


def _opaque_models(interp: Interpreter, app: App, model: str) -> bool:
    """Whether an app may have the model without its being seen: of a package's base, imported."""
    for module in list(interp.modules.values()):
        if not isinstance(module, Module) or not f"{module.name}.".startswith(
            f"{app.name}.models."
        ):
            continue
        if module.namespace.open is not None:
            return True
        for name, value in module.namespace.items():
            of_unknown = isinstance(value, Class) and any(isinstance(b, Unknown) for b in value.mro)
            if str(name).lower() == model and (isinstance(value, Unknown) or of_unknown):
                return True
    return False
