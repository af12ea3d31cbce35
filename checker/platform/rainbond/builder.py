"""What both builders of Rainbond answer alike."""

from __future__ import annotations

from checker.base.findings import Location
from checker.files.values import Kind
from checker.parsers.shell import parse_program
from checker.platform.environment import Environment, State
from checker.platform.manage_py import manage_py
from checker.platform.procfile import Release
from checker.platform.rainbond.detection import recognise
from checker.platform.rainbond.package_manager import (
    cnb_dependencies,
    package_manager,
    slug_dependencies,
)
from checker.platform.rainbond.rainbondfile import NAME as RAINBONDFILE
from checker.platform.rainbond.rainbondfile import build_variable
from checker.platform.rainbond.runtime import python_version
from checker.platform.terms import Terms
from checker.platform.values import Collectstatic, Obstacle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Program, Script
    from checker.platform.interface import ProcfileReader
    from checker.platform.problems import Problem
    from checker.platform.values import Dependencies, PackageManager, PythonVersion, Recognised
    from checker.project.project import Project
    from checker.targets import Target


_FILE = Terms(
    choose_python="write `python-{version}` into runtime.txt",
    choose_one_of="write one of `python-{first}` to `python-{last}` into runtime.txt",
    runtime_txt_ignored="",
    version_file_ignored=(
        "{what} asks for Python {value} → the platform does not read it and, without runtime.txt, "
        "installs {version}"
    ),
    build_as_python="write `language: Python` in a file `rainbondfile` in the root",
)
"""The Python is chosen in runtime.txt."""
_CONSOLE = Terms(
    choose_python="choose Python {version} in the console",
    choose_one_of="choose one of Python {first} to {last} in the console",
    runtime_txt_ignored=(
        "runtime.txt is not read by this builder → Python {default} is installed unless another is "
        "chosen in the console"
    ),
    version_file_ignored=(
        "{what} asks for Python {value} → this builder does not read it and installs {version} "
        "unless another is chosen in the console"
    ),
    build_as_python=_FILE.build_as_python,
)
"""The Python is chosen in the console."""


class RainbondBuilder:
    """The target's words, each understood here once; see `Builder` for the attributes."""

    procfile: ProcfileReader
    home: str
    port_expression: str
    has_port: bool
    usual_port = "5000"
    has_config_vars = False
    guesses_beside_others: bool
    installs_the_root: bool
    is_shell = True
    release = Release.NEVER
    runs_workers = False
    own_words: frozenset[str] = frozenset()

    def __init__(self, target: Target) -> None:
        self.target = target
        reads = target.runtime_txt != "ignored"
        self.version_files: tuple[str, ...] = ("runtime.txt",) if reads else ()
        self.trims_runtime_txt = target.runtime_txt == "read"
        self.runs_collectstatic = target.collectstatic == "runs"
        self.terms = _FILE if reads else _CONSOLE

    def recognise(self, project: Project) -> Recognised:
        """As the console detects (F8–F14)."""
        return recognise(project)

    def package_manager(self, project: Project) -> PackageManager:
        """As the console decides it (F37, F39)."""
        return package_manager(project)

    def dependencies(self, project: Project) -> Dependencies:
        """By the files of the root, as each of the builders looks at them (F36, F37, F39)."""
        if self.installs_the_root:
            return slug_dependencies(project)
        return cnb_dependencies(project)

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:
        """By runtime.txt, or the console (F27–F33)."""
        return python_version(project, recognised)

    def obstacles(
        self,
        project: Project,  # noqa: ARG002
        manager: PackageManager,  # noqa: ARG002
        python: PythonVersion,
    ) -> Iterator[Obstacle]:
        """A Python that the builder does not have."""
        if python.fails:
            yield Obstacle(python.because, python.at, python.log)

    def problems(self, project: Project) -> tuple[Problem, ...]:  # noqa: ARG002
        """None: the rules know them."""
        return ()

    def setuptools(self, python: str) -> str | None:  # noqa: ARG002
        """Of the old builders only; the newer ones install the newest if something asks for it."""
        return self.target.setuptools

    def script(self, text: str, offset: int) -> Script | Program:
        """A shell runs it."""
        return parse_program(text, offset)

    def declares_port(self, project: Project, port: str) -> bool:
        """Whether the rainbondfile names it."""
        found = project.document(RAINBONDFILE) if project.has_root_file(RAINBONDFILE) else None
        return found is not None and port in found.text

    def collectstatic(
        self, project: Project, recognised: Recognised, python: PythonVersion
    ) -> Collectstatic:
        """As the builder does where it does so at all (F41–F46)."""
        if not recognised.is_python:
            return Collectstatic(False, None, "", "it is not built as Python", recognised.at)
        if not self.runs_collectstatic:
            return Collectstatic(
                False, None, "", "the cloud native build never runs it", (Location("manage.py"),)
            )
        manage = manage_py(project).path
        if not manage:
            because = "there is no manage.py in the root or up to two folders below it"
            return Collectstatic(False, None, "", because, (Location("manage.py"),))
        from checker.platform.slug.collectstatic import collectstatic  # noqa: PLC0415  gate: Django

        # Only an operator's own target says so of the cloud native build: as the buildpack's step.
        return collectstatic(project, python, manage)

    def replaced_by(self, project: Project, name: str) -> str:
        """A rainbondfile whose `envs` set the build variable (RH3), where that was run."""
        target = self.target
        read = "RUNTIMES" if target.runtime_txt == "read" else ""
        variables = (read, target.custom_runtimes)
        if name == "Procfile":
            variables = ("PROCFILE" if self.procfile.is_yaml else "", "")
        found = any(each and build_variable(project, each) is not None for each in variables)
        return RAINBONDFILE if found else ""

    def environment(self, project: Project) -> Environment:
        """The builder's variables, as far as nothing of the repository may change them."""
        tree = project.tree
        found = project.document(RAINBONDFILE) if project.has_root_file(RAINBONDFILE) else None
        mentioned = found.text if found else ""
        scripts = tree.kind(".profile.d") is not Kind.MISSING or tree.kind(".profile") is Kind.FILE
        known = self.variables()
        for name in list(known):
            if (mentioned and name in mentioned) or (scripts and name != "HOME"):
                known[name] = State.MAYBE
        if known["PORT"] is State.MAYBE and not scripts:
            known["PORT"] = State.PRESENT
        return Environment(known, self.home)

    def variables(self) -> dict[str, str | State]:
        """What the builder's image and the platform set (F23, F47–F50)."""
        raise NotImplementedError
