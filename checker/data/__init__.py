"""The package's data files: those that are TOML as Python, and text tables as they are.

Reading TOML at every start would cost more than a check. Each module of `compiled` is written by
`python -m scripts.write_docs` from the TOML file that its first line names, and CI checks that it
is current. The TOML files are what people edit and read.
"""

from __future__ import annotations

from checker.base.loading import load, own_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TEXTS: dict[str, str] = {}
"""The text tables that were asked for so far."""


def text_table(name: str) -> str:
    """A table that is text: one to search for a line, since a check asks for a handful of them.

    Args:
        name: its path in this package: `stdlib/names.txt`.

    Returns:
        The text, with a line's end before each line and behind the last one.
    """
    if name not in _TEXTS:
        data = own_file(f"data/{name}")
        if data[:1].isspace() or data[-1:] != b"\n" or data[-2:-1].isspace():
            data = data.strip() + b"\n"
        data = b"\n" + data  # the first copy goes before the text comes: some are large
        _TEXTS[name] = data.decode()
    return _TEXTS[name]


def line_of(name: str, word: str) -> str | None:
    """The line of a sorted text table that begins with a word; None if none does.

    Args:
        name: as for `text_table`; its lines are in the order of their first words.
        word: all that stands before the first blank.
    """
    text = text_table(name)
    low, high = _narrowed(text, word, _PART)
    at = text.find(f"\n{word} ", low, high + len(word) + 2) + 1
    return text[at : text.index("\n", at)] if at else None


def place_of(text: str, word: str) -> int:
    """Where a sorted text table has its first line that does not come before a word.

    To look through the whole text would take thirty times as long.

    Returns:
        The place of the line's end before that line.
    """
    return _narrowed(text, word, 0)[0]


_PART = 2_000
"""Characters that are searched as they are: as soon done as two steps towards the place."""


def _narrowed(text: str, word: str, part: int) -> tuple[int, int]:
    """Two lines' ends of a sorted text with the place between them, at most `part` apart."""
    low, high = 0, len(text) - 1
    while high - low > part:
        middle = text.rfind("\n", low, (low + high) // 2 + 1)
        end = text.find("\n", middle + 1)
        if text[middle + 1 : end].partition(" ")[0] < word:
            low = end
        else:
            high = middle
    return low, high


_LOADED: dict[str, dict[str, Any]] = {}
"""The data files that were asked for so far; nobody changes them."""


def compiled_data(name: str) -> dict[str, Any]:
    """What the data file `NAME.toml` of this package holds, as TOML's own types."""
    if name not in _LOADED:
        module = load(f"checker.data.compiled.{name.replace('-', '_')}")
        _LOADED[name] = module.DATA
    return _LOADED[name]
