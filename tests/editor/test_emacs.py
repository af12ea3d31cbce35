"""A real Emacs in batch mode, with eglot and the configuration of docs/editors/emacs.md."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editor.pages import block, environment, program

if TYPE_CHECKING:
    from collections.abc import Callable

SCENARIO = Path(__file__).with_name("emacs_scenario.el")


def test_emacs_shows_a_finding_and_mends_it(
    tmp_path: Path, repository: Callable[..., Path]
) -> None:
    emacs = program("emacs")
    pytest.importorskip("pygls")
    pytest.importorskip("checker.editor.lsp.server")
    command = [emacs, "--batch", "-f", "package-initialize", "--eval", "(require 'eglot)"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("eglot is not installed")
    shop = repository(
        {
            "Procfile": "web:gunicorn app:app\n",
            "requirements.txt": "flask==1.0\ngunicorn==19.9.0\n",
            "runtime.txt": "python-3.6.6",
            "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        }
    )
    init = tmp_path / "init.el"
    init.write_text(block("emacs", "elisp"), "utf-8")
    told = tmp_path / "facts.json"
    done = subprocess.run(
        [*command, "-l", init, "-l", SCENARIO],
        cwd=shop,
        env={**environment(tmp_path), "FACTS": str(told)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.exists(), done.stdout + done.stderr
    facts = json.loads(told.read_text("utf-8"))
    assert facts["mode"] == "python-deployment-mode"
    assert facts["in_time"] is True, done.stderr
    ((position, text),) = facts["before"]
    assert position == 5
    assert "PROC003" in text
    assert "no space after `web:`" in text
    assert facts["action"] == "PROC003: Insert a space"
    assert facts["text"] == "web: gunicorn app:app\n"
    assert facts["gone_in_time"] is True, done.stderr
    assert facts["one_server"] is True, done.stderr
