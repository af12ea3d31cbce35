"""Our own modules are found, and taken from a wheel's archive only for their very source."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.base.own_modules import OwnModules, load_together
from checker.base.together import DJANGO_CHECK, EVERY_CHECK, EVERY_RUN
from scripts import write_together

if TYPE_CHECKING:
    from collections.abc import Iterator

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
FEW = 8
"""Modules that may be missing in the list: a new one need not be written there at once."""


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


def test_modules_are_loaded_together_only_if_every_run_needs_them() -> None:
    needed = write_together.needed()
    run, check, django = map(set, needed)
    again = "run python -m scripts.write_together"
    assert set(EVERY_RUN) <= run, again
    assert set(EVERY_CHECK) <= run | check, again
    assert set(DJANGO_CHECK) <= run | check | django, again
    listed = {*EVERY_RUN, *EVERY_CHECK, *DJANGO_CHECK}
    assert len((run | check | django) - listed) < FEW, again


def test_modules_are_loaded_after_what_they_import() -> None:
    program = (
        "import sys, checker\n"
        "from checker.base import own_modules, together\n"
        "own_modules.install(checker)\n"
        "print('from here', file=sys.stderr)\n"
        "own_modules.load_together(together.EVERY_RUN)\n"
        "own_modules.load_together(together.EVERY_CHECK)\n"
        "own_modules.load_together(together.DJANGO_CHECK)\n"
        "print(len(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program],
        cwd=TOP, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout) > len(EVERY_CHECK)
    _, _, late = done.stderr.partition("from here")
    assert late.count("checker.") < FEW, "run python -m scripts.write_together"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an empty package `sample` whose modules our finder finds."""
    folder = tmp_path / "sample"
    folder.mkdir()
    finder = OwnModules("sample", str(folder))
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    package = type(sys)("sample")
    package.__path__ = [str(folder)]
    monkeypatch.setitem(sys.modules, "sample", package)
    yield folder
    for name in [name for name in sys.modules if name.startswith("sample.")]:
        del sys.modules[name]


def write(folder: Path, **texts: str) -> None:
    """Modules of a folder, and of those within: `inner__one` is `inner/one.py`."""
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/') if name[0] != '_' else name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


def test_what_is_loaded_together_is_as_imported(sample: Path) -> None:
    write(sample, one="NUMBER = 1\n", inner__two="from sample.one import NUMBER\n")
    (sample / "inner" / "__init__.py").write_text("from sample.inner.two import NUMBER\n")
    load_together(("sample.one", "sample.inner.two", "sample.inner", "sample.missing"))
    from sample import inner  # type: ignore[import-not-found]

    two = sys.modules["sample.inner.two"]
    assert inner.NUMBER == 1
    assert inner.two is two
    assert (inner.__name__, inner.__package__) == ("sample.inner", "sample.inner")
    assert (two.__name__, two.__package__) == ("sample.inner.two", "sample.inner")
    assert two.__file__ == str(sample / "inner" / "two.py")
    assert two.__spec__ is not None
    assert two.__loader__ is two.__spec__.loader
    assert inner.__path__ == [str(sample / "inner")]
    assert "sample.missing" not in sys.modules


def test_a_module_that_fails_leaves_nothing_half_loaded(sample: Path) -> None:
    write(sample, one="NUMBER = 1\n", inner__two="from sample.one import NAME\n")
    (sample / "inner" / "__init__.py").write_text("NUMBER = 2\n")
    with pytest.raises(ImportError, match="NAME"):
        load_together(("sample.one", "sample.inner.two", "sample.inner"))
    assert {name for name in sys.modules if name.startswith("sample.")} == {"sample.one"}
    from sample import inner

    assert inner.NUMBER == 2


def test_without_our_finder_nothing_is_loaded() -> None:
    load_together(("checker.base.never_there",))
    assert "checker.base.never_there" not in sys.modules
