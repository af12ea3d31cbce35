"""Every fix for the Procfile and runtime.txt makes its finding go away, and no new error."""

from __future__ import annotations

from typing import Any

import pytest

from checker.base.findings import Fix, Severity
from checker.base.text import Document
from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import load
from tests.checking import check

RULES = {code: rule for code, rule in RULES.items() if code.startswith(("PROC", "RUN"))}


def applied(fix: Fix, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files after all steps and edits of a fix."""
    files = dict(files)
    for step in fix.steps:
        if step.verb == "rename":
            files[step.to] = files.pop(step.path)
        elif step.verb == "create":
            files[step.path] = b""
        else:
            assert step.verb == "reencode"
            text = Document(step.path, files[step.path]).text.lstrip("\ufeff")
            files[step.path] = text.encode("utf-8", "surrogateescape")
    for path in {edit.path for edit in fix.edits}:
        document = Document(path, files[path])
        text = document.text
        for edit in sorted((e for e in fix.edits if e.path == path), reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        mark = "\ufeff" if document.mark else ""
        files[path] = (mark + text).encode(document.encoding, "surrogateescape")
    return files


@pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(code, case, id=f"{code}-{case['name'].replace(' ', '-')}")
        for code in RULES
        for case in load(code, "reported")
    ],
)
def test_fixed(code: str, case: dict[str, Any]) -> None:
    target = targets()[case.get("target", default_target())]
    files = {
        path: text.encode() if isinstance(text, str) else text["latin1"].encode("latin-1")
        for path, text in case["files"].items()
    }
    family = [rule for rule in RULES.values() if rule.family == RULES[code].family]
    before = check(MemoryTree(files), target, family)
    own = [finding for finding in before.findings if finding.code == code]
    for finding in own:
        if finding.fix is None:
            continue
        after = check(MemoryTree(applied(finding.fix, files)), target, family)
        assert sum(other.code == code for other in after.findings) < len(own)
        # A rename brings to light what the file holds, a moved line what stands behind it.
        if not finding.fix.steps:
            assert after.count(Severity.ERROR) <= before.count(Severity.ERROR)


def test_rules_say_how_far_their_fixes_go() -> None:
    for code, rule in RULES.items():
        for case in load(code, "reported"):
            target = targets()[case.get("target", default_target())]
            files = {p: t.encode() if isinstance(t, str) else b"" for p, t in case["files"].items()}
            for finding in check(MemoryTree(files), target, [rule]).findings:
                if finding.fix is not None:
                    assert rule.fix is not None
                    assert finding.fix.applicability <= rule.fix, code


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("gunicorn app:app", "web: gunicorn app:app"),
        ("PORT=80 ./start.sh", "web: PORT=80 ./start.sh"),
        ("$PYTHON app.py", "web: $PYTHON app.py"),
        ("- web: gunicorn app:app", "web: gunicorn app:app"),
        ("1. web: gunicorn app:app", "web: gunicorn app:app"),
        ("- gunicorn app:app", None),
        ("{web: gunicorn app:app}", None),
        ("my web: gunicorn app:app", None),
        ("CMD gunicorn app:app", None),
        ("; the server", None),
        ("-- the server", None),
    ],
)
def test_only_what_may_be_a_command_is_taken_for_one(line: str, fixed: str | None) -> None:
    files = {"Procfile": line.encode()}
    (found,) = check(MemoryTree(files), targets()[default_target()], [RULES["PROC002"]]).findings
    changed = None if found.fix is None else applied(found.fix, files)["Procfile"].decode()
    assert changed == fixed
