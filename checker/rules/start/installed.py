"""The programs of the web command: does anything install them."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then
from checker.data.programs import library, program
from checker.parsers.requirements import normalise
from checker.platform.detection import build_requirements, dependencies
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.requirements.conflicts import bound_beside
from checker.rules.shared.lfs import is_pointer
from checker.rules.start.needs import is_runner
from checker.rules.start.shared import in_context
from checker.start.command import commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Word
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Process
    from checker.start.servers.service import Needed, Service

STARTS = {
    True: "the web command starts `{name}`, but {file} does not list {distribution}",
    False: "the process `{type}` starts `{name}`, but {file} does not list {distribution}",
}
"""What is started and not installed, by whether it is the web command that starts it."""
_OTHER_FILES = ("pyproject.toml", "setup.py", "setup.cfg")
"""Files of the project itself, which a requirement may install."""


@rule("CMD001")
def server_not_in_requirements(project: Project) -> Iterator[Finding]:
    """The web command starts a program that nothing installs."""
    if build_requirements(project) is None:
        return
    for start in commands(project):
        yield from _not_installed(project, start)


def _not_installed(project: Project, start: StartCommand) -> Iterator[Finding]:
    seen: set[str] = set()
    for process in start.processes:
        words = [process.word] if "/" not in process.path else []
        for word in (*process.wrappers, *words):
            name = process.program if word is process.word else word.value or ""
            if name not in seen and not is_runner(process, word, name):
                seen.add(name)
                yield from in_context(
                    project, start, _not_declared(project, start, process, word, name)
                )
    for service in start.services:
        for needed in service.libraries:
            if needed.name not in seen:
                seen.add(needed.name)
                yield from in_context(project, start, _not_brought(project, start, service, needed))


def _not_declared(
    project: Project, start: StartCommand, process: Process, word: Word, name: str
) -> Iterator[Finding]:
    known = program(name)
    if known is None or dependencies(project).tool == name:
        return  # the platform installs its package manager where the program finds it
    verdict = declared(project, known.brings, known.also)
    if verdict is None:
        return
    distribution = known.brings[0]
    if process.module and word is process.word:
        then = "the platform does not install it, and Python stops with `No module named`"
    elif name == "fastapi":  # the program is there, and asks for the extra
        then = 'the platform does not install it: `please install "fastapi[standard]"`'
    else:
        then = "the platform does not install it, and the start fails with `command not found`"
    yield Finding(
        "CMD001",
        say_then(
            STARTS[start.type == "web"],
            then,
            type=start.type,
            name=name,
            distribution=distribution,
            file=dependencies(project).path,
        ),
        start.at(word.start, word.end),
        Severity.ERROR,
        certain=verdict and not process.conditional and not process.disturbed,
        help=adding(project, _bounded(project, distribution)),
        related=((Location(_where(project)), "it belongs here"),),
        fix=_addition(project, _bounded(project, distribution)),
    )


def _not_brought(
    project: Project, start: StartCommand, service: Service, needed: Needed
) -> Iterator[Finding]:
    """A library that an option asks for: `gunicorn -k gevent`."""
    known = library(needed.name)
    verdict = None if known is None else declared(project, known.brings, known.also)
    if known is None or verdict is None:
        return
    distribution, process = known.brings[0], service.process
    yield Finding(
        "CMD001",
        say(
            "`{written}` needs {distribution}, but {file} does not list it → "
            "the platform does not install it and {server} does not start",
            written=needed.written,
            file=dependencies(project).path,
            distribution=distribution,
            server=service.name,
        ),
        start.place(needed),
        Severity.ERROR,
        certain=verdict and service.certain and not process.conditional and not process.disturbed,
        help=adding(project, _bounded(project, distribution)),
        related=((Location(_where(project)), "it belongs here"),),
        fix=_addition(project, _bounded(project, distribution)),
    )


def declared(
    project: Project, brings: tuple[str, ...], also: tuple[str, ...], mentions: bool = True
) -> bool | None:
    """None where it is installed, or may well be; else whether it certainly is not."""
    requirements = build_requirements(project)
    if requirements is None or any(
        file.undecodable or is_pointer(file.document) for file in requirements.files
    ):
        return None
    certain = requirements.complete
    releases = tuple([f"{each}." for each in also])
    for required in requirements.installed:
        name = required.normalised
        if name in brings or name in also:
            return None
        if releases and f"{name}=={required.pin}.".startswith(releases):
            return None
        if any(f"{name}[{normalise(extra)}]" in also for extra in required.extras):
            return None
        # `uvicorn-worker`, `flask-cors`: what carries the name depends on it, mostly.
        if any(brought in name for brought in brings):
            return None
        certain = certain and not (required.local or required.url or not required.name)
    for entry in requirements.entries:
        text = entry.text.lower()
        if entry.refusal is not None and any(brought in text for brought in brings):
            return None  # meant to be required: another rule says what is wrong with the line
    for path in _OTHER_FILES if mentions else ():
        document = project.document(path) if project.has_root_file(path) else None
        if document is not None and any(brought in document.text.lower() for brought in brings):
            return None
    return certain


def _where(project: Project) -> str:
    """The file that a requirement is to be written into."""
    return "Pipfile" if dependencies(project).tool == "pipenv" else "requirements.txt"


def _bounded(project: Project, distribution: str) -> str:
    """A distribution, below the release that does not work with what is pinned beside it."""
    python = python_version(project).series
    limit = bound_beside(project, distribution, python) if python is not None else ""
    return f"{distribution}<{limit}" if limit else distribution


def adding(project: Project, distribution: str) -> str:
    """What to do so that the build installs a distribution, by what it installs from."""
    tool = dependencies(project).tool
    if tool == "pipenv":
        return say("run `pipenv install {distribution}`", distribution=distribution)
    if tool in ("poetry", "uv"):
        return say("run `{tool} add {distribution}`", tool=tool, distribution=distribution)
    document = project.document("requirements.txt")
    if document is not None and is_hashed(document.text):
        return say(WITH_HASHES, distribution=distribution)
    return say("add a line `{distribution}` to requirements.txt", distribution=distribution)


WITH_HASHES = (
    "add `{distribution}` to the file that requirements.txt is made from, and make it again, with "
    "hashes (`pip-compile --generate-hashes`)"
)


def is_hashed(text: str) -> bool:
    """Whether pip refuses a line without a hash among those of a text."""
    return "--hash=" in text or "--require-hashes" in text


def _addition(project: Project, distribution: str) -> Fix | None:
    if dependencies(project).path != "requirements.txt":
        return None
    edits = added_requirement(project, distribution)
    title = say("add {distribution} to requirements.txt", distribution=distribution)
    return Fix(title, Applicability.UNSAFE, edits) if edits else None


def added_requirement(project: Project, distribution: str) -> tuple[Edit, ...]:
    """The edit that adds a line at the end of requirements.txt; empty where that is not certain.

    Where the build installs a Pipfile, a line in requirements.txt would install nothing.
    """
    if dependencies(project).tool == "pipenv":
        return ()
    document = project.document("requirements.txt")
    if document is None or not document.complete or document.undecodable is not None:
        return ()
    text = document.text
    body = text.rstrip("\r\n")
    if body.endswith("\\") or "\0" in text or is_hashed(text):
        return ()
    newline = "\r\n" if "\r\n" in text else "\n"
    before = "" if not text or text.endswith("\n") else newline
    line = before + distribution + newline
    return (Edit("requirements.txt", len(text), len(text), line),)
