"""The specification is covered clause by clause, and nothing cites what does not exist."""

from __future__ import annotations

import io

import pytest

from checker.files.tree import MemoryTree
from checker.platform.plan import plan
from checker.project.project import Project
from checker.reports.coverage import Covered, coverage, write_coverage
from checker.reports.decisions import decisions
from checker.reports.output import Output
from checker.rules.codes import RULES
from checker.targets import citation, clauses, facts, targets


@pytest.mark.parametrize("covered", coverage(), ids=lambda covered: covered.clause)
def test_every_clause_has_a_rule_or_a_line_of_the_plan(covered: Covered) -> None:
    assert covered.rules or covered.plan


def test_the_lines_of_the_plan_exist() -> None:
    project = Project(MemoryTree({"requirements.txt": b""}), targets()["rainbond-5"])
    lines = {decision.name for decision in decisions(plan(project))}
    assert {covered.plan for covered in coverage()} - {""} <= lines


@pytest.mark.parametrize("code", list(RULES))
def test_every_rule_cites_what_exists(code: str) -> None:
    cites = RULES[code].cites
    assert cites
    for cited in cites:
        assert cited in clauses() or cited in facts()
        assert citation(cited)


def test_the_table_names_every_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    stream = io.StringIO()
    write_coverage(Output(stream))
    assert all(name in stream.getvalue() for name in clauses())
