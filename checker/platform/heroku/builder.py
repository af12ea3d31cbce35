"""Heroku's classic buildpack as a builder (H1–H16)."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import fill, say
from checker.data.releases import below
from checker.files.values import Kind
from checker.parsers.shell import parse_program
from checker.platform.by_files import recognise_by_files
from checker.platform.environment import Environment, State
from checker.platform.files import content, is_regular
from checker.platform.heroku.collectstatic import collectstatic
from checker.platform.heroku.hooks import built_tree, pre_compile
from checker.platform.heroku.packages import dependencies, package_manager
from checker.platform.heroku.problems import problems, steps
from checker.platform.heroku.procfile import Reader
from checker.platform.heroku.version import installed, requested
from checker.platform.objections import own_problems
from checker.platform.procfile import Release
from checker.platform.terms import Terms
from checker.platform.values import Collectstatic, Obstacle, Setting, Start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Program, Script
    from checker.platform.interface import ProcfileReader
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
_OTHERS = (
    *(("Node.js", "package.json"), ("Ruby", "Gemfile"), ("PHP", "composer.json")),
    *(("PHP", "index.php"), ("Go", "go.mod"), ("Java", "pom.xml"), ("Gradle", "gradlew")),
    *(("Gradle", "build.gradle"), ("Scala", "build.sbt"), ("Clojure", "project.clj")),
    *(("Rust", "Cargo.toml"), ("Elixir", "mix.exs"), (".NET", "global.json")),
)
"""Other languages, with what says so in the root: where nothing names Python, it is not a Python
project that lacks a file."""
OWN_WORDS = frozenset((
    *("REQ001", "REQ012"),
    *("PROC001", "PROC002", "PROC003", "PROC004", "PROC005", "PROC006", "PROC007", "PROC009"),
    *("PROC010", "PROC011", "PROC012", "PROC013"),
    *("RUN001", "RUN002", "RUN003", "RUN004", "RUN005", "RUN006", "RUN007", "RUN009"),
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
    has_config_vars = True
    guesses_beside_others = False
    is_shell = True
    runs_workers = True
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
        self.usual_port: str | None = options.get("port")
        self.release = Release(options["release"])

    def recognise(self, project: Project) -> Recognised:
        """By any of many names in the root (H1)."""
        names = self.target.recognised_by + self.target.also_recognised_by
        options = self.target.options
        return recognise_by_files(project, names, options.get("before", ()), _OTHERS)

    def package_manager(self, project: Project) -> PackageManager:
        """By the files of the root."""
        return package_manager(project)

    def dependencies(self, project: Project) -> Dependencies:
        """The file that is installed."""
        return dependencies(project)

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:  # noqa: ARG002
        """By runtime.txt, .python-version and Pipfile.lock."""
        because = "no file asks for a Python: this is the default of a first build"
        return installed(requested(project), self.target, because)

    def obstacles(
        self,
        project: Project,
        manager: PackageManager,  # noqa: ARG002
        python: PythonVersion,  # noqa: ARG002
    ) -> Iterator[Obstacle]:
        """Its problems at which the build ends, in its order (H2)."""
        hook = pre_compile(project)
        if hook is not None and not hook.is_known:
            because = "bin/pre_compile runs before everything else, and what it does is not known"
            yield Obstacle(because, (Location("bin/pre_compile"),), certain=False)
        for each in own_problems(project):
            if each.ends_build:
                finding = each.finding
                yield Obstacle(finding.message, (finding.at,), each.log, finding.certain)

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:  # noqa: ARG002
        """What the Procfile says; nothing is generated (H14, H15)."""
        data, at = content(built_tree(project), PROCFILE), (Location(PROCFILE),)
        if data is None:
            return Start(None, "none", "without a Procfile there is no web process", at)
        found = self.procfile.processes(data)
        if found.problem:
            because = say("{problem}: the build fails", problem=found.problem)
            return Start(
                None, "procfile", because, at, fails=True, problem=found.problem,
                line=found.line, column=found.column, log=found.shown, certain=found.certain,
            )  # fmt: skip
        web = found.web.strip()
        because = fill("`web` in Procfile" if web else "Procfile has no `web`: nothing is started")
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

    def setuptools(self, python: str) -> str | None:
        """An old one up to some Python, none for newer ones (H12)."""
        known = self.target.options.get("setuptools")
        if known is None:
            return None
        version, last = known
        return version if not below(last, python) else ""

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

    def problems(self, project: Project) -> Iterator[Problem]:
        """What of the root the platform does not take as it was meant."""
        return problems(project, self.steps(project))

    def steps(self, project: Project) -> Iterator[Problem]:
        """Those of the build's own steps, between its hooks."""
        return steps(self, project)
