"""Where the reading of the repository's modules begins, and which files it leads to."""

from __future__ import annotations

import pytest

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.python.names.imported import Import
from checker.reachable.entry_points import entry_points
from checker.reachable.source_scan import absolute
from checker.reachable.sources import python_sources
from checker.targets import targets
from tests.platform.projects import CNB, FIVE, of

APP = {"requirements.txt": "flask\ngunicorn\ncelery\n", "app.py": "app = 1\n"}
MANAGE = {"manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.s')\n"}


@pytest.mark.parametrize(
    ("command", "names", "paths"),
    [
        ("gunicorn app:app", ["app"], []),
        ("gunicorn -c conf.py shop.wsgi", ["shop.wsgi"], ["conf.py"]),
        ("python run.py", [], ["run.py"]),
        ("python -m shop", ["shop"], []),
        ("celery -A tasks worker", ["tasks", "tasks.celery"], []),
        ("echo x", [], []),
    ],
)
def test_the_command_names_them(command: str, names: list[str], paths: list[str]) -> None:
    found = entry_points(of(FIVE, {**APP, "Procfile": f"web: {command}\n"}))
    assert sorted(each.name for each in found if each.name) == names
    assert [each.path for each in found if each.path] == paths


def test_the_build_runs_collectstatic_where_the_target_does() -> None:
    files = {**APP, **MANAGE, "requirements.txt": "django\n", "Procfile": "web: python x.py\n"}
    held = {path: text.encode() for path, text in files.items()}
    builds = [
        (each.path, each.command)
        for each in entry_points(Project(MemoryTree(held), targets()[FIVE]))
        if each.build and each.path
    ]
    assert builds == [("manage.py", "collectstatic")]
    assert not any(each.build for each in entry_points(of(CNB, files)))


def test_files_are_reached_through_imports() -> None:
    files = {
        **APP, "Procfile": "web: gunicorn app:app\n", "app.py": "import shop.views\n",
        "shop/__init__.py": "", "shop/views.py": "from . import models\n",
        "shop/models.py": "print 'Python 2'\n", "other.py": "print 'Python 2'\n",
    }  # fmt: skip
    reached = {each.document.path: each for each in python_sources(of(CNB, files))}
    assert "other.py" not in reached
    assert [step.path for step in reached["shop/models.py"].way] == ["app.py", "shop/views.py"]
    assert reached["shop/models.py"].reading.syntax_error is not None


@pytest.mark.parametrize(
    ("level", "module", "package", "name"),
    [(0, "a.b", "x", "a.b"), (1, "b", "x.y", "x.y.b"), (2, "", "x.y", "x"), (3, "b", "x", "")],
)
def test_relative_imports(level: int, module: str, package: str, name: str) -> None:
    assert absolute(Import(module, level), package) == name
