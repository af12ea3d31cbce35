"""Model classes: what Django does when one is made."""

from __future__ import annotations

from checker.django.database import load_backend
from checker.django.model_options import AUTOMATIC, check_fields, check_meta
from checker.django.settings import load_settings
from checker.django.state import (
    App,
    AppRegistryNotReady,
    ImproperlyConfigured,
    refuse,
    state_of,
)
from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import Class, Model, Place, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def define_model(interp: Interpreter, place: Place | None, module: str, name: str) -> None:
    """What Django does when a model class is made."""
    state = state_of(interp)
    if state.version < (1, 7):
        return  # there is no registry of apps yet
    if state.phase == "":
        if not state.loading:
            load_settings(interp, place)
        raise interp.fail(AppRegistryNotReady, "Apps aren't loaded yet.", place)
    if state.phase == "apps":
        raise interp.fail(AppRegistryNotReady, "Apps aren't loaded yet.", place)
    if state.version < (1, 9):
        return  # a model outside of the apps is but warned of
    if module.startswith("django.") and state.app_of(module) is None:
        last = module.rpartition(".")[2]
        if last in ("auth", "contenttypes", "sites", "sessions", "admin", "flatpages"):
            message = (
                f"Model class {module}.models doesn't declare an explicit app_label and isn't in "
                "an application in INSTALLED_APPS."
            )
            raise interp.fail(RuntimeError, message, place, "import-error", module=module)


def _derive_model(interp: Interpreter, place: Place | None, cls: Class) -> None:
    """The hook of `class X(models.Model)`."""
    state = state_of(interp)
    if state.phase in ("", "apps"):
        define_model(interp, place, cls.module, cls.name)
    app = state.app_of(cls.module)
    meta = cls.namespace.get("Meta")
    label = meta.namespace.get("app_label") if isinstance(meta, Class) else None
    abstract = isinstance(meta, Class) and meta.namespace.get("abstract") is True
    if app is None and label is None and not abstract and state.version >= (1, 9):
        message = (
            f"Model class {cls.module}.{cls.name} doesn't declare an explicit app_label and isn't "
            "in an application in INSTALLED_APPS."
        )
        raise interp.fail(RuntimeError, message, place, "import-error", module=cls.module)
    if isinstance(meta, Class):
        check_meta(interp, place, cls, meta)
    check_fields(interp, place, cls)
    if not abstract and state.version >= (3, 2):
        _primary_key(interp, place, cls, app)
    if not abstract:
        owner = label if isinstance(label, str) else (app.label if app else "")
        key = (owner, cls.name.lower())
        other = state.places.setdefault(key, cls)
        if other is not cls and other.module != cls.module and owner:
            message = f"Conflicting '{key[1]}' models in application '{owner}'"
            raise interp.fail(RuntimeError, message, place, "import-error", module=cls.module)
        state.models.add(key)
    if isinstance(meta, Class) and isinstance(meta.namespace.get("db_table"), str):
        return  # Only for the name of a table is the backend asked.

    load_backend(interp, place)


def _primary_key(interp: Interpreter, place: Place | None, cls: Class, app: App | None) -> None:
    """DEFAULT_AUTO_FIELD must name a class, where a model has no key of its own."""
    state = state_of(interp)
    path = state.setting("DEFAULT_AUTO_FIELD")
    own = (
        lookup(app.config, "default_auto_field") if app and isinstance(app.config, Class) else None
    )
    key = any(
        isinstance(value, Unknown) and value.because in (_KEY, AUTOMATIC)
        for base in cls.mro
        if isinstance(base, Class)
        for value in base.namespace.values()
    )
    bases = [base for base in cls.mro[1:] if isinstance(base, (Class, Unknown))]
    if own is not None or key or bases or not isinstance(path, str):
        return
    where = state.place("DEFAULT_AUTO_FIELD") or place
    module, _, name = path.rpartition(".")
    try:
        if not module:
            raise interp.fail(ImportError, f"{path} doesn't look like a module path", where)
        found = interp.get_attribute(interp.import_module(module, where), name, where)
        if module == "django.db.models" and isinstance(found, Model) and name in _FIELDS:
            if not name.endswith("AutoField"):
                message = f"Primary key '{path}' referred by DEFAULT_AUTO_FIELD must subclass "
                raise refuse(interp, ValueError, message + "AutoField.", where,
                             "settings-invalid", setting="DEFAULT_AUTO_FIELD")  # fmt: skip
    except PyRaise as raised:
        if not isinstance(raised.value, (ImportError, AttributeError)):
            raise
        message = f"DEFAULT_AUTO_FIELD refers to the module '{path}' that could not be imported."
        raise refuse(interp, ImproperlyConfigured, message, where, "settings-invalid",
                     setting="DEFAULT_AUTO_FIELD") from None  # fmt: skip


_KEY = "a primary key"
_FIELDS = (
    "AutoField BigAutoField SmallAutoField CharField IntegerField BigIntegerField SlugField "
    "UUIDField TextField EmailField PositiveIntegerField"
).split()


def _field(name: str) -> Model:
    def made(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        key = keywords.get("primary_key") not in (None, False)
        if name.endswith("AutoField"):
            return Unknown(AUTOMATIC, place, unmodelled=True)
        return Unknown(_KEY if key else f"a {name}", place, unmodelled=True)

    return Model(name, made)


def _relation(name: str) -> Model:
    def made(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if state_of(interp).version >= (2, 0) and len(args) < 2 and "on_delete" not in keywords:
            message = f"{name}.__init__() missing 1 required positional argument: 'on_delete'"
            raise interp.fail(TypeError, message, place)
        key = keywords.get("primary_key") not in (None, False)
        return Unknown(_KEY if key else f"a {name}", place, unmodelled=True)

    return Model(name, made)


def models(interp: Interpreter) -> dict[str, Any]:
    """What `django.db.models` has."""
    base = Model("django.db.models.Model", None, {"derive": _derive_model})
    relations = {name: _relation(name) for name in ("ForeignKey", "OneToOneField")}
    return {**{name: _field(name) for name in _FIELDS}, "Model": base, **relations}


def auth_models(interp: Interpreter) -> dict[str, Any]:
    """The classes of `django.contrib.auth.models`."""
    base = {"derive": _derive_model}
    return {
        n: Model(f"django.contrib.auth.models.{n}", None, dict(base))
        for n in (
            "AbstractUser",
            "AbstractBaseUser",
            "PermissionsMixin",
            "User",
            "Group",
            "Permission",
        )
    }
