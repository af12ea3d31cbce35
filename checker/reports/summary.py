"""The words that end a report: what was found, for which target, how to go on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.base.findings import Severity
from checker.base.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.reports.output import Output


def counts(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; empty if there is none."""
    numbers = Counter(finding.severity for finding in findings)
    words = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        number = numbers[severity]
        if number:
            plural = "s" if number > 1 and severity is not Severity.INFO else ""
            words.append(f"{number} {severity.label}{plural}")
    return ", ".join(words)


def clean(prefix: str, report: Report) -> str:
    """The one line of a clean run."""
    root = printable(prefix.rstrip("/") or ".")
    target = f"{report.target.name} ({report.target.title})"
    return f"{root}: nothing to report for {target}{left_out(report)}"


def write_clean(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the full report of roots that have nothing to report: a line each."""
    if not output.quiet:
        for prefix, report in reports:
            output.line(clean(prefix, report))


def left_out(report: Report) -> str:
    """How many findings were left out, and how to see them; empty, or starts with `; `."""
    words = ""
    if report.hidden:
        plural = "s" if report.hidden > 1 else ""
        words += f"; {report.hidden} uncertain finding{plural} not shown (`--all` shows them)"
    if report.suppressed:
        words += f"; {report.suppressed} suppressed"
    return words
