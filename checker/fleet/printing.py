"""The answer to a question, as a table for people, CSV or JSON lines."""

from __future__ import annotations

import csv
import io
import json

from rich.text import Text

from checker.base.errors import unknown
from checker.base.text import printable
from checker.reports.name_text import NameText
from checker.reports.tables import write_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.messages import Language
    from checker.fleet.store import Table
    from checker.reports.output import Output

FORMATS = ("table", "csv", "jsonl")


def write_answer(table: Table, kind: str, output: Output) -> None:
    """Write the rows of an answer.

    Raises:
        UsageError: for an unknown format.
    """
    names, rows = table
    if kind not in FORMATS:
        raise unknown("format", kind, list(FORMATS))
    if kind == "jsonl":
        for row in rows:
            output.line(json.dumps(dict(zip(names, row, strict=True)), default=str))
    elif kind == "csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([names, *rows])
        output.line(buffer.getvalue().rstrip("\n"))
    elif not rows:
        output.line(output.say("nothing"))
    else:
        language = output.language
        cells = [
            [
                (NameText if name in _NAMES else Text)(_shown(said(name, value, language)))
                for name, value in zip(names, row, strict=True)
            ]
            for row in rows
        ]
        heads = [language.say(_HEADS.get(name, name.replace("_", " "))) for name in names]
        is_number = [any(_is_number(row[index]) for row in rows) for index in range(len(names))]
        numbers = frozenset(index for index, yes in enumerate(is_number) if yes)
        write_table(output, heads, cells, numbers=numbers)


_HEADS = {"repositories": "repos"}
"""Heads that leave more of a screen to what stands below them."""
_NAMES = frozenset({"repository", "root", "name", "path", "address"})
"""Columns of words without blanks, which break after a sign rather than anywhere."""


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_SPOKEN = frozenset({"severity", "state", "change", "outcome", "reason", "because", "fix"})
"""Columns with words of our own."""


def said(column: str, value: object, language: Language) -> object:
    """The value of a column in the reader's language, if its words are ours."""
    return language.of(value) if column in _SPOKEN and isinstance(value, str) else value


def _shown(value: object) -> str:
    if value is None:
        return ""
    return (
        f"{value:,}"
        if isinstance(value, int) and not isinstance(value, bool)
        else printable(str(value), 400)
    )
