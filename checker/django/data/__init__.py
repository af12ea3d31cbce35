"""Data about Django's releases: modules and their names, static files of its own apps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _text(name: str) -> str:
    """One data file of this package, with a line's end before it."""
    loader = __spec__.loader if __spec__ else None
    path = __file__.rpartition("__init__")[0] + name
    data: bytes = loader.get_data(path)  # type: ignore[union-attr]
    return "\n" + data.decode()


def _lines(name: str, start: str = "") -> Iterator[str]:
    """The lines of a data file that begin with `start`; the others are not looked at."""
    text = _text(name)
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
    for line in _lines("modules.txt", f"{name} "):
        releases, _, names = line[len(name) + 1 :].partition(" ")
        return releases, names
    return None


def has_module(name: str, django: tuple[int, int]) -> bool | None:
    """Whether a release has the module `django.<name>`; None for what is not listed."""
    entry = module_entry(name)
    if entry is None:
        return None
    return within(entry[0], django)


def absent_names(name: str, django: tuple[int, int]) -> frozenset[str]:
    """The names that other releases have in a module and this one has not."""
    entry = module_entry(name)
    if entry is None or not entry[1]:
        return frozenset()
    pairs = (item.partition(":") for item in entry[1].split(" "))
    return frozenset(word for word, _, releases in pairs if not within(releases, django))


def absent_modules(package: str, django: tuple[int, int]) -> frozenset[str]:
    """The modules that other releases have in a package and this one has not."""
    found: list[str] = []
    for line in _lines("modules.txt", f"{package}."):
        name, releases = line[len(package) + 1 :].split(" ", 2)[:2]
        if releases != "-" and "." not in name and not within(releases, django):
            found.append(name)
    return frozenset(found)


def static_files(app: str, django: tuple[int, int]) -> list[str]:
    """The static files that one of Django's own apps has."""
    found: list[str] = []
    for line in _lines("static.txt", f"{app} "):
        _, path, releases = line.split(" ")
        if releases == "-" or within(releases, django):
            found.append(path)
    return found
