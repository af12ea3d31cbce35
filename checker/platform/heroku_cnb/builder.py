"""Heroku's cloud native buildpacks as a builder (HC1–HC8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Location
from checker.base.lazy_patterns import lazy
from checker.base.messages import say
from checker.platform.django_named import names_django
from checker.platform.facts import settings_verdict
from checker.platform.files import content, exists, is_regular
from checker.platform.heroku import builder as classic
from checker.platform.heroku.collectstatic import without_django
from checker.platform.heroku.problems import packages, unrecognised
from checker.platform.heroku.process_problems import processes
from checker.platform.heroku.version import VERSION_FILE, resolved
from checker.platform.heroku_cnb.procfile import Reader
from checker.platform.problems import Problem
from checker.platform.values import Collectstatic, Obstacle, PythonVersion, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.values import PackageManager, Recognised
    from checker.project.project import Project
    from checker.targets import Target

RUNTIME = "runtime.txt"
_NUMBER = lazy(r"\+?[0-9]+")
_LIMIT = 65_535


class Builder(classic.Builder):
    """See `checker.platform.builder.Builder`."""

    home = "/workspace"

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.procfile = Reader()

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:  # noqa: ARG002
        """By .python-version alone; a runtime.txt ends the build (HC3)."""
        target, tree = self.target, project.tree
        if exists(tree, RUNTIME):
            because = "runtime.txt is not supported any more: the build fails"
            at = (Location(RUNTIME),)
            return PythonVersion("", RUNTIME, None, because, at, fails=True)
        if not is_regular(tree, VERSION_FILE):
            because = "no .python-version: the default of the buildpack"
            return PythonVersion("", "", target.python_default, because, (Location(VERSION_FILE),))
        version, problem = version_of(content(tree, VERSION_FILE) or b"")
        effective = ""
        if not problem:
            effective, problem = resolved(version, dict(target.options["newest"]))
        at = (Location(VERSION_FILE),)
        if problem:
            because = say("{problem}: the build fails", problem=problem)
            return PythonVersion(
                version, VERSION_FILE, None, because, at, reading=Reading.STRIPPED, fails=True
            )
        because = say(".python-version asks for Python {version}", version=version)
        return PythonVersion(
            version, VERSION_FILE, effective, because, at, reading=Reading.STRIPPED
        )

    def obstacles(
        self, project: Project, manager: PackageManager, python: PythonVersion
    ) -> Iterator[Obstacle]:
        """The version, then the package manager."""
        if manager.fails:
            yield Obstacle(manager.because, manager.at)
        if python.fails:
            yield Obstacle(python.because, python.at)
        if manager.value == "uv" and not is_regular(project.tree, VERSION_FILE):
            because = "uv.lock needs a file .python-version, which is missing: the build fails"
            yield Obstacle(because, (Location("uv.lock"),))

    def collectstatic(
        self,
        project: Project,
        recognised: Recognised,
        python: PythonVersion,  # noqa: ARG002
    ) -> Collectstatic:
        """With manage.py in the root, and only if Django is installed and has the command (HC6)."""
        at = (Location("manage.py"),)
        if not recognised.is_python:
            return Collectstatic(False, None, "", "it is not built as Python", recognised.at)
        if lacking := without_django(project, ""):
            return lacking
        if not is_regular(project.tree, "manage.py"):
            because = "there is no manage.py in the root"
            return Collectstatic(False, None, "", because, at)
        succeeds, verdict = settings_verdict(project)
        _, where = names_django(project)
        because = say("manage.py is in the root and {where} names Django; ", where=where) + verdict
        return Collectstatic(True, succeeds, "manage.py", because, at)

    def problems(self, project: Project) -> tuple[Problem, ...]:
        """What of the root the buildpacks do not take as it was meant."""
        if not self.recognise(project).is_python:
            return tuple(unrecognised(self, project))
        return (
            *packages(self, project),
            *self._versions(project),
            *processes(self, project),
        )

    def _versions(self, project: Project) -> Iterator[Problem]:
        python = self.python(project, self.recognise(project))
        newest = list(dict(self.target.options["newest"]))
        until = dict(self.target.options.get("until", ()))
        minor = ".".join(python.declared.split(".")[:2])
        if python.fails:
            refused = python.declared_in == RUNTIME
            help_ = "delete runtime.txt and write the version, `{version}`, into .python-version"
            if not refused:
                help_ = "write one line into .python-version, for example `{version}`"
            yield Problem(
                "PLT003" if refused else ("RUN003" if python.declared else "RUN002"),
                say("{because}", because=python.because.replace(": the build", " → the build")),
                python.at[0],
                help=say(help_, version=newest[-1]),
            )
        elif minor in until:
            message = "Python {minor} leaves this platform on {date}"
            yield Problem(
                "RUN009",
                say(message, minor=minor, date=until[minor]),
                python.at[0],
                help=say("use Python {version}", version=newest[-1]),
            )


def version_of(data: bytes) -> tuple[str, str]:
    """The version in a .python-version, and why there is none (HC3)."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return "", ".python-version is not UTF-8"
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        return "", ".python-version contains no version"
    if len(lines) > 1:
        return "", ".python-version contains more than one version"
    parts = lines[0].split(".")
    numbers = [int(part) for part in parts if len(part) < 8 and _NUMBER.fullmatch(part)]
    if len(parts) not in (2, 3) or len(numbers) != len(parts) or max(numbers) > _LIMIT:
        return "", say("{line} in .python-version is not X.Y or X.Y.Z", line=f"`{lines[0]}`")
    return ".".join(map(str, numbers)), ""
