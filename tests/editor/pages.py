"""The configurations that docs/editors shows, for the tests that run them."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "docs" / "editors"


def block(page: str, language: str, number: int = 0) -> str:
    """The fenced block of this language with this number on a page."""
    text = (PAGES / f"{page}.md").read_text("utf-8")
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return found[number]


def program(name: str) -> str:
    """An editor's program; without it the test is skipped, and pytest's summary says so."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def environment(folder: Path) -> dict[str, str]:
    """An environment in which `pyspec-check` is the one under test, and home is empty."""
    programs = folder / "programs"
    programs.mkdir()
    started = programs / "pyspec-check"
    started.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', "utf-8")
    started.chmod(0o755)
    home = folder / "home"
    home.mkdir()
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_DATA_HOME": str(home / "data"),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "PYSPEC_CHECK_NO_CACHE": "1",
    }
