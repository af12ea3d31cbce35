"""What each target would do with one repository, a row per target: the guide to a migration."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text as Cell

from checker.base.text import printable
from checker.check.outcome import judged_plan
from checker.reports.compared import compared_plans
from checker.reports.plan import write_plan
from checker.reports.styled import Text, cell_len, wrapped
from checker.reports.tables import whole_words, write_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checker.base.messages import Language
    from checker.platform.values import Plan
    from checker.project.project import Project
    from checker.reports.compared import Differing
    from checker.reports.output import Output

_HEADS = {"port variable": "port", "start: imports": "imports"}
"""Shorter names of decisions, for the table's head."""
_CELLS = {
    "the build fails": "fails",
    "runs and succeeds": "succeeds",
    "runs and fails": "fails",
    "nothing is recognised": "nothing",
}
_STYLES = {"fails": "bold red", "succeeds": "green", "not known": "dim"}
_BUILDS = {True: "succeeds", False: "fails", None: "not known"}
_WIDE = 24
"""Cells from which on values are listed below the table, each with its targets."""
_DECLARED = " (declared: "


def write_plans(projects: list[tuple[str, Project]], output: Output) -> None:
    """Each root's plan: as a tree, or as a table if it is for several targets."""
    for index, (prefix, group) in enumerate(groupby(projects, key=lambda item: item[0])):
        if index:
            output.line()
        those = [project for _, project in group]
        if len(those) == 1:
            write_plan([(prefix, those[0])], output)
            continue
        plans = [judged_plan(each) for each in those]
        write_plan_table(prefix.rstrip("/"), plans, output)
        failing = [plan for plan in plans if plan.build.succeeds is False]
        _write_groups(
            output.say("build fails"),
            ((_why(plan, output.language), plan.target) for plan in failing),
            output,
        )
        if not output.quiet:
            output.line(
                output.say("`--target NAME` shows the plan of one target, with the reasons.")
            )


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
    head = Text.assemble(
        (printable(root) or ".", "bold"), output.say(" on {count} targets", count=len(plans))
    )
    output.show(head)
    every = [each for each in compared_plans(plans) if each.name != "build"]
    differing = [each for each in every if each.differs]
    long = [each for each in differing if any(cell_len(v) > _WIDE for v in _shown(each).values())]
    short = [each for each in differing if each not in long]
    heads = ["target", "build"]
    rows = []
    for index, plan in enumerate(plans):
        row = [Cell(plan.target, "bold"), _cell(_BUILDS[plan.build.succeeds], output.language)]
        row += [_cell(_shown(each)[plan.target] or "-", output.language) for each in short]
        rows.append(row + ([Cell(findings[index])] if findings else []))
    heads += [_HEADS.get(each.name, each.name) for each in short]
    heads += ["findings"] if findings else []
    write_table(output, [output.say(head) for head in heads], rows, split=True)
    for each in long:
        values = ((output.language.of(value or "-"), name) for name, value in each.values.items())
        _write_groups(output.say(each.name), values, output)
    same = [
        f"{output.say(each.name)} {output.language.of(next(iter(each.values.values())))}"
        for each in every
        if not each.differs
    ]
    if same:
        label = output.say("the same for all: ")
        output.show(Text.assemble((label, "dim"), output.say("; ").join(same)))
        output.line()


def _why(plan: Plan, language: Language) -> str:
    """Why the build fails, without saying once more that it does."""
    because = language.of(plan.build.because)
    for end in (" → the build fails", ": the build fails", " → 构建失败"):
        because = because.removesuffix(end)
    return because


def _shown(each: Differing) -> dict[str, str]:
    """The values as the table has them: the Python that runs, without what was declared."""
    plain = {name: value.partition(_DECLARED)[0] for name, value in each.values.items()}
    return {name: _CELLS.get(value, value) for name, value in plain.items()}


def _cell(text: str, language: Language) -> Cell:
    return Cell(language.of(text), _STYLES.get(text, ""))


def _write_groups(name: str, values: Iterable[tuple[str, str]], output: Output) -> None:
    """What is too long for a cell: each value with the targets that have it."""
    groups: dict[str, list[str]] = {}
    for value, target in values:
        groups.setdefault(value, []).append(target)
    if not groups:
        return
    output.show(Text(name, "bold"))
    for value, names in groups.items():
        for line in (
            *_indented(value, 2, output),
            *_indented(output.language.between.join(names), 4, output, "dim"),
        ):
            output.show(line, wrap=False)
    output.line()


def _indented(words: str, margin: int, output: Output, style: str = "") -> Iterator[Text]:
    room = output.width - margin
    if not output.stream.isatty():  # in a pipe, a word stays whole
        room = max(room, *map(cell_len, whole_words(words)), 0)
    for line in wrapped(Text(printable(words), style), room):
        yield Text.assemble(" " * margin, line)
