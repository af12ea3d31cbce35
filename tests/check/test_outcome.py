"""The plan and the check never disagree about success: over every sample that there is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.base.findings import Severity
from checker.check.outcome import ends_build, judged_plan
from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, all_cases, load
from tests.checking import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.files.tree import Tree

SHARED = Path(os.environ.get("PYSPEC_SHARED", "shared"), "cases")


def disagreements(tree: Tree, target: str) -> Iterator[str]:
    """What the plan says of the outcome that the check does not, or the other way round."""
    plan = judged_plan(Project(tree, targets()[target]))
    found = check(tree, targets()[target]).findings
    errors = [each for each in found if each.severity is Severity.ERROR]
    ending = [each for each in errors if ends_build(each)]
    if plan.build.succeeds and ending:
        yield f"the build succeeds, but {ending[0].code} {ending[0].message}"
    if plan.build.succeeds is False and not errors:
        yield f"the build fails ({plan.build.because}), but no error"
    if plan.build.succeeds is not False and plan.recognised.is_python and not errors:
        if plan.start.command is None:
            yield f"nothing is started ({plan.start.because}), but no error"
        if plan.imports is not None and plan.imports.succeeds is False and not found:
            yield f"the start fails ({plan.imports.because}), but nothing is found"
    if plan.collectstatic.runs and plan.collectstatic.succeeds is False and not errors:
        yield f"collectstatic fails ({plan.collectstatic.because}), but no error"


@pytest.mark.parametrize("code", [code for code in RULES if load(code, "reported")])
def test_on_the_cases_of_the_rules(code: str) -> None:
    wrong = [
        (case["name"], words)
        for case in all_cases(code)
        for words in disagreements(CaseTree(case), case.get("target", default_target()))
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["reports", "faults", "rainbond-history", "plan/cases"])
def test_on_shared_samples(name: str) -> None:
    path = SHARED / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("the samples are not here")
    cases: list[dict[str, Any]] = [
        json.loads(line) for line in filter(None, path.read_text().split("\n"))
    ]
    wrong = []
    for case in cases[:150]:
        files = case.get("files")
        if not isinstance(files, dict) or any(not isinstance(x, str) for x in files.values()):
            continue
        tree = MemoryTree({path: text.encode() for path, text in files.items()})
        target = case.get("target", default_target())
        wrong += [(case.get("id"), words) for words in disagreements(tree, target)]
    assert not wrong
