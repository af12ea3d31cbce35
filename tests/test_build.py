"""A wheel and an sdist hold what git holds, whatever else lies in the folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from scripts.check_wheel import OUTSIDE
from tests.conftest import git

TOP = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is not installed"),
]
HELD = {
    "checker/__init__.py": '__version__ = "0.1.0"\n', "checker/py.typed": "", "docs/a.md": "a",
    "man/pyspec-check.1": "", "checker/data/table.toml": "", "checker/data/ü b.txt": "",
    "tests/test_x.py": "",
    ".gitignore": "*.log\n", "notes.txt": "", "scripts/.hidden": "",
}  # fmt: skip
STRAY = ("checker/draft.py", "checker/data/more.toml", "docs/draft.md", "tests/x.py", "draft.py")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = tmp_path / "project"
    for path, text in HELD.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(text)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "bootstrap.py"):
        shutil.copy(TOP / name, made / name)
    git(made, "init", "--quiet")
    git(made, "add", "--all")
    for path in STRAY:
        (made / path).write_text("")
    return made


def build(project: Path, *targets: str, **variables: str) -> subprocess.CompletedProcess[str]:
    words = [word for target in targets for word in ("-t", target)]
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", *words],
        cwd=project,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def in_wheel(project: Path) -> set[str]:
    [wheel] = (project / "dist").glob("*.whl")
    return {name for name in zipfile.ZipFile(wheel).namelist() if not OUTSIDE.search(name)}


WHEEL = {path for path in HELD if path.startswith("checker/")}


def test_only_what_git_holds(project: Path, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "nowhere")
    done = build(project, "wheel", "sdist", GIT_DIR=elsewhere, GIT_INDEX_FILE=elsewhere)
    assert done.returncode == 0, done.stderr
    assert in_wheel(project) == WHEEL
    [sdist] = (project / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        archive.extractall(tmp_path / "unpacked", filter="data")
    assert names == {
        *(path for path in HELD if path != "notes.txt"),
        *("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "bootstrap.py", "PKG-INFO"),
    }  # fmt: skip
    [unpacked] = (tmp_path / "unpacked").iterdir()
    (unpacked / "checker" / "__pycache__").mkdir()
    (unpacked / "checker" / "__pycache__" / "x.pyc").touch()
    done = build(unpacked, "wheel", PATH="")
    assert done.returncode == 0, done.stderr
    assert in_wheel(unpacked) == WHEEL


def test_a_file_that_was_removed_is_not_missed(project: Path) -> None:
    (project / "checker" / "py.typed").unlink()
    assert build(project, "wheel").returncode == 0
    assert in_wheel(project) == WHEEL - {"checker/py.typed"}


def test_a_checkout_without_git_is_not_guessed_at(project: Path) -> None:
    assert build(project, "wheel", PATH="").returncode != 0
    assert not list((project / "dist").glob("*.whl")) if (project / "dist").exists() else True


def test_the_same_bytes_twice(project: Path, tmp_path: Path) -> None:
    """From another folder, at another time, with other rights on the files."""
    again = tmp_path / "elsewhere" / "again"
    shutil.copytree(project, again, symlinks=True)
    for number, path in enumerate(sorted(again.rglob("*.py"))):
        path.chmod(0o600)
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))
    for folder in (project, again):
        done = build(folder, "wheel", "sdist", SOURCE_DATE_EPOCH="1760000000")
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (project / "dist").iterdir())
    assert len(names) == 2
    for name in names:
        first, second = (folder / "dist" / name for folder in (project, again))
        assert first.read_bytes() == second.read_bytes(), name
    [wheel] = (project / "dist").glob("*.whl")
    dates = {info.date_time[:3] for info in zipfile.ZipFile(wheel).infolist()}
    assert dates == {(2025, 10, 9)}


def test_the_bounds_of_what_it_needs() -> None:
    text = (TOP / "pyproject.toml").read_text()
    runtime = re.findall(r"(?m)^dependencies = \[(.*?)^\]", text, re.DOTALL)[0]
    extras = "".join(re.findall(r"(?m)^lsp = \[(.*)\]$", text))
    found = re.findall(r'"([a-z]+)([^;"]*)', runtime + extras)
    assert {name for name, _ in found} == {
        "packaging",
        "pyyaml",
        "rich",
        "tomli",
        "pygls",
    }
    assert all(re.search(r">=[\d.]+,<\d+$", bounds.strip()) for _, bounds in found), found
