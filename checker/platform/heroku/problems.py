"""What Heroku's buildpack and its relatives do not take as it was meant, as values (H2–H13)."""

from __future__ import annotations

from checker.base.findings import Applicability, Location, Severity
from checker.base.messages import AND, OR, listed, say
from checker.platform.detection import package_manager, recognised
from checker.platform.files import exists, is_held, is_regular
from checker.platform.heroku.hooks import AFTER, BEFORE, built_tree, post_compile, pre_compile
from checker.platform.heroku.packages import files_found
from checker.platform.heroku.process_problems import processes
from checker.platform.heroku.version import RUNTIME, VERSION_FILE, Request, requested
from checker.platform.problems import failure, problem
from checker.platform.version_fixes import created, meant_in, moved, renamed, rewritten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.interface import Builder
    from checker.platform.problems import Problem
    from checker.project.project import Project
    from checker.targets import Target

WARNING, INFO = Severity.WARNING, Severity.INFO


def problems(project: Project, steps: Iterator[Problem]) -> Iterator[Problem]:
    """All of them, in the order of the build (H2).

    Args:
        project: the root.
        steps: those of the build's own steps, between its hooks.
    """
    if not recognised(project).is_python:
        yield from unrecognised(project)
        return
    yield from hook(project, BEFORE)
    known = (before := pre_compile(project)) is None or before.is_known
    for each in steps:
        # A hook that can't be followed may remove or write any file before it is looked at.
        doubtful = not known and (each.ends_build or not each.finding.code.startswith("PROC"))
        yield each._replace(finding=each.finding._replace(certain=False)) if doubtful else each
    yield from hook(project, AFTER)


def steps(builder: Builder, project: Project) -> Iterator[Problem]:
    """Those of the classic buildpack's steps."""
    yield from refused_folder(project)
    yield from packages(project)
    yield from refused_files(project)
    yield from versions(project)
    yield from processes(builder, project)


def unrecognised(project: Project) -> Iterator[Problem]:
    """Another language is built, or none."""
    found = recognised(project)
    if found.shadowed_by:
        yield problem(
            "GIT007",
            say(
                "{path} makes the platform build {language}, not Python",
                path=found.shadowed_by,
                language=found.language,
            ),
            Location(found.shadowed_by),
            say("remove {path}, or choose the Python buildpack", path=found.shadowed_by),
        )
    elif not found.languages:
        yield failure(
            "REQ001",
            "no file in the root tells the platform that this is Python → nothing is built",
            Location("requirements.txt"),
            "add a requirements.txt with what the application imports",
        )


def hook(project: Project, path: str) -> Iterator[Problem]:
    """A hook that fails (H11)."""
    found = (pre_compile if path == BEFORE else post_compile)(project)
    if found is not None and found.problem:
        yield failure(
            "PLT008",
            say("{problem} → the build fails", problem=found.problem),
            Location(path),
            say("save {path} with line feeds and a shell of the platform, or delete it", path=path)
            if "exits" not in found.problem
            else say("make {path} end with 0, or delete it", path=path),
        )


def packages(project: Project) -> Iterator[Problem]:
    """Not exactly one package manager."""
    manager, options = package_manager(project), project.target.options
    found = files_found(project)
    if manager.fails and "Pipfile" in (at.path for at in manager.at):
        yield failure(
            "PLT001",
            "there is a Pipfile without Pipfile.lock → the build fails",
            Location("Pipfile"),
            "run `pipenv lock` and add Pipfile.lock to git, or delete the Pipfile",
        )
    elif manager.fails and found:
        template = "{names} name different package managers → the build fails"
        yield failure(
            "PLT001",
            say(template, names=listed(found, between=AND)),
            Location(found[1]),
            say("delete all of them but one, such as {name}", name=found[0]),
        )
    elif manager.fails:
        names = listed(options["managers"], between=OR)
        yield failure(
            "PLT001",
            say("the root has no {names} → the build fails", names=names),
            Location("setup.py" if is_regular(project.tree, "setup.py") else "requirements.txt"),
            "add a requirements.txt with what the application imports",
        )
    elif len(found) > 1:
        yield problem(
            "PLT001",
            say("{first} is installed, {rest} is ignored", first=found[0], rest=found[1]),
            Location(found[1]),
            say("delete {rest}, or {first}", rest=found[1], first=found[0]),
            WARNING,
        )


def refused_folder(project: Project) -> Iterator[Problem]:
    """A path at the place of the Python that the build installs (H10)."""
    folder = project.target.options.get("python_folder", "")
    if folder and exists(built_tree(project), folder) and is_held(project, folder):
        yield failure(
            "PLT003",
            say("{path} is in the repository → the build fails", path=folder),
            Location(folder),
            say("run `git rm -r --cached {path}`, then add it to .gitignore", path=folder),
        )


