"""The same roots against several targets: what each would do, and how much it would find."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from checker.base.findings import Severity
from checker.platform.plan import plan
from checker.reports.plan_table import Column, write_plan_table

if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.output import Output


def write_comparison(reports: list[tuple[str, Report]], output: Output) -> None:
    """A table for each root, a column a target; where they differ is the migration guide."""
    for prefix, group in groupby(reports, key=lambda item: item[0]):
        columns = [
            Column(plan(report.project), {s: report.count(s) for s in Severity})
            for _, report in group
        ]
        write_plan_table(prefix.rstrip("/") or ".", columns, output)
    if not output.quiet:
        output.line("bold: the targets differ; --target NAME shows the findings of one")
