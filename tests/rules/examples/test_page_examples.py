"""Every page's example has the finding, and what the page says to write instead does not."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from checker.reports.formats.concise import line
from checker.rules.codes import RULES
from tests.rules.examples.reading import FRAMES, read, reports_of

if TYPE_CHECKING:
    from pathlib import Path

    from checker.check.report import Report


@pytest.mark.skipif(shutil.which("git") is None, reason="the examples are put into git")
@pytest.mark.parametrize("code", RULES)
def test_a_page_says_the_truth(code: str, tmp_path: Path) -> None:
    frame = FRAMES.get(code, {})
    if "why_not" in frame:
        pytest.skip(frame["why_not"])
    if frame.get("needs") and shutil.which(frame["needs"]) is None:
        pytest.skip(f"{frame['needs']} is not installed")
    if sys.platform not in frame.get("systems", ["linux", "darwin"]):
        pytest.skip("its names, modes, links or commands are not to be had on this system")
    before, after = reports_of(code, tmp_path)
    certain = [each for each in before.findings if each.code == code and each.certain]
    assert certain, f"the example has no finding: {_lines(before)}"
    assert code not in {each.code for each in after.findings}, _lines(after)
    wrong = [each for each in after.findings if each.severity.label == "error"]
    assert not wrong, f"what is to be used instead has another error: {_lines(after)}"


def _lines(report: Report) -> list[str]:
    return [line(report, finding) for finding in report.findings]


def test_only_few_are_left_out() -> None:
    left_out = {code for code, frame in FRAMES.items() if "why_not" in frame}
    assert left_out == {"INT001", "INT002", "INT004", "INT005"}
    assert set(FRAMES) <= {*RULES, "frames"}


def test_what_the_lines_mean() -> None:
    lines = ["# --target dokku", "web: x", "# a/b.py", "# a comment", "import x", "$ ls -l a"]
    example = read([*lines, "-rwxr-xr-x a", "lrwxrwxrwx b -> c/d", "$ git rm a", "z"], "Procfile")
    assert example.target == "dokku"
    assert example.files == {"Procfile": "web: x\n", "a/b.py": "# a comment\nimport x\n"}
    assert example.listed == {"a": "-rwxr-xr-x", "b": " -> c/d"}
    assert example.commands == ["$ git rm a"]
    assert read(["\\ufeffweb: x\\n"], "Procfile").files == {"Procfile": "\ufeffweb: x\n\n"}
