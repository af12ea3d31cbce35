"""The specification clause by clause: which rules and which lines of the plan cover each."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from checker.base.records import NamedTuple
from checker.reports.wide_text import wrapping
from checker.rules.codes import RULES
from checker.targets import clauses

TYPE_CHECKING = False
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
    """The clauses as a list, for `targets NAME`."""
    for covered in coverage():
        output.show(Text.assemble((covered.clause, "bold"), f" ({output.say(covered.kind)})"))
        output.show(Padding(wrapping(Text(output.language.of(covered.says))), (0, 0, 0, 4)))
        by = (
            [output.say("rules {codes}", codes=output.language.between.join(covered.rules))]
            if covered.rules
            else []
        )
        by += (
            [output.say("plan: {decision}", decision=output.say(covered.plan))]
            if covered.plan
            else []
        )
        output.show(Padding(Text(output.say("; ").join(by), style="dim"), (0, 0, 0, 4)))
