"""Cloud Foundry's Python buildpack as a builder (C1–C7)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Location, Severity
from checker.base.messages import appended, say
from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.platform.cloudfoundry.constraint import resolve
from checker.platform.detection import package_manager
from checker.platform.environment import State
from checker.platform.facts import settings_verdict
from checker.platform.files import content, exists, is_regular
from checker.platform.go_yaml import Reader
from checker.platform.heroku import builder as classic
from checker.platform.manage_py import manage_py
from checker.platform.problems import failure, problem
from checker.platform.python_version import python_version
from checker.platform.values import (
    Collectstatic,
    Dependencies,
    PackageManager,
    PythonVersion,
    Reading,
)
from checker.platform.version_fixes import created, meant_in, rewritten
from checker.platform.yaml_problems import yaml_processes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.problems import Problem
    from checker.platform.values import Recognised
    from checker.project.project import Project
    from checker.targets import Target

RUNTIME, LOCK = "runtime.txt", "Pipfile.lock"
_MANAGERS = (
    ("environment.yml", "conda"),
    ("requirements.txt", "pip"),
    ("Pipfile.lock", "pipenv"),
    ("Pipfile", "pipenv"),
    ("setup.py", "pip"),
)
_NAME = re.compile(r"(?m)^[\w\[\]-]+")
_DEPTH = 20
"""Includes in includes that are followed."""
_FILES = (".whl", ".tar.gz", ".zip", ".tgz")


class _Named(NamedTuple):
    """What the search for Django finds in requirements.txt and its includes."""

    django: bool
    missing: str = ""
    """An include without a file, as it is written; empty if there is none."""
    within: str = ""
    """The file that includes it."""

    def place(self, project: Project) -> Location:
        """Where the include stands."""
        document = project.document(self.within)
        line = f"-r {self.missing}".rstrip("\r")
        start = -1 if document is None else f"\n{document.text}".find(f"\n{line}")
        return Location(self.within, max(start, 0), start + len(line) if start >= 0 else 0)


class Builder(classic.Builder):
    """See `checker.platform.builder.Builder`."""

    home = "/home/vcap/app"

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.procfile = Reader()

    def package_manager(self, project: Project) -> PackageManager:
        """The first file that there is (C2)."""
        for name, manager in _MANAGERS:
            if is_regular(project.tree, name):
                because = say("{path} is in the root", path=name)
                return PackageManager(manager, because, (Location(name),))
        because = "there is no file that names the dependencies"
        return PackageManager("", because, (Location("requirements.txt"),))

    def dependencies(self, project: Project) -> Dependencies:
        """That file; of setup.py the project itself."""
        found = package_manager(project)
        path = found.at[0].path if found.value else ""
        return Dependencies(
            found.value, "." if path == "setup.py" else path, found.because, found.at
        )

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:  # noqa: ARG002
        """runtime.txt as a constraint over what the buildpack has (C4)."""
        target = self.target
        text, path = self._declared(project)
        at = (Location(path or RUNTIME),)
        if not text:
            because = "nothing asks for a Python: the buildpack's default"
            return PythonVersion("", "", target.python_default, because, at)
        found = resolve(text, target.python_supported)
        if found is None:
            message = "no Python here satisfies {text}: the build fails"
            because = say(message, text=f"`{text}`")
            return PythonVersion(
                text, path, None, because, at, reading=Reading.STRIPPED, fails=True
            )
        because = say("{path} asks for {text}", path=path, text=f"`{text}`")
        return PythonVersion(text, path, found, because, at, reading=Reading.STRIPPED)

    def _declared(self, project: Project) -> tuple[str, str]:
        """The text that is resolved, trimmed, and its file."""
        tree = project.tree
        if is_regular(tree, RUNTIME):
            data = content(tree, RUNTIME) or b""
            text = data.decode("utf-8", "surrogateescape").replace("\\r", "").replace("\\n", "")
            return text.strip(), RUNTIME
        if not is_regular(tree, LOCK):
            return "", ""
        import json  # noqa: PLC0415  gate: Pipfile.lock alone needs it

        try:
            version = json.loads(content(tree, LOCK) or b"")["_meta"]["requires"]["python_version"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return "", ""
        if not isinstance(version, str) or not version:
            return "", ""
        return (f"{version}.x" if version.count(".") < 2 else version), LOCK

    def _named(self, project: Project) -> _Named:
        """Whether requirements.txt names Django, and an include without a file (C6)."""
        if not is_regular(project.tree, "requirements.txt"):
            return _Named(False)
        texts: list[str] = []
        waiting = [("requirements.txt", "")]
        while waiting and len(texts) < _DEPTH:
            path, within = waiting.pop()
            data = content(project.tree, path)
            if data is None or path.endswith("\r"):
                return _Named(False, path, within)
            text = data.decode("utf-8", "surrogateescape")
            texts.append(text)
            waiting += [(line[3:], path) for line in text.split("\n") if line.startswith("-r ")]
        found = {name for text in texts for name in _NAME.findall(text)}
        return _Named(bool(found & {"django", "Django"}))

    def collectstatic(
        self,
        project: Project,
        recognised: Recognised,
        python: PythonVersion,  # noqa: ARG002
    ) -> Collectstatic:
        """If a line of requirements.txt is Django."""
        if not recognised.is_python:
            return Collectstatic(False, None, "", "it is not built as Python", recognised.at)
        manage = manage_py(project).path
        if not self._named(project).django:
            because = "no line of requirements.txt is `django` or `Django`"
            return Collectstatic(False, None, manage, because, (Location("requirements.txt"),))
        if not manage:
            because = "no manage.py in the root or up to two folders below it: the build fails"
            return Collectstatic(False, None, "", because, (Location("manage.py"),))
        succeeds, verdict = settings_verdict(project)
        because = say("requirements.txt names Django and {manage} is found; ", manage=manage)
        because = appended(because, verdict)
        return Collectstatic(True, succeeds, manage, because, (Location(manage),))

    def variables(self) -> dict[str, str | State]:
        """PYTHONPATH leads to what was installed (C7)."""
        return {"PORT": State.PRESENT, "PYTHONPATH": ""}

    def steps(self, project: Project) -> Iterator[Problem]:
        """Those of the buildpack, then the reader of the Procfile."""
        yield from self._python(project)
        yield from self._vendor(project)
        yield from self._django(project)
        yield from self._processes(project)

    def _python(self, project: Project) -> Iterator[Problem]:
        python = python_version(project)
        known = {".".join(each.split(".")[:2]) for each in self.target.python_supported}
        minor = ".".join(self.target.python_supported[-1].split(".")[:2])
        asked = meant_in(project, RUNTIME)
        fix = None
        if (short := ".".join(asked.split(".")[:2])) in known:
            minor = short
            level = Applicability.SAFE if asked == short else Applicability.UNSAFE
            fix = rewritten(project, RUNTIME, f"python-{minor}.x", level)
        if python.fails:
            message = "no Python of this buildpack satisfies `{text}` → the build fails"
            yield failure(
                "RUN003",
                say(message, text=python.declared),
                python.at[0],
                say("write `python-{version}.x`", version=minor),
                fix,
            )
        elif not python.declared:
            message = "no runtime.txt → Python {version} is installed"
            yield problem(
                "RUN001",
                say(message, version=python.effective),
                Location(RUNTIME),
                say("create runtime.txt with the line `python-{version}.x`", version=minor),
                Severity.WARNING,
                fix=created(RUNTIME, f"python-{minor}.x", Applicability.UNSAFE),
            )

    def _vendor(self, project: Project) -> Iterator[Problem]:
        """A folder `vendor` makes pip look there, and nowhere else (C3)."""
        tree = project.tree
        if tree.kind("vendor") is not Kind.DIRECTORY or package_manager(project).value != "pip":
            return
        if any(name.endswith(_FILES) for name in tree.entries("vendor")):
            return
        required = project.requirements
        if required is None or not required.installed:
            return
        yield problem(
            "PLT005",
            "a folder `vendor` makes pip install from it alone, and it contains no package → "
            "the build fails",
            Location("vendor"),
            "rename the folder, or list it in .cfignore",
        )

    def _django(self, project: Project) -> Iterator[Problem]:
        found = self._named(project)
        if found.missing:
            message = "`-r {path}` is read to the end of the line → no such file, the build fails"
            yield failure(
                "REQ005",
                say(message, path=found.missing),
                found.place(project),
                "write the name of the file alone, with a line feed behind it",
            )
        elif found.django and not manage_py(project).path:
            yield failure(
                "DJ012",
                "requirements.txt names Django, but there is no manage.py → the build fails",
                Location("manage.py"),
                "set DISABLE_COLLECTSTATIC=1, or keep manage.py in the root",
            )

    def _processes(self, project: Project) -> Iterator[Problem]:
        """A manifest may hold the command instead of a Procfile."""
        manifest = content(project.tree, "manifest.yml") or b""
        if b"command:" in manifest and not exists(project.tree, "Procfile"):
            return
        yield from yaml_processes(self, project)
