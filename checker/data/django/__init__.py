"""Data about Django's releases: modules and their names, locales, static files of its own apps.

It knows releases and names, and nothing of a project.
"""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.data import line_of, place_of, text_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator


def _lines(name: str, start: str = "") -> Iterator[str]:
    """The lines of a data file that begin with `start`; the others are not looked at."""
    text = text_table(f"django/{name}")
    at = text.find("\n" + start)
    while at >= 0:
        end = text.find("\n", at + 1)
        line = text[at + 1 : end] if end >= 0 else text[at + 1 :]
        if line and line[0] != "#":
            yield line
        at = text.find("\n" + start, end) if end >= 0 else -1


def zone_lines() -> Iterator[str]:
    """Each folder of time zones with the names in it, separated by blanks."""
    return _lines("zones.txt")


def has_locale(name: str, django: tuple[int, int]) -> bool:
    """Whether a release has translations for a locale, as `zh_Hans`."""
    return any(within(line.partition(" ")[2], django) for line in _lines("locales.txt", f"{name} "))


def version(text: str) -> tuple[int, int]:
    """`4.2` as (4, 2)."""
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def within(releases: str, django: tuple[int, int]) -> bool:
    """Whether a release is in a range `first-last`, each of which may be left out."""
    first, _, last = releases.partition("-")
    return (not first or django >= version(first)) and (not last or django <= version(last))


def module_entry(name: str) -> tuple[str, str] | None:
    """Of a module below `django`: the releases that have it, and its names with theirs."""
    return _module_entry(name) if len(name) < _LONG else None


_LONG = 200
"""Characters that no module's name has."""


@lru_cache(2000)
def _module_entry(name: str) -> tuple[str, str] | None:
    line = line_of("django/modules.txt", name)
    if line is None or line[0] == "#":
        return None
    releases, _, names = line[len(name) + 1 :].partition(" ")
    return releases, names


def has_module(name: str, django: tuple[int, int]) -> bool | None:
    """Whether a release has the module `django.<name>`; None for what is not listed."""
    entry = module_entry(name)
    if entry is None:
        return None
    return within(entry[0], django)


@lru_cache(500)
def _modules_below(package: str) -> str:
    """The lines of the modules in a package."""
    text = text_table("django/modules.txt")
    # `/` comes next after `.`: what lies between are the modules of the package.
    return text[place_of(text, f"{package}.") : place_of(text, f"{package}/")]


class Absent:
    """The names that one release of Django is known not to have in one of its modules.

    Args:
        module: its name below `django`.
        django: the release.
        never: further names that no release has.
    """

    def __init__(self, module: str, django: tuple[int, int], never: Container[str] = ()) -> None:
        entry = module_entry(module)
        self._django = django
        self._never = never
        self._names = f" {entry[1]}" if entry is not None else ""
        self._below = f"\n{module}."
        self._modules = _modules_below(module)

    def __contains__(self, name: object) -> bool:
        return (
            name in self._never
            or self._has(self._names, f" {name}:")
            or self._has(self._modules, f"{self._below}{name} ")
        )

    def _has(self, listed: str, opening: str) -> bool:
        _, found, rest = listed.partition(opening)
        return bool(found) and not within(rest.split(maxsplit=1)[0], self._django)


def static_files(app: str, django: tuple[int, int]) -> list[str]:
    """The static files that one of Django's own apps has."""
    found: list[str] = []
    for line in _lines("static.txt", f"{app} "):
        _, path, releases = line.split(" ")
        if releases == "-" or within(releases, django):
            found.append(path)
    return found
