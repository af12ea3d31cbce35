"""Which release has what: comparing releases, and the dated tables about distributions.

What lies here as TOML is read by other modules of `data`. `names.txt` lists the distributions of
which `names/` holds the modules and names that not every release has: a check reads a handful.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import cache, lru_cache
from checker.base.loading import own_file
from checker.base.records import NamedTuple
from checker.data import text_table


class ReleaseRange(NamedTuple):
    """Releases that have something, next to each other."""

    before: str
    """The last release that is known not to have it yet; empty if there is none."""
    first: str
    """The first release that is known to have it; empty if the oldest one has it."""
    last: str
    """The last release that has it; empty if the newest one has it."""

    def has(self, release: str) -> bool:
        """Whether a release may be one of them."""
        early = bool(self.before) and not below(self.before, release)
        return not early and not (self.last and below(self.last, release))


class Section(NamedTuple):
    """What is known of the releases of a distribution."""

    oldest: str
    newest: str
    packages: tuple[str, ...]
    """Its top-level modules."""
    modules: dict[str, str]
    """Each module with its releases, then its names with theirs; `=` with all releases."""


class Lacking(NamedTuple):
    """A module or a name that a release does not have."""

    module: str
    """Dotted: `whitenoise.django`."""
    name: str
    """What is taken from the module, which is there; empty if the module itself is not."""
    spans: tuple[ReleaseRange, ...]
    """The releases that have it."""


def numbers(version: str) -> tuple[int, ...] | None:
    """A plain release as numbers, trailing zeros left out; None for pre-releases and the like."""
    return _numbers(version) if len(version) < _LONG else _numbers.__wrapped__(version)


_LONG = 50
"""Characters of what is no release that is worth keeping."""


@lru_cache(5000)
def _numbers(version: str) -> tuple[int, ...] | None:
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,9}){0,7}", version):
        return None
    parts = [int(part) for part in version.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def below(version: str, limit: str) -> bool | None:
    """Whether a release is below another one; None where either is no plain release."""
    if len(version) < _LONG > len(limit):
        return _below(version, limit)
    left, right = numbers(version), numbers(limit)
    return None if left is None or right is None else left < right


@lru_cache(5000)
def _below(version: str, limit: str) -> bool | None:
    left, right = _numbers(version), _numbers(limit)
    return None if left is None or right is None else left < right


@lru_cache(5000)
def section(distribution: str) -> Section | None:
    """What the table has on a distribution; None if it has nothing.

    Args:
        distribution: its normalised name.
    """
    text = text_table("releases/names.txt")
    start = text.find(f"\n{distribution} ")
    if start < 0 or not distribution.replace("-", "").isalnum():
        return None
    oldest, newest, *packages = text[start : text.index("\n", start + 1)].split()[1:]
    lines = own_file(f"data/releases/names/{distribution}.txt").decode().splitlines()
    modules = {name: rest for name, _, rest in (line.partition(" ") for line in lines)}
    return Section(oldest, newest, tuple(packages), modules)


def releases_of(distribution: str) -> list[str]:
    """The final releases of a distribution of the table, oldest first; empty for any other one."""
    found = section(distribution)
    return [] if found is None else found.modules.get("=", "").split()


def owner_of(package: str) -> str:
    """The distribution of the table that has a top-level module; empty if none has."""
    return _owners().get(package, "")


@cache
def _owners() -> dict[str, str]:
    """The distributions of the table by their top-level modules."""
    found = dict[str, str]()
    for line in text_table("releases/names.txt").splitlines():
        if line[:1] not in ("", "#"):
            distribution, _, _, *packages = line.split()
            for package in packages:
                found.setdefault(package, distribution)
    return found


def lacking(
    distribution: str, release: str, module: str, names: tuple[str, ...] = ()
) -> Lacking | None:
    """What a release does not have of an import; None if it has all of it, or if that is not known.

    Args:
        distribution: its normalised name.
        release: a plain version; one that is newer than the table has what the newest has.
        module: dotted, absolute.
        names: what is taken from it.
    """
    found = section(distribution)
    if found is None or below(release, found.oldest) is not False:
        return None
    parts = module.split(".")
    for count in range(1, len(parts) + 1):
        part = ".".join(parts[:count])
        tried = _tried(found, part, release, names if count == len(parts) else ())
        if tried is not None:
            return tried
    for count in range(1, len(parts) + 1):
        part = ".".join(parts[:count])
        listed = found.modules.get(part)
        if listed is None:
            continue  # each release that has the package has it, or it is another distribution's
        own = listed.partition(" ")[0]
        if not _has(own, release):
            return Lacking(part, "", _spans(own))
        every = _listed(listed, "*")
        if every is not None and _has(every, release):
            return None
        if count < len(parts):
            continue
        for name in names:
            spans = _listed(listed, name)
            below_it = found.modules.get(f"{module}.{name}")
            if below_it is not None and _has(below_it.split(" ", 1)[0], release):
                continue
            if spans is not None and not _has(spans, release):
                return Lacking(module, name, _spans(spans))
            if spans is None and below_it is not None:
                return Lacking(f"{module}.{name}", "", _spans(below_it.split(" ", 1)[0]))
    return None


def _tried(found: Section, module: str, release: str, names: tuple[str, ...]) -> Lacking | None:
    """What a release lacks of a module by the rows of what was imported to see."""
    listed = found.modules.get(f"!{module}", "-")
    own = listed.partition(" ")[0]
    if not _has(own, release):
        return Lacking(module, "", _spans(own))
    for name in names:
        spans = _listed(listed, name)
        if spans is not None and not _has(spans, release):
            return Lacking(module, name, _spans(spans))
    return None


def _listed(listed: str, name: str) -> str | None:
    """The releases that have a name, in the row of its module; None for one that is not there."""
    _, found, rest = listed.partition(f" {name}:")
    return rest.partition(" ")[0] if found and (name == "*" or name.isidentifier()) else None


@cache
def _spans(text: str) -> tuple[ReleaseRange, ...]:
    found = []
    for each in text.split(","):
        begin, _, last = each.partition("-")
        before, less, first = begin.partition("<")
        found.append(ReleaseRange(before, first, last) if less else ReleaseRange("", begin, last))
    return tuple(found)


def _has(text: str, release: str) -> bool:
    """Whether a release may have what these spans say."""
    return text == "-" or any(
        each.has(release) and not (each.first and not each.before and below(release, each.first))
        for each in _spans(text)
    )
