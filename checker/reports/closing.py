"""What ends a full report: what was found, which fixes there are, how to go on."""

from __future__ import annotations

from checker.advice.target import fitting_target
from checker.base.findings import Severity
from checker.base.text import printable
from checker.reports.naming import checked_against
from checker.reports.styled import Text
from checker.reports.summary import counts, left_out, notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.check.report import Report
    from checker.reports.output import Output

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
"""The colours of the severities."""


def write_summary(reports: list[tuple[str, Report]], output: Output, unshown: int) -> None:
    """Write the last lines.

    Args:
        reports: those of all roots.
        output: where they go.
        unshown: findings that `--max-findings` left out.
    """
    if unshown:
        plural = "s" if unshown > 1 else ""
        output.show(
            Text(f"{unshown} more finding{plural} not shown (--max-findings {output.view.most})")
        )
        output.line()
    for prefix, report in reports:
        if report.findings:
            output.show(_found(prefix, report, several=len(reports) > 1))
            fit = None if report.parts or report.note else fitting_target(report.project)
            if fit is not None:
                output.show(Text(printable(fit.question)))
    for note in notes(reports):
        output.show(Text(note))
    for line in _fixable(reports, output):
        output.show(line)
    worst = max(
        (finding for _, report in reports for finding in report.findings),
        key=lambda finding: finding.severity,
    )
    output.show(Text(f"Run `pyspec-check explain {worst.code}` for details.", "dim"))


def _found(prefix: str, report: Report, several: bool) -> Text:
    files = len({finding.at.path for finding in report.findings})
    words = Text()
    if several:
        words.append(f"{printable(prefix.rstrip('/') or '.')}: ", "bold")
    words.append(counts(report.findings), STYLES[report.worst])
    words.append(f" in {files} file{'s' if files > 1 else ''} for ")
    name = checked_against(report).partition(" (")
    words.append(name[0], "bold")
    words.append("".join(name[1:]))
    words.append(left_out(report))
    for part in report.parts:
        own = counts(part.findings)
        words.append(f"\n  {part.target.name}: ")
        words.append(own or "nothing", STYLES[part.worst] if own else "")
    return words


def _fixable(reports: list[tuple[str, Report]], output: Output) -> Iterator[Text]:
    """How many findings the fixes of this command would remove, and how many unsafe ones more."""
    view = output.view
    findings = [finding for _, report in reports for finding in report.findings]
    safe, unsafe = sum(map(view.applies, findings)), sum(map(view.hides, findings))
    option = view.offers or "--fix"
    if safe:
        words = Text.assemble(("[*]", "bold green"), f" {safe} fixable with `{option}`")
        if unsafe:
            words.append(f" ({unsafe} more with `--unsafe-fixes`)")
        yield words
    elif unsafe:
        yield Text(f"{unsafe} fixable with `{option} --unsafe-fixes`")
