"""The specification clause by clause: which rules and which lines of the plan cover each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from checker.base.records import NamedTuple
from checker.rules.codes import RULES
from checker.targets import clauses

if TYPE_CHECKING:
    from checker.reports.output import Output


class Covered(NamedTuple):
    """One clause and what covers it."""

    clause: str
    kind: str
    """`must`, `should`, `default` or `behaviour`."""
    says: str
    rules: tuple[str, ...]
    """Codes of the rules that cite it."""
    plan: str
    """The line of the plan that shows it; empty where none does."""


def coverage() -> list[Covered]:
    """All clauses of the source specification, in its order."""
    rules = RULES
    return [
        Covered(
            name,
            clause["kind"],
            clause["says"],
            tuple(code for code, rule in rules.items() if name in rule.cites),
            clause.get("plan", ""),
        )
        for name, clause in clauses().items()
    ]


def write_coverage(output: Output) -> None:
    """The clauses as a table, for `targets NAME`."""
    table = Table(box=box.SIMPLE_HEAD if output.unicode else box.ASCII2, pad_edge=False)
    for column in ("clause", "kind", "says", "rules", "plan"):
        table.add_column(column, overflow="fold")
    for covered in coverage():
        rules = ", ".join(covered.rules)
        table.add_row(
            Text(covered.clause, style="bold"),
            Text(covered.kind),
            Text(covered.says),
            Text(rules),
            Text(covered.plan),
        )
    output.show(table)
