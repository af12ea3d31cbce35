"""How often each rule found something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.rules.codes import RULES

if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.output import Output


def write_statistics(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write a line for each rule that found something, the most frequent first."""
    found = Counter(
        (finding.code, finding.severity) for _, report in reports for finding in report.findings
    )
    rules = RULES
    width = max((len(str(number)) for number in found.values()), default=1)
    for (code, severity), number in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        output.line(f"{number:>{width}}  {code:<7}  {severity.label:<7}  {rules[code].name}")
    if not found and not output.quiet:
        output.line("nothing to report")
