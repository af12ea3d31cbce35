"""The modules that Django imports by name, when it is set up and when it serves.

`django.setup()` imports each app of INSTALLED_APPS, its `apps` and its `models`, and with the
admin its `admin`; a WSGI or ASGI handler imports the middleware when it is made, and ROOT_URLCONF
with the first request. Names come from the settings as far as they are known; none is guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.lazy_patterns import lazy
from checker.base.records import NamedTuple
from checker.platform.facts import django_with
from checker.python.names.resolve_module import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts, Setting
    from checker.project.project import Project
    from checker.reachable.entry_points import EntryPoint
    from checker.reachable.source_scan import Lookup

_HANDLER = lazy(r"\b(?:get_wsgi_application|get_asgi_application|WSGIHandler|ASGIHandler)\b")
_SETUP = lazy(r"\bget_[aw]sgi_application\b|\bdjango\.setup\b|\bexecute_from_command_line\b")
_SESSIONS = "django.contrib.sessions.middleware.SessionMiddleware"
_ADMIN = ("django.contrib.admin", "django.contrib.admin.apps.AdminConfig")


class Named(NamedTuple):
    """A module that a setting names."""

    module: str
    path: str
    """The file that names it."""
    line: int
    """1-based."""
    words: str
    """How it is reached: `INSTALLED_APPS names it here`."""
    certain: bool
    request: bool = False
    """Whether only a request imports it: then every request fails without it."""
    some: bool = False
    """Whether only some requests import it."""
    named: bool = True
    """Whether it has to be there; an app needs no `models`."""
    attribute: str = ""
    """What is taken from the module."""


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
    facts = django_with(project, settings)
    same = facts.settings_module == settings
    version = facts.django_version.version
    names = _Names(project, facts, same)
    apps = names.of("INSTALLED_APPS")
    admin = any(entry in _ADMIN for entry, _ in apps)
    for entry, at in apps:
        if entry.startswith("django."):
            continue
        for module, certain, named, attribute in _of_app(entry, admin, version, following):
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


class _Names:
    """The texts that settings hold, with their places."""

    def __init__(self, project: Project, facts: DjangoFacts, certain: bool) -> None:
        self.project = project
        self.facts = facts
        self.certain = certain

    def of(self, name: str, *keys: str) -> list[tuple[str, Named]]:
        """Each text of a setting whose value is known, and where it stands.

        Args:
            name: the setting.
            keys: what of its dictionaries is wanted: `BACKEND`; of a list each entry is.
        """
        setting = self.facts.setting(name)
        if setting.state != "known" or setting.at is None:
            return []
        found = [setting.value]
        for key in ("", *keys):
            inner: list[object] = []
            for value in found:
                if isinstance(value, dict):
                    inner += value.values() if key == "*" else [value.get(key)] if key else [value]
                else:
                    inner += value if isinstance(value, list) else [value]
            found = inner
        flat = [each for value in found for each in (value if isinstance(value, list) else [value])]
        texts = [text for text in flat if isinstance(text, str) and _dotted(text)]
        return [(text, self._place(text, name, setting)) for text in texts]

    def in_requests(self) -> Iterator[tuple[str, Named]]:
        """What some requests need: to log in, to show a page, to keep something."""
        yield from self.of("AUTHENTICATION_BACKENDS")
        yield from self.of("TEMPLATES", "BACKEND")
        yield from self.of("TEMPLATES", "OPTIONS", "context_processors")
        yield from self.of("CACHES", "*", "BACKEND")
        yield from self.of("MESSAGE_STORAGE")
        yield from self.of("EMAIL_BACKEND")

    def storages(self, *which: str) -> Iterator[tuple[str, Named]]:
        """The classes that keep files: `default`, `staticfiles`."""
        older = {"default": "DEFAULT_FILE_STORAGE", "staticfiles": "STATICFILES_STORAGE"}
        version = self.facts.django_version.version
        for each in which:
            if version is None or version >= (4, 2):
                yield from self.of("STORAGES", each, "BACKEND")
            if version is None or version < (5, 1):
                yield from self.of(older[each])

    def _place(self, text: str, name: str, setting: Setting) -> Named:
        path, line = setting.path, setting.line or 1
        start = setting.at.start if setting.at else 0
        pattern = re.compile(rf"[\"']{re.escape(text)}[\"']")
        for each in dict.fromkeys([path, *(at.path for at in self.facts.chain)]):
            document = self.project.document(each)
            if document is None:
                continue
            found = pattern.search(document.text, start) if each == path else None
            found = found or pattern.search(document.text)
            if found is not None:
                path, line = each, document.line_column(found.start())[0]
                break
        return Named(text, path, line, f"{name} names it here", self.certain)


def _dotted(text: str) -> bool:
    return text.replace(".", "").isidentifier()


def _of_app(
    entry: str, admin: bool, version: tuple[int, int] | None, following: Lookup
) -> Iterator[tuple[str, bool, bool, str]]:
    """The modules of one entry of INSTALLED_APPS.

    Yields:
        The module, whether it is certainly imported, whether it has to be there, and what is
        taken from it.
    """
    app, sure = entry, True
    found = following.document_of(entry)
    if found is None:
        module, _, config = entry.rpartition(".")
        if following.module(entry).state is State.FOUND:  # a folder without __init__.py
            yield entry, True, True, ""
        elif not config[:1].isupper():
            yield entry, True, True, ""
            return
        else:
            yield module, True, True, config
            found = following.document_of(module)
            if found is None:
                return
            app, sure = _name_of_config(found.text, module)
    else:
        yield entry, True, True, ""
        default = re.search(
            r"^default_app_config\s*=\s*[\"']([\w.]+)\.(\w+)[\"']", found.text, re.MULTILINE
        )
        if default is not None:
            old = version is not None and version < (4, 1)
            yield default[1], old, old, default[2]
        yield f"{entry}.apps", version is not None and version >= (3, 2), False, ""
    yield app, sure, False, ""
    yield f"{app}.models", sure, False, ""
    if admin:
        yield f"{app}.admin", sure, False, ""


def _name_of_config(text: str, module: str) -> tuple[str, bool]:
    """The `name` of an AppConfig; the folder of its module where it is not written once."""
    names = set(
        re.findall(r"^[ \t]+name\s*(?::[^=\n]*)?=\s*[\"']([\w.]+)[\"']", text, re.MULTILINE)
    )
    if len(names) == 1:
        return names.pop(), True
    return module.rpartition(".")[0], False
