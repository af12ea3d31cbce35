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
from checker.platform.facts import django

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.base.text import Document
    from checker.platform.django_facts import Setting
    from checker.project.project import Project
    from checker.reachable.entry_points import EntryPoint

    Read = Callable[[str], Document | None]
    """The document of the module of that dotted name; None where the repository has none."""

_HANDLER = lazy(r"\b(?:get_wsgi_application|get_asgi_application|WSGIHandler|ASGIHandler)\b")
_SETUP = lazy(r"\bget_[aw]sgi_application\b|\bdjango\.setup\b|\bexecute_from_command_line\b")
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
    """Whether only a request imports it."""


def sets_up(text: str, entry_point: EntryPoint) -> bool:
    """Whether a file's text sets Django up: apps are loaded."""
    return _SETUP.search(text) is not None or entry_point.command == "celery"


def named_modules(
    project: Project, settings: str, text: str, entry_point: EntryPoint, read: Read
) -> Iterator[Named]:
    """What the settings make Django import for the file that sets it up.

    Args:
        project: the project.
        settings: the name of the settings module.
        text: of the file that sets Django up.
        entry_point: what is started.
        read: gives the document of a module.
    """
    facts = django(project)
    same = facts.settings_module == settings
    version = facts.django_version.version
    names = _Names(project, same)
    apps = names.of("INSTALLED_APPS")
    admin = any(entry in _ADMIN for entry, _ in apps)
    for entry, at in apps:
        if entry.startswith("django."):
            continue
        for module, certain in _of_app(entry, admin, version, read):
            yield at._replace(module=module, certain=certain and same)
    handler = _HANDLER.search(text) is not None
    if handler or entry_point.command == "runserver":
        late = version is not None and version < (1, 10)  # before, the first request loads it
        for entry, at in [*names.of("MIDDLEWARE"), *names.of("MIDDLEWARE_CLASSES")]:
            yield at._replace(module=entry.rpartition(".")[0], request=late)
    if handler or entry_point.checks:
        for entry, at in names.of("ROOT_URLCONF"):
            yield at._replace(module=entry, request=not entry_point.checks)
    if entry_point.command == "runserver":
        for entry, at in names.of("WSGI_APPLICATION"):
            yield at._replace(module=entry.rpartition(".")[0])


class _Names:
    """The texts that settings hold, with their places."""

    def __init__(self, project: Project, certain: bool) -> None:
        self.project = project
        self.certain = certain

    def of(self, name: str) -> list[tuple[str, Named]]:
        """Each text of a setting whose value is known, and where it stands."""
        setting = django(self.project).setting(name)
        if setting.state != "known" or setting.at is None:
            return []
        value = setting.value
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list):
            return []
        texts = [text for text in values if isinstance(text, str)]
        return [(text, self._place(text, name, setting)) for text in texts if _dotted(text)]

    def _place(self, text: str, name: str, setting: Setting) -> Named:
        line = setting.line or 1
        document = self.project.document(setting.path)
        if document is not None:
            found = re.search(rf"[\"']{re.escape(text)}[\"']", document.text)
            if found is not None:
                line = document.line_column(found.start())[0]
        return Named(text, setting.path, line, f"{name} names it here", self.certain)


def _dotted(text: str) -> bool:
    return text.replace(".", "").isidentifier()


def _of_app(
    entry: str, admin: bool, version: tuple[int, int] | None, read: Read
) -> Iterator[tuple[str, bool]]:
    """The modules of one entry of INSTALLED_APPS, and whether they are certainly imported."""
    app, sure = entry, True
    found = read(entry)
    if found is None:
        module, _, config = entry.rpartition(".")
        found = read(module)
        if found is None or not config[:1].isupper():
            return
        yield module, True
        app, sure = _name_of_config(found.text, module)
    else:
        yield entry, True
        default = re.search(
            r"^default_app_config\s*=\s*[\"']([\w.]+)\.\w+[\"']", found.text, re.MULTILINE
        )
        if default is not None:
            yield default[1], version is not None and version < (4, 1)
        yield f"{entry}.apps", version is not None and version >= (3, 2)
    yield app, sure
    yield f"{app}.models", sure
    if admin:
        yield f"{app}.admin", sure


def _name_of_config(text: str, module: str) -> tuple[str, bool]:
    """The `name` of an AppConfig; the folder of its module where it is not written once."""
    names = set(
        re.findall(r"^[ \t]+name\s*(?::[^=\n]*)?=\s*[\"']([\w.]+)[\"']", text, re.MULTILINE)
    )
    if len(names) == 1:
        return names.pop(), True
    return module.rpartition(".")[0], False
