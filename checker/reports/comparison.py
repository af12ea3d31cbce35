"""The same roots against several targets: what each would do, and where the findings differ."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from checker.base.findings import Severity
from checker.platform.plan import plan
from checker.reports.plan_table import Column, write_plan_table
from checker.reports.upgrade_path import differences, upgrade_path

if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.output import Output


def write_comparison(reports: list[tuple[str, Report]], output: Output) -> None:
    """For each root a table, the findings that differ, and the upgrade path of a product line."""
    for prefix, group in groupby(reports, key=lambda item: item[0]):
        those = [report for _, report in group]
        columns = [
            Column(plan(report.project), {s: report.count(s) for s in Severity}) for report in those
        ]
        write_plan_table(prefix.rstrip("/") or ".", columns, output)
        _write_differences(those, output)
        _write_path(those, output)
    if not output.quiet:
        output.line("bold: the targets differ; --target NAME shows the findings of one")


def _write_differences(reports: list[Report], output: Output) -> None:
    rows = differences(reports)
    if not rows:
        return
    output.line("findings that only some targets have")
    width = max(len(place) for place, _ in rows)
    for place, names in rows:
        output.line(f"  {place:{width}}  {', '.join(names)}")
    output.line()


def _write_path(reports: list[Report], output: Output) -> None:
    steps = upgrade_path(reports)
    if not steps:
        return
    output.line("upgrade path")
    width = max(len(step.title) for step in steps)
    for step in steps:
        output.line(f"  {step.title:{width}}  {step.text}")
    output.line()
