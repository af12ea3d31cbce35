"""Every fix of every rule, on that rule's own cases, and what `git apply` makes of the patch."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from checker.files.tree import MemoryTree
from checker.files.values import Kind
from checker.fixes.loop import Outcome, fix_all, is_fixable
from checker.fixes.patch import patch
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, load
from tests.checking import check

if TYPE_CHECKING:
    from pathlib import Path

    from checker.check.report import Report
    from checker.files.tree import Tree

MADE_BY_THE_ENGINE = {
    "INT003": [
        {
            "name": "a comment for what is not found",
            "files": {"requirements.txt": "a==1  # pyspec: ignore[REQ006] both\r\nb==1\r\n"},
        },
        {
            "name": "a line of its own",
            "files": {
                "requirements.txt": "a==1\n",
                "app.py": "# pyspec: ignore[PY001]\nimport os\n",
                "Procfile": "web: gunicorn app:app\n",
            },
        },
    ]
}
"""Cases of the rules whose findings another part than the rule itself makes."""


def cases_of(code: str) -> list[dict[str, Any]]:
    return load(code, "reported") or MADE_BY_THE_ENGINE[code]


FIXED = [code for code, rule in RULES.items() if rule.fix is not None]
CASES = [
    pytest.param(code, case, id=f"{code}-{case['name'].replace(' ', '-')}")
    for code in FIXED
    for case in cases_of(code)
]


def outcome_of(code: str, case: dict[str, Any], tree: Tree | None = None) -> Outcome:
    target = targets()[case.get("target", default_target())]

    def run(tree: Tree) -> Report:
        return check(tree, target)

    return fix_all(
        tree or CaseTree(case), run, lambda f: f.code == code and is_fixable(f.fix, unsafe=True)
    )


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_fixed_repository_stays_fixed(code: str, case: dict[str, Any]) -> None:
    first = outcome_of(code, case)
    assert first.refused == ()
    assert not [
        finding
        for finding in first.after.findings
        if finding.code == code and is_fixable(finding.fix, unsafe=True)
    ]
    second = outcome_of(code, case, first.tree)
    assert second.applied == ()
    assert dict(second.tree.files) == {}


@pytest.mark.parametrize("code", FIXED)
def test_the_fix_of_a_rule_works_on_its_cases(code: str) -> None:
    outcomes = [outcome_of(code, case) for case in cases_of(code)]
    assert any(outcome.applied for outcome in outcomes), "no case shows the fix"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(("code", "case"), CASES)
def test_git_applies_the_patch(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    outcome = outcome_of(code, case)
    data = patch(outcome.tree, "sub/")
    if not data:
        assert not outcome.applied
        return
    below = outcome.tree.below
    for path, kind in below.walk():
        target = tmp_path / "sub" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind is Kind.FILE:
            target.write_bytes(below.read(path).data)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(command, cwd=tmp_path, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    for path, new in outcome.tree.files.items():
        target = tmp_path / "sub" / path
        assert (target.read_bytes() if target.exists() else None) == new


def fixed(files: dict[str, str], target: str = "rainbond-5") -> dict[str, bytes | None]:
    """What all fixes come to."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})

    def run(tree: Tree) -> Report:
        return check(tree, targets()[target])

    return dict(fix_all(tree, run, lambda f: is_fixable(f.fix, unsafe=True)).tree.files)


def test_a_block_becomes_one_line_without_its_mark() -> None:
    files = {"requirements.txt": "flask==1.0\n", "Procfile": "web: |\n  gunicorn app:app\n"}
    assert fixed(files)["Procfile"] == b"web: gunicorn app:app\n"


def test_the_application_with_a_blank_is_not_put_in_quotes() -> None:
    files = {"requirements.txt": "flask==1.0\n", "Procfile": "web: gunicorn app: app\n"}
    assert fixed(files)["Procfile"] == b"web: gunicorn app:app\n"


def test_a_python_that_the_program_cannot_run_on_is_not_proposed() -> None:
    files = {"requirements.txt": "Django==5.1.4\n", "runtime.txt": "python-3.12.1\n"}
    assert "runtime.txt" not in fixed(files)
    files = {"requirements.txt": "Django==2.2.28\n", "runtime.txt": "python-3.12.1\n"}
    assert fixed(files)["runtime.txt"] == b"python-3.6.6\n"
    files = {"requirements.txt": "Django==4.2\n", "runtime.txt": "python-3.7.1\n"}
    assert fixed(files, "rainbond-6")["runtime.txt"] == b"python-3.8.16"  # no newline there


def test_an_application_beside_a_manage_py_is_named_as_it_is_bound() -> None:
    files = {
        "requirements.txt": "flask==2.0.3\n",
        "manage.py": "from app import app\n",
        "wsgi.py": "from flask import Flask\napp = Flask(__name__)\n",
    }
    made = fixed(files)["Procfile"] or b""
    assert made.startswith(b"web: gunicorn wsgi:app ")
