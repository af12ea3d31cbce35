"""Fixes of any tree: fixing twice changes nothing, and git takes the patch."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.base.findings import Severity
from checker.base.text import Document
from checker.files.tree import MemoryTree
from checker.fixes.loop import Outcome, fix_all, is_fixable
from checker.targets import targets
from tests.checking import check
from tests.fixes.test_patch import applied
from tests.test_hostile import TREES

if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.files.tree import Tree


def outcome_of(tree: Tree, name: str) -> Outcome:
    def run(tree: Tree) -> Report:
        return check(tree, targets()[name])

    return fix_all(tree, run, lambda found: is_fixable(found.fix, unsafe=True))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.sampled_from(sorted(targets())))
def test_fixing_twice_changes_nothing(files: dict[str, bytes], name: str) -> None:
    first = outcome_of(MemoryTree(files), name)
    assert not first.after.crashes
    refused = {(found.code, found.at.path, found.message) for found, _ in first.refused}
    left = [
        found
        for found in first.after.findings
        if is_fixable(found.fix, unsafe=True)
        and (found.code, found.at.path, found.message) not in refused
    ]
    assert left == []
    second = outcome_of(first.tree, name)
    assert second.applied == ()
    assert dict(second.tree.files) == {}
    # What is new stood in some file before, and only could not be seen.
    known = Counter((found.code, found.at.path) for found in first.before.findings)
    texts = "\n".join(Document(path, data).text for path, data in files.items())
    for found in first.after.findings:
        known[found.code, found.at.path] -= 1
        document = first.after.project.document(found.at.path)
        if known[found.code, found.at.path] < 0 and found.severity is Severity.ERROR and document:
            shown = document.text[found.at.start : found.at.end]
            assert _shown(shown) in _shown(texts), found


def _shown(text: str) -> str:
    """A text without what does not show: fixes take that out of what stands there."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_git_takes_the_patch(files: dict[str, bytes]) -> None:
    outcome = outcome_of(MemoryTree(files), "rainbond-5")
    now = {**files, **outcome.tree.files}
    assert applied(outcome.tree) == {path: data for path, data in now.items() if data is not None}
