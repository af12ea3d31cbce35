"""The answer to a question, as a table for people, CSV or JSON lines."""

from __future__ import annotations

import csv
import io
import json

from rich.text import Text

from checker.base.errors import unknown
from checker.base.text import printable
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
                Text(_shown(said(name, value, language)))
                for name, value in zip(names, row, strict=True)
            ]
            for row in rows
        ]
        write_table(output, [language.say(name.replace("_", " ")) for name in names], cells)


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
