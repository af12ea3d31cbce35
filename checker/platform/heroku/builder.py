"""Heroku's classic buildpack as a builder (H1–H16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Location
from checker.base.messages import say
from checker.files.values import Kind
from checker.parsers.shell import parse_program
from checker.platform.builder import Terms
from checker.platform.by_files import recognise_by_files
from checker.platform.environment import Environment, State
from checker.platform.files import content, exists, is_held, is_regular
from checker.platform.heroku.collectstatic import collectstatic
from checker.platform.heroku.packages import dependencies, package_manager
from checker.platform.heroku.problems import problems
from checker.platform.heroku.procfile import Reader
from checker.platform.heroku.version import python_version
from checker.platform.procfile import Release
from checker.platform.values import Collectstatic, Obstacle, Setting, Start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Program, Script
    from checker.platform.builder import ProcfileReader
    from checker.platform.problems import Problem
    from checker.platform.values import (
        Dependencies,
        PackageManager,
        PythonVersion,
        Recognised,
    )
    from checker.project.project import Project
    from checker.targets import Target

PROCFILE = "Procfile"
_PROGRAMS = (b"/bin/", b"/sbin/", b"/usr/", b"/opt/", b"/app/", b"/tmp/")
"""Where an interpreter of a hook may lie."""
OWN_WORDS = frozenset((
    *("REQ001", "REQ012"),
    *("PROC001", "PROC002", "PROC003", "PROC004", "PROC005", "PROC006", "PROC007", "PROC009"),
    *("PROC010", "PROC011", "PROC012", "PROC013"),
    *("RUN001", "RUN002", "RUN003", "RUN004", "RUN005", "RUN006", "RUN007", "RUN008", "RUN009"),
    *("DJ012", "DJ018", "GIT007", "GIT008"),
))  # fmt: skip
"""The rules that rest on what Rainbond does."""
TERMS = Terms(
    choose_python="write `{version}` into .python-version",
    choose_one_of="write one of `{first}` to `{last}` into .python-version",
    runtime_txt_ignored="",
    version_file_ignored=(
        "{what} asks for Python {value} → the platform does not read it and installs {version}"
    ),
    build_as_python="",
)


class Builder:
    """See `checker.platform.builder.Builder`."""

    home = "/app"
    port_expression = "$PORT"
    has_port = True
    trims_runtime_txt = True
    guesses_beside_others = False
    is_shell = True
    own_words = OWN_WORDS
    terms = TERMS
    procfile: ProcfileReader

    def __init__(self, target: Target) -> None:
        self.target = target
        options = target.options
        self.procfile = Reader()
        self.version_files: tuple[str, ...] = tuple(options["version_files"])
        self.runs_collectstatic = target.collectstatic == "runs"
        self.installs_the_root = options.get("setup_py") == "installed"
        self.release = Release(options["release"])

    def recognise(self, project: Project) -> Recognised:
        """By any of many names in the root (H1)."""
        names = self.target.recognised_by + self.target.also_recognised_by
        return recognise_by_files(project, names, self.target.options.get("before", ()))

    def package_manager(self, project: Project) -> PackageManager:
        """By the files of the root."""
        return package_manager(project)

    def dependencies(self, project: Project) -> Dependencies:
        """The file that is installed."""
        return dependencies(project)

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:  # noqa: ARG002
        """By runtime.txt, .python-version and Pipfile.lock."""
        return python_version(project, package_manager(project).value)

    def obstacles(
        self, project: Project, manager: PackageManager, python: PythonVersion
    ) -> Iterator[Obstacle]:
        """In the order of the build (H2)."""
        if (hook := self._hook(project)) is not None:
            yield hook
        options = self.target.options
        folder = options.get("python_folder", "")
        if folder and exists(project.tree, folder):
            because = say("{path} exists: the build fails", path=folder)
            yield Obstacle(because, (Location(folder),))
        if manager.fails:
            yield Obstacle(manager.because, manager.at, manager.log)
        for path in options["refused"]:
            if is_regular(project.tree, path) and is_held(project, path):
                because = say("{path} is in the repository: the build fails", path=path)
                yield Obstacle(because, (Location(path),))
        if python.fails:
            yield Obstacle(python.because, python.at, python.log)
        if manager.value == "uv" and python.declared_in != ".python-version":
            because = "uv.lock needs a file .python-version, which is missing: the build fails"
            yield Obstacle(because, (Location("uv.lock"),))

    def _hook(self, project: Project) -> Obstacle | None:
        """`bin/pre_compile` is run first, and may write or remove any file (H11)."""
        path = "bin/pre_compile"
        if not self.target.options.get("hooks") or not is_regular(project.tree, path):
            return None
        first = (content(project.tree, path) or b"").split(b"\n")[0]
        at = (Location(path),)
        if first.startswith(b"#!") and first.endswith(b"\r"):
            because = "the first line of bin/pre_compile ends in CR LF: the build fails"
            return Obstacle(because, at)
        program = first[2:].split()[:1] if first.startswith(b"#!") else []
        if program and not program[0].startswith(_PROGRAMS):
            because = "bin/pre_compile names an interpreter that the stack lacks: the build fails"
            return Obstacle(because, at)
        because = "bin/pre_compile runs before everything else, and what it does is not known"
        return Obstacle(because, at, certain=False)

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:  # noqa: ARG002
        """What the Procfile says; nothing is generated (H14, H15)."""
        data, at = content(project.tree, PROCFILE), (Location(PROCFILE),)
        if data is None:
            return Start(None, "none", "without a Procfile there is no web process", at)
        found = self.procfile.processes(data)
        if found.problem:
            because = say("{problem}: the build fails", problem=found.problem)
            return Start(
                None, "procfile", because, at, fails=True, problem=found.problem,
                line=found.line, column=found.column, log=found.shown,
            )  # fmt: skip
        web = found.web.strip()
        because = "`web` in Procfile" if web else "Procfile has no `web`: nothing is started"
        return Start(
            web or None, "procfile" if web else "none", because, at, procfile=data,
            processes=found.commands,
        )  # fmt: skip

    def collectstatic(
        self,
        project: Project,
        recognised: Recognised,
        python: PythonVersion,  # noqa: ARG002
    ) -> Collectstatic:
        """As the buildpack's step."""
        if not recognised.is_python:
            return Collectstatic(False, None, "", "it is not built as Python", recognised.at)
        return collectstatic(project)

    def script(self, text: str, offset: int) -> Script | Program:
        """A shell runs it (H16)."""
        return parse_program(text, offset)

    def environment(self, project: Project) -> Environment:
        """What the buildpack's profile scripts and the platform set."""
        known = dict(self.variables())
        if project.tree.kind(".profile.d") is not Kind.MISSING or is_regular(
            project.tree, ".profile"
        ):
            known = dict.fromkeys(known, State.MAYBE)
        return Environment({**known, "HOME": self.home}, self.home)

    def variables(self) -> dict[str, str | State]:
        """PORT is the platform's, PYTHONPATH the root (H16)."""
        return {
            "PORT": State.PRESENT,
            "PYTHONPATH": self.home,
            "GUNICORN_CMD_ARGS": "--access-logfile -",
            "WEB_CONCURRENCY": State.MAYBE,
        }

    def declares_port(self, project: Project, port: str) -> bool:  # noqa: ARG002
        """No file does."""
        return False

    def replaced_by(self, project: Project, name: str) -> str:  # noqa: ARG002
        """Nothing replaces a file of the root."""
        return ""

    def port(self) -> Setting:
        """Set by the platform."""
        return Setting(self.target.port_variable, "set by the platform")

    def package_index(self) -> Setting:
        """Pip's own."""
        return Setting(self.target.pip_index_default, "unless a pip option names another")

    def problems(self, project: Project) -> tuple[Problem, ...]:
        """What of the root the platform does not take as it was meant."""
        return problems(self, project)
