"""Railway's railpack as a builder (RW1–RW5)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.detection import dependencies
from checker.platform.environment import State
from checker.platform.files import content, exists, is_regular
from checker.platform.go_yaml import Reader
from checker.platform.heroku import builder as classic
from checker.platform.problems import problem
from checker.platform.values import (
    Collectstatic,
    Dependencies,
    PackageManager,
    PythonVersion,
    Reading,
    Start,
)
from checker.platform.yaml_problems import yaml_processes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.problems import Problem
    from checker.platform.procfile import Processes
    from checker.platform.values import Recognised
    from checker.project.project import Project
    from checker.targets import Target

MAIN_FILES = ("main.py", "app.py", "start.py", "bot.py", "hello.py", "server.py")
_LOCKS = (("uv.lock", "uv"), ("poetry.lock", "poetry"), ("pdm.lock", "pdm"))
_MANIFESTS = ("requirements.txt", "pyproject.toml", "Pipfile")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_WSGI = re.compile(rb"""WSGI_APPLICATION = ["'](.*).application["']""")


class RailwayReader(Reader):
    """CR LF counts as a line feed."""

    falls_back_to_worker = True

    def processes(self, data: bytes) -> Processes:
        """As yaml.v2 reads the normalised file."""
        return super().processes(data.replace(b"\r\n", b"\n"))


class Builder(classic.Builder):
    """See `checker.platform.builder.Builder`."""

    port_expression = "${PORT:-8000}"
    runs_workers = False  # of a Procfile it starts one process

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.procfile = RailwayReader()

    def package_manager(self, project: Project) -> PackageManager:
        """requirements.txt wins; a lock counts beside pyproject.toml (RW2)."""
        found = dependencies(project)
        return PackageManager(found.tool, found.because, found.at)

    def dependencies(self, project: Project) -> Dependencies:
        """The file that is installed."""
        tree = project.tree
        found = [("requirements.txt", "pip")]
        if is_regular(tree, "pyproject.toml"):
            found += _LOCKS
        for name, tool in (*found, ("Pipfile", "pipenv")):
            if is_regular(tree, name):
                because = say("{path} is in the root", path=name)
                return Dependencies(tool, name, because, (Location(name),))
        because = "there is no file that is installed"
        return Dependencies("", "", because, (Location("requirements.txt"),))

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:  # noqa: ARG002
        """The first version in the first of several files (RW3)."""
        tree = project.tree
        for name in ("mise.toml", ".mise.toml"):
            if is_regular(tree, name) and b"python" in (content(tree, name) or b""):
                because = say("{path} is not read here", path=name)
                return PythonVersion("", name, None, because, (Location(name),))
        for name in (".python-version", ".tool-versions", "runtime.txt", "Pipfile"):
            text = (content(tree, name) or b"").decode("utf-8", "replace")
            if name in (".tool-versions", "Pipfile"):
                lines = re.findall(r"(?m)^python(?:_(?:full_)?version\s*=)?\s+(.*)$", text)
                text = next(iter(lines), "")
            if match := _NUMBER.search(text):
                because = say("{path} asks for Python {version}", path=name, version=match[0])
                return PythonVersion(
                    match[0], name, match[0], because, (Location(name),), reading=Reading.STRIPPED
                )
        because = "no file asks for a Python: railpack's default"
        at = (Location(".python-version"),)
        return PythonVersion("", "", self.target.python_default, because, at)

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:
        """`web`, else `worker`, else any process; without a Procfile a command is made up (RW4)."""
        found = super().start(project, recognised, manager)
        if found.fails or found.command:
            return found
        names = dict(found.processes)
        if worker := names.get("worker", "").strip():
            because = "`worker` in Procfile, because there is no `web`"
            return found._replace(command=worker, source="procfile", because=because)
        others = [command for command in names.values() if command.strip()]
        if len(others) == 1:
            because = "the only process in Procfile is started as the web process"
            return found._replace(command=others[0], source="procfile", because=because)
        if others:
            because = "one of the processes in Procfile is started, and it is not defined which"
            return found._replace(because=because)
        return self._made_up(project)._replace(processes=found.processes)

    def _made_up(self, project: Project) -> Start:
        tree = project.tree
        names = b"\n".join(content(tree, name) or b"" for name in _MANIFESTS).lower()
        main = next((name for name in MAIN_FILES if exists(tree, name)), "")
        command, path = "", main
        if exists(tree, "manage.py") and b"django" in names and (wsgi := _wsgi(project)):
            path = "manage.py"
            serve = f"gunicorn --bind 0.0.0.0:${{PORT:-8000}} {wsgi}:application"
            command = f"python manage.py migrate && {serve}"
        if main and b"uvicorn" in names and (b"fastapi" in names or b"python-fasthtml" in names):
            command = "uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}"
        if main and b"flask" in names and b"gunicorn" in names:
            command = "gunicorn --bind 0.0.0.0:${PORT:-8000} main:app"
        if not command and main:
            command = f"python {main}"
        if not command:
            because = "there is no Procfile, and no start command is found"
            return Start(None, "none", because, (Location("Procfile"),))
        because = say("generated, because {path} is in the root", path=path)
        return Start(command, "generated", because, (Location(path),))

    def collectstatic(
        self,
        project: Project,  # noqa: ARG002
        recognised: Recognised,  # noqa: ARG002
        python: PythonVersion,  # noqa: ARG002
    ) -> Collectstatic:
        """Never (RW5)."""
        because = "railpack never runs it"
        return Collectstatic(False, None, "", because, (Location("manage.py"),))

    def variables(self) -> dict[str, str | State]:
        """PORT is the platform's."""
        return {"PORT": State.PRESENT}

    def steps(self, project: Project) -> Iterator[Problem]:
        """Those of the Procfile, which is read for the build's plan, and of the installation."""
        if exists(project.tree, "Procfile"):
            for each in yaml_processes(self, project):
                if each.finding.code != "PROC005":
                    yield each
        yield from self._unseen(project)

    def _unseen(self, project: Project) -> Iterator[Problem]:
        """What requirements.txt refers to is not there when it is installed (RW2)."""
        required = project.requirements
        if required is None or "file://" in required.files[0].document.text:
            return
        root = required.files[0]
        message = "the install step does not see {path} → the build fails"
        for include in required.includes:
            if include.path and include.entry.path == root.document.path:
                yield problem(
                    "PLT006",
                    say(message, path=include.path),
                    Location(root.document.path, *include.option.span),
                    "write what the file lists into requirements.txt itself",
                )
        for each in required.installed:
            if each.local and each.path == root.document.path:
                yield problem(
                    "PLT006",
                    say(message, path=each.local),
                    Location(root.document.path, *each.span),
                    "publish the package, or set a custom install command",
                )


def _wsgi(project: Project) -> str:
    """The module that `WSGI_APPLICATION` names in the first file that sets it."""
    for path, _ in project.tree.walk(depth=6):
        if path.endswith(".py") and (match := _WSGI.search(content(project.tree, path) or b"")):
            return match[1].decode("utf-8", "replace")
    return ""