def refused_files(project: Project) -> Iterator[Problem]:
    """A virtual environment in the repository (H10)."""
    for path in project.target.options["refused"]:
        if is_regular(built_tree(project), path) and is_held(project, path):
            folder = path.rpartition("/")[0]
            message = "a virtual environment, {path}, is in the repository → the build fails"
            yield failure(
                "PLT003",
                say(message, path=f"`{folder}`"),
                Location(path),
                say("run `git rm -r --cached {path}`, then add it to .gitignore", path=folder),
            )


def versions(project: Project) -> Iterator[Problem]:
    """The version files."""
    target, request = project.target, requested(project)
    needed = package_manager(project).value == "uv"
    minor = ".".join(target.python_default.split(".")[:2])
    create = created(VERSION_FILE, minor)
    write = say("create .python-version with the line `{version}`", version=minor)
    if request.code == "PLT002":
        yield failure(
            "PLT002",
            say("{problem} → the build fails", problem=request.problem),
            Location(request.path),
            say("rename {path} to .python-version", path=f"`{request.path}`"),
            renamed(project, request.path, VERSION_FILE),
        )
        return
    if request.problem:
        yield refused_version(project, request)
        return
    if request.path:
        refusal = unknown_version(request, target)
        yield from (refusal,) if refusal else leaving(request.path, request.version, target)
        if not refusal and request.path == RUNTIME and target.runtime_txt == "deprecated":
            message = "write `{version}` into .python-version, delete runtime.txt"
            asked = ".".join(request.version.split(".")[:2])
            # A misspelt name, which runtime.txt hides, would end the build without it.
            hidden = any(is_regular(built_tree(project), n) for n in target.options["misspelt"])
            fix = moved(project, RUNTIME, VERSION_FILE, asked, Applicability.UNSAFE)
            yield problem(
                "PLT007",
                "runtime.txt is deprecated on this platform; .python-version replaces it",
                Location(RUNTIME),
                say(message, version=asked),
                INFO,
                fix=None if hidden else fix,
            )
    elif not needed:
        template = "no file names a Python → the first build installs {version}, later ones keep it"
        message = say(template, version=minor)
        yield problem("RUN001", message, Location(VERSION_FILE), write, WARNING, fix=create)
        yield from leaving("", target.python_default, target)
    if needed and request.path != VERSION_FILE:
        message = "uv.lock needs a .python-version, which is missing → the build fails"
        yield failure("RUN001", message, Location("uv.lock"), write, create)


def refused_version(project: Project, request: Request) -> Problem:
    """A version that is not written as the builder reads it, as it would be right."""
    target, fix = project.target, None
    minor = ".".join(target.python_default.split(".")[:2])
    start = "python-" if request.path == RUNTIME else ""
    help_ = say("write one line, for example `{wanted}`", wanted=start + minor)
    if request.code == "REQ016":
        help_ = "run `pipenv lock`, and add Pipfile.lock to git as it is"
    elif request.path in (RUNTIME, VERSION_FILE):
        version = supported_version(project, request.path)
        if version:
            help_ = say("write one line, `{wanted}`", wanted=start + version)
            fix = rewritten(project, request.path, start + version)
    message = say("{problem} → the build fails", problem=request.problem)
    return failure(request.code, message, Location(request.path), help_, fix)


def supported_version(project: Project, path: str) -> str:
    """The version that a file means, if the platform has it; else empty."""
    version = meant_in(project, path)
    return version if version and not Request(path, version).resolved(project.target)[1] else ""


def unknown_version(request: Request, target: Target) -> Problem | None:
    """A version that is well formed, and that the platform does not have."""
    newest = list(dict(target.options["newest"]))
    _, why = request.resolved(target)
    if not why:
        return None
    return failure(
        "RUN003",
        say("{problem} → the build fails", problem=why),
        Location(request.path),
        say("use one of {first} to {last}", first=newest[0], last=newest[-1]),
    )


def leaving(path: str, version: str, target: Target) -> Iterator[Problem]:
    """A Python that the platform has announced to drop, asked for or its default (H3b)."""
    until = dict(target.options.get("until", ()))
    minor = ".".join(version.split(".")[:2])
    if minor in until:
        template = "Python {minor} leaves this platform on {date}"
        if not path:
            template = "Python {minor}, the default, leaves this platform on {date}"
        yield problem(
            "RUN009",
            say(template, minor=minor, date=until[minor]),
            Location(path or target.options["version_files"][0]),
            say("use Python {version}", version=list(dict(target.options["newest"]))[-1]),
            WARNING,
        )
