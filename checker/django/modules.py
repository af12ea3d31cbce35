"""Django's own modules, as the interpreter imports them."""

from __future__ import annotations

from checker.data.django import Absent, has_module, module_entry, within
from checker.data.django_defaults import default_of, listed
from checker.django import state as django_state
from checker.django.apps import setup as set_up
from checker.django.command import run_command
from checker.django.command_classes import collectstatic_class, command_class
from checker.django.model_classes import auth_models, define_model, models
from checker.django.needed import LIBRARIES, WITH_MODELS
from checker.django.setting_names import ALWAYS, DEFAULTED
from checker.django.settings import load_settings, secret_key
from checker.django.shadows import check_shadows
from checker.django.state import AppRegistryNotReady, state_of
from checker.django.storages import classes
from checker.python.interpreter.pure import constant
from checker.python.interpreter.values import Class, Instance, Model, Module, Place, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


_NEVER: dict[str, Container[str]] = {
    "core.management": {"execute_manager", "setup_environ"},
    "utils.translation": {"uggettext", "ugettext_lazy_"},
    "contrib.staticfiles.storage": {"ManifestStaticFileStorage"},
}
"""Names that no release has in a module, and that settings are known to ask for."""


_CLOSED = ("conf.global_settings", "contrib.messages.constants")
_LEVELS = frozenset("DEBUG INFO SUCCESS WARNING ERROR DEFAULT_TAGS DEFAULT_LEVELS".split())


class _Never:
    """The public names in capitals that a module of which all are known does not have."""

    def __init__(self, module: str, django: tuple[int, int]) -> None:
        self._module, self._django = module, django

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or not name.isupper() or name.startswith("_"):
            return False
        if self._module.endswith("constants"):
            return name not in _LEVELS
        return not is_setting(name, self._django)


def is_setting(name: str, django: tuple[int, int]) -> bool:
    """Whether a release of Django has a default for a setting."""
    if name in listed() or name in DEFAULTED or name in ALWAYS:
        return True
    entry = module_entry("conf.global_settings")
    return entry is None or any(
        each.startswith(f"{name}:") and within(each.partition(":")[2], django)
        for each in entry[1].split(" ")
    )


OLDEST = (1, 8)
"""The first release whose modules are listed; what older ones hold is not known."""


def django_module(interp: Interpreter, name: str, place: Place | None) -> Module | None:
    """The module `name`, where it is one of Django's and this release has it."""
    if name != "django" and not name.startswith("django."):
        return None
    version = (4, 2) if interp.context.django is None else interp.context.django
    short = name[7:]
    module = Module(name, unmodelled=True, package=True)
    module.file = f"/usr/lib/python/site-packages/{name.replace('.', '/')}.py"
    missing: Container[str] = ()
    if short:
        if version < (1, 5) and interp.python >= (3, 0):
            message = "invalid syntax (this Django is written for Python 2 alone)"
            raise interp.fail(SyntaxError, message, place, "import-error", module=name)
    if short and version >= OLDEST:
        if not has_module(short, version):
            return None
        never = _Never(short, version) if short in _CLOSED else _NEVER.get(short, ())
        missing = Absent(short, version, never)
        module.missing = missing
    factory = _MODULES.get(short)
    module.namespace["__name__"] = name
    if factory is not None:
        for key, value in factory(interp).items():
            if key not in missing:
                module.namespace[key] = value
    if short == "core.management":
        check_shadows(interp, place)
    if short in WITH_MODELS and version >= (3, 2):
        define_model(interp, place, "", "")
    needed = LIBRARIES.get(short)
    if needed is not None and interp.context.distributions.absent(needed):
        raise interp.missing(needed, f"No module named '{needed}'", place)
    if short.endswith(".models") and short.startswith("contrib."):
        _models_of(interp, short, place)
    return module


def _models_of(interp: Interpreter, short: str, place: Place | None) -> None:
    """Importing the models of an app of Django's: its apps must be loaded, and it installed."""
    app = short[: -len(".models")]
    for needed in {"contrib.auth": ["contrib.contenttypes"], "contrib.flatpages": ["contrib.sites"],
                   "contrib.admin": ["contrib.contenttypes"],
                   "contrib.redirects": ["contrib.sites"]}.get(app, []):  # fmt: skip
        define_model(interp, place, f"django.{needed}", "")
    define_model(interp, place, f"django.{app}", "")


