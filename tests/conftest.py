"""A scrubbed environment: no test depends on the machine's git, terminal or CI variables."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take out what would change the output or git's behaviour."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "PRE_COMMIT_", "PYSPEC_CHECK_")) or name in (
            "CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "GITHUB_ACTIONS",
        ):  # fmt: skip
            monkeypatch.delenv(name)
    monkeypatch.setenv("PYSPEC_CHECK_NO_CACHE", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path: Path) -> Callable[..., Path]:
    """Make a git repository of texts by path; all of them are added, nothing is committed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")

    def make(files: dict[str, str], add: bool = True) -> Path:
        root = tmp_path / "repository"
        root.mkdir()
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        git(root, "init", "--quiet")
        if add:
            git(root, "add", "--all")
        return root

    return make


def git(root: Path, *arguments: str) -> str:
    """Run git in `root`, as somebody, and return what it printed."""
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return done.stdout
