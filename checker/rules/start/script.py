"""The web command's own script: can it be run."""

from __future__ import annotations

import os

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.files.values import Kind
from checker.rules.registry import rule
from checker.rules.start.hints import path_hint
from checker.rules.start.module import held
from checker.rules.start.shared import in_context
from checker.rules.start.templates import unfilled
from checker.start.command import start_command
from checker.start.processes import SHELLS, join
from checker.start.templates import template_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Process

_SCRIPT = (".sh", ".bash")
_NUMBER = re.compile(r"(?:\$\w+|\$\{[^}\s]*\}|\d)[\"']?")
"""What a line ends with whose last word may be a number: Python reads `8000\\r` as 8000 (tried with
gunicorn's and uvicorn's ports)."""


@rule("CMD009")
def script_not_runnable(project: Project) -> Iterator[Finding]:
    """The web command runs a script that the platform cannot run."""
    start = start_command(project)
    if start is None:
        return
    before: list[Process] = []
    for process in start.processes:
        yield from in_context(project, start, _check(project, start, process, before))
        before.append(process)


def _check(
    project: Project, start: StartCommand, process: Process, before: list[Process]
) -> Iterator[Finding]:
    direct = process.interpreter is None and process.program not in SHELLS
    if process.program in SHELLS and process.interpreter is None:
        words = [word for word in process.arguments if not (word.value or "-").startswith("-")]
        if not words or any(word.value == "-c" for word in process.arguments):
            return
        word = words[0]
    elif direct:
        word = process.word
    else:
        return
    name = word.value or ""
    at = start.at(word.start, word.end)
    certain = not process.conditional and not process.disturbed
    if direct and "/" not in name:
        yield from _not_on_path(project, process, name, at)
        return
    if not name or (direct and not name.startswith((".", "/")) and not _is_own(project, name)):
        return
    path = join(process.directory, name, process.environment.home)
    if path is None or any(path.startswith(f) for f in (".heroku/", "venv/", ".venv/", "env/")):
        return
    if not project.tree.is_file(path):
        if project.tree.kind(path) is Kind.MISSING and not project.tree.unseen(path):
            template = template_at(start, word.start)
            if template is not None:
                yield from unfilled("CMD009", project, start, "the shell", template)
            else:
                yield _missing(project, path, at, certain)
        return
    tracked = project.tracked
    real = project.tree.resolve(path) or path
    if tracked is not None and path not in tracked and real not in tracked:
        if not held(project, path):
            yield Finding(
                "CMD009",
                say(
                    "the start command runs {path}, which is not in git → "
                    "the platform clones the repository and does not get this file",
                    path=path,
                ),
                at,
                Severity.ERROR,
                help=say("`git add --chmod=+x {path}`, and commit it", path=path),
            )
        return
    changed = any(each.program == "chmod" for each in before)
    if direct and tracked is not None and tracked.get(real) == "100644" and not changed:
        yield Finding(
            "CMD009",
            say(
                "{path} is not executable in git (mode 100644) → "
                "the start fails with `Permission denied`",
                path=path,
            ),
            at,
            Severity.ERROR,
            certain=certain,
            help=say("`git update-index --chmod=+x {path}`, and commit it", path=path),
        )
    document = project.document(path)
    if document is not None and any(each.program in ("dos2unix", "sed") for each in before):
        document = None
    if document is not None:
        yield from _line_ends(project, path, document, direct, certain)


def _is_own(project: Project, name: str) -> bool:
    """Whether `bin/web`, `scripts/start` begins with a folder of the repository."""
    return project.tree.kind(name.partition("/")[0]) is Kind.DIRECTORY


def _missing(project: Project, path: str, at: Location, certain: bool) -> Finding:
    hooks = any(project.tree.is_file(f"bin/{name}") for name in ("pre_compile", "post_compile"))
    return Finding(
        "CMD009",
        say(
            "{path} is not in the repository → the start fails with `No such file or directory`",
            path=path,
        ),
        at,
        Severity.ERROR,
        certain=certain and not hooks,
        help=path_hint(project, path).help,
    )


def _not_on_path(project: Project, process: Process, name: str, at: Location) -> Iterator[Finding]:
    """`start.sh` without `./`: the shell looks in PATH only."""
    path = join(process.directory, name, process.environment.home)
    if not name.endswith((*_SCRIPT, ".py")) or path is None or not project.tree.is_file(path):
        return
    yield Finding(
        "CMD009",
        say(
            "`{name}` is looked for in PATH, not in the folder → "
            "the start fails with `command not found`",
            name=name,
        ),
        at,
        Severity.ERROR,
        certain=not process.conditional and not process.disturbed,
        help=say("write `{how} {name}`", how=_interpreter(name), name=name),
    )


def _interpreter(name: str) -> str:
    return "python" if name.endswith(".py") else "sh"


def _ends_with_number(script: str) -> bool:
    """Whether the last command of a script ends with what a carriage return does not change."""
    lines = (line.strip() for line in reversed(script.split("\n")))
    last = next((line for line in lines if line and line[0] != "#"), "")
    word = last.rpartition(" ")[2]
    return any(found.end() == len(word) for found in _NUMBER.finditer(word))


def _line_ends(
    project: Project, path: str, document: Document, direct: bool, certain: bool
) -> Iterator[Finding]:
    text = document.text
    if "\r\n" not in text or "\0" in text:
        return
    attributes = project.document(".gitattributes")
    if attributes is not None and ("eol" in attributes.text or "text" in attributes.text):
        return
    first = text.partition("\n")[0]
    shebang = first.startswith("#!") and first.endswith("\r")
    if direct and not shebang:
        return
    if not direct and text.count("\r\n") != text.count("\n"):
        return
    edits = tuple(
        Edit(path, at, at + 1, "")
        for at, char in enumerate(text)
        if char == "\r" and text[at + 1 : at + 2] == "\n"
    )
    if shebang and direct:
        message = say(
            "the first line of {path} ends with CRLF, so it names `{program}\\r` → "
            "there is no such program and the start fails",
            path=path,
            program=first[2:].strip(),
        )
    else:
        message = say(
            "the lines of {path} end with CRLF → "
            "the shell reads the carriage return as part of each command, and the start fails",
            path=path,
        )
    yield Finding(
        "CMD009",
        message,
        Location(path, 0, len(first.rstrip("\r"))),
        Severity.ERROR,
        certain=certain and os.sep == "/" and (direct or not _ends_with_number(text)),
        help="end its lines with LF, and add `*.sh text eol=lf` to .gitattributes",
        fix=Fix(say("end the lines of {path} with LF", path=path), Applicability.SAFE, edits)
        if document.complete and document.undecodable is None
        else None,
    )
