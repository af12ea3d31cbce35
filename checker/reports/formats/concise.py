"""One finding a line, for editors, grep and people in a hurry.

The line is `path:line:column: CODE severity message`: 1-based, columns in code points. A file that
does not exist has line 1, column 1.
"""

from __future__ import annotations

from checker.base.messages import ENGLISH, Language
from checker.base.text import printable
from checker.reports.summary import UNSHOWN, clean
from checker.rules.codes import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.reports.output import Output


def line(report: Report, finding: Finding, prefix: str = "", language: Language = ENGLISH) -> str:
    """The concise line of one finding; `prefix` stands before its path (a root and `/`)."""
    from checker.reports.naming import message_of  # noqa: PLC0415  gate: for findings

    place = report.place(finding.at) or (1, 1)
    path = printable((prefix + finding.at.path).rstrip("/") or ".")
    message = printable(message_of(report, finding, language))
    return f"{path}:{place[0]}:{place[1]}: {finding.code} {finding.severity.label} {message}"


def write_concise(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write all findings, a line each; standard error says if there are none."""
    view, room = output.view, output.view.most
    for prefix, report in reports:
        findings = report.findings
        if view.most:
            from checker.reports.arranging import worst  # noqa: PLC0415  gate: for --max-findings

            findings = worst(findings, room)
        room = max(0, room - len(findings))
        if view.group_by == "rule":
            order = list(RULES)
            findings = tuple(sorted(findings, key=lambda finding: order.index(finding.code)))
        for finding in findings:
            output.line(line(report, finding, prefix, output.language))
        if len(findings) < len(report.findings) and not output.quiet:
            unshown = len(report.findings) - len(findings)
            output.aside(output.say(UNSHOWN, count=unshown, most=view.most))
        if not report.findings and not output.quiet:
            output.aside(clean(prefix, report, output.language))
