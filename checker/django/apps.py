"""`django.setup()`: settings, logging, and the apps with their models, each made ready."""

from __future__ import annotations

from checker.django.app_loading import load_app
from checker.django.database import load_backend
from checker.django.settings import configure_logging, load_settings, secret_key
from checker.django.state import App, GiveUp, ImproperlyConfigured, State, refuse
from checker.django.translation import need_translations
from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Module,
    Place,
    Unknown,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter

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
