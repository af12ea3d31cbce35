"""The real Pythons of this machine, asked one question each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

VERSIONS = ("2.7", *(f"3.{minor}" for minor in range(4, 15)))


@cache
def interpreter(python: str) -> str:
    """A command that runs this version; empty where the machine has none.

    `TEST_PYTHON_3_14=/path/to/python` names one; otherwise those of pyenv and of PATH are looked
    at.
    """
    named = os.environ.get("TEST_PYTHON_" + python.replace(".", "_"))
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = [str(path) for path in sorted(root.glob(f"{python}.*/bin/python{python}"))]
    for command in (named, *found, shutil.which(f"python{python}")):
        if not command:
            continue
        program = "import sys; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run(
            [command, "-E", "-c", program], capture_output=True, text=True, check=False
        )
        if done.returncode == 0 and done.stdout.strip() == python:
            return command
    return ""


def ask(python: str, program: str, given: Any) -> Any:
    """What a program prints, as JSON, with `given` as JSON in its standard input."""
    command = interpreter(python)
    if not command:
        pytest.skip(f"no Python {python} here: put it on PATH, or name it in TEST_PYTHON_X_Y")
    done = subprocess.run(
        [command, "-E", "-s", "-S", "-c", program],
        input=json.dumps(given), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def version(python: str) -> tuple[int, int]:
    """`3.6` as numbers."""
    major, _, minor = python.partition(".")
    return int(major), int(minor)
