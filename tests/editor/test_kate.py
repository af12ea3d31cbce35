"""A real Kate on a display without a screen, with the configuration of docs/editors/kate.md."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editor.pages import block, environment, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 90.0
"""Seconds after which the fix will not come."""
KEYS = ("ctrl+Home", "Right", "Right", "Right", "Right", "alt+l", "c", "Down", "Return", "ctrl+s")
"""To the finding, the menu *LSP Client*, *Code Action*, its first one, and save."""


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """The name of a display of its own."""
    server = program("Xvfb")
    read, write = os.pipe()
    with (tmp_path / "display.log").open("wb") as log:
        running = subprocess.Popen(
            [server, "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[write], stderr=log, start_new_session=True,
        )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    if not number:
        pytest.skip("no display can be opened here")
    yield f":{number}"
    running.terminate()
    running.wait(20)


def test_kate_fixes_a_finding(
    tmp_path: Path, repository: Callable[..., Path], display: str
) -> None:
    kate, xdotool, session = (program(name) for name in ("kate", "xdotool", "dbus-run-session"))
    pytest.importorskip("pygls")
    shop = repository(
        {
            "Procfile": "web:gunicorn app:app\n",
            "requirements.txt": "flask==1.0\ngunicorn==19.9.0\n",
            "runtime.txt": "python-3.6.6",
            "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        }
    )
    variables = {**environment(tmp_path), "DISPLAY": display, "XDG_RUNTIME_DIR": str(tmp_path)}
    config, data = Path(variables["XDG_CONFIG_HOME"]), Path(variables["XDG_DATA_HOME"])
    command = f"{tmp_path}/programs/pyspec-check lsp"
    written = {
        config / "katerc": f"[lspclient]\nAllowedServerCommandLines={command}\n",
        config / "kate" / "lspclient" / "settings.json": block("kate", "json"),
        data / "kate" / "anonymous.katesession": "[Kate Plugins]\nlspclientplugin=true\n",
        data / "org.kde.syntax-highlighting" / "syntax" / "d.xml": block("kate", "xml"),
    }
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    with (tmp_path / "kate.log").open("wb") as log:
        running = subprocess.Popen(
            [session, "--", kate, "-n", str(shop / "Procfile")],
            cwd=shop, env=variables, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    procfile = shop / "Procfile"
    try:
        end = time.monotonic() + PATIENCE
        while procfile.read_text("utf-8") != "web: gunicorn app:app\n":
            assert running.poll() is None
            assert time.monotonic() < end, (tmp_path / "kate.log").read_text("utf-8", "replace")
            time.sleep(3)
            for key in KEYS:
                subprocess.run([xdotool, "key", key], env=variables, check=False, timeout=20)
                time.sleep(0.7)
            subprocess.run([xdotool, "key", "Escape"], env=variables, check=False, timeout=20)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(20)
