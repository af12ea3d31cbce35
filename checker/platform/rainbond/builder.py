"""What both builders of Rainbond answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Location
from checker.base.messages import say
from checker.files.values import Kind
from checker.platform.environment import Environment, State
from checker.platform.manage_py import manage_py
from checker.platform.rainbond.detection import recognise
from checker.platform.rainbond.package_manager import package_manager
from checker.platform.rainbond.runtime import python_version
from checker.platform.values import Collectstatic

if TYPE_CHECKING:
    from checker.platform.builder import ProcfileReader, Terms
    from checker.platform.values import PackageManager, PythonVersion, Recognised
    from checker.project.project import Project
    from checker.targets import Target


class File:
    """The Python is chosen in runtime.txt."""

    def choose_python(self, version: str) -> str:
        """Name the line to write."""
        return say("write `python-{version}` into runtime.txt", version=version)


class Console:
    """The Python is chosen in the console."""

    def choose_python(self, version: str) -> str:
        """Name the place to click."""
        return say("choose Python {version} in the console", version=version)


class RainbondBuilder:
    """The target's words, each understood here once; see `Builder` for the attributes."""

    procfile: ProcfileReader
    home: str
    port_expression: str
    has_port: bool
    guesses_beside_others: bool
    installs_the_root: bool

    def __init__(self, target: Target) -> None:
        self.target = target
        self.reads_runtime_txt = target.runtime_txt != "ignored"
        self.trims_runtime_txt = target.runtime_txt == "read"
        self.runs_collectstatic = target.collectstatic == "runs"
        self.terms: Terms = File() if self.reads_runtime_txt else Console()

    def recognise(self, project: Project) -> Recognised:
        """As the console detects (F8–F14)."""
        return recognise(project)

    def package_manager(self, project: Project) -> PackageManager:
        """As the console decides it (F37, F39)."""
        return package_manager(project)

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:
        """By runtime.txt, or the console (F27–F33)."""
        return python_version(project, recognised)

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
            because = "no manage.py is a regular file at a depth of up to three folders"
            return Collectstatic(False, None, "", because, (Location("manage.py"),))
        from checker.platform.slug.collectstatic import collectstatic  # noqa: PLC0415  gate: Django

        # Only an operator's own target says so of the cloud native build: as the buildpack's step.
        return collectstatic(project, python, manage)

    def environment(self, project: Project) -> Environment:
        """The builder's variables, as far as nothing of the repository may change them."""
        tree = project.tree
        found = project.document("rainbondfile") if project.has_root_file("rainbondfile") else None
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
