"""Which of Python's own modules a library or a server does not do without.

Measured by `scripts/read_needed_modules.py` on several releases of Python, with an empty file in
the place of each module; `needed-modules.txt` says how its words are to be read. It is read only
if a repository has a module that is called like one of Python's own.
"""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.records import NamedTuple
from checker.data import text_table


class Needed(NamedTuple):
    """What the table says of a module."""

    needed: bool
    names: tuple[str, ...] = ()
    """What is needed of it; with a dot before it, an attribute; `?` if that is not known."""
    some: bool = False
    """Whether the measured releases differ."""


@cache
def _table() -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """Of each subject and kind the modules: what is needed, and on which minor versions."""
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for line in text_table("needed-modules.txt").splitlines():
        if not line or line[0] == "#":
            continue
        subject, kind, *words = line.split(" ")
        row = found[subject.replace("_", " ").replace("-", "_"), kind] = {}
        for word in words:
            rest, _, minors = word.partition("@")
            module, _, names = rest.partition("=")
            row[module] = names, minors
    return found


@cache
def releases(subject: str) -> dict[int, str]:
    """The release of a subject that was measured on each Python 3.N; empty if none was.

    A release is empty if the subject is a part of Python.
    """
    words = _table().get((subject, "release"), {})
    return {int(minor): release for minor, (release, _) in words.items()}


def needed(subject: str, kind: str, name: str, minor: int) -> Needed | None:
    """Whether a subject needs a module on Python 3.`minor`; None if that is not known.

    Args:
        subject: `gunicorn uvicorn`, `flask`.
        kind: `start`, `page`, `late`, `latepage`, `usual`, or `early` (it is loaded by then).
        name: a module of Python's own.
        minor: the second number of Python's version.
    """
    measured = sorted(releases(subject))
    if not measured or minor > measured[-1]:
        return None
    row = _table().get((subject, kind), {}).get(name)
    if row is None:
        return None if minor < measured[0] else Needed(False)
    names, minors = tuple(filter(None, row[0].split("|"))), row[1]
    those = tuple(map(int, minors.split(","))) if minors else tuple(measured)
    if minor in measured:
        return Needed(minor in those, names, bool(minors))
    near = {
        max((each for each in measured if each < minor), default=measured[0]),
        min(each for each in measured if each > minor),
    }
    verdicts = {each in those for each in near}
    return None if len(verdicts) > 1 else Needed(verdicts.pop(), names, bool(minors))


def standard_closure(modules: set[str]) -> frozenset[str]:
    """The top-level modules of Python's own that come with modules of Python's own.

    Args:
        modules: dotted names; those of others bring nothing.

    Returns:
        What they import outside of functions, step by step; not the modules themselves.
    """
    todo, seen = list(modules), set(modules)
    while todo:
        name = todo.pop()
        above = name.rpartition(".")[0]
        for each in (*_table().get((name, "imports"), ()), *([above] if above else [])):
            if each not in seen:
                seen.add(each)
                todo.append(each)
    return frozenset(each.partition(".")[0] for each in seen - modules)
