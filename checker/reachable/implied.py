"""What a use of one distribution needs of another one that nothing requires."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.project.query import query
from checker.python.syntax.host import module_tree
from checker.reachable.certainty import held
from checker.reachable.entry_points import entry_points
from checker.reachable.implied_rows import wanted_rows
from checker.reachable.implied_uses import uses_of
from checker.reachable.installed import doubt_about, installed
from checker.reachable.sources import followed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.project.project import Project
    from checker.reachable.implied_uses import Use
    from checker.reachable.values import ReachableFile


class Implied(NamedTuple):
    """A use that fails without a further distribution."""

    file: ReachableFile
    word: str
    line: int
    """1-based."""
    add: str
    """The distribution to require."""
    error: str
    certain: bool
    because: str
    """Why it is not certain that nothing brings it; empty if it is."""


@query
def implied(project: Project) -> tuple[Implied, ...]:
    """The uses at the start that need what nothing brings, each word once per file."""
    files = followed(project).files
    rows = wanted_rows(project) if files else ()
    found: dict[tuple[str, str], Implied] = {}
    checking = next((each for each in entry_points(project) if each.checks), None)
    worker = next((each for each in entry_points(project) if each.command == "celery"), None)
    for file in files if rows else ():
        text = file.document.text
        here = [row for row in rows if row["word"] in text]
        if not here or file.entry_point.build or not held(project, file.document.path):
            continue
        tree = module_tree(text)
        for row in here if tree is not None else ():
            asked = {"model": checking, "broker": worker}.get(row["where"], file.entry_point)
            if asked is None:
                continue
            for use in uses_of(tree, row):
                each = _judge(project, file._replace(entry_point=asked), row, use)
                if each is not None:
                    found.setdefault((file.document.path, each.add), each)
    return tuple(found.values())


def _judge(project: Project, file: ReachableFile, row: dict[str, Any], use: Use) -> Implied | None:
    known, add, error = installed(project), row["add"], row["error"]
    needs = list(row["needs"])
    if not use.text.endswith(row.get("ends", "")):
        return None
    if row["where"] in ("engine", "config", "broker"):
        scheme = re.match(r"[a-z0-9+]+(?=://)", use.text)
        driver = compiled_data("implied")["drivers"].get(scheme[0] if scheme else "", "")
        if not driver:
            return None
        needs, add = driver.split()[:1], driver.split()[1]
        if known.brings(needs[0]) or {needs[0], add.lower()} & known.names:
            return None
        if row["where"] != "broker":
            error = f"ModuleNotFoundError: No module named '{needs[0]}'"
    why = next(filter(None, (doubt_about(project, each) for each in needs)), "")
    certain = file.certain and use.certain and not why
    return Implied(file, row["word"], use.line, add, error, certain, why)
