"""How often each rule found something."""

from __future__ import annotations

from collections import Counter

from checker.reports.naming import held_for
from checker.reports.styled import cell_len
from checker.rules.codes import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding, Severity
    from checker.check.report import Report
    from checker.reports.output import Output


def write_statistics(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write a line for each rule that found something, the most frequent first."""
    found: Counter[tuple[str, Severity]] = Counter()
    held: dict[tuple[str, Severity], Finding] = {}
    for _, report in reports:
        for finding in report.findings:
            key = (finding.code, finding.severity)
            found[key] += 1
            both = dict.fromkeys((*held.get(key, finding).targets, *finding.targets))
            held[key] = finding._replace(targets=tuple(both))
    rules = RULES
    width = max((len(str(number)) for number in found.values()), default=1)
    for (code, severity), number in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        names = held_for(reports[0][1], held[code, severity], output.language)
        label = output.say(severity.label)
        label += " " * (7 - cell_len(label))
        line = f"{number:>{width}}  {code:<7}  {label}  {rules[code].name}"
        output.line(f"{line}  [{names}]" if names else line)
    if not found and not output.quiet:
        output.line(output.say("nothing to report"))
