"""A real Helix in a terminal, with the configuration of docs/editors/helix.md."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editor.pages import block, environment, program
from tests.editor.terminal import terminal

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def helix() -> str:
    """Its program, which is called `helix` on some systems."""
    pytest.importorskip("pygls")
    return program("helix" if shutil.which("helix") else "hx")


def configured(folder: Path) -> dict[str, str]:
    """The environment of a user who has copied the page's first block."""
    variables = environment(folder)
    where = Path(variables["XDG_CONFIG_HOME"], "helix")
    where.mkdir(parents=True)
    (where / "languages.toml").write_text(block("helix", "toml"), "utf-8")
    return variables


@pytest.mark.parametrize("language", ["python-deployment", "pip-requirements"])
def test_helix_finds_the_server(tmp_path: Path, helix: str, language: str) -> None:
    done = subprocess.run(
        [helix, "--health", language],
        env=configured(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    plain = re.sub(r"\x1b\[[\d;]*m", "", done.stdout)
    assert f"pyspec-check: {tmp_path}" in plain, done.stdout + done.stderr


def test_helix_shows_a_finding_and_fixes_it(
    tmp_path: Path, repository: Callable[..., Path], helix: str
) -> None:
    shop = repository(
        {
            "Procfile": "web:gunicorn app:app\n",
            "requirements.txt": "flask==1.0\ngunicorn==19.9.0\n",
            "runtime.txt": "python-3.6.6",
            "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        }
    )
    variables = configured(tmp_path)
    with (
        tempfile.TemporaryDirectory() as short,
        terminal([helix, "Procfile"], shop, variables, Path(short, "tmux")) as editor,
    ):
        editor.until(lambda shown: "there is no space after `web:`" in shown)
        editor.press("]", "d")
        editor.until(lambda shown: "1 sel  1:5" in shown)
        editor.press("Space", "k")
        editor.until(lambda shown: "PROC003 missing-space-after-colon" in shown)
        editor.press("Escape")
        editor.press("Space", "D")
        editor.until(lambda shown: "PROC003 Procfile" in shown)
        editor.press("Escape")
        editor.press("Space", "a")
        actions = editor.until(lambda shown: "PROC003: Insert a space" in shown)
        assert "Fix all that pyspec-check can fix safely" in actions
        editor.press("Enter")
        editor.until(
            lambda shown: "web: gunicorn app:app" in shown and "there is no space" not in shown
        )
        editor.press(":w", "Enter")
        editor.until(lambda shown: "written" in shown)
    assert (shop / "Procfile").read_text("utf-8") == "web: gunicorn app:app\n"
