"""The modules and classes that settings name, each with its place."""

from __future__ import annotations

from checker.base.messages import fill
from checker.platform.facts import django_with
from checker.project.query import query_of
from checker.reachable.named import Named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts, Setting
    from checker.project.project import Project

_CACHES = "django.core.cache.backends."
_CLIENTS = {
    f"{_CACHES}redis.RedisCache": "redis",
    f"{_CACHES}memcached.PyMemcacheCache": "pymemcache",
    f"{_CACHES}memcached.PyLibMCCache": "pylibmc",
}
"""What the caches of Django import when they are first used; tried with Django 4.2.16."""


class SettingNames:
    """The texts that settings hold, with their places.

    Args:
        project: the project.
        settings: the name of the settings module.
        loaded: modules of Python that are loaded, see `django_with`.

    Attributes:
        same: whether these settings were evaluated, and not others.
        version: of Django, as far as it is known.
    """

    def __init__(self, project: Project, settings: str, loaded: frozenset[str]) -> None:
        self.project = project
        self.given = settings, loaded
        self.same, self.version = _read(project, settings, loaded)

    def of(self, name: str, *keys: str) -> tuple[tuple[str, Named], ...]:
        """Each text of a setting whose value is known, and where it stands.

        Args:
            name: the setting.
            keys: what of its dictionaries is wanted: `BACKEND`; of a list each entry is.
        """
        return _texts(self.project, *self.given, name, *keys)

    def in_requests(self) -> Iterator[tuple[str, Named]]:
        """What some requests need: to log in, to show a page, to keep something."""
        yield from self.of("AUTHENTICATION_BACKENDS")
        yield from self.of("TEMPLATES", "BACKEND")
        yield from self.of("TEMPLATES", "OPTIONS", "context_processors")
        for entry, at in self.of("CACHES", "*", "BACKEND"):
            yield entry, at
            if entry in _CLIENTS:
                yield f"{_CLIENTS[entry]}.", at
        yield from self.of("MESSAGE_STORAGE")
        yield from self.of("EMAIL_BACKEND")

    def storages(self, *which: str) -> Iterator[tuple[str, Named]]:
        """The classes that keep files: `default`, `staticfiles`."""
        older = {"default": "DEFAULT_FILE_STORAGE", "staticfiles": "STATICFILES_STORAGE"}
        version = self.version
        for each in which:
            if version is None or version >= (4, 2):
                yield from self.of("STORAGES", each, "BACKEND")
            if version is None or version < (5, 1):
                yield from self.of(older[each])


# While somebody types in a settings module, what else it comes to than these mostly changes.


@query_of
def _read(
    project: Project, settings: str, loaded: frozenset[str]
) -> tuple[bool, tuple[int, int] | None]:
    """Whether these settings were evaluated, and Django's version."""
    facts = django_with(project, settings, loaded)
    return facts.settings_module == settings, facts.django_version.version


@query_of
def _texts(
    project: Project, settings: str, loaded: frozenset[str], name: str, *keys: str
) -> tuple[tuple[str, Named], ...]:
    """Each text of a setting, and where it stands."""
    facts = django_with(project, settings, loaded)
    setting = facts.setting(name)
    if setting.state != "known" or setting.at is None:
        return ()
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
    certain = facts.settings_module == settings
    return tuple((text, _place(project, facts, setting, text, certain)) for text in texts)


def _place(
    project: Project, facts: DjangoFacts, setting: Setting, text: str, certain: bool
) -> Named:
    path, line = setting.path, setting.line or 1
    start = setting.at.start if setting.at else 0
    for each in dict.fromkeys([path, *(at.path for at in facts.chain)]):
        document = project.document(each)
        if document is None:
            continue
        found = _quoted(document.text, text, start) if each == path else -1
        found = found if found >= 0 else _quoted(document.text, text)
        if found >= 0:
            path, line = each, document.line_column(found)[0]
            break
    return Named(text, path, line, fill("{name} names it here", name=setting.name), certain)


def _quoted(source: str, text: str, start: int = 0) -> int:
    """Where a text stands in quotes for the first time; -1 if it does not."""
    at = source.find(text, start + 1)
    while at >= 0:
        end = at + len(text)
        if source[at - 1] in _QUOTES and source[end : end + 1] in _QUOTES:
            return at - 1
        at = source.find(text, at + 1)
    return -1


_QUOTES = frozenset("\"'")


def _dotted(text: str) -> bool:
    return text.replace(".", "").isidentifier()
