"""A builder of another kind: what the interface carries beyond the platforms that there are."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from checker.files.tree import MemoryTree
from checker.parsers.shell import Script, parse_shell
from checker.platform.plan import plan
from checker.platform.procfile import Duplicates, Release
from checker.platform.slug.builder import Builder as Slug
from checker.platform.slug.procfile_lines import Reader
from checker.platform.values import Obstacle, PackageManager
from checker.project.project import Project
from checker.reports.decisions import decisions
from checker.start.command import start_command
from checker.targets import Target, targets
from tests.checking import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.values import PythonVersion


class FirstWins(Reader):
    duplicates = Duplicates.FIRST_WINS


class Builder(Slug):
    """No shell, a release phase, one package manager only, and a file that it refuses."""

    is_shell = False
    release = Release.BEFORE_START
    version_files = (".python-version",)

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.version_files = (".python-version",)
        self.procfile = FirstWins(target)

    def package_manager(self, project: Project) -> PackageManager:
        several = project.has_root_file("uv.lock")
        return PackageManager("pip", "several lock files", (), several, "Error: several")

    def obstacles(
        self, project: Project, manager: PackageManager, python: PythonVersion
    ) -> Iterator[Obstacle]:
        if manager.fails:
            yield Obstacle(manager.because, manager.at, manager.log)
        if project.has_root_file("refused.cfg"):
            yield Obstacle("refused.cfg is refused")
        yield from super().obstacles(project, manager, python)

    def script(self, text: str, offset: int) -> Script:
        script = parse_shell(text, offset)
        return script._replace(commands=script.commands[:1])


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch) -> Target:
    module = ModuleType("checker.platform.example.builder")
    module.Builder = Builder  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "checker.platform.example", ModuleType("example"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return targets()["rainbond-5"]._replace(name="example", builder="example")


APP = {"requirements.txt": b"flask==2.0\ngunicorn==20.1\n", "app.py": b"app = print\n"}


@pytest.mark.parametrize(
    ("files", "because", "shown"),
    [
        ({"uv.lock": b""}, "several lock files", "package manager: the build fails"),
        ({"refused.cfg": b""}, "refused.cfg is refused", "build: fails"),
        ({"refused.cfg": b"", "uv.lock": b""}, "several lock files", "package manager: the build"),
    ],
)
def test_the_first_obstacle_is_what_the_build_ends_at(
    target: Target, files: dict[str, bytes], because: str, shown: str
) -> None:
    found = plan(Project(MemoryTree({**APP, **files}), target))
    assert (found.build.succeeds, found.build.because) == (False, because)
    assert any(f"{row.name}: {row.value}".startswith(shown) for row in decisions(found))


def test_a_command_without_a_shell_is_what_its_builder_says(target: Target) -> None:
    files = {**APP, "Procfile": b"web: gunicorn app:app && uvicorn b:c\n"}
    start = start_command(Project(MemoryTree(files), target))
    assert start is not None
    assert [service.name for service in start.services] == ["gunicorn"]


def test_rules_go_by_the_reader_and_the_release_phase(target: Target) -> None:
    files = {**APP, "Procfile": b"web: gunicorn app:app\nrelease: ./r\nweb: gunicorn b:c\nx: y z\n"}
    found = {(each.code, each.message) for each in check(MemoryTree(files), target).findings}
    assert ("PROC006", "`web:` is here and in line 3 → the first line wins and line 3 is never "
            "started") in found  # fmt: skip
    unused = [message for code, message in found if code == "PROC011"]
    assert len(unused) == 1
    assert "`x`" in unused[0]


def test_a_version_file_that_is_read_contradicts_nothing(target: Target) -> None:
    files = {**APP, ".python-version": b"2.7.9\n", "Procfile": b"web: gunicorn app:app\n"}
    codes = {each.code for each in check(MemoryTree(files), target).findings}
    assert "RUN008" not in codes
