"""Every fix of a rule about requirements.txt makes its finding go away, and pip's words too."""

from __future__ import annotations

from typing import Any

import pytest

from checker.base.findings import Applicability, Fix
from checker.base.text import Document
from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, load
from tests.checking import check

CODES = [code for code in RULES if code.startswith("REQ")]
CASES = [
    pytest.param(code, case, id=f"{code}-{case['name'].replace(' ', '-')}")
    for code in CODES
    for case in load(code, "reported")
]


def apply(files: dict[str, bytes], fix: Fix) -> dict[str, bytes]:
    """The files after all steps and edits of a fix."""
    files = dict(files)
    for step in fix.steps:
        if step.verb == "create":
            assert step.path not in files
            files[step.path] = b""
        elif step.verb == "rename":
            files[step.to] = files.pop(step.path)
        elif step.verb == "reencode":
            files[step.path] = Document(step.path, files[step.path]).text.encode()
        else:
            raise AssertionError(step.verb)
    for edit in sorted(fix.edits, key=lambda e: (e.path, e.start), reverse=True):
        text = Document(edit.path, files[edit.path]).text
        changed = text[: edit.start] + edit.text + text[edit.end :]
        files[edit.path] = changed.encode("utf-8", "surrogateescape")
    return files


@pytest.mark.parametrize(("code", "case"), CASES)
def test_the_fix_removes_the_finding(code: str, case: dict[str, Any]) -> None:
    rule = RULES[code]
    target = targets()[case.get("target", default_target())]
    tree = CaseTree(case)
    before = check(tree, target, [rule], uncertain=True).findings
    assert any(finding.fix for finding in before) <= (rule.fix is not None)
    for finding in before:
        if finding.fix is None:
            continue
        assert rule.fix is not None
        if finding.fix.applicability is Applicability.SAFE:
            assert rule.fix is Applicability.SAFE or code == "REQ002"
        after = check(MemoryTree(apply(tree._files, finding.fix)), target, [rule], uncertain=True)
        left = [found.message for found in after.findings]
        assert len(left) < len(before) or finding.message not in left, finding


@pytest.mark.parametrize(("code", "case"), CASES)
def test_places_lie_in_their_files(code: str, case: dict[str, Any]) -> None:
    target = targets()[case.get("target", default_target())]
    report = check(CaseTree(case), target, [RULES[code]], uncertain=True)
    for finding in report.findings:
        document = report.project.document(finding.at.path)
        length = len(document.text) if document else 0
        assert 0 <= finding.at.start <= finding.at.end <= length
        for at, why in finding.related:
            assert why
            assert at.path


SECRET = "geheim"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "line",
    [
        "-i https://me:geheim@pypi.example.com/simple",
        "-i http://me:geheim@pypi.example.com/simple",
        "git+https://me:geheim@git.example.com/tool.git#egg=tool",
        "git+ssh://me:geheim@git.example.com/tool.git#egg=tool",
        "tool @ https://me:geheim@git.example.com/tool.zip\ntool @ https://e.org/x.zip",
        "https://me:geheim@git.example.com/tool.whl",
        "-r https://me:geheim@git.example.com/x.txt",
        "-r ftp://me:geheim@git.example.com/x.txt",
        "nonsense https://me:geheim@git.example.com/x.txt",
        "-e https://me:geheim@git.example.com/x.zip",
        "-x https://me:geheim@git.example.com/x.zip",
        "tool=1.0 --index-url https://me:geheim@git.example.com",
        "pip install https://me:geheim@git.example.com/x.zip",
        "a, https://me:geheim@git.example.com/x.zip",
        "tool @ file://me:geheim@git.example.com/x.zip",
    ],
)
def test_no_secret_is_shown(code: str, line: str) -> None:
    tree = MemoryTree({"requirements.txt": line.encode()})
    for finding in check(tree, targets()[default_target()], [RULES[code]]).findings:
        fix = finding.fix.title if finding.fix else ""
        shown = [finding.message, finding.help, fix, *(why for _, why in finding.related)]
        assert not any(SECRET in text for text in shown), finding
