"""The one door to TOML: its values, and where its keys and values stand.

Values are read by the standard library's parser or, on Python 3.10, by the one that became it. It
does not tell places; they are found by a scanner of ours, for texts that the parser has taken. Of
any other it says less, or something odd, but it always ends: what can't be read is skipped to the
end of the line.
"""

from __future__ import annotations

import sys
from importlib import import_module

from checker.base import regex as re
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Path = tuple["str | int", ...]
"""Keys from the top; an array's items are numbered from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
_DEEPEST = 50
"""Arrays and tables within each other; what lies deeper has no place of its own."""


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text. The parser is imported here: most runs read no TOML.

    Raises:
        ValueError: where it is no TOML (`TOMLDecodeError`, with the place in its message).
        RecursionError: where it is nested too deeply.
    """
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    tables: dict[str, Any] = toml.loads(text)
    return tables


class Place(NamedTuple):
    """Half-open spans in code points."""

    key: tuple[int, int]
    """Of an item of an array: its value."""
    value: tuple[int, int]
    """Of a table with a header: the header's name."""


def places(text: str) -> dict[Path, Place]:
    """The place of each key, table and array item."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.found


def place_of(found: dict[Path, Place], path: Path) -> Place:
    """The place of a path, or of what is nearest above it; the text's beginning at last."""
    while path and path not in found:
        path = path[:-1]
    return found.get(path, Place((0, 0), (0, 0)))


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Place] = {}

    def run(self) -> None:
        table: Path = ()
        arrays: dict[Path, int] = {}
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text):
                return
            before = self.at
            if self.text[self.at] == "[":
                double = self.text.startswith("[[", self.at)
                self.at += 1 + double
                table, span = self._dotted(())
                if double:
                    arrays[table] = arrays.get(table, -1) + 1
                    table = (*table, arrays[table])
                self.found.setdefault(table, Place(span, span))
                self._line_end()
            else:
                self._pair(table, 0)
                if self.at == before:
                    self._line_end()

    def _pair(self, table: Path, depth: int) -> None:
        path, span = self._dotted(table)
        self._skip(_SPACE)
        if self.text.startswith("=", self.at):
            self.at += 1
            self._skip(_SPACE)
            self._value(path, span, depth)
        else:
            self._line_end()

    def _dotted(self, above: Path) -> tuple[Path, tuple[int, int]]:
        """A dotted key below `above`, and the span of all of it."""
        path, start, end = above, -1, self.at
        while True:
            self._skip(_SPACE)
            first = self.at
            name = self._name()
            if name is None:
                break
            start, end = first if start < 0 else start, self.at
            path = (*path, name)
            self.found.setdefault(path, Place((first, end), (first, end)))
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return path, (max(start, 0), end)

    def _name(self) -> str | None:
        bare = _BARE.match(self.text, self.at)
        if bare:
            self.at = bare.end()
            return bare[0]
        start = self.at
        if not self._string():
            return None
        inner = self.text[start + 1 : self.at - 1]
        return re.sub(r"\\(.)", r"\1", inner) if self.text[start] == '"' else inner

    def _value(self, path: Path, key: tuple[int, int] | None, depth: int) -> None:
        start = self.at
        opening = self.text[start : start + 1]
        if opening in ("[", "{") and depth < _DEEPEST:
            self.at += 1
            self._items(path, depth, "]" if opening == "[" else "}")
        elif not self._string():
            self._skip(_SCALAR)
        end = start + len(self.text[start : self.at].rstrip())
        self.found[path] = Place(key or (start, end), (start, end))

    def _items(self, path: Path, depth: int, closing: str) -> None:
        """The items of an array or an inline table, with the bracket that closes it."""
        number = 0
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text):
                return
            before = self.at
            if self.text[self.at] == closing:
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
                number += 1
            elif closing == "]":
                self._value((*path, number), None, depth + 1)
            else:
                self._pair(path, depth + 1)
            if self.at == before:
                self.at += 1

    def _string(self) -> bool:
        for pattern in _STRINGS:
            found = pattern.match(self.text, self.at)
            if found:
                self.at = found.end()
                return True
        return False

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()

    def _line_end(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end
