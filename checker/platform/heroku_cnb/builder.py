"""Heroku's cloud native buildpacks as a builder (HC1–HC8)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location, Severity
from checker.base.messages import appended, say
from checker.platform.detection import package_manager
from checker.platform.django_named import names_django
from checker.platform.facts import settings_verdict
from checker.platform.files import content, exists, is_regular
from checker.platform.heroku import builder as classic
from checker.platform.heroku.collectstatic import without_django
from checker.platform.heroku.problems import (
    leaving,
    packages,
    refused_version,
    supported_version,
    unknown_version,
)
from checker.platform.heroku.process_problems import processes
from checker.platform.heroku.procfile import WHITE_SPACE
from checker.platform.heroku.version import VERSION_FILE, Request, installed
from checker.platform.heroku_cnb.procfile import Reader
from checker.platform.problems import failure, problem
from checker.platform.values import Collectstatic
from checker.platform.version_fixes import created, moved
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.problems import Problem
    from checker.platform.values import PythonVersion, Recognised
    from checker.project.project import Project
    from checker.targets import Target

RUNTIME = "runtime.txt"
_NUMBER = re.compile(r"\+?[0-9]+")
_LIMIT = 65_535


class Builder(classic.Builder):
    """See `checker.platform.builder.Builder`."""

    home = "/workspace"

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.procfile = Reader()

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:  # noqa: ARG002
        """By .python-version alone; a runtime.txt ends the build (HC3)."""
        return installed(
            requested(project), self.target, "no .python-version: the default of the buildpack"
        )

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
        because = appended(
            say("manage.py is in the root and {where} names Django; ", where=where), verdict
        )
        return Collectstatic(True, succeeds, "manage.py", because, at)

    def steps(self, project: Project) -> Iterator[Problem]:
        """Those of the buildpacks."""
        yield from packages(project)
        yield from self._versions(project)
        yield from processes(self, project)

    def _versions(self, project: Project) -> Iterator[Problem]:
        target, request = self.target, requested(project)
        minor = ".".join(target.python_default.split(".")[:2])
        if request.code == "PLT003":
            help_ = "delete runtime.txt and write the version, `{version}`, into .python-version"
            asked = supported_version(project, RUNTIME)
            yield failure(
                "PLT003",
                say("{problem} → the build fails", problem=request.problem),
                Location(RUNTIME),
                say(help_, version=asked or minor),
                moved(project, RUNTIME, VERSION_FILE, asked) if asked else None,
            )
        elif request.problem:
            yield refused_version(project, request)
        elif refusal := unknown_version(request, target) if request.path else None:
            yield refusal
        elif request.path:
            yield from leaving(request.path, request.version, target)
        elif package_manager(project).value == "uv":
            yield failure(
                "RUN001",
                "uv.lock needs a .python-version, which is missing → the build fails",
                Location("uv.lock"),
                say("create .python-version with the line `{version}`", version=minor),
                created(VERSION_FILE, minor),
            )
        else:
            message = "no .python-version → Python {version}, the default, is installed"
            write = say("create .python-version with the line `{version}`", version=minor)
            yield problem(
                "RUN001",
                say(message, version=minor),
                Location(VERSION_FILE),
                write,
                Severity.WARNING,
                fix=created(VERSION_FILE, minor),
            )
            yield from leaving("", target.python_default, target)


@query
def requested(project: Project) -> Request:
    """What .python-version asks for."""
    tree = project.tree
    if exists(tree, RUNTIME):
        return Request(RUNTIME, problem="runtime.txt is not supported any more", code="PLT003")
    if not is_regular(tree, VERSION_FILE):
        return Request("")
    version, problem = version_of(content(tree, VERSION_FILE) or b"")
    return Request(VERSION_FILE, version, problem)


def version_of(data: bytes) -> tuple[str, str]:
    """The version in a .python-version, and why there is none (HC3)."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return "", ".python-version is not UTF-8"
    lines = [line.strip(WHITE_SPACE) for line in text.split("\n")]
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
