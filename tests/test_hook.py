"""The pre-commit hook: its pattern, and a real pre-commit in a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import git

TOP = Path(__file__).parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))
HOOK = HOOKS[0]


def test_manifest() -> None:
    assert HOOK["id"] == "pyspec-check"
    assert HOOK["language"] == "python"
    assert HOOK["pass_filenames"] is False
    assert HOOK["require_serial"] is True
    # A UTF-16 Procfile is tagged binary: a filter by type would hide the file that is broken.
    assert not {"types", "types_or", "exclude_types"} & set(HOOK)


@pytest.mark.parametrize(
    "path",
    [
        "Procfile", "procfile", "ProcFile", "Procfile.txt", "Procfile.", "Profile",
        "deploy/Procfile", "runtime.txt", "Runtime.txt", "runtime", "backend/runtime.txt",
        "runtime .txt", "requirements.txt", "Requirements.txt", "requirement.txt", "requirements",
        "requirments.txt", "requirements.text", "requirements.txt.txt", "requirements.in",
        "dev-requirements.txt", "requirements/production.txt", "requirements/base.txt",
        "constraints.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "Pipfile.lock",
        "poetry.lock", ".python-version", "manage.py", "app.py", "mysite/settings.py",
        "config/settings/base.py", ".gitignore", "sub/.gitignore", ".gitattributes",
        ".gitmodules", "rainbondfile", "rainbondfile.yaml", ".slugignore", "venv/pyvenv.cfg",
        "uwsgi.ini", "config/production.ini", "hypercorn.toml",
        "app.json", ".do/app.yaml", "railway.toml", "railway.json", "railpack.json", "manifest.yml",
        "scalingo.json", "DOKKU_SCALE", "project.toml", "python_version.txt", ".Python-version",
        ".tool-versions", "environment.yml", "uv.lock", "pdm.lock", "run.sh", "deploy/start.sh",
        "Aptfile", "bin/post_compile", "package.json", "composer.json", "pom.xml", "Dockerfile",
        "frontend/package.json", "index.php", "Gemfile", "go.mod", "build.gradle",
    ],
)  # fmt: skip
def test_pattern_matches(path: str) -> None:
    assert re.search(HOOK["files"], path)


@pytest.mark.parametrize(
    "path",
    [
        "README.md", "docs/index.rst", "static/app.js", "static/css/site.css", "package-lock.json",
        "notes.txt", "data/list.txt", "templates/index.html", "app.pyc", "module.pyi",
        "image.png", "LICENSE", "Makefile", ".env", "profile.html", "docs/gitignore",
        "robots.txt", "app.py.orig", "myapp.json", "web.manifest", ".do/notes.md",
        "pyproject.toml.bak", "bin/compile", "Dockerfile.dev", "docs/run.sh.md", "go.sum",
    ],
)  # fmt: skip
def test_pattern_does_not_match(path: str) -> None:
    assert not re.search(HOOK["files"], path)


def _commit(root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-m", "x"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _tool(tmp_path: Path) -> tuple[Path, str]:
    """The tool as it is checked out here, committed to a repository that can be cloned."""
    tool = tmp_path / "tool"
    ignore = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(TOP, tool, ignore=ignore)
    git(tool, "init", "--quiet")
    git(tool, "add", "--all")
    git(tool, "commit", "--quiet", "-m", "tool")
    return tool, git(tool, "rev-parse", "HEAD").strip()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_commit_is_refused_and_after_the_repair_accepted(tmp_path: Path) -> None:
    tool, revision = _tool(tmp_path)
    root = tmp_path / "app"
    root.mkdir()
    git(root, "init", "--quiet")
    (root / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {tool}\n  rev: {revision}\n  hooks:\n  - id: pyspec-check\n"
    )
    (root / "requirements.txt").write_text("gunicorn==20.1.0\n")
    (root / "runtime.txt").write_text("python-3.6.6\n")
    (root / "Procfile").write_text("web:gunicorn app:app\n")
    (root / "app.py").write_text("def app(environ, start_response):\n    return []\n")
    git(root, "add", "--all")

    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    install = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(install, cwd=root, env=environment, check=True, capture_output=True)

    refused = _commit(root, environment)
    assert refused.returncode == 1, refused.stderr
    assert "PROC003" in refused.stderr

    # What is said of the whole repository also comes when another file changes.
    (root / "Procfile").write_text("web: gunicorn app:app\n")
    git(root, "add", "--all")
    accepted = _commit(root, environment)
    assert accepted.returncode == 0, accepted.stderr
    assert "Passed" in accepted.stderr

    (root / "Procfile").write_bytes("web: gunicorn app:app\n".encode("utf-16"))
    git(root, "add", "--all")
    utf16 = _commit(root, environment)
    assert utf16.returncode == 1, utf16.stderr
    assert "PROC007" in utf16.stderr


def test_the_second_hook_is_the_first_that_mends() -> None:
    first, second = HOOKS
    assert (second["id"], second["entry"]) == ("pyspec-check-fix", "pyspec-check --fix")
    names = ("id", "name", "description", "entry")
    assert [{k: v for k, v in hook.items() if k not in names} for hook in (first, second)] == [
        {k: v for k, v in first.items() if k not in names}
    ] * 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("runner", ["pre-commit", "prek"])
def test_a_commit_is_mended(tmp_path: Path, runner: str) -> None:
    command = Path(sysconfig.get_path("scripts")) / runner
    if not command.exists():
        pytest.skip(f"{runner} is not installed")
    tool, revision = _tool(tmp_path)
    root = tmp_path / "app"
    root.mkdir()
    git(root, "init", "--quiet")
    (root / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {tool}\n  rev: {revision}\n  hooks:\n  - id: pyspec-check-fix\n"
        "    args: [--select, PROC003]\n"
    )
    (root / "requirements.txt").write_text("gunicorn==20.1.0\n")
    (root / "Procfile").write_text("web:gunicorn app:app\n")
    git(root, "add", "--all")
    environment = {
        **os.environ,
        # prek makes environments with uv, and finds the one that the tests bring.
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "UV_NATIVE_TLS": "1",  # trust what the machine trusts, as pip does
        "UV_SYSTEM_CERTS": "1",
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PREK_HOME": str(tmp_path / "prek"),
    }
    subprocess.run(
        [str(command), "install"], cwd=root, env=environment, check=True, capture_output=True
    )
    refused = _commit(root, environment)
    assert refused.returncode == 1, refused.stderr
    assert "fixed Procfile: insert a space (PROC003)" in refused.stdout + refused.stderr
    assert (root / "Procfile").read_text() == "web: gunicorn app:app\n"
    git(root, "add", "--all")
    accepted = _commit(root, environment)
    assert accepted.returncode == 0, accepted.stderr