def _django(interp: Interpreter) -> dict[str, Any]:
    full = interp.context.django_full
    parts = [int(p) for p in full.split(".") if p.isdigit()]
    version = (*parts, *[0] * (3 - len(parts)), "final", 0)

    def setup(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        set_up(m, place)

    return {"VERSION": version, "get_version": constant("get_version", full),
            "__version__": full, "setup": Model("django.setup", setup)}  # fmt: skip


def _conf(interp: Interpreter) -> dict[str, Any]:
    def value(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        name = args[0]
        if name == "configured":
            return state_of(m).names is not None
        if name == "configure":
            return Model("settings.configure")
        state = load_settings(m, place)
        if name == "SECRET_KEY" and state.version >= (3, 2):
            secret_key(m, state, place)
        found = state.setting(name)
        if found is None and not state.explicit(name) and default_of(name, state.version) is None:
            if name.isupper() and name not in listed() and name not in DEFAULTED:
                if is_setting(name, state.version):
                    return Unknown(f"the setting {name}", place)
                message = f"'Settings' object has no attribute '{name}'"
                raise m.fail(AttributeError, message, place, name=name)
        return found

    settings = Model("django.conf.settings", None, {"__getattr__": Model("settings", value)})
    return {"settings": settings, "ENVIRONMENT_VARIABLE": "DJANGO_SETTINGS_MODULE"}


def _exceptions(interp: Interpreter) -> dict[str, Any]:
    names = ("ImproperlyConfigured", "AppRegistryNotReady", "SuspiciousFileOperation",
             "FieldError")  # fmt: skip
    return {name: getattr(django_state, name) for name in names}


def _management(interp: Interpreter) -> dict[str, Any]:
    def execute(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        given = args[0] if args else keywords.get("argv")
        return run_command(m, place, m.argv if given is None else given)

    def utility(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        given = args[0] if args else keywords.get("argv", m.argv)
        run = Model("execute", lambda m, p, a, k: run_command(m, p, given))
        return Model("ManagementUtility", None, {"execute": run, "argv": given})

    def call_command(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if args and args[0] == "collectstatic" and state_of(m).phase == "":
            run_command(m, place, ["manage.py", "collectstatic", "--noinput"])
        return None

    return {
        "execute_from_command_line": Model("execute_from_command_line", execute),
        "ManagementUtility": Model("ManagementUtility", utility),
        "call_command": Model("call_command", call_command),
        **_command_base(interp),
    }  # fmt: skip


def _global_settings(interp: Interpreter) -> dict[str, Any]:
    version = state_of(interp).version
    import copy  # noqa: PLC0415  gate: few settings ask Django itself

    found = {name: copy.deepcopy(default_of(name, version)) for name in listed()}
    return {n: tuple(v) if isinstance(v, list) and version < (1, 9) else v
            for n, v in found.items() if v is not None or n in DEFAULTED}  # fmt: skip


def _translation(interp: Interpreter) -> dict[str, Any]:
    def lazy(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Unknown("a translated text", place, unmodelled=True, decided=True)

    names = ("gettext", "gettext_lazy", "ugettext", "ugettext_lazy", "gettext_noop",
             "ugettext_noop", "pgettext_lazy", "pgettext", "ngettext", "ngettext_lazy")  # fmt: skip
    return {name: Model(name, lazy) for name in names}


def _apps(interp: Interpreter) -> dict[str, Any]:
    config = Model("django.apps.AppConfig", None, {"instantiate": _plain_instance})
    return {"AppConfig": config, "apps": Model("django.apps.apps", None, {
        "get_model": Model("apps.get_model", _get_model)})}  # fmt: skip


def _get_model(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    state = state_of(interp)
    if state.phase in ("", "apps"):
        raise interp.fail(AppRegistryNotReady, "Apps aren't loaded yet.", place)
    return Unknown("a model", place, unmodelled=True)


def _plain_instance(interp: Interpreter, place: Any, cls: Class, args: Any, keywords: Any) -> Any:
    return Instance(cls, {})


def _contrib_auth(interp: Interpreter) -> dict[str, Any]:
    def user(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        state = state_of(m)
        if state.phase in ("", "apps") or (state.phase == "models" and state.version < (1, 11)):
            raise m.fail(AppRegistryNotReady, "Apps aren't loaded yet.", place)
        return Unknown("the user model", place, unmodelled=True)

    return {"get_user_model": Model("get_user_model", user)}


def _storage(interp: Interpreter) -> dict[str, Any]:
    return classes("django.contrib.staticfiles.storage")


def _files_storage(interp: Interpreter) -> dict[str, Any]:
    return classes("django.core.files.storage")


def _urls(interp: Interpreter) -> dict[str, Any]:
    def reverse(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if not m.maybe("whether there is a URL of this name", place):
            message = f"Reverse for {m.shown(args[0])} not found."
            raise m.fail(django_state.NoReverseMatch, message, place)
        return Unknown("an address", place, unmodelled=True)

    return {"reverse": Model("reverse", reverse)}


def _message_levels(interp: Interpreter) -> dict[str, Any]:
    return {"DEBUG": 10, "INFO": 20, "SUCCESS": 25, "WARNING": 30, "ERROR": 40}


def _signals(interp: Interpreter) -> dict[str, Any]:
    return {"receiver": Model("receiver", lambda m, p, a, k: Model("receiver",
            lambda m, p, a, k: a[0]))}  # fmt: skip


def _admin(interp: Interpreter) -> dict[str, Any]:
    return {"register": Model("register", lambda m, p, a, k: Model("register",
            lambda m, p, a, k: a[0]))}  # fmt: skip


def _wsgi(interp: Interpreter) -> dict[str, Any]:
    def application(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        set_up(m, place)
        return Unknown("the application", place, unmodelled=True)

    return {"get_wsgi_application": Model("get_wsgi_application", application)}


def _command_base(interp: Interpreter) -> dict[str, Any]:
    base = interp.notes.setdefault("BaseCommand", command_class())
    return {"BaseCommand": base, "CommandError": django_state.CommandError,
            "SystemCheckError": django_state.SystemCheckError}  # fmt: skip


def _collectstatic(interp: Interpreter) -> dict[str, Any]:
    return {"Command": collectstatic_class(_command_base(interp)["BaseCommand"])}


_COLLECTSTATIC = "contrib.staticfiles.management.commands.collectstatic"
_MODULES = {
    "": _django, "conf": _conf, "core.exceptions": _exceptions, "core.management": _management,
    "core.management.base": _command_base, _COLLECTSTATIC: _collectstatic,
    "conf.global_settings": _global_settings, "utils.translation": _translation,
    "db.models": models, "contrib.auth.models": auth_models, "apps": _apps,
    "contrib.auth": _contrib_auth, "contrib.staticfiles.storage": _storage,
    "core.files.storage": _files_storage, "contrib.messages.constants": _message_levels,
    "urls": _urls, "core.urlresolvers": _urls,
    "dispatch": _signals, "contrib.admin": _admin, "core.wsgi": _wsgi,
}  # fmt: skip
