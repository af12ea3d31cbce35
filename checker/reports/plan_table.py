"""What each target would do with one repository, side by side: the guide to a migration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from checker.base.findings import Severity
from checker.base.records import NamedTuple
from checker.base.text import visible
from checker.reports.plan import decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.platform.values import Plan
    from checker.reports.output import Output

_SAME, _DIFFERENT = "", "bold"


class Column(NamedTuple):
    """One target's plan, and how many findings of each severity it has."""

    plan: Plan
    findings: dict[Severity, int]

    @property
    def counts(self) -> str:
        """`2 errors, 1 warning`, or `none`."""
        words = [
            f"{count} {severity.label}{'s' if count > 1 and severity is not Severity.INFO else ''}"
            for severity in sorted(Severity, reverse=True)
            if (count := self.findings.get(severity, 0))
        ]
        return ", ".join(words) or "none"


def rows(columns: Sequence[Column]) -> list[tuple[str, list[str]]]:
    """Each decision's name with its value for each target; the findings come last."""
    names: dict[str, None] = {}
    values: list[dict[str, str]] = []
    for column in columns:
        found = {decision.name: decision.value for decision in decisions(column.plan)}
        names.update(dict.fromkeys(found))
        values.append(found)
    table = [(name, [found.get(name, "") for found in values]) for name in names]
    return [*table, ("findings", [column.counts for column in columns])]


def write_plan_table(root: str, columns: Sequence[Column], output: Output) -> None:
    """One table, a column a target; a row in which the targets differ is set in bold."""
    table = Table(
        box=box.SIMPLE_HEAD if output.unicode else box.ASCII2,
        pad_edge=False,
        title=Text(visible(root) or "."),
        title_justify="left",
    )
    table.add_column("", overflow="fold")
    for column in columns:
        table.add_column(column.plan.target, overflow="fold")
    for name, values in rows(columns):
        style = _DIFFERENT if len(set(values)) > 1 else _SAME
        table.add_row(Text(name, style="dim"), *(Text(value, style=style) for value in values))
    output.show(table)
