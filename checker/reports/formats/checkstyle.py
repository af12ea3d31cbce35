"""Checkstyle's XML, which most code-review tools read."""

from __future__ import annotations

from itertools import groupby

from checker.reports.entries import entries
from checker.reports.xml_text import HEAD, tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.output import Output


def write_checkstyle(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one document, the findings grouped by file."""
    output.line(HEAD)
    output.line('<checkstyle version="4.3">')
    for path, found in groupby(entries(reports), key=lambda entry: entry.path):
        output.line(f"  {tag('file', name=path)}>")
        for entry in found:
            line, column = entry.place[:2] if entry.place else (1, 1)
            help = f"; {entry.finding.help}" if entry.finding.help else ""
            error = tag(
                "error",
                line=line,
                column=column,
                severity=entry.finding.severity.label,
                message=entry.message + help,
                source=f"pyspec-check.{entry.finding.code}",
            )
            output.line(f"    {error}/>")
        output.line("  </file>")
    output.line("</checkstyle>")
