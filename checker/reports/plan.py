"""The plan for people, as a tree.

Each decision is a branch: what is decided, its cause, the file and line that it was read in, and
what the build or the container would show in its log.
"""

from __future__ import annotations

from rich.text import Text
from rich.tree import Tree

from checker.base.messages import ENGLISH, Language
from checker.base.text import printable
from checker.check.outcome import judged_plan
from checker.reports.closing import marked
from checker.reports.decisions import decisions
from checker.reports.styled import Text as Styled
from checker.reports.tables import padded
from checker.reports.wide_text import wrapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Location
    from checker.project.project import Project
    from checker.reports.output import Output

HEAD = "{root} on {target} ({title})"
_GOOD, _BAD, _FAINT, _LABEL = "bold green", "bold red", "dim", "green"


def write_plan(projects: list[tuple[str, Project]], output: Output) -> None:
    """Each root's plan as a tree; the prefix is put before its paths."""
    for index, (prefix, project) in enumerate(projects):
        if index:
            output.line()
        output.show(plan_tree(project, prefix, output.unicode, output.language))


def plan_tree(
    project: Project, prefix: str = "", lines: bool = True, language: Language = ENGLISH
) -> Tree:
    """The plan of one project; `lines` is False where only ASCII can be drawn."""
    target = project.target
    words = marked(
        language.template(HEAD),
        {
            "root": Styled(printable(prefix.rstrip("/")) or ".", "bold"),
            "target": Styled(target.name, "bold"),
            "title": Styled(language.of(target.title)),
        },
    )
    head = Text.assemble(*words.pieces)
    tree = Tree(head, guide_style=_FAINT)
    if not lines:
        tree.TREE_GUIDES = [tree.ASCII_GUIDES] * 3
    labels = {name: (padded(language.say(name), 5), _LABEL) for name in ("at", "log")}
    for decision in decisions(judged_plan(project)):
        label = Text.assemble(
            (language.say("{name}: ", name=language.of(decision.name)), "bold"),
            (language.of(decision.value), _GOOD if decision.good else _BAD),
        )
        branch = tree.add(wrapping(label))
        branch.add(wrapping(Text(language.of(decision.because))))
        for at in decision.at:
            branch.add(Text.assemble(labels["at"], _place(project, prefix, at, language)))
        for because, at in decision.also:
            branch.add(wrapping(Text(language.of(because))))
            branch.add(Text.assemble(labels["at"], _place(project, prefix, at, language)))
        for line in decision.log.splitlines():
            branch.add(Text.assemble(labels["log"], (printable(line), _FAINT)))
    return tree


def _place(project: Project, prefix: str, at: Location, language: Language) -> str:
    """The file and the line; that a file is not there where it is not."""
    document = project.document(at.path)
    path = printable(prefix + at.path)
    if document is None:
        there = project.tree.resolve(at.path) is not None
        return path if there else language.say("{path} (missing)", path=path)
    return f"{path}:{document.line_column(at.start)[0]}"
