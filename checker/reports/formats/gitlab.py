"""GitLab's Code Quality report: the subset of Code Climate's issues that merge requests show."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.text import printable
from checker.reports.entries import entries
from checker.reports.formats.json_report import dumped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def write_gitlab(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one array of issues, of all roots."""
    output.line(dumped([_issue(entry) for entry in entries(reports)]))


def _issue(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    place = entry.place or (1, 1, 1, 1)
    issue: dict[str, Any] = {
        "type": "issue",
        "check_name": finding.code,
        "description": printable(f"{finding.code} {entry.message}"),
        "categories": ["Compatibility"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": entry.fingerprint,
        "location": {
            "path": printable(entry.path),
            "lines": {"begin": place[0], "end": place[2]},
        },
    }
    if finding.help:
        issue["content"] = {"body": printable(finding.help)}
    return issue
