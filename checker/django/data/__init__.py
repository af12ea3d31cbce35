"""Data about Django's releases: modules and their names, static files of its own apps."""

from __future__ import annotations

from functools import cache


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of one data file of this package, comments left out."""
    loader = __spec__.loader if __spec__ else None
    path = __file__.rpartition("__init__")[0] + name
    data: bytes = loader.get_data(path)  # type: ignore[union-attr]
    return tuple(line for line in data.decode().splitlines() if line and line[0] != "#")


def version(text: str) -> tuple[int, int]:
    """`4.2` as (4, 2)."""
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def within(releases: str, django: tuple[int, int]) -> bool:
    """Whether a release is in a range `first-last`, each of which may be left out."""
    first, _, last = releases.partition("-")
    return (not first or django >= version(first)) and (not last or django <= version(last))


@cache
def modules() -> dict[str, tuple[str, str]]:
    """Each module below `django`: the releases that have it, and its names with theirs."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines("modules.txt"):
        name, _, rest = line.partition(" ")
        releases, _, names = rest.partition(" ")
        found[name] = (releases, names)
    return found


def has_module(name: str, django: tuple[int, int]) -> bool | None:
    """Whether a release has the module `django.<name>`; None for what is not listed."""
    entry = modules().get(name)
    if entry is None:
        return None
    return within(entry[0], django)


def absent_names(name: str, django: tuple[int, int]) -> frozenset[str]:
    """The names that other releases have in a module and this one has not."""
    entry = modules().get(name)
    if entry is None or not entry[1]:
        return frozenset()
    pairs = (item.partition(":") for item in entry[1].split(" "))
    return frozenset(word for word, _, releases in pairs if not within(releases, django))


def absent_modules(package: str, django: tuple[int, int]) -> frozenset[str]:
    """The modules that other releases have in a package and this one has not."""
    prefix = f"{package}."
    return frozenset(
        name[len(prefix) :]
        for name, (releases, _) in modules().items()
        if releases != "-"
        and name.startswith(prefix)
        and "." not in name[len(prefix) :]
        and not within(releases, django)
    )


def static_files(app: str, django: tuple[int, int]) -> list[str]:
    """The static files that one of Django's own apps has."""
    found: list[str] = []
    for line in lines("static.txt"):
        owner, path, releases = line.split(" ")
        if owner == app and within(releases, django):
            found.append(path)
    return found
