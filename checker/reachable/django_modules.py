"""The modules that Django imports by name, when it is set up and when it serves.

`django.setup()` imports each app of INSTALLED_APPS, its `apps` and its `models`, and with the
admin its `admin`; a WSGI or ASGI handler imports the middleware when it is made, and ROOT_URLCONF
with the first request. Names come from the settings as far as they are known; none is guessed.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.python.names.resolve_module import State
from checker.reachable.setting_names import SettingNames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.reachable.entry_points import EntryPoint
    from checker.reachable.named import Named
    from checker.reachable.source_scan import Lookup

_HANDLER = re.compile(r"\b(?:get_wsgi_application|get_asgi_application|WSGIHandler|ASGIHandler)\b")
_SETUP = re.compile(r"\bget_[aw]sgi_application\b|\bdjango\.setup\b|\bexecute_from_command_line\b")
_DEFAULT = re.compile(r"^default_app_config\s*=\s*[\"']([\w.]+)\.(\w+)[\"']", re.MULTILINE)
_SESSIONS = "django.contrib.sessions.middleware.SessionMiddleware"
_ADMIN = ("django.contrib.admin", "django.contrib.admin.apps.AdminConfig")
_ALL = "autodiscover_tasks()"
"""The call that makes Celery search each of Django's apps."""


def sets_up(text: str, entry_point: EntryPoint) -> bool:
    """Whether a file's text sets Django up: apps are loaded."""
    return _SETUP.search(text) is not None or entry_point.command == "celery"


def named_modules(following: Lookup, settings: str, text: str) -> Iterator[Named]:
    """What the settings make Django import for the file that sets it up.

    Args:
        following: what an entry point leads to.
        settings: the name of the settings module.
        text: of the file that sets Django up.
    """
    project, entry_point = following.project, following.entry_point
    names = SettingNames(project, settings, entry_point.loaded)
    same, version = names.same, names.version
    apps = names.of("INSTALLED_APPS")
    admin = any(entry in _ADMIN for entry, _ in apps)
    inner: tuple[str, ...] = ("admin",) if admin else ()
    inner += ("tasks",) if _ALL in text and entry_point.command == "celery" else ()
    for entry, at in apps:
        if entry.startswith("django."):
            continue
        for module, certain, named, attribute in _of_app(entry, inner, version, following):
            yield at._replace(
                module=module, certain=certain and same, named=named, attribute=attribute
            )
    handler = _HANDLER.search(text) is not None
    if handler or entry_point.command == "runserver":
        late = version is not None and version < (1, 10)  # before, the first request loads it
        old = version is None or version < (2, 0)
        middleware = [*names.of("MIDDLEWARE"), *(names.of("MIDDLEWARE_CLASSES") if old else ())]
        for entry, at in middleware:
            yield _taken(at, entry)._replace(request=late)
        if any(entry == _SESSIONS for entry, _ in middleware):
            for entry, at in names.of("SESSION_ENGINE"):
                yield at._replace(module=entry, attribute="SessionStore", request=late)
    if handler or entry_point.checks:
        for entry, at in names.of("ROOT_URLCONF"):
            yield at._replace(module=entry, request=not entry_point.checks)
    if entry_point.command == "runserver":
        for entry, at in names.of("WSGI_APPLICATION"):
            yield _taken(at, entry)
    if entry_point.command == "collectstatic":
        collecting = [*names.of("STATICFILES_FINDERS"), *names.storages("staticfiles")]
        yield from (_taken(at, entry) for entry, at in collecting)
    elif handler:
        for entry, at in [*names.in_requests(), *names.storages("default", "staticfiles")]:
            yield _taken(at, entry)._replace(some=True)


def _taken(at: Named, entry: str) -> Named:
    """`shop.middleware.Gate`: the module, and the class that is taken from it."""
    module, _, attribute = entry.rpartition(".")
    return at._replace(module=module, attribute=attribute)


def _of_app(
    entry: str, inner: tuple[str, ...], version: tuple[int, int] | None, following: Lookup
) -> Iterator[tuple[str, bool, bool, str]]:
    """The modules of one entry of INSTALLED_APPS.

    Yields:
        The module, whether it is certainly imported, whether it has to be there, and what is
        taken from it.
    """
    app, sure = entry, True
    path, of_text = following.path_of(entry), following.project.of_text
    if not path:
        module, _, config = entry.rpartition(".")
        if following.module(entry).state is State.FOUND:  # a folder without __init__.py
            yield entry, True, True, ""
        elif not config[:1].isupper():
            yield entry, True, True, ""
            return
        else:
            yield module, True, True, config
            found = of_text(following.path_of(module), _names_of_configs)
            if found is None:
                return
            # The folder of its module where the name is not written once.
            sure = len(found) == 1
            app = found[0] if sure else module.rpartition(".")[0]
    else:
        yield entry, True, True, ""
        default = of_text(path, _default_config)
        if default is not None:
            old = version is not None and version < (4, 1)
            yield default[0], old, old, default[1]
        yield f"{entry}.apps", version is not None and version >= (3, 2), False, ""
    yield app, sure, False, ""
    yield f"{app}.models", sure, False, ""
    for name in inner:
        yield f"{app}.{name}", sure, False, ""


def _default_config(text: str) -> tuple[str, str] | None:
    """The module and the class that a package of Django's apps names as its configuration."""
    found = _DEFAULT.search(text) if "default_app_config" in text else None
    return None if found is None else (found[1], found[2])


def _names_of_configs(text: str) -> tuple[str, ...]:
    """The apps that the configurations of a module are said to be of, sorted."""
    pattern = r"^[ \t]+name\s*(?::[^=\n]*)?=\s*[\"']([\w.]+)[\"']"
    return tuple(sorted(set(re.findall(pattern, text, re.MULTILINE))))
