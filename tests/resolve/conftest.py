"""What asking an index needs: uv, a cache of its own, and a root to ask about."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve.asking import Asking
from checker.targets import targets

if TYPE_CHECKING:
    from checker.project.resolution import Resolution
    from tests.resolve.local_index import Index


class Ask(Protocol):
    """Asks what a requirements.txt would install."""

    def __call__(
        self, index: Index, requirements: str, target: str = "rainbond-6-cnb", runtime: str = ""
    ) -> Resolution: ...


def has_uv() -> bool:
    """Whether uv is installed beside this Python, or on the path."""
    beside = Path(sys.executable).with_name("uv")
    return beside.exists() or shutil.which("uv") is not None


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests of a run: uv's question for its Python is asked once."""
    if not has_uv():
        pytest.skip("uv is not installed")
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def asking(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a run."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("PYSPEC_CHECK_NO_CACHE", raising=False)


@pytest.fixture
def ask(asking: None) -> Ask:
    """Ask what a requirements.txt would install."""

    def asked(
        index: Index, requirements: str, target: str = "rainbond-6-cnb", runtime: str = ""
    ) -> Resolution:
        files = {"requirements.txt": requirements.encode()}
        if runtime:
            files["runtime.txt"] = f"python-{runtime}".encode()
        asks = Asking(index.url, refresh=True)
        found = Project(MemoryTree(files), targets()[target], asks).resolution
        assert found is not None
        return found

    return asked
