"""Questions that had several answers: each is asked in one place, and all who ask agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.base.findings import Severity
from checker.files.tree import MemoryTree
from checker.platform.builder import builder_of
from checker.platform.plan import plan
from checker.platform.python_version import python_version
from checker.project.project import Project
from checker.targets import targets
from tests.checking import check
from tests.platform.projects import CNB, FIVE, SLUG, Tree

if TYPE_CHECKING:
    from checker.base.findings import Finding

APP = {"requirements.txt": b"flask\ngunicorn\n", "Procfile": b"web: gunicorn app:app\n"}
NEW = b"from flask import Flask\napp = Flask(__name__)\nmatch app:\n    case 1:\n        pass\n"


def findings(
    target: str, files: dict[str, bytes], tracked: list[str] | None = None
) -> list[Finding]:
    tree = Tree(files, tracked) if tracked else MemoryTree(files)
    return list(check(tree, targets()[target]).findings)


@pytest.mark.parametrize("text", [b"python-3.6.10 # pinned", b"python-3.6.10\npython-2.7.17\n"])
def test_the_first_word_of_runtime_txt_decides_the_python(text: bytes) -> None:
    """The shell splits what detection passes on: the build works, against the written form."""
    files = {**APP, "runtime.txt": text, "app.py": NEW}
    project = Project(MemoryTree(files), targets()[FIVE])
    assert python_version(project).effective == plan(project).python.effective == "3.6.10"
    found = {each.code: each for each in findings(FIVE, files)}
    assert found["RUN002"].severity is Severity.WARNING
    assert "Python 3.6.10 is installed" in found["RUN002"].message
    assert "3.6.10" in found["PY001"].message


@pytest.mark.parametrize("target", [FIVE, SLUG])
def test_beside_other_languages_the_file_is_read_as_it_stands(target: str) -> None:
    files = {**APP, "package.json": b"{}", "runtime.txt": b"python-3.6.99 # pinned\n"}
    project = Project(MemoryTree(files), targets()[target])
    assert python_version(project).effective is None
    codes = {each.code: each.severity for each in findings(target, files)}
    assert codes["RUN002"] is Severity.ERROR
    assert "RUN006" not in codes


def test_a_manage_py_that_git_does_not_hold_is_none() -> None:
    files = {
        **APP, "requirements.txt": b"django\n",
        "env/manage.py": b"import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site1.s')",
        "env/site1/__init__.py": b"", "env/site1/s.py": b"SECRET_KEY = ''",
    }  # fmt: skip
    found = findings(FIVE, files, ["requirements.txt", "Procfile"])
    assert [each for each in found if each.at.path.startswith("env/")] == []
    assert [each for each in found if each.code.startswith("DJ")] == []


@pytest.mark.parametrize("target", [FIVE, SLUG, CNB])
def test_the_port_has_one_spelling(target: str) -> None:
    spelling = builder_of(targets()[target]).port_expression
    fastapi = {
        "requirements.txt": b"fastapi\nuvicorn\n",
        "main.py": b"import fastapi\napp = fastapi.FastAPI()\n",
    }
    (missing,) = [each for each in findings(target, fastapi) if each.code == "PROC001"]
    local = {**fastapi, "Procfile": b"web: uvicorn main:app\n"}
    (unbound,) = [each for each in findings(target, local) if each.code == "CMD004"]
    assert f" {spelling}`" in missing.help
    assert f" {spelling}`" in unbound.help


def test_a_generated_command_is_proposed_with_that_spelling() -> None:
    files = {"requirements.txt": b"django\n", "manage.py": b"", "site1/wsgi.py": b""}
    (missing,) = [each for each in findings(CNB, files) if each.code == "PROC001"]
    assert "$_PORT`" not in missing.help
