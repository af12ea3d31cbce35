"""Patterns of paths as git writes them, matched in bounded time whatever they hold.

`*` and `?` stay within a name, `**` crosses folders, `[a-z]` is one of, `[!a-z]` none of. A pattern
without a slash holds in every folder, any other one from the root.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

LONGEST = 300
"""Code points of a pattern that are looked at; a longer one matches nothing."""


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern is for a POSIX path from the root."""
    if len(pattern) > LONGEST or not pattern.strip("/"):
        return False
    if "/" not in pattern:
        return _name(pattern, path.rpartition("/")[2])
    return _path(pattern.strip("/").split("/"), path.split("/"))


def matches_below(pattern: str, path: str) -> bool:
    """Whether a pattern is for a path or for a folder above it."""
    while path:
        if matches(pattern, path):
            return True
        path = path.rpartition("/")[0]
    return False


def _path(pattern: list[str], path: list[str]) -> bool:
    return _rest(pattern, path, "**", _name) == []


def _name(pattern: str, name: str) -> bool:
    rest = _rest(_tokens(pattern), name, None, _one)
    return rest is not None and all(token is None for token in rest)


def _rest(
    pattern: Sequence[str | None],
    items: Sequence[str],
    star: str | None,
    fits: Callable[[Any, str], bool],
) -> Sequence[str | None] | None:
    """What is left of a pattern behind all items; None if it does not match them.

    After a failure, only the last star is tried one item further.
    """
    i = j = 0
    last, mark = -1, 0
    while j < len(items):
        if i < len(pattern) and pattern[i] == star:
            last, mark, i = i, j, i + 1
        elif i < len(pattern) and fits(pattern[i], items[j]):
            i, j = i + 1, j + 1
        elif last >= 0:
            mark += 1
            i, j = last + 1, mark
        else:
            return None
    return pattern[i:]


def _tokens(pattern: str) -> list[str | None]:
    r"""A name's pattern: None for `*`, else `=x` for a letter, `?`, or `[…` for a set."""
    found: list[str | None] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "*":
            if not found or found[-1] is not None:
                found.append(None)
        elif char == "?":
            found.append("?")
        elif char == "[" and (end := pattern.find("]", at + 2)) > 0:
            found.append(pattern[at:end])
            at = end
        elif char == "\\" and at + 1 < len(pattern):
            at += 1
            found.append("=" + pattern[at])
        else:
            found.append("=" + char)
        at += 1
    return found


def _one(part: str | None, char: str) -> bool:
    if part is None or part == "?":
        return True
    if part[0] == "=":
        return part[1] == char
    negated = part[1] in "!^"
    members = part[1 + negated :]
    found, at = False, 0
    while at < len(members):
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            found = found or members[at] <= char <= members[at + 2]
            at += 3
        else:
            found = found or members[at] == char
            at += 1
    return found is not negated
