"""Storages: Django's classes as models, and what the staticfiles storage of a project does."""

from __future__ import annotations

from checker.base.caching import cache
from checker.django.state import GiveUp, ImproperlyConfigured, InvalidStorageError, State, refuse
from checker.python.interpreter.classification import is_subclass
from checker.python.interpreter.values import (
    Class,
    Function,
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

_FILES = "django.core.files.storage"
_STATIC = "django.contrib.staticfiles.storage"


@cache
def _all() -> dict[str, Model]:
    """Django's storage classes, one object for each, so that identity holds."""
    made: dict[str, Model] = {}

    def add(name: str, *bases: str) -> None:
        parents = tuple(made[base] for base in bases)
        made[name] = Model(name, None, {"bases": parents, "closed": True, "storage": True})

    add(f"{_FILES}.Storage")
    add(f"{_FILES}.FileSystemStorage", f"{_FILES}.Storage")
    add(f"{_FILES}.InMemoryStorage", f"{_FILES}.Storage")
    add(f"{_STATIC}.StaticFilesStorage", f"{_FILES}.FileSystemStorage")
    add(f"{_STATIC}.HashedFilesMixin")
    add(f"{_STATIC}.ManifestFilesMixin", f"{_STATIC}.HashedFilesMixin")
    add(f"{_STATIC}.CachedFilesMixin", f"{_STATIC}.HashedFilesMixin")
    static = f"{_STATIC}.StaticFilesStorage"
    add(f"{_STATIC}.ManifestStaticFilesStorage", f"{_STATIC}.ManifestFilesMixin", static)
    add(f"{_STATIC}.CachedStaticFilesStorage", f"{_STATIC}.CachedFilesMixin", static)
    add("whitenoise.storage.CompressedStaticFilesStorage", static)
    add("whitenoise.storage.CompressedManifestStaticFilesStorage",
        f"{_STATIC}.ManifestStaticFilesStorage")  # fmt: skip
    add("whitenoise.django.GzipManifestStaticFilesStorage", f"{_STATIC}.ManifestStaticFilesStorage")
    return made


def classes(module: str) -> dict[str, Any]:
    """The storage classes that a module of Django has; not those of other releases."""
    found = {
        name.rpartition(".")[2]: model
        for name, model in _all().items()
        if name.startswith(f"{module}.")
    }
    if module == _STATIC:
        # That module imports them too.
        found["FileSystemStorage"] = _all()[f"{_FILES}.FileSystemStorage"]
    return found


class Storage:
    """The staticfiles storage, made."""

    __slots__ = ("cls", "hashed", "instance", "local", "location", "name", "place", "static")

    def __init__(self, name: str, cls: Any, place: Place | None) -> None:
        self.name = name
        self.cls = cls
        self.place = place
        self.local = derives(cls, f"{_FILES}.FileSystemStorage")
        self.static = derives(cls, f"{_STATIC}.StaticFilesStorage")
        self.hashed = derives(cls, f"{_STATIC}.HashedFilesMixin")
        self.location: Any = None
        """Where a local storage writes; None or empty where nothing says."""
        self.instance: Any = None


def derives(cls: Any, name: str) -> bool:
    """Whether a class is, or is derived from, one of Django's storages."""
    return is_subclass(cls, _all()[name]) is True


def backend_of(interp: Interpreter, state: State) -> tuple[Any, dict[Any, Any], Place | None]:
    """The dotted name of the staticfiles storage, its options, and where it is named."""
    if state.version < (4, 2):
        name = state.setting("STATICFILES_STORAGE")
        if not name and not isinstance(name, Unknown):
            name = state.setting("DEFAULT_FILE_STORAGE")
        return name, {}, state.place("STATICFILES_STORAGE")
    place = state.place("STORAGES") or state.place("STATICFILES_STORAGE")
    storages = state.setting("STORAGES")
    if isinstance(storages, (Unknown, Model)):
        raise GiveUp(f"STORAGES is not known: {getattr(storages, 'because', '')}")
    if not isinstance(storages, dict):
        raise interp.fail(AttributeError, "STORAGES has no attribute 'copy'", place,
                           "settings-invalid", setting="STORAGES")  # fmt: skip
    if "staticfiles" not in storages:
        if any(isinstance(key, Unknown) for key in storages):
            raise GiveUp("STORAGES is not known")
        message = "Could not find config for 'staticfiles' in settings.STORAGES."
        raise refuse(interp, InvalidStorageError, message, place, "E005", setting="STORAGES")
    entry = storages["staticfiles"]
    if isinstance(entry, Unknown) or not isinstance(entry, dict):
        raise GiveUp("the staticfiles entry of STORAGES is not known")
    if "BACKEND" not in entry:
        raise interp.fail(KeyError, "BACKEND", place, "storage-not-found", setting="STORAGES")
    options = entry.get("OPTIONS", {})
    if not isinstance(options, dict):
        raise GiveUp("the options of the storage are not known")
    return entry["BACKEND"], options, place


def make_storage(interp: Interpreter, state: State, place: Place | None) -> Storage:
    """The staticfiles storage; raises what importing or making it would raise."""
    name, options, where = backend_of(interp, state)
    where = where or place
    if isinstance(name, (Unknown, Model)):
        raise GiveUp("the name of the static files' storage is not known")
    if not isinstance(name, str):
        raise interp.fail(AttributeError, "the storage is not a string", where, "storage-not-found")
    try:
        cls = _import_string(interp, name, where)
    except PyRaise as raised:
        if not isinstance(raised.value, ImportError):
            raise
        raised.kind = "storage-not-found"
        raised.fields["storage"] = name
        if state.version >= (4, 2):
            raised.value = InvalidStorageError(f"Could not find backend {name!r}: {raised.value}")
        raise
    storage = Storage(name, cls, where)
    if not isinstance(cls, Class) and not (isinstance(cls, Model) and "storage" in cls.attributes):
        _boto(interp, name, where)
        raise GiveUp(f"what the storage {name} does is not known")
    if isinstance(cls, Class):
        _own_class(cls)
    if storage.static:
        location = options.get("location")
        storage.location = state.setting("STATIC_ROOT") if location is None else location
        base = options.get("base_url")
        base = state.setting("STATIC_URL") if base is None else base
        unknown = set(map(str, options)) - _OPTIONS
        if unknown:
            message = f"unexpected keyword argument '{min(unknown)}'"
            raise interp.fail(TypeError, message, where, "storage-not-found", storage=name)
        check_settings(interp, state, base, place)
    elif storage.local:
        location = options.get("location")
        storage.location = state.setting("MEDIA_ROOT") if location is None else location
        if not storage.location and not isinstance(storage.location, Unknown):
            storage.location = interp.cwd
    return storage


_OPTIONS = {"location", "base_url", "file_permissions_mode", "directory_permissions_mode",
            "allow_overwrite", "manifest_storage"}  # fmt: skip
_HARMLESS = frozenset({"manifest_strict", "manifest_name", "__module__", "__qualname__", "__doc__",
    "max_post_process_passes", "keep_intermediate_files", "support_js_module_import_aggregation",
})  # fmt: skip


def _boto(interp: Interpreter, name: str, where: Place | None) -> None:
    """The storages of django-storages import their libraries when they are made."""
    if name.startswith("storages.backends.s3") and interp.context.distributions.absent("boto3"):
        message = "Could not load Boto3's S3 bindings. No module named 'boto3'"
        raise refuse(interp, ImproperlyConfigured, message, where, "storage-not-found",
                     storage=name)  # fmt: skip


def _own_class(cls: Class) -> None:
    """A storage of the program: only what is known to change nothing may be redefined."""
    if not any(isinstance(base, Model) for base in cls.mro) or cls.open is not None:
        raise GiveUp(f"what the storage {cls.name} does is not known")
    if not derives(cls, f"{_STATIC}.StaticFilesStorage"):
        return
    for base in cls.mro:
        if isinstance(base, Class):
            for name, value in base.namespace.items():
                if name not in _HARMLESS:
                    raise GiveUp(f"the storage {cls.name} has its own {name}")
                if name == "support_js_module_import_aggregation" and value is not False:
                    raise GiveUp("references between JavaScript modules are not followed")
                if isinstance(value, Function):
                    raise GiveUp(f"the storage {cls.name} has its own {name}")


def _import_string(interp: Interpreter, dotted: str, place: Place | None) -> Any:
    path, dot, name = dotted.rpartition(".")
    if not dot:
        message = f"{dotted} doesn't look like a module path"
        raise interp.fail(ImportError, message, place)
    module = interp.import_module(path, place)
    if dotted in _all() and isinstance(module, Module) and module.unmodelled:
        if name not in module.missing:
            return _all()[dotted]
    try:
        found = interp.get_attribute(module, name, place)
    except PyRaise as raised:
        if isinstance(raised.value, AttributeError):
            message = f'Module "{path}" does not define a "{name}" attribute/class'
            raise interp.fail(ImportError, message, place) from None
        raise
    if isinstance(found, Unknown) and path.startswith("django."):
        if path in (_STATIC, _FILES):
            message = f'Module "{path}" does not define a "{name}" attribute/class'
            raise interp.fail(ImportError, message, place)
    return found


def check_settings(interp: Interpreter, state: State, base: Any, place: Place | None) -> None:
    """`django.contrib.staticfiles.utils.check_settings`."""
    media = state.setting("MEDIA_URL")
    if state.version >= (3, 1):
        for name in ("STATIC_URL", "MEDIA_URL"):
            value = state.setting(name)
            if value is not None and not isinstance(value, (str, Unknown, Model)):
                message = f"'{type(value).__name__}' object has no attribute 'startswith'"
                raise interp.fail(AttributeError, message, state.place(name) or place,
                                   "static-url-invalid", setting=name)  # fmt: skip
    where = state.place("STATIC_URL") or place
    if isinstance(base, Unknown):
        return
    base = prefixed(state, base)
    if not base:
        message = (
            "You're using the staticfiles app without having set the required STATIC_URL setting."
        )
        raise refuse(interp, ImproperlyConfigured, message, where, "static-url-invalid",
                     setting="STATIC_URL")  # fmt: skip
    media = prefixed(state, media)
    at_media = state.place("MEDIA_URL") or where
    if media == base:
        message = "The MEDIA_URL and STATIC_URL settings must have different values"
        raise refuse(interp, ImproperlyConfigured, message, at_media, "static-url-invalid",
                     setting="MEDIA_URL")  # fmt: skip
    debug = state.setting("DEBUG")
    static = prefixed(state, state.setting("STATIC_URL"))
    if state.version >= (2, 2) and isinstance(media, str) and isinstance(static, str):
        if media and static and media.startswith(static):
            if isinstance(debug, Unknown):
                debug = interp.decide(debug)
            if debug:
                message = "runserver can't serve media if MEDIA_URL is within STATIC_URL."
                raise refuse(interp, ImproperlyConfigured, message, at_media,
                             "static-url-invalid", setting="MEDIA_URL")  # fmt: skip
    root, media_root = state.setting("STATIC_ROOT"), state.setting("MEDIA_ROOT")
    if isinstance(root, Unknown) or isinstance(media_root, Unknown):
        return
    if root and media_root and type(root) is type(media_root) and root == media_root:
        message = "The MEDIA_ROOT and STATIC_ROOT settings must have different values"
        raise refuse(interp, ImproperlyConfigured, message, state.place("MEDIA_ROOT") or where,
                     "media-root-equals-static-root", setting="MEDIA_ROOT")  # fmt: skip


def prefixed(state: State, value: Any) -> Any:
    """A URL setting as Django gives it: from 3.1 on a relative one begins with a slash."""
    if state.version >= (3, 1) and isinstance(value, str):
        if not value.startswith(("http://", "https://", "/")):
            script = state.setting("FORCE_SCRIPT_NAME")
            if isinstance(script, (Unknown, Model)):
                return Unknown("the prefix of FORCE_SCRIPT_NAME")
            return f"{script.rstrip('/') if isinstance(script, str) else ''}/{value}"
    return value
