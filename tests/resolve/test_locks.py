"""What is installed from lock files, as their tools install it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.project.resolution import Cause
from checker.resolve.asking import Asking
from checker.targets import targets
from tests.differential.lock_cases import COMMANDS, OUTCOMES, installed
from tests.resolve.lock_cases import FRAME, PART, SIX, Case, cases, locked_index
from tests.resolve.lock_files import Row, uv_lock

if TYPE_CHECKING:
    from checker.project.resolution import Resolution
    from tests.resolve.local_index import Index

KNOWN = dict(line.split(" | ", 1) for line in OUTCOMES.read_text("utf-8").splitlines())
UNKNOWN = 0.03
"""How many of the cases may be unknown."""


def asked(case: Case) -> Resolution:
    """What is said of a case."""
    files = {path: text.encode() for path, text in case.files.items()}
    files |= {".python-version": case.python.encode(), "main.py": b""}
    found = Project(MemoryTree(files), targets()[case.target], Asking(refresh=True)).resolution
    assert found is not None
    return found


def shown(found: Resolution) -> str:
    """The same in the words of `lock-outcomes.txt`."""
    if found.installs is None:
        return "unknown"
    names = [f"{each.name}=={each.version}" for each in found.distributions]
    return " ".join(names) if found.installs else "stops"


def without_own(case: Case, told: str) -> str:
    """What a real tool installed, without the project itself and folders of the repository."""
    own = ("demo==", "lib==")
    return " ".join(each for each in told.split() if not each.startswith(own))


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize("tool", list(COMMANDS))
def test_a_lock_file_comes_to_what_its_tool_installs(tool: str) -> None:
    wrong, unknown, all_of_it = {}, [], 0
    with locked_index() as index:
        for case in cases(index):
            if case.tool != tool:
                continue
            all_of_it += 1
            real, ours = without_own(case, KNOWN[case.name]), shown(asked(case))
            if ours == "unknown":
                unknown.append(case.name)
            elif ours != real:
                wrong[case.name] = (ours, real)
    assert not wrong
    assert len(unknown) <= UNKNOWN * all_of_it, unknown


@pytest.mark.parametrize("tool", list(COMMANDS))
def test_the_real_tool_says_the_same_again(tool: str) -> None:
    beside = Path(sys.executable).with_name(tool)
    program = str(beside) if beside.exists() else shutil.which(tool)
    if program is None:
        pytest.skip(f"{tool} is not installed")
    with locked_index() as index:
        few = [each for each in cases(index) if each.tool == tool and "source" not in each.name]
        here = "{}.{}".format(*sys.version_info)
        for case in [each for each in few if each.python == here][:9] or few[:0]:
            found, said = installed(case, program, sys.executable)
            assert ("stops" if found is None else " ".join(found)) == KNOWN[case.name], said


def of_uv(index: Index, rows: list[Row], name: str = "six") -> Case:
    pyproject = (
        f'[project]\nname = "demo"\nversion = "0.1"\nrequires-python = ">=3.10"\n'
        f'dependencies = ["{name}"]\n'
    )
    told = {"name": "demo", "needs": [name], "dists": [f'{{ name = "{name}" }}']}
    files = {"pyproject.toml": pyproject, "uv.lock": uv_lock(index, told, rows)}
    return Case("one", "uv", files)


@pytest.mark.usefixtures("asking")
def test_what_a_lock_file_lists_is_reported_at_its_line() -> None:
    with locked_index() as index:
        case = of_uv(index, [Row("fast", "1.0")], "fast")
        found = asked(case)
    assert [each.cause for each in found.troubles] == [Cause.NO_FILE]
    line = found.troubles[0].requirements[0]
    assert line.path == "uv.lock"
    assert case.files["uv.lock"][slice(*line.span)] == "fast"


@pytest.mark.usefixtures("asking")
def test_a_file_that_the_index_does_not_list_any_more_is_looked_for() -> None:
    with locked_index() as index:
        case = of_uv(index, [SIX])
        index.unlisted = {each.name for each in index._files["six"] if "1.16.0" in each.name}
        found = asked(case)
    assert found.installs is None
    assert "does not list six any more" in found.because


@pytest.mark.usefixtures("asking")
def test_a_source_is_built_if_only_its_hash_is_listed() -> None:
    with locked_index() as index:
        found = asked(of_uv(index, [SIX._replace(only=["gz"])]))
    assert [each.name for each in found.sources] == ["six"]


@pytest.mark.usefixtures("asking")
def test_what_is_locked_is_the_whole_of_it() -> None:
    with locked_index() as index:
        rows = [row._replace(needs=[one.partition(" ")[0] for one in row.needs])
                for row in (FRAME, PART, SIX)]  # fmt: skip
        found = asked(of_uv(index, rows, "frame"))
    assert found.complete
    assert found.lacks("flask")
    assert not found.lacks("six")


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(
    ("before", "after", "installs"),
    [
        ('name = "demo"', 'name = "other"', False),
        ('name = "demo"', 'name = "Demo"', True),
        (">=3.10", "~=3.10", False),
        (">=3.10", ">=3.10.0", True),
        ('version = "0.1"', 'version = "0.2"', False),
        ('version = "0.1"', 'version = "0.1.0"', True),
        (">=3.10", ">= 3.10", True),
        ('["six"]', '["six[x]"]', False),
        ('["six"]', '["six", "part"]', False),
        ('["six"]', '[" SIX "]', True),
        ('["six"]', "[\"six ; python_version > '3'\"]", None),
        ('["six"]', '["six"]\n[dependency-groups]\ndev = ["part"]', False),
        ('["six"]', '["six"]\n[dependency-groups]\ndev = []', True),
    ],
)
def test_a_uv_lock_belongs_to_its_project(before: str, after: str, installs: bool | None) -> None:
    with locked_index() as index:
        case = of_uv(index, [SIX])
        text = case.files["pyproject.toml"]
        assert before in text
        case.files["pyproject.toml"] = text.replace(before, after)
        assert asked(case).installs is installs


@pytest.mark.usefixtures("asking")
def test_a_version_alone_in_a_pipfile_is_a_pin() -> None:
    with locked_index() as index:
        pipfile = f'[[source]]\nurl = "{index.url}"\nname = "x"\n[packages]\nsix = "1.15.0"\n'
        found = asked(Case("one", "pdm", {"Pipfile": pipfile}))
    assert shown(found) == "six==1.15.0"
