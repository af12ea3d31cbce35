"""`init` on repositories of many kinds: what it writes leaves no error that it could mend."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.cli import main as cli
from checker.files.tree import DirectoryTree
from checker.init import version_files
from checker.targets import targets
from tests.cases import MANAGE, SETTINGS
from tests.conftest import git
from tests.test_hostile import CONTENT, FILES

if TYPE_CHECKING:
    from pathlib import Path

FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"
FASTAPI = "from fastapi import FastAPI\n\napp = FastAPI()\n"
DJANGO = {
    "manage.py": MANAGE,
    "mysite/__init__.py": "",
    "mysite/settings.py": SETTINGS + "STATIC_ROOT = os.path.join(BASE_DIR, 'public')\n",
    "mysite/urls.py": "urlpatterns = []\n",
    "mysite/wsgi.py": "from django.core.wsgi import get_wsgi_application\n\n"
    "application = get_wsgi_application()\n",
}
KINDS: dict[str, dict[str, str]] = {
    "Flask": {"app.py": FLASK},
    "Flask in a package": {"shop/__init__.py": FLASK},
    "Flask that the platform does not see": {
        "main.py": FLASK.replace("(__name__)", "(__name__, static_folder='s')")
    },
    "a factory": {
        "shop/__init__.py": "from flask import Flask\n\n\ndef create_app():\n"
        "    app = Flask(__name__)\n    return app\n"
    },
    "a factory called in wsgi.py": {
        "shop/__init__.py": "from flask import Flask\n\n\ndef create_app(config):\n"
        "    app = Flask(__name__)\n    return app\n",
        "wsgi.py": "from shop import create_app\n\napp = create_app('prod')\n",
    },
    "FastAPI": {"main.py": FASTAPI},
    "FastAPI in src": {
        "src/shop/__init__.py": "",
        "src/shop/main.py": "from shop.db import x\n" + FASTAPI,
        "src/shop/db.py": "x = 1\n",
    },
    "FastAPI in a folder beside its modules": {
        "backend/main.py": "import models\n" + FASTAPI,
        "backend/models.py": "import sqlalchemy\n",
    },
    "Django": DJANGO,
    "Django in a folder": {f"backend/{path}": text for path, text in DJANGO.items()},
    "requirements without a server": {"app.py": FLASK, "requirements.txt": "flask"},
    "a Procfile alone": {
        "app.py": FLASK,
        "Procfile": "web: gunicorn app:app --bind 0.0.0.0:5000\n",
    },
    "a misspelt requirements.txt": {"app.py": FLASK, "Requirements.txt": "flask\r\n"},
    "requirements in a folder": {"app.py": FLASK, "requirements/prod.txt": "flask\n"},
    "Streamlit": {"app.py": "import streamlit as st\n\nst.title('x')\n"},
    "Sanic": {"app.py": "from sanic import Sanic\n\napp = Sanic('x')\n"},
    "Poetry": {
        "app.py": FLASK,
        "pyproject.toml": "[tool.poetry]\nname = 'x'\n[tool.poetry.dependencies]\nflask = '^2'\n",
    },
    "Poetry with a Python": {
        "app.py": FLASK,
        "pyproject.toml": "[tool.poetry]\nname = 'app'\n"
        "[tool.poetry.dependencies]\npython = '^3.6'\nflask = '^2'\n",
    },
    "Pipenv": {"app.py": FLASK, "Pipfile": "[packages]\nflask = '*'\n"},
    "a setup.py that computes": {
        "app.py": FLASK,
        "setup.py": "from setuptools import setup\n\nsetup(install_requires=open('r').read())\n",
    },
    "Python 2": {"app.py": "print 'x'\n" + FLASK},
}


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def errors(capfd: pytest.CaptureFixture[str], target: str) -> list[str]:
    capfd.readouterr()
    cli.main(["--target", target, "--format", "concise", "-q"])
    return [line for line in capfd.readouterr().out.splitlines() if " error " in line]


@pytest.mark.parametrize("target", ["rainbond-5", "rainbond-5.1", "rainbond-6", "rainbond-6-cnb"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_it_writes_has_no_error(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    target: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, KINDS[kind])
    code = cli.main(["init", "--target", target])
    if kind in ("Poetry with a Python", "Pipenv") and target == "rainbond-6-cnb":
        assert code == 0, "the build reads those, and the server would have to be added there"
        assert errors(capfd, target) == []
        return
    assert code == 1, "it is only shown"
    assert sorted(os.listdir(tmp_path)) == sorted({path.split("/")[0] for path in KINDS[kind]})
    out, err = capfd.readouterr()
    assert out.startswith("diff --git ")
    assert err.endswith("nothing was written; run `pyspec-check init --yes` to write this\n")
    subprocess.run(["git", "init", "-q"], check=True)
    done = subprocess.run(["git", "apply", "--check", "-"], input=out.encode(), check=False)
    assert done.returncode == 0
    assert cli.main(["init", "--yes", "--target", target]) == 0
    left = errors(capfd, target)
    if kind == "Python 2" and target == "rainbond-6-cnb":
        assert left, "this target has no Python 2"
    elif kind == "Pipenv":
        assert not (tmp_path / "Procfile").exists(), "the server has to be added to the Pipfile"
        assert [line.split()[1] for line in left] == ["CMD001", "PROC001"]
        (tmp_path / "Pipfile").write_text("[packages]\nflask = '*'\ngunicorn = '*'\n")
        assert errors(capfd, target) == [], "what the findings ask for mends both"
        assert cli.main(["init", "--yes", "--target", target]) == 0
        assert (tmp_path / "Procfile").exists()
        assert errors(capfd, target) == []
    else:
        assert left == []
    assert cli.main(["init", "--target", target]) == 0
    assert "nothing to create" in capfd.readouterr().err


def test_a_script_and_nothing_at_all_get_what_is_certain(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "--yes"]) == 0
    assert sorted(os.listdir(tmp_path)) == ["requirements.txt", "runtime.txt"]
    assert (tmp_path / "requirements.txt").read_bytes() == b""
    err = capfd.readouterr().err
    assert "not written Procfile: " in err
    assert "still finds 1 error" in err
    (tmp_path / "requirements.txt").unlink()
    write(tmp_path, {"job.py": "import requests\n", "tests/test_job.py": "import pytest\n"})
    assert cli.main(["init", "-y"]) == 0
    assert (tmp_path / "requirements.txt").read_bytes() == b"requests\n"


def test_nothing_is_ever_overwritten(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "app.py": FLASK,
        "requirements.txt": "# ours\nflask == 2 oops\n",
        "Procfile": "nothing\n",
        "runtime.txt": "python 3\n",
    }
    write(tmp_path, files)
    assert cli.main(["init", "--yes"]) == 0
    assert {path: (tmp_path / path).read_text() for path in files} == files
    (tmp_path / "Procfile").unlink()
    os.mkdir("Procfile")
    assert cli.main(["init", "--yes"]) == 0
    assert "`Procfile` is a directory" in capfd.readouterr().err


def test_it_asks_at_a_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"app.py": FLASK})
    answers = ["", "n\n", "maybe\n", "Yes\n"]

    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

        @staticmethod
        def readline() -> str:
            return answers.pop(0)

    monkeypatch.setattr("sys.stdin", Terminal)
    for _ in range(3):
        assert cli.main(["init"]) == 1
        assert os.listdir(tmp_path) == ["app.py"]
        assert capfd.readouterr().err.endswith("write this? [y/N] nothing was written\n")
    assert cli.main(["init", "--diff"]) == 1, "which never asks"
    assert cli.main(["init"]) == 0
    assert sorted(os.listdir(tmp_path)) == ["Procfile", "app.py", "requirements.txt", "runtime.txt"]
    assert cli.main(["init", "--yes", "--diff"]) == 2


def test_several_roots_and_git(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"one/app.py": FLASK, "two/main.py": FASTAPI})
    write(tmp_path, {"pyspec-check.toml": 'roots = ["one", "two"]\n'})
    git(tmp_path, "add", "--all")
    monkeypatch.chdir(tmp_path / "one")
    assert cli.main(["init", "--diff", ".."]) == 1
    out, err = capfd.readouterr()
    assert "+++ b/one/Procfile" in out
    assert "+++ b/two/Procfile" in out
    assert "../one:\n" in err
    assert cli.main(["init", "--yes", ".."]) == 0
    assert (
        "wrote ../two/Procfile, ../two/requirements.txt, ../two/runtime.txt; add them to git"
        in (capfd.readouterr().err)
    )
    git(tmp_path, "add", "--all")
    assert cli.main(["..", "-q"]) == 0


def test_what_is_declared_is_taken(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {
            "app.py": "import requests\nimport yaml\n" + FLASK,
            "pyproject.toml": '[project]\ndependencies = ["Flask>=2,<3", "PyYAML"]\n',
        },
    )
    assert cli.main(["init", "--yes"]) == 0
    assert (tmp_path / "requirements.txt").read_text() == "Flask>=2,<3\nPyYAML\ngunicorn\n"
    err = capfd.readouterr().err
    assert "requirements.txt: what pyproject.toml declares in [project] dependencies\n" in err
    assert "question: app.py:1 imports requests, which pyproject.toml does not declare\n" in err
    assert "question" not in err.replace("question: app.py:1", "")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(st.sampled_from([*FILES, "setup.cfg", "b/app.py"]), CONTENT, max_size=6))
def test_any_tree(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    root = tmp_path_factory.mktemp("any")
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    before = {path: (root / path).read_bytes() for path in files}
    assert cli.main(["init", "--yes", str(root)]) in (0, 2)
    for path, data in before.items():
        if path == "requirements.txt":  # a new Procfile's server may be added to it
            assert (root / path).read_bytes().startswith(data)
        else:
            assert (root / path).read_bytes() == data
    now = {str(p): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert cli.main(["init", "--yes", str(root)]) in (0, 2)
    assert {str(p): p.read_bytes() for p in root.rglob("*") if p.is_file()} == now


def test_a_project_in_a_folder_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"backend/requirements.txt": "flask\n", "backend/app.py": FLASK})
    assert cli.main(["init", "--yes"]) == 0
    assert os.listdir(tmp_path) == ["backend"]
    assert "  `pyspec-check init backend` looks there\n" in capfd.readouterr().err
    assert cli.main(["init", "--yes", "backend"]) == 0
    assert sorted(os.listdir("backend")) == [
        "Procfile", "app.py", "requirements.txt", "runtime.txt",
    ]  # fmt: skip


def test_the_versions_that_are_tried() -> None:
    found = version_files._one_of_each_minor(targets()["rainbond-5"])
    assert found == ["3.6.6", "3.5.7", "3.4.9", "2.7.17"]


def test_a_root_that_is_a_file_s(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"app.py": FLASK})
    assert cli.main(["init", str(tmp_path / "app.py")]) == 1
    assert DirectoryTree(str(tmp_path)).entries().keys() == {"app.py"}


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("heroku", {".python-version": "3.14\n"}),
        ("heroku-cnb", {".python-version": "3.14\n"}),
        ("digitalocean", {".python-version": "3.13\n"}),
        ("scalingo", {".python-version": "3.13\n"}),
        ("dokku", {".python-version": "3.14\n"}),
        ("cloudfoundry", {"runtime.txt": "python-3.14.x\n"}),
        ("rainbond-6", {"runtime.txt": "python-3.9.16"}),
    ],
)
def test_what_the_target_reads_is_written(
    tmp_path: Path, target: str, made: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"app.py": FLASK})
    assert cli.main(["init", "--yes", "--target", target, str(tmp_path)]) == 0
    names = {"app.py", "requirements.txt", "Procfile", *made}
    assert set(os.listdir(tmp_path)) == names
    assert {name: (tmp_path / name).read_text() for name in made} == made
    assert (tmp_path / "Procfile").read_text().startswith("web: gunicorn app:app")
    assert (tmp_path / "requirements.txt").read_text() == "Flask\ngunicorn\n"
    assert cli.main([str(tmp_path), "--target", target]) == 0
    capfd.readouterr()
    assert cli.main(["init", "--yes", "--target", target, str(tmp_path)]) == 0
    assert capfd.readouterr().err == "nothing to create: no file is missing\n"


def test_railway_gets_what_its_files_decide(tmp_path: Path) -> None:
    write(tmp_path, {"main.py": FASTAPI})
    assert cli.main(["init", "--yes", "--target", "railway", str(tmp_path)]) == 0
    assert (tmp_path / ".python-version").read_text() == "3.13\n"
    assert "fastapi" in (tmp_path / "requirements.txt").read_text().lower()


def test_a_python_that_the_code_needs_on_another_platform(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "import asynchat\n" + FLASK})
    assert cli.main(["init", "--yes", "--target", "heroku", str(tmp_path)]) == 0
    assert (tmp_path / ".python-version").read_text() == "3.11\n"


def test_several_targets(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"app.py": FLASK, "procfile": "web: gunicorn app:app\n"})
    both = "heroku,heroku-cnb"
    assert cli.main(["init", "--yes", "--target", both, str(tmp_path)]) == 0
    assert set(os.listdir(tmp_path)) == {
        "app.py", "requirements.txt", "Procfile", ".python-version",
    }  # fmt: skip
    capfd.readouterr()
    write(tmp_path, {"pyspec-check.toml": 'targets = ["rainbond-6", "heroku-cnb"]\n'})
    cli.main(["init", "--yes", str(tmp_path)])
    err = capfd.readouterr().err
    assert "not written runtime.txt: it would make a new error for heroku-cnb: PLT003" in err
    assert not (tmp_path / "runtime.txt").exists()
    assert cli.main(["init", "--target", "all", str(tmp_path)]) == 2
    assert "not for all; name them with --target" in capfd.readouterr().err
