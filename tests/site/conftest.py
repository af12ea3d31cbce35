"""The site, built once; a browser where there is one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.browser import Browser, Server, find_browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOP = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built and checked site, with the playground if npm is there."""
    for module in ("material", "mkdocs_static_i18n"):
        if find_spec(module) is None:
            pytest.skip("the site is built with `pip install -e '.[docs]'`, which is not installed")
    made = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "scripts.build_site", str(made)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture
def served(site: Path) -> Iterator[Server]:
    """The site at its address's path."""
    server = Server(site, "/pyspec-check/")
    yield server
    server.close()


@pytest.fixture
def browser() -> Iterator[Callable[..., Browser]]:
    """Make a browser of a size; all of them are closed at the end."""
    program = find_browser()
    if program is None or shutil.which("bash") is None:
        pytest.skip("Chromium is not installed")
    opened: list[Browser] = []

    def make(width: int = 1280, height: int = 900, dark: bool = False) -> Browser:
        opened.append(Browser(program, width, height, dark))
        return opened[-1]

    yield make
    for each in opened:
        each.close()
