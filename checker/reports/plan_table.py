"""What each target would do with one repository, side by side: the guide to a migration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from checker.base.findings import Severity
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.reports.plan import decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.platform.values import Plan
    from checker.reports.output import Output

_SAME, _DIFFERENT = "", "bold"
_AT_ONCE = 4
"""Targets beside each other in one table, so that their names are readable."""


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
    """A column per target, `_AT_ONCE` in a table; where the targets differ, a row is in bold."""
    styles = [_DIFFERENT if len(set(values)) > 1 else _SAME for _, values in rows(columns)]
    for first in range(0, len(columns), _AT_ONCE):
        _write_some(root, columns[first : first + _AT_ONCE], styles, output)


def _write_some(
    root: str, columns: Sequence[Column], styles: Sequence[str], output: Output
) -> None:
    table = Table(
        box=box.SIMPLE_HEAD if output.unicode else box.ASCII2,
        pad_edge=False,
        title=Text(printable(root) or "."),
        title_justify="left",
    )
    table.add_column("", overflow="fold")
    for column in columns:
        table.add_column(column.plan.target, overflow="fold")
    for (name, values), style in zip(rows(columns), styles, strict=True):
        table.add_row(Text(name, style="dim"), *(Text(value, style=style) for value in values))
    output.show(table)
