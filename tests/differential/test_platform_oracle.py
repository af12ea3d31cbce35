"""The answers of a program are recorded beside the repositories, and compared with plans."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from scripts.platform_inputs import written
from tests.differential.platform_cases import compare

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PROGRAM = """
import json, os, sys
root = sys.argv[-1]
names = os.listdir(root)
print(json.dumps({"detected": "requirements.txt" in names}))
"""


def test_answers_are_recorded_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases, answers = tmp_path / "cases.jsonl", tmp_path / "answers.jsonl"
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    lines = [written("a-1", "a", {"requirements.txt": b"\xff"}), written("a-2", "a", {"x": b""})]
    cases.write_text("\n".join(lines), "utf-8")
    command = ["record", str(cases), str(answers), "--", sys.executable, str(program)]
    subprocess.run([sys.executable, "-m", "scripts.platform_oracle", *command], check=True)
    found = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [case["expected"] for case in found] == [{"detected": True}, {"detected": False}]
    assert compare(found, show=True) == 0
    wrong = [{**found[0], "expected": {"detected": False}}]
    assert compare(wrong, show=True) == 1
    assert "a-1 heroku detected recorded False found True" in capsys.readouterr().out


def test_a_byte_order_mark_is_not_compared_with_what_was_recorded_without_dos2unix() -> None:
    answer = {"detected": True, "procfile": {"procfile_util": {"error": "line 1"}}}
    files = {"Procfile": "\ufeffweb: a\n", "requirements.txt": ""}
    assert compare([{"case": "p-1", "files": files, "expected": answer}], show=True) == 0
    files["Procfile"] = "web= a\n"
    assert compare([{"case": "p-2", "files": files, "expected": answer}], show=True) == 0
