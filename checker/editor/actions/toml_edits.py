"""A word added to a table of selectors in a TOML text: by the smallest edit that does it.

The places come from our own scanner, the judgement from the real parser: each way to write it is
tried, and only one after which the text says exactly what is wanted, and nothing else, is taken.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.toml import parse_toml, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.base.toml import Path, Place

REASON = "no reason given yet"
"""What stands as the reason where the table gives each code one."""


class Change(NamedTuple):
    """Replace a half-open range of the text, in code points."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=64)
def with_word(text: str, table: Path, keys: Path, word: str) -> tuple[Change, ...] | None:
    """The changes that add a selector to the array, or table of reasons, below a table.

    Args:
        text: the whole text.
        table: the keys of our table, which gets a header where it is not there.
        keys: the keys below it that lead to the selectors.
        word: the selector.

    None where it stands there already, where the text is no TOML, or where no way is found that
    leaves everything else as it is.
    """
    try:
        values = _parsed(text)
        wanted = _wanted(values, (*table, *keys), word)
        if wanted is None:
            return None
        for changes in _ways(text, values, table, keys, word):
            if _is(parse_toml, changed(text, changes), wanted):
                return changes
    except (ValueError, RecursionError):
        return None
    return None


@lru_cache(maxsize=2)
def _parsed(text: str) -> dict[str, Any]:
    """The values of a text; an editor asks of the same one again and again."""
    return parse_toml(text)


