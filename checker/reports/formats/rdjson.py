"""Reviewdog's diagnostic format, one document: columns are 1-based UTF-8 bytes, ends exclusive.

Paths start at the working folder: reviewdog itself puts its place in the checkout before them.
"""

from __future__ import annotations

from checker import HOMEPAGE
from checker.base.findings import Location
from checker.base.text import printable
from checker.reports.entries import entries, is_encodable
from checker.reports.formats.json_report import dumped
from checker.rules.page import page_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.base.text import Document
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output


def write_rdjson(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one document, of all roots."""
    document = {
        "source": {"name": "pyspec-check", "url": HOMEPAGE},
        "diagnostics": [_diagnostic(entry) for entry in entries(reports, here=True)],
    }
    output.line(dumped(document))


def _diagnostic(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    diagnostic: dict[str, Any] = {
        "message": entry.words,
        "location": _location(entry, finding.at),
        "severity": finding.severity.label.upper(),
        "code": {"value": finding.code, "url": page_url(entry.rule.code)},
    }
    related = [
        {"message": printable(words), "location": _location(entry, at)}
        for at, words in finding.related
    ]
    if related:
        diagnostic["related_locations"] = related
    suggestions = _suggestions(entry)
    if suggestions:
        diagnostic["suggestions"] = suggestions
    return diagnostic


def _location(entry: Entry, at: Location) -> dict[str, Any]:
    location: dict[str, Any] = {"path": printable(entry.path_of(at))}
    span = _range(entry.report, at)
    if span is not None:
        location["range"] = span
    return location


def _suggestions(entry: Entry) -> list[dict[str, Any]]:
    """The edit of a fix that is one edit of this very file: a suggestion stands for itself."""
    fix = entry.finding.fix
    if fix is None or fix.steps or len(fix.edits) != 1:
        return []
    edit = fix.edits[0]
    span = _range(entry.report, Location(edit.path, edit.start, edit.end))
    if span is None or edit.path != entry.finding.at.path or not is_encodable(edit.text):
        return []
    return [{"range": span, "text": edit.text}]


def _range(report: Report, at: Location) -> dict[str, Any] | None:
    document = report.project.document(at.path)
    if document is None:
        return None
    return {"start": _position(document, at.start), "end": _position(document, at.end)}


def _position(document: Document, offset: int) -> dict[str, int]:
    line, column = document.line_column(offset)
    start = document.starts[line - 1]
    before = document.text[start : start + column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogateescape")) + 1}
