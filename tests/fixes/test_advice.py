"""One defect, one advice: whoever does all that the helps say, or applies every fix, gets there."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.base.findings import Severity
from checker.files.tree import MemoryTree
from checker.fixes.editing import Proposal
from checker.fixes.loop import fix_all, is_fixable
from checker.fixes.revealing import is_revealed
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, all_cases, load
from tests.checking import check
from tests.fixes.helps import followed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.files.tree import Tree

SHARED = Path(os.environ.get("PYSPEC_SHARED", "shared"), "cases")
_STEPS = 25
REVEALING = frozenset({"CMD001", "DJ018", "IMP002", "REQ004", "RUN006"})
"""Rules whose help lets the build or the start go on to what fails next."""
NEXT = frozenset({"IMP002", "REQ004", "REQ009", "REQ015"})
"""Rules of which the next finding shows then, or whose help is about a part of the line only."""


def _next(report: Report, done: set[tuple[str, str]]) -> tuple[Finding, str, str] | None:
    """The first finding whose help can be done, the file, and its text afterwards."""
    for finding in report.findings:
        if (finding.code, finding.message) in done:
            continue
        what = followed(report, finding)
        if what is None:
            continue
        document = report.project.document(what[0])
        if document is None or document.text != what[1]:
            return (finding, *what)
    return None


def wrong_helps(tree: Tree, target: str) -> Iterator[str]:
    """What goes wrong if all that the helps say is done, one after the other."""
    now = Proposal(tree)
    report = check(now, targets()[target], uncertain=True)
    been: list[dict[str, bytes | None]] = [{}]
    done: set[tuple[str, str]] = set()
    for _ in range(_STEPS):
        step = _next(report, done)
        if step is None:
            return
        finding, path, text = step
        done.add((finding.code, finding.message))
        now = Proposal(tree, {**now.files, path: text.encode("utf-8", "surrogateescape")})
        after = check(now, targets()[target], uncertain=True)
        if dict(now.files) in been:
            yield f"{finding.code} leads back: {finding.help}"
            return
        been.append(dict(now.files))
        if _number(after, finding) >= _number(report, finding) and finding.code not in NEXT:
            yield f"{finding.code} remains: {finding.message} | {finding.help}"
        if finding.code not in REVEALING:
            for new in _new_errors(report, after):
                yield f"{finding.code}: {finding.help} => {new.code} {new.message}"
        report = after


def _number(report: Report, finding: Finding) -> int:
    return sum((f.code, f.at.path) == (finding.code, finding.at.path) for f in report.findings)


def _new_errors(before: Report, after: Report) -> Iterator[Finding]:
    """Errors that were not there before, nor hidden."""
    known = Counter((f.code, f.at.path) for f in before.findings if f.severity is Severity.ERROR)
    for finding in after.findings:
        if finding.severity is Severity.ERROR:
            known[finding.code, finding.at.path] -= 1
            is_new = known[finding.code, finding.at.path] < 0
            if is_new and not is_revealed(finding, [], before, after):
                yield finding


def code_is_left_out(tree: Tree) -> bool:
    """Whether a case has an empty wsgi.py, which stands for one with an application."""
    return any(path.endswith("wsgi.py") and not tree.read(path).data for path, _ in tree.walk())


def wrong_fixes(tree: Tree, target: str) -> Iterator[str]:
    """Fixes that are offered and then taken back, or that do not come to an end."""

    def run(tree: Tree) -> Report:
        return check(tree, targets()[target])

    outcome = fix_all(tree, run, lambda found: is_fixable(found.fix, unsafe=True))
    for refused in outcome.refused:
        if "wsgi.py has no `application`" in refused.why and code_is_left_out(tree):
            continue
        yield f"{refused.finding.code} is taken back: {refused.why}"
    taken_back = {refused.finding.message for refused in outcome.refused}
    for left in outcome.after.findings:
        if is_fixable(left.fix, unsafe=True) and left.message not in taken_back:
            yield f"{left.code} is left: {left.message}"


@pytest.mark.parametrize("code", [code for code in RULES if load(code, "reported")])
def test_on_the_cases_of_the_rules(code: str) -> None:
    wrong = [
        (case["name"], words)
        for case in all_cases(code)
        for target in [case.get("target", default_target())]
        for words in (*wrong_helps(CaseTree(case), target), *wrong_fixes(CaseTree(case), target))
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["reports", "faults"])
def test_on_shared_samples(name: str) -> None:
    path = SHARED / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("the samples are not here")
    wrong = []
    for line in filter(None, path.read_text().split("\n")):
        case = json.loads(line)
        tree = MemoryTree({path: text.encode() for path, text in case["files"].items()})
        found = (*wrong_helps(tree, case["target"]), *wrong_fixes(tree, case["target"]))
        wrong += [(case["id"], words) for words in found]
    assert not wrong
