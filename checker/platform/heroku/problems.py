"""What Heroku's buildpack and its relatives do not take as it was meant, as values (H2–H13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, FileStep, Fix, Location, Severity
from checker.base.messages import say
from checker.platform.files import exists, is_held, is_regular
from checker.platform.heroku.packages import files_found
from checker.platform.heroku.process_problems import processes
from checker.platform.heroku.version import RUNTIME, VERSION_FILE, requested, resolved
from checker.platform.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.builder import Builder
    from checker.project.project import Project

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def problems(builder: Builder, project: Project) -> tuple[Problem, ...]:
    """All of them, in the order of the build."""
    if not builder.recognise(project).is_python:
        return tuple(unrecognised(builder, project))
    return (
        *packages(builder, project),
        *refused(builder, project),
        *versions(builder, project),
        *processes(builder, project),
    )


def unrecognised(builder: Builder, project: Project) -> Iterator[Problem]:
    """Another language is built, or none."""
    found = builder.recognise(project)
    if found.shadowed_by:
        yield Problem(
            "GIT007",
            say(
                "{path} makes the platform build {language}, not Python",
                path=found.shadowed_by,
                language=found.language,
            ),
            Location(found.shadowed_by),
            help=say("remove {path}, or choose the Python buildpack", path=found.shadowed_by),
        )
    elif not found.languages:
        yield Problem(
            "REQ001",
            "no file in the root tells the platform that this is Python → nothing is built",
            Location("requirements.txt"),
            help="add a requirements.txt with what the application imports",
        )


def packages(builder: Builder, project: Project) -> Iterator[Problem]:
    """Not exactly one package manager."""
    manager = builder.package_manager(project)
    options = builder.target.options
    found = files_found(project)
    if manager.fails and is_regular(project.tree, "Pipfile") and "Pipfile.lock" not in found:
        yield Problem(
            "PLT001",
            "there is a Pipfile without Pipfile.lock → the build fails",
            Location("Pipfile"),
            help="run `pipenv lock` and add Pipfile.lock to git, or delete the Pipfile",
        )
    elif manager.fails and found:
        template = "{names} name different package managers → the build fails"
        yield Problem(
            "PLT001",
            say(template, names=" and ".join(found)),
            Location(found[1]),
            help=say("delete all of them but one, such as {name}", name=found[0]),
        )
    elif manager.fails:
        names = " or ".join(options["managers"])
        at = "setup.py" if is_regular(project.tree, "setup.py") else "requirements.txt"
        yield Problem(
            "PLT001",
            say("the root has no {names} → the build fails", names=names),
            Location(at),
            help="add a requirements.txt with what the application imports",
        )
    elif len(found) > 1:
        yield Problem(
            "PLT001",
            say("{first} is installed, {rest} is ignored", first=found[0], rest=found[1]),
            Location(found[1]),
            WARNING,
            help=say("delete {rest}, or {first}", rest=found[1], first=found[0]),
        )


def refused(builder: Builder, project: Project) -> Iterator[Problem]:
    """Paths that end the build."""
    options = builder.target.options
    folder = options.get("python_folder", "")
    if folder and exists(project.tree, folder) and is_held(project, folder):
        yield Problem(
            "PLT003",
            say("{path} is in the repository → the build fails", path=folder),
            Location(folder),
            help=say("run `git rm -r --cached {path}`, then add it to .gitignore", path=folder),
        )
    for path in options["refused"]:
        if is_regular(project.tree, path) and is_held(project, path):
            folder = path.rpartition("/")[0]
            message = "a virtual environment, {path}, is in the repository → the build fails"
            yield Problem(
                "PLT003",
                say(message, path=f"`{folder}`"),
                Location(path),
                help=say("run `git rm -r --cached {path}`, then add it to .gitignore", path=folder),
            )


def versions(builder: Builder, project: Project) -> Iterator[Problem]:
    """The version files."""
    target = builder.target
    manager = builder.package_manager(project).value
    request = requested(project, manager)
    minor = ".".join(target.python_default.split(".")[:2])
    create = Fix(
        say("create .python-version with {version}", version=minor),
        Applicability.SAFE,
        (Edit(VERSION_FILE, 0, 0, minor + "\n"),),
        (FileStep("create", VERSION_FILE),),
    )
    if request.code == "PLT002":
        yield Problem(
            "PLT002",
            say("{problem} → the build fails", problem=request.problem),
            Location(request.path),
            help=say("rename {path} to .python-version", path=f"`{request.path}`"),
        )
    elif request.problem:
        name = request.path
        wanted = f"python-{minor}" if name == RUNTIME else minor
        yield Problem(
            request.code,
            say("{problem} → the build fails", problem=request.problem),
            Location(name),
            help=say("write one line, for example `{wanted}`", wanted=wanted),
        )
    elif not request.path and manager == "uv":
        yield Problem(
            "RUN001",
            "uv.lock needs a .python-version, which is missing → the build fails",
            Location("uv.lock"),
            help=say("create .python-version with the line `{version}`", version=minor),
            fix=create,
        )
    elif not request.path:
        template = "no file names a Python → the first build installs {version}, later ones keep it"
        yield Problem(
            "RUN001",
            say(template, version=minor),
            Location(VERSION_FILE),
            WARNING,
            help=say("create .python-version with the line `{version}`", version=minor),
            fix=create,
        )
    else:
        yield from _asked(builder, request.path, request.version)


def _asked(builder: Builder, path: str, version: str) -> Iterator[Problem]:
    """A version that is well formed."""
    target, options = builder.target, builder.target.options
    newest = dict(options["newest"])
    _, problem = resolved(version, newest)
    minor = ".".join(version.split(".")[:2])
    if problem:
        names = list(newest)
        yield Problem(
            "RUN003",
            say("{problem} → the build fails", problem=problem),
            Location(path),
            help=say("use one of {first} to {last}", first=names[0], last=names[-1]),
        )
        return
    until = dict(options.get("until", ()))
    if minor in until:
        yield Problem(
            "RUN009",
            say("Python {minor} leaves this platform on {date}", minor=minor, date=until[minor]),
            Location(path),
            WARNING,
            help=say("use Python {version}", version=list(newest)[-1]),
        )
    if path == RUNTIME and target.runtime_txt == "deprecated":
        yield Problem(
            "PLT007",
            "runtime.txt is deprecated on this platform; .python-version replaces it",
            Location(RUNTIME),
            INFO,
            help=say("write `{version}` into .python-version, delete runtime.txt", version=minor),
        )
