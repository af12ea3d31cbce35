"""What each target would do with one repository, a row per target: the guide to a migration."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from checker.base.text import printable
from checker.check.outcome import judged_plan
from checker.reports.compared import compared_plans
from checker.reports.plan import write_plan
from checker.reports.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.platform.values import Plan
    from checker.project.project import Project
    from checker.reports.output import Output


def write_plans(projects: list[tuple[str, Project]], output: Output) -> None:
    """Each root's plan: as a tree, or as a table if it is for several targets."""
    for index, (prefix, group) in enumerate(groupby(projects, key=lambda item: item[0])):
        if index:
            output.line()
        those = [project for _, project in group]
        if len(those) == 1:
            write_plan([(prefix, those[0])], output)
            continue
        write_plan_table(prefix.rstrip("/"), [judged_plan(each) for each in those], output)
        if not output.quiet:
            output.line("`--target NAME` shows the plan of one target, with the reasons.")


def write_plan_table(
    root: str, plans: Sequence[Plan], output: Output, findings: Sequence[str] = ()
) -> None:
    """Write what the targets decide differently as a table, and below it what is the same.

    Args:
        root: the name of the root.
        plans: of each target.
        output: where it goes.
        findings: what each target found, in words; empty for a table of plans alone.
    """
    head = Text.assemble((printable(root) or ".", "bold"), f" on {len(plans)} targets")
    output.show(head)
    every = compared_plans(plans)
    differing = [each for each in every if each.differs]
    heads = ["target", *(["findings"] if findings else []), *(each.name for each in differing)]
    rows = []
    for index, plan in enumerate(plans):
        row = [Text(plan.target, style="bold")]
        if findings:
            row.append(Text(findings[index]))
        row += [Text(each.values[plan.target] or "-") for each in differing]
        rows.append(row)
    write_table(output, heads, rows, split=True)
    same = [f"{each.name} {next(iter(each.values.values()))}" for each in every if not each.differs]
    if same:
        output.show(Text.assemble(("the same for all: ", "dim"), "; ".join(same)))
        output.line()
