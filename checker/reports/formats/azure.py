"""Azure Pipelines' logging commands: each error and warning becomes an issue of the run.

The agent looks for `##vso[` anywhere in a line, so a finding is one line, and a line that is no
command must not hold one. `task.logissue` knows errors and warnings only: an info is a debug line.
"""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.text import escape_ci_commands, printable
from checker.reports.entries import entries
from checker.reports.formats.concise import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output


def write_azure(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one command a line for each finding."""
    for entry in entries(reports):
        output.command(command(entry))


def command(entry: Entry) -> str:
    """The logging command of one finding; of an info, a debug line."""
    if entry.finding.severity is Severity.INFO:
        text = line(entry.report, entry.finding, entry.prefix)
        return "##[debug]" + escape_ci_commands(text)
    properties: dict[str, object] = {
        "type": entry.finding.severity.label,
        "sourcepath": printable(entry.path),
        "code": entry.finding.code,
    }
    if entry.place is not None:
        properties.update(linenumber=entry.place[0], columnnumber=entry.place[1])
    written = "".join(f"{name}={escape(str(value))};" for name, value in properties.items())
    words = entry.words.replace("\n", "; ")
    return f"##vso[task.logissue {written}]{_escape_percent(words)}"


def escape(text: str) -> str:
    """A property's value, as the agent will undo it."""
    text = _escape_percent(text).replace("\r", "%0D").replace("\n", "%0A")
    return text.replace("]", "%5D").replace(";", "%3B")


def _escape_percent(text: str) -> str:
    return text.replace("%", "%AZP25")