@lru_cache(maxsize=2)
def _placed(text: str) -> dict[Path, Place]:
    return places(text)


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """The text with changes that do not overlap."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _is(parse: Any, text: str, wanted: dict[str, Any]) -> bool:
    try:
        return bool(parse(text) == wanted)
    except (ValueError, RecursionError):
        return False


def _wanted(values: dict[str, Any], path: Path, word: str) -> dict[str, Any] | None:
    """The values with the word added; None where there is no place for it."""
    wanted = deepcopy(values)
    here: Any = wanted
    for name in path[:-1]:
        if not isinstance(here, dict):
            return None
        here = here.setdefault(name, {})
    if not isinstance(here, dict):
        return None
    last = here.setdefault(path[-1], [])
    if isinstance(last, list) and word not in last:
        last.append(word)
    elif isinstance(last, dict) and word not in last:
        last[word] = REASON
    else:
        return None
    return wanted


def _ways(
    text: str, values: dict[str, Any], table: Path, keys: Path, word: str
) -> Iterator[tuple[Change, ...]]:
    """Ways to write it, the nicest first."""
    found = _placed(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    path = (*table, *keys)
    known = _known(values, path)
    depth = len(known) - 1
    if depth == len(path):
        if isinstance(known[-1], list):
            if path in found:
                yield from _into_array(text, found, path, word, newline)
        else:
            yield from _into_table(text, found, path, f'{_key(word)} = "{REASON}"', newline)
    elif depth < len(table):
        yield _new_header(text, table, _pair(keys, word), newline)
    else:
        # The keys that are missing, as one pair: `per-file-ignores = { "Procfile" = ["PROC011"] }`.
        pair = _pair(path[depth:], word)
        yield from _into_table(text, found, path[:depth], pair, newline)
        yield _new_header(text, path[:depth], pair, newline)


def _pair(keys: Path, word: str) -> str:
    """Keys within each other, the last one with an array of one word."""
    value = f'["{word}"]'
    for name in reversed(keys[1:]):
        value = f"{{ {_key(name)} = {value} }}"
    return f"{_key(keys[0])} = {value}"


def _known(values: dict[str, Any], path: Path) -> list[Any]:
    """The values along the path, as far as there are any; the whole first."""
    found: list[Any] = [values]
    for name in path:
        if not isinstance(found[-1], dict) or name not in found[-1]:
            break
        found.append(found[-1][name])
    return found


def _key(name: str | int) -> str:
    """A key as TOML writes it; a control in it would make a text that nothing parses."""
    text = str(name)
    if re.fullmatch(r"[A-Za-z0-9_-]+", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _into_array(
    text: str, found: dict[Path, Place], path: Path, word: str, newline: str
) -> Iterator[tuple[Change, ...]]:
    """After the last item, as the items before it are written."""
    start, end = found[path].value
    items = [p for p in found if p[:-1] == path and isinstance(p[-1], int)]
    if not items:
        if not text[start + 1 : end - 1].strip():
            yield (Change(start, end, f'["{word}"]'),)
        yield (Change(end - 1, end - 1, f'"{word}"'),)
        return
    first, last = found[items[0]].value, found[items[-1]].value
    quote = "'" if text[first[0]] == "'" else '"'
    item = f"{quote}{word}{quote}"
    line_end = _line_end(text, last[1])
    if "\n" in text[last[1] : end] and "\n" in text[start : first[0]]:
        indent = text[text.rfind("\n", 0, last[0]) + 1 : last[0]]
        own_line = newline + indent if not indent.strip() else newline
        comma = re.compile(r"[ \t]*,").match(text, last[1])
        if comma:
            yield (Change(line_end, line_end, f"{own_line}{item},"),)
        elif line_end == last[1]:
            yield (Change(line_end, line_end, f",{own_line}{item}"),)
        else:
            yield (Change(last[1], last[1], ","), Change(line_end, line_end, own_line + item))
    yield (Change(last[1], last[1], f", {item}"),)


def _into_table(
    text: str, found: dict[Path, Place], path: Path, pair: str, newline: str
) -> Iterator[tuple[Change, ...]]:
    """A pair in the table at a path, however that is written."""
    place = found.get(path)
    if place is not None:
        start, end = place.value
        if text[start : start + 1] == "{":
            inner = text[start + 1 : end - 1]
            last = start + 1 + len(inner.rstrip())
            blank = " " if inner.startswith(" ") or not inner.strip() else ""
            comma = ", " if inner.strip() else blank
            yield (Change(last, end - 1, f"{comma}{pair}{blank}"),)
            yield (Change(last, last, f", {pair}"),)
            return
    children = [
        (key, found[key]) for key in found if len(key) == len(path) + 1 and key[:-1] == path
    ]
    opening = _header_line(text, place) if path else 0
    if opening is not None:
        end = _section_end(text, opening)
        inside = [
            child.value[1]
            for _, child in children
            if opening <= child.key[0] < end and not _is_header(text, child.key[0])
        ]
        if inside:
            at = _line_end(text, max(inside))
            yield (Change(at, at, newline + pair),)
        elif path:
            at = _line_end(text, opening)
            yield (Change(at, at, newline + pair),)
        before = _gap(text, end) or (end if end == len(text) else 0)
        lead = newline if before and not text[:before].endswith("\n") else ""
        yield (Change(before, before, f"{lead}{pair}{newline}"),)
    for _, child in reversed(children):
        # Dotted keys: the same way to the table, once more.
        line = text.rfind("\n", 0, child.key[0]) + 1
        written = text[line : child.key[1]]
        parent, dot, _ = written.rpartition(".")
        if dot and not written.lstrip().startswith("["):
            at = _line_end(text, child.value[1])
            yield (Change(at, at, f"{newline}{parent}.{pair}"),)


def _new_header(text: str, path: Path, pair: str, newline: str) -> tuple[Change, ...]:
    """A header of its own at the end of the text."""
    body = text.rstrip()
    lead = (newline if body and text.endswith("\n") else newline * 2) if body else ""
    name = ".".join(_key(part) for part in path)
    return (Change(len(text), len(text), f"{lead}[{name}]{newline}{pair}{newline}"),)


def _line_end(text: str, at: int) -> int:
    """Where the line that holds an offset ends, before the characters that end it."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _is_header(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return text[line:at].lstrip(" \t").startswith("[")


def _header_line(text: str, place: Place | None) -> int | None:
    """Where the name in a table's header ends; None where it has no header."""
    if place is None or not _is_header(text, place.key[0]):
        return None
    after = re.compile(r"[ \t]*\][ \t]*(?:#|\r?\n|$)").match(text, place.key[1])
    return place.key[1] if after else None


def _section_end(text: str, at: int) -> int:
    """Where the next header's line begins after an offset, or the text ends."""
    found = re.compile(r"(?m)^[ \t]*\[").search(text, _line_end(text, at) if at else 0)
    return found.start() if found else len(text)


def _gap(text: str, at: int) -> int:
    """Where the blank lines and comments before a header begin."""
    lines = text[:at].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        at -= len(lines.pop())
    return at
