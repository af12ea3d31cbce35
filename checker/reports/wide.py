"""Where Chinese text may wrap: between any two of its characters, but for its punctuation.

Rich wraps at blanks alone, and takes a Chinese sentence for one word.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.text import is_wide

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEVER_FIRST = "，。、；：？！）》」』】%…"
"""What must not begin a line."""
_NEVER_LAST = "（《「『【"
"""What must not end one."""
_CODE = re.compile(r"`[^`\n]*`|[^`]+|`")
_UNIT = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]| +"
    r"|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|.",
    re.DOTALL,
)
_WHOLE = 46
"""Characters of code that stay on one line, with its backticks."""


def line_ends(text: str, width: int, cell_len: Callable[[str], int]) -> list[int]:
    """Where a line of text is broken so that no part has more than `width` cells.

    What stands between backticks is to be copied, so it stays whole if it is short.
    """
    ends: list[int] = []
    used = 0
    for start, end in chunks(text):
        chunk = text[start:end]
        cells = cell_len(chunk)
        if used + cell_len(chunk.rstrip()) > width and used:
            ends.append(start)
            used = 0
        for at in range(start, end) if cells > width else ():
            used += cell_len(text[at])
            if used > width:
                ends.append(at)
                used = cell_len(text[at])
        used += 0 if cells > width else cells
    return ends


def chunks(text: str) -> list[tuple[int, int]]:
    """The parts of a text that stay whole, each with the blanks behind it."""
    chunks: list[tuple[int, int]] = []
    for start, end in _units(text):
        unit, before = text[start:end], text[start - 1] if start else ""
        stays = unit[0] in _NEVER_FIRST or before in _NEVER_LAST or unit.isspace()
        if not chunks or not (stays or _is_one_word(before, unit)):
            chunks.append((start, end))
        else:
            chunks[-1] = (chunks[-1][0], end)
    return chunks


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Characters of Chinese, words of other letters, blanks, and what is code as a whole."""
    for part in _CODE.finditer(text):
        start, end = part.span()
        if text[start] == "`" and end - start <= _WHOLE:
            yield start, end
        else:
            yield from (unit.span() for unit in _UNIT.finditer(text, start, end))


def _is_one_word(before: str, unit: str) -> bool:
    """Whether no blank and no Chinese character lies between two parts: `a`b."""
    return bool(before) and not before.isspace() and not is_wide(before) and not is_wide(unit[0])
