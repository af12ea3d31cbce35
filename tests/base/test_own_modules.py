"""Our own modules are found, and taken from a wheel's archive only for their very source."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
SCRIPT = TOP / "scripts" / "code_archive.py"
COUNT = """\
import sys
from importlib.machinery import SourceFileLoader
own = SourceFileLoader.source_to_code
compiled = []
def counted(self, data, path, *rest, **named):
    compiled.append(self.name)
    return own(self, data, path, *rest, **named)
SourceFileLoader.source_to_code = counted
import json
import checker
from checker.base.own_modules import install
install(checker)
from checker.cli.main import main
code = main(["--format", "concise"])
from checker.base import text
print(json.dumps([code, compiled, text.printable.__code__.co_filename]))
"""
FIRST = {"checker", "checker.base", "checker.base.own_modules"}
"""What is imported before the finder is there."""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with the package as a wheel has it."""
    folder = tmp_path / "packages"
    ignored = shutil.ignore_patterns("__pycache__", "fleet", "editor")
    shutil.copytree(TOP / "checker", folder / "checker", ignore=ignored)
    archives = folder / "checker" / "base" / "archive"
    subprocess.run([sys.executable, SCRIPT, archives], check=True)
    return folder


def run(packages: Path, write: bool = False) -> tuple[int, set[str], str]:
    """The exit code of a clean check, what was compiled for it, and the file of a function."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    variables |= {"PYTHONPATH": str(packages)} | ({} if write else {"PYTHONDONTWRITEBYTECODE": "1"})
    root = packages.parent / "root"
    if not root.exists():
        shutil.copytree(TOP / "examples" / "clean", root)
        subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
        subprocess.run(["git", "add", "--all"], cwd=root, check=True)
    done = subprocess.run(
        [sys.executable, "-S", "-c", COUNT], cwd=root, env=variables,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    code, compiled, file = json.loads(done.stdout)
    return code, {name for name in compiled if name.startswith("checker")}, file


def test_a_clean_check_compiles_nothing(packages: Path) -> None:
    text = str(packages / "checker" / "base" / "text.py")
    assert run(packages) == (0, FIRST & run(packages)[1], text)
    assert not list(packages.rglob("*.pyc"))
    assert run(packages, write=True)[0] == 0
    assert list((packages / "checker" / "base" / "__pycache__").glob("text.*.pyc"))
    assert run(packages) == (0, set(), text)


def test_another_source_is_compiled(packages: Path) -> None:
    path = packages / "checker" / "reports" / "summary.py"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    assert run(packages)[1] - FIRST == {"checker.reports.summary"}


@pytest.mark.parametrize("damage", ["magic", "index", "short", "empty"])
def test_a_damaged_archive_is_left_alone(packages: Path, damage: str) -> None:
    [path] = (packages / "checker" / "base" / "archive").iterdir()
    data = path.read_bytes()
    if damage == "magic":
        data = b"\0\0\0\0" + data[4:]
    elif damage == "index":
        data = data[:8] + b"\xff" * 8 + data[16:]
    data = {"short": data[: len(data) // 2], "empty": b""}.get(damage, data)
    path.write_bytes(data)
    code, compiled, _ = run(packages)
    assert code == 0
    assert compiled - FIRST


def test_two_archives_are_equal(packages: Path, tmp_path: Path) -> None:
    [path] = (packages / "checker" / "base" / "archive").iterdir()
    subprocess.run([sys.executable, SCRIPT, tmp_path / "again"], check=True)
    assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
