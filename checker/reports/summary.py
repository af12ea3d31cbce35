"""The words that end a report: what was found, for which target, how to go on."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.reports.output import Output


def counts(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; empty if there is none."""
    severities = [finding.severity for finding in findings]
    words = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        number = severities.count(severity)
        if number:
            plural = "s" if number > 1 and severity is not Severity.INFO else ""
            words.append(f"{number} {severity.label}{plural}")
    return ", ".join(words)


def clean(prefix: str, report: Report) -> str:
    """The one line of a clean run."""
    root = printable(prefix.rstrip("/") or ".")
    target = f"{report.target.name} ({report.target.title})"
    if report.parts:
        from checker.reports.naming import checked_against  # noqa: PLC0415  gate: most have one

        target = checked_against(report)
    return f"{root}: nothing to report for {target}{left_out(report)}"


def write_clean(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the full report of roots that have nothing to report: a line each."""
    if not output.quiet:
        for prefix, report in reports:
            output.line(clean(prefix, report))
        for note in notes(reports):
            output.line(note)


def notes(reports: list[tuple[str, Report]]) -> Iterator[str]:
    """What is to be said of the targets of the roots, each thing once."""
    roots: dict[str, list[str]] = {}
    for prefix, report in reports:
        if report.note:
            roots.setdefault(report.note, []).append(prefix.rstrip("/") or ".")
    for note, named in roots.items():
        yield note if len(reports) == 1 else f"{printable(', '.join(named))}: {note}"


def left_out(report: Report) -> str:
    """How many findings were left out, and how to see them; empty, or starts with `; `."""
    words = ""
    if len({(part.hidden, part.suppressed) for part in report.parts}) > 1:
        each = {part.target.name: left_out(part)[2:] for part in report.parts}
        return "".join(f"; {name}: {own}" for name, own in each.items() if own)
    if report.hidden:
        plural = "s" if report.hidden > 1 else ""
        words += f"; {report.hidden} uncertain finding{plural} not shown (`--all` shows them)"
    if report.suppressed:
        words += f"; {report.suppressed} suppressed"
    return words
