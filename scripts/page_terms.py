"""Terms that a hand-written page has in English and its Chinese one does not, part by part.

`docs/glossary.zh.toml` says in `[pages]` where a word is no such term, each with the reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.toml import parse_toml
from scripts.catalogue_checks import _glossary, _without_terms
from scripts.translations import DOCS, MADE, pairs, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(r"\n\s*\n|\n(?= *(?:[-*]|\d+\.) )|\n(?=\|)")
"""What stands between two paragraphs, items of a list or rows of a table."""
_MARKUP = re.compile(r"(?<=\])\([^)]*\)|<[^>]*>|https?://\S+|[*]")
_CELL = re.compile(r"(?<!\\)\|")


def excepted() -> dict[str, dict[str, list[str]]]:
    """Terms that a part need not have, by `PAGE: how the part begins`."""
    values: dict[str, dict[str, dict[str, list[str]]]] = parse_toml(
        (DOCS / "glossary.zh.toml").read_text("utf-8")
    )
    return values["pages"]


def missing_terms() -> Iterator[tuple[str, str, str]]:
    """Each page with a part of it, in English, and a term that its translation does not have."""
    glossary = _glossary("zh")
    for name, paths in pairs().items():
        if MADE.match(name.removeprefix("docs/")):
            continue
        for english, chinese in _parts(*(path.read_text("utf-8") for path in paths)):
            for found in _without_terms(english, chinese, glossary, {}):
                yield name, english, found.split("`")[1]


def _parts(english: str, chinese: str) -> Iterator[tuple[str, str]]:
    """What says the same in both: as small as it can be told apart."""
    for ours, theirs in zip(sections(english), sections(chinese), strict=True):
        yield ours.heading.lstrip("# "), theirs.heading
        yield from _matched(_split(_PART, ours.prose), _split(_PART, theirs.prose))


def _matched(ours: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    if len(ours) != len(theirs):
        yield " ".join(ours), " ".join(theirs)
        return
    for first, second in zip(ours, theirs, strict=True):
        cells = _split(_CELL, first), _split(_CELL, second)
        if first.startswith("|") and len(cells[0]) == len(cells[1]):
            yield from zip(*cells, strict=True)
        else:
            yield first, second


def _split(at: re.Pattern[str], text: str) -> list[str]:
    parts = (" ".join(_MARKUP.sub("", part).split()) for part in at.split(text))
    return [part.removeprefix("- ") for part in parts if part]
