"""A fix of PROC009, applied, leaves a Procfile that the slug builder starts as it was meant."""

from __future__ import annotations

from typing import Any

import pytest

from checker.files.tree import MemoryTree
from checker.platform.plan import plan
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, load
from tests.checking import check

RULE = RULES["PROC009"]


@pytest.mark.parametrize("case", load("PROC009", "reported"), ids=lambda case: case["name"])
def test_a_fix_makes_the_finding_go_away(case: dict[str, Any]) -> None:
    target = targets()[case.get("target", default_target())]
    tree = CaseTree(case)
    finding = check(tree, target, [RULE]).findings[0]
    document = check(tree, target, [RULE]).project.document("Procfile")
    assert document is not None
    assert finding.fix is not None
    text = document.text
    for edit in sorted(finding.fix.edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    after = check(MemoryTree({"Procfile": text.encode()}), target, [RULE])
    assert after.findings == ()
    assert plan(after.project).start.command is not None
