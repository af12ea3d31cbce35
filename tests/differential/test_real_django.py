"""The verdict and the values beside those of real Django, on generated projects.

The installed Django is asked, and an older one where an environment with it can be made.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.django.evaluation import evaluate
from checker.files.tree import DirectoryTree
from checker.python.models.distributions import read_distributions
from tests.differential.measure import judge
from tests.differential.projects import projects

RUNNER = Path(__file__).with_name("run_django.py")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")


def versions_of(python: str) -> dict[str, str]:
    """The versions of Python and Django that an interpreter has; empty where it has no Django."""
    code = (
        "import django, sys, json; print(json.dumps({'django': django.__version__, "
        "'python': '.'.join(map(str, sys.version_info[:3]))}))"
    )
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return json.loads(found.stdout) if found.returncode == 0 else {}


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    base = tmp_path_factory.mktemp("projects")
    made: list[Path] = []
    for number, files in enumerate(projects()):
        for path, text in files.items():
            target = base / str(number) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        made.append(base / str(number))
    return made


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The interpreter of a new environment with an older Django; skips where it cannot be made."""
    folder = tmp_path_factory.mktemp("older") / "venv"
    series = "3.2" if sys.version_info < (3, 12) else "4.2"
    python = str(folder / "bin" / "python")
    commands = (
        [sys.executable, "-m", "venv", str(folder)],
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "0",
         f"Django=={series}.*", "setuptools"],
    )  # fmt: skip
    for command in commands:
        try:
            done = subprocess.run(command, capture_output=True, timeout=90, check=False)
        except (OSError, subprocess.TimeoutExpired):
            pytest.skip(f"no environment with Django {series}")
        if done.returncode:
            pytest.skip(f"Django {series} cannot be installed")
    return python


def compare(python: str, folders: list[Path]) -> tuple[dict[str, int], list[str]]:
    """The numbers of right, unknown and wrong projects, and what is wrong."""
    versions = versions_of(python)
    django, own = versions["django"], versions["python"]
    # Read before Django runs: what it collects would be there for the reading too.
    pair = tuple(int(part) for part in django.split(".")[:2])
    own_pair = tuple(int(part) for part in own.split(".")[:2])
    read = [
        evaluate(
            DirectoryTree(str(folder)), "manage.py", django=pair, django_full=django,  # type: ignore[arg-type]
            python=own_pair, python_full=own, environment={"PATH": None, "HOME": None},  # type: ignore[arg-type]
            distributions=read_distributions(["django"], True, pair, own_pair),  # type: ignore[arg-type]
        )
        for folder in folders
    ]  # fmt: skip
    real = subprocess.run(
        [python, str(RUNNER), *map(str, folders)], capture_output=True, text=True, check=True
    )
    counts = {"right": 0, "unknown": 0, "wrong": 0}
    wrong: list[str] = []
    for folder, outcome, line in zip(folders, read, real.stdout.splitlines(), strict=True):
        row: dict[str, Any] = {**json.loads(line), "django": django}
        row["message"] = row["error"]
        verdict, why = judge(outcome, row)
        counts[verdict] += 1
        if verdict == "wrong":
            tail = (folder / "site_/settings.py").read_text("utf-8").split("\n", 5)[-1]
            wrong.append(f"{tail.strip()}\n    {why}")
    return counts, wrong


def restore(folders: list[Path]) -> None:
    """Take away what Django collected."""
    import shutil

    for folder in folders:
        for name in ("out", "p"):
            shutil.rmtree(folder / name, ignore_errors=True)


def test_agrees_with_the_installed_django(folders: list[Path]) -> None:
    counts, wrong = compare(sys.executable, folders)
    restore(folders)
    assert not wrong, "\n".join(wrong)
    assert counts["unknown"] <= 0.05 * len(folders)


def test_agrees_with_an_older_django(folders: list[Path], older: str) -> None:
    counts, wrong = compare(older, folders)
    restore(folders)
    assert not wrong, "\n".join(wrong)
    assert counts["unknown"] <= 0.05 * len(folders)
