"""Configurations that nobody reads: a file or a table whose name is only like ours."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.errors import PlacedError
from checker.base.messages import fill
from checker.base.spelling import closest
from checker.base.text import printable
from checker.base.toml import parse_toml, place_of, places
from checker.config.table import TABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from checker.base.text import Document

_LIKE = 0.85
"""How like our name a table's must be, without dashes, to be meant for it."""
_NAME = "pyspeccheck"


def misnamed_files(names: Iterable[str], shown: str, own: str) -> Iterator[PlacedError]:
    """A warning for each file that was to be the configuration.

    Args:
        names: the files of a folder.
        shown: the folder as an error names it: empty, or ends in `/`.
        own: the name of the file that is read.
    """
    pattern = re.compile(
        r"\.?py[-_.]?spec([-_.]?check(er)?)?(rc|\.(to?ml|ya?ml|ini|cfg|conf|json))", re.IGNORECASE
    )
    for name in names:
        if name != own and pattern.fullmatch(name):
            words = fill(
                "`{name}` is not read; did you mean `{own}`?", name=printable(name, 80), own=own
            )
            yield PlacedError(
                fill("{place}{words}", place=printable(shown), words=words),
                shown + name,
                0,
                0,
                words,
            )


def misnamed_tables(document: Document) -> Iterator[PlacedError]:
    """A warning for each table of a pyproject.toml that was to be the configuration."""
    values: Any = parse_toml(document.text)  # it was read before, so it can be
    tables = values.get(TABLE[0])
    for above, held in ((TABLE[:-1], tables if isinstance(tables, dict) else {}), ((), values)):
        for name in held:
            if isinstance(held[name], dict) and _is_like(name) and (*above, name) != TABLE:
                start, end = place_of(places(document.text), (*above, name)).key
                line, column = document.line_column(start)
                shown = printable(".".join((*above, name)), 80)
                words = fill(
                    "[{shown}] is not read; did you mean [{table}]?",
                    shown=shown,
                    table=".".join(TABLE),
                )
                place = f"{printable(document.path)}:{line}:{column}"
                yield PlacedError(
                    fill("{place}: {words}", place=place, words=words),
                    document.path,
                    start,
                    end,
                    words,
                )


def _is_like(name: str) -> bool:
    plain = re.sub(r"[-_. ]", "", name.lower())
    return plain == "pyspec" or closest(plain, [_NAME], _LIKE) is not None
