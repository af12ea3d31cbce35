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
        output.line("nothing")
    else:
        cells = [[Text(_shown(value)) for value in row] for row in rows]
        write_table(output, [name.replace("_", " ") for name in names], cells)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return (
        f"{value:,}"
        if isinstance(value, int) and not isinstance(value, bool)
        else printable(str(value), 400)
    )
