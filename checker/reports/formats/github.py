"""GitHub's workflow commands: each finding becomes an annotation of the pull request.

The runner reads a line `::error file=…,line=…::message`, undoes its escapes, and refuses columns
where the annotation spans several lines.
"""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.text import printable
from checker.reports.entries import entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write_github(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one command a line for each finding."""
    for entry in entries(reports):
        output.command(command(entry))


def command(entry: Entry) -> str:
    """The workflow command of one finding."""
    properties: dict[str, object] = {
        "title": f"{entry.finding.code} {entry.rule.name}",
        "file": printable(entry.path),
    }
    if entry.place is not None:
        line, column, end_line, end_column = entry.place
        properties.update(line=line, endLine=end_line)
        if line == end_line:
            properties.update(col=column, endColumn=end_column)
    written = ",".join(f"{name}={escape_property(str(v))}" for name, v in properties.items())
    return f"::{_COMMANDS[entry.finding.severity]} {written}::{escape_data(entry.words)}"


def escape_data(text: str) -> str:
    """A command's message, as the runner will undo it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A property's value, as the runner will undo it."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
