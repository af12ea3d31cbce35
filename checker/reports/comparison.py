"""The same roots against several targets: what each would do, and where the findings differ."""

from __future__ import annotations

from checker.base.text import printable
from checker.check.outcome import reported_plan
from checker.reports.closing import STYLES
from checker.reports.compared import compared
from checker.reports.formats.json_report import by_root, by_target
from checker.reports.plan_table import write_plan_table
from checker.reports.styled import Text, cell_len, wrapped
from checker.reports.summary import counts
from checker.reports.tables import padded
from checker.reports.upgrade_path import upgrade_path
from checker.rules.codes import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.base.messages import Language
    from checker.check.report import Report
    from checker.reports.compared import Compared
    from checker.reports.output import Output

SAME = (" ({count} more is the same for all)", " ({count} more are the same for all)")
DIFFER = "Findings that differ: {count}"
_NAMED = 3
"""Targets without a finding that are named; more are counted."""
_LABEL = 9
"""Cells of `warning` and two spaces."""


def write_comparison(reports: list[tuple[str, Report]], output: Output) -> None:
    """For each root a table, the findings that differ, and the upgrade path of a product line."""
    for prefix, those in by_root(by_target(reports)):
        plans = [reported_plan(report) for report in those]
        found = [counts(report.findings, output.language) or output.say("none") for report in those]
        write_plan_table(prefix.rstrip("/") or ".", plans, output, found)
        _write_findings(prefix, those, output)
        _write_path(those, output)
    if not output.quiet:
        output.line(output.say("`--target NAME` shows the findings of one target in full."))


def _write_findings(prefix: str, reports: list[Report], output: Output) -> None:
    every = compared(reports)
    differing = [each for each in every if each.differs]
    if not every:
        return
    if not differing:
        output.show(Text(output.say("The findings are the same for all targets."), "bold"))
        output.line()
        return
    same = len(every) - len(differing)
    also = output.say(SAME[same > 1], count=same) if same else ""
    output.show(Text.assemble((output.say(DIFFER, count=len(differing)), "bold"), also))
    output.line()
    for each in differing:
        for line in _lines(prefix, each, output):
            output.show(line, wrap=False)
        output.line()


def _lines(prefix: str, each: Compared, output: Output) -> Iterator[Text]:
    """A finding, and a line for each group of targets that say the same of it."""
    place = f":{each.place[0]}:{each.place[1]}" if each.place else ""
    spot = (printable(prefix + each.path) or ".") + place
    yield Text.assemble((each.code, "bold"), f" {RULES[each.code].name}  {spot}")
    groups: dict[tuple[str, str], list[str]] = {}
    styles: dict[tuple[str, str], str] = {}
    for name, finding in each.targets.items():
        key = _key(finding, output.language)
        groups.setdefault(key, []).append(name)
        styles[key] = STYLES[finding.severity] if finding else "dim"
    for (label, message), names in sorted(groups.items(), key=lambda item: item[0][0] == "-"):
        listed = output.language.between.join(names)
        if not message and len(names) > _NAMED:
            listed = output.say("the {count} other targets", count=len(names))
        words = Text(listed, "" if message else "dim")
        head = Text(f"  {padded(label, _LABEL)}", styles[label, message])
        yield from _beside(output, head, words)
        if message:
            yield from _beside(output, Text(" " * (_LABEL + 2)), Text(message, "dim"))


def _key(finding: Finding | None, language: Language) -> tuple[str, str]:
    if finding is None:
        return "-", ""
    label = language.say(finding.severity.label)
    return label if finding.certain else f"{label}?", printable(finding.message)


def _beside(output: Output, head: Text, words: Text) -> Iterator[Text]:
    """Words that wrap to the right of a head."""
    margin = head.cell_len
    for number, line in enumerate(wrapped(words, output.width - margin)):
        yield Text.assemble(head if number == 0 else " " * margin, line)


def _write_path(reports: list[Report], output: Output) -> None:
    steps = upgrade_path(reports)
    if not steps:
        return
    output.show(Text(output.say("Upgrade path"), "bold"))
    output.line()
    titles = [output.language.of(step.title) for step in steps]
    width = min(max(map(cell_len, titles)), output.width // 2)
    for step, title in zip(steps, titles, strict=True):
        words = Text(printable(output.language.of(step.text)))
        for line in _beside(output, Text(f"  {padded(title, width)}  "), words):
            output.show(line, wrap=False)
    output.line()
