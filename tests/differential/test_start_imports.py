"""A sample of the projects of `start_projects`, imported for real by the Python that runs this."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from checker.files.tree import DirectoryTree
from checker.project.project import Project as Checked
from checker.reachable.verdict import whole_plan
from checker.targets import targets
from tests.differential.start_projects import projects

if TYPE_CHECKING:
    from pathlib import Path

    from tests.differential.start_projects import Project

OTHER_PYTHONS = ("gone from", "new in", "name of the library", "own ", "flask:", "+", "main")
"""Parts of names of projects whose start depends on the Python, or on the server."""
HIDE = "import sys; sys.modules.update(dict.fromkeys(('requests', 'redis', 'yaml'))); import app"
"""Imports the project as if what no project requires were not installed."""
SAMPLE = [
    each
    for each in projects(pairs=0)
    if each.framework == "flask" and not any(part in each.name for part in OTHER_PYTHONS)
][::2]

pytestmark = pytest.mark.skipif(find_spec("flask") is None, reason="Flask is not installed")


@pytest.mark.parametrize("project", SAMPLE, ids=lambda each: each.name)
def test_the_plan_says_what_python_does(tmp_path: Path, project: Project) -> None:
    for name, text in project.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    pins = "".join(f"{name}=={version(name)}\n" for name in ("flask", "werkzeug", "jinja2"))
    (tmp_path / "requirements.txt").write_text(f"{pins}gunicorn==23.0.0\n")
    (tmp_path / "Procfile").write_text("web: gunicorn app:app\n")
    target = targets()["rainbond-6-cnb"]
    said = whole_plan(Checked(DirectoryTree(str(tmp_path)), target)).imports
    done = subprocess.run(
        [sys.executable, "-c", HIDE], cwd=tmp_path, capture_output=True, check=False
    )
    assert said is not None
    assert said.succeeds in (None, done.returncode == 0), said.because
