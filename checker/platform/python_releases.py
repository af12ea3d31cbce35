"""Python versions as the targets know them: the nearest one, and the recommended."""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.messages import AND, appended, fill, listed, say
from checker.targets import targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.targets import Target


def numbers(version: str) -> tuple[int, ...]:
    """`3.6.10` as (3, 6, 10); empty where it is no dotted number."""
    return _numbers(version) if len(version) < _LONG else _numbers.__wrapped__(version)


_LONG = 50
"""Characters of what is no version that is worth keeping."""


@lru_cache(1000)
def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        return ()
    return tuple(int(part) for part in parts)


def minor(version: str) -> str:
    """`3.6` of `3.6.10`."""
    return ".".join(version.split(".")[:2])


def nearest(version: str, target: Target) -> list[str]:
    """The target's versions, those of the same minor first, then by how far their minor is off.

    Within the minor a later patch comes first: it has what an earlier one has.
    """
    wanted = (*numbers(version), 0, 0, 0)[:3]
    return list(_nearest(wanted, target.python_supported, target.python_recommended))


@lru_cache(1000)
def _nearest(
    wanted: tuple[int, ...], supported: tuple[str, ...], recommended: tuple[str, ...]
) -> tuple[str, ...]:
    def distance(candidate: str) -> tuple[int, int, int, bool, int]:
        has = (*numbers(candidate), 0, 0, 0)[:3]
        off = abs(has[1] - wanted[1])
        # Patch numbers count within one minor only; of what is equally far, a recommended one.
        patch = abs(has[2] - wanted[2]) if off == 0 else 0
        patch += 1000 * (off == 0 and has[2] < wanted[2])
        unloved = candidate not in recommended
        return (int(has[0] != wanted[0]), off, patch, unloved, -has[1] * 1000 - has[2])

    return tuple(sorted(supported, key=distance))


def best_of_minor(version: str, target: Target) -> tuple[str, bool]:
    """The target's version for an `X.Y`, and whether no other could have been meant."""
    same = [known for known in target.python_supported if minor(known) == minor(version)]
    recommended = [known for known in same if known in target.python_recommended]
    if len(recommended) == 1:
        return recommended[0], True
    same.sort(key=numbers)
    return (same[-1], len(same) == 1) if same else ("", False)


def recommended(target: Target) -> str:
    """The version to propose where nothing says which: the newest recommended, else the newest."""
    return max(target.python_recommended or target.python_supported, key=numbers)


def is_python_project(project: Project) -> bool:
    """Whether the target recognises the root as Python (F10): otherwise nothing else matters."""
    return any(project.has_root_file(name) for name in project.target.recognised_by)


def default_words(target: Target) -> str:
    """The Python without runtime.txt, with the versions of the target that install another."""
    words = say("python-{version}", version=target.python_default)
    if not target.versions:
        return appended(words, _other(target))
    ranges: dict[str, list[Target]] = {}
    for name in target.versions:
        known = targets()[name]
        if known.python_default != target.python_default:
            ranges.setdefault(known.python_default, []).append(known)
    named = [
        appended(
            say("python-{version} on {titles}", version=version, titles=range_of(same)),
            _other(same[0]),
        )
        for version, same in ranges.items()
    ]
    return fill(
        "{words} by the specification, {named}", words=words, named=listed(named, between=AND)
    )


def _other(target: Target) -> str:
    if not target.other_default:
        return ""
    where = target.other_default_in
    return say(" (python-{version} in {where})", version=target.other_default, where=where)


def range_of(versions: list[Target]) -> str:
    """The titles of targets that follow each other, as one range: `Rainbond 5.2.2 – 5.13`."""
    first, last = versions[0].title, versions[-1].title
    return f"{first.partition(' – ')[0]} – {last.rpartition(' – ')[2]}"


def listed_in(version: str, target: Target) -> str:
    """The versions of a written specification whose own list has a Python; empty if none has."""
    having = [targets()[name] for name in target.versions]
    having = [known for known in having if version in known.python_supported]
    found = ""
    for known in having:
        found = (
            fill("{first} and {second}", first=found, second=known.title) if found else known.title
        )
    return found
