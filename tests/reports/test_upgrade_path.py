"""The findings that differ between targets, and what an upgrade changes."""

from __future__ import annotations

from checker.files.tree import MemoryTree
from checker.reports.upgrade_path import upgrade_path
from checker.targets import targets
from tests.checking import check

FILES = {
    "requirements.txt": b"flask<3\ngunicorn<24\n",
    "Procfile": b"web: gunicorn app:app --bind 0.0.0.0:$PORT\n",
    "runtime.txt": b"python-3.6.10\n",
    "app.py": b"from flask import Flask\napp = Flask(__name__)\n",
}


def reports(files: dict[str, bytes], names: list[str]) -> list[object]:
    return [check(MemoryTree(files), targets()[name]) for name in names]


def steps(files: dict[str, bytes], *names: str) -> list[str]:
    return [step.text for step in upgrade_path(reports(files, list(names)))]  # type: ignore[arg-type]


def test_what_changes_from_version_to_version() -> None:
    found = steps(FILES, "rainbond-5.2", "rainbond-5.6", "rainbond-6", "rainbond-6-cnb")
    assert found[0] == "builds with Python 3.6.10"
    assert found[1] == "no change"
    assert found[2] == "builds, Python changes to 3.6.15"
    assert found[3].startswith("breaks: CMD005 ")


def test_a_version_that_the_mirror_decides() -> None:
    files = {**FILES, "runtime.txt": b"python-3.6.6\n"}
    assert steps(files, "rainbond-5.2", "rainbond-5.6") == [
        "builds if the mirror has python-3.6.6",
        "no change",
    ]


def test_a_written_specification_is_no_step() -> None:
    assert steps(FILES, "rainbond-5", "rainbond-6") == []
    assert len(steps(FILES, "rainbond-5", "rainbond-5.2", "rainbond-6")) == 2
