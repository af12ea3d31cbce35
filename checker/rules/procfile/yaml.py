"""What the Procfile is as YAML, which is how the slug builder and runner read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.lazy_patterns import lazy
from checker.base.messages import say, say_whole
from checker.base.records import NamedTuple
from checker.platform.builder import reader_of
from checker.platform.plan import plan
from checker.platform.slug.yaml_fast_path import read_simply
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.platform.builder import ProcfileReader
    from checker.project.project import Project

_LINE = lazy(r"([A-Za-z0-9_-]+):([ \t]*)(.*)")
_MOST = 200
"""Processes of which each is loaded on its own to find the one that fails."""


class _Process(NamedTuple):
    """A line `type: command`."""

    type: str
    command: str
    start: int
    """Offset of the command."""
    bare: bool = False
    """Whether it begins the file without a type, and the builder puts `web: ` before it."""


class _Lines(NamedTuple):
    """A file whose lines all have a right form."""

    processes: list[_Process]
    tabs: list[tuple[int, int]]
    """Blanks, with a tab first, that begin a line which is empty or a comment."""


@rule("PROC009")
def procfile_not_yaml(project: Project) -> Iterator[Finding]:
    """The Procfile's command is something else in YAML than the text that stands there."""
    document, reader = project.document("Procfile"), reader_of(project.target)
    if document is None or not reader.is_yaml or read_simply(document.data):
        return
    lines = _plain_lines(document, reader)
    if lines is None:
        return
    processes = lines.processes
    start = plan(project).start
    if start.problem:
        yield _refused(lines)
    elif start.command is not None or not _is_empty(processes):
        webs = [process for process in processes if process.type == "web"]
        if webs and (finding := _changed(webs[-1], start.command or "")):
            yield finding


def _plain_lines(document: Document, reader: ProcfileReader) -> _Lines | None:
    """The processes of a file whose lines all have the right form; None where one has not.

    A wrong form is what the other rules on lines and characters report: a file that does not begin
    with `web:`, a stray or indented or continued line, a character that does not show.
    """
    if document.mark or not document.complete or document.encoding != "utf-8":
        return None
    found = _Lines([], [])
    offset = 0
    for raw in document.text.split("\n"):
        line = raw.removesuffix("\r")
        body = line.lstrip(" \t")
        if body and not body.startswith("#"):
            process = _process(line, offset, reader)
            if process is None:
                return None
            found.processes.append(process)
        elif line.startswith("\t"):
            found.tabs.append((offset, offset + len(line) - len(body)))
        offset += len(raw) + 1
    processes = found.processes
    if not processes or processes[0].type != "web" or any(_is_open(p.command) for p in processes):
        return None
    return found


def _process(line: str, offset: int, reader: ProcfileReader) -> _Process | None:
    """A line `type: command`; None where it has another form, or characters that do not show."""
    if not line.replace("\t", " ").isprintable() or line.endswith("\\"):
        return None
    match = _LINE.fullmatch(line.rstrip(" \t"))
    repaired = offset == 0 and reader.rewrites
    if match is None:
        # A bare command is against the specification anyway, and only here more than that; the
        # command that writes the file is PROC002's.
        if (
            offset
            or reader.is_specified
            or line[0] in " \t"
            or re.match(r"[\w-]+[ \t]*:|---|%[A-Z]|(?:\$ ?)?echo\b", line)
        ):
            return None
        return _Process("web", line.rstrip(" \t"), offset, bare=True)
    if match[3] and not match[2] and not repaired:
        return None
    return _Process(match[1], match[3], offset + match.start(3))


def _is_empty(processes: list[_Process]) -> bool:
    """Whether the last `web:` has no command, which is another rule's finding."""
    commands = [process.command for process in processes if process.type == "web"]
    return not commands[-1] or commands[-1].startswith("#")


def _is_open(command: str) -> bool:
    """Whether a quote is not closed: another rule's finding."""
    quote = ""
    escaped = False
    for char in command:
        if escaped:
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
    return bool(quote)


_REFUSED = "the builder reads the Procfile as YAML and the build fails"


def _refused(lines: _Lines) -> Finding:
    culprit = next((p for p in lines.processes[:_MOST] if _fails_alone(p)), None)
    if culprit is None and lines.tabs:
        return _tab(*lines.tabs[-1])
    culprit = culprit or lines.processes[0]
    what, at = _cause(culprit)
    return Finding(
        "PROC009",
        f"{what} → {_REFUSED}",
        Location("Procfile", *at),
        Severity.ERROR,
        help=say_whole(
            "write `{type}: {quoted}`", type=culprit.type, quoted=_quoted(culprit.command)
        ),
        fix=_fix(culprit),
    )


def _tab(start: int, end: int) -> Finding:
    return Finding(
        "PROC009",
        f"a tab begins a line without a process → {_REFUSED}",
        Location("Procfile", start, end),
        Severity.ERROR,
        help="delete the blanks",
        fix=Fix("delete the blanks", Applicability.SAFE, (Edit("Procfile", start, end, ""),)),
    )


def _fails_alone(process: _Process) -> bool:
    from checker.platform.slug.processes import read_processes

    line = f"web: {process.command}\n".encode("utf-8", "surrogateescape")
    return bool(read_processes(line).problem)


_BEGINNINGS = {
    "[": "a list",
    "{": "a mapping",
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "|": "a block of text",
    ">": "a block of text",
    "%": "a directive",
    "@": "reserved",
    "`": "reserved",
    "- ": "a list",
    "? ": "a key",
}


def _cause(process: _Process) -> tuple[str, tuple[int, int]]:
    """What in a command is no plain text for YAML, and where."""
    command, start = process.command, process.start
    for beginning, meaning in _BEGINNINGS.items():
        if command.startswith(beginning) or command == beginning.strip():
            mark = beginning.strip()
            shown = "a backtick" if mark == "`" else f"`{mark}`"
            what = f"the command begins with {shown}, which is {meaning} in YAML"
            return what, (start, start + len(mark))
    if command[:1] in ("'", '"'):
        end = command.find(command[0], 1) + 1
        return "a quoted word begins the command and more follows it", (start, start + end)
    if match := re.search(r":(?=[ \t]|$)", command):
        what = "the command ends in `:`" if match.end() == len(command) else "`: ` in the command"
        return what, (start + match.start(), start + match.end())
    if re.fullmatch(r"-?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*", command):
        return "the command is a date in YAML", (start, start + len(command))
    return "the command is no plain text", (start, start + len(command))


def _quoted(command: str) -> str:
    return "'" + command.replace("'", "''") + "'"


def _fix(process: _Process) -> Fix:
    # Unsafe: the cloud native build would hand the quotes to the shell.
    edit = Edit("Procfile", process.start, process.start + len(process.command), "")
    edit = edit._replace(text="web: " * process.bare + _quoted(process.command))
    return Fix("put the command in quotes", Applicability.UNSAFE, (edit,))


def _changed(web: _Process, started: str) -> Finding | None:
    """A command that loads, but is not what stands there."""
    command = web.command
    if started in (command, _unquoted(command)):
        return None
    at = Location("Procfile", web.start, web.start + len(command))
    severity = Severity.ERROR
    if command.startswith(started) and command[len(started) :].lstrip(" \t").startswith("#"):
        if not _is_open(started):
            return None  # the shell would take it for a comment too
        what, then = "` #` within quotes", "YAML begins a comment there: the rest is lost"
    elif started and command.endswith(started):
        severity = Severity.WARNING
        what, then = _cause(web)[0], say("it is lost: `{started}` is started", started=started)
    elif not started:
        what = say("the command `{command}` is nothing in YAML", command=command)
        then = "nothing is started; the container exits with 0, again and again"
    else:
        what = say("the command `{command}` is not text in YAML", command=command)
        then = say("`{started}` is started", started=started)
    return Finding(
        "PROC009",
        f"{what} → {then}",
        at,
        severity,
        help=say_whole("write `web: {quoted}`", quoted=_quoted(command)),
        fix=_fix(web),
    )


def _unquoted(command: str) -> str | None:
    """What a shell would make of a command in quotes as a whole; None for any other."""
    if len(command) < 2 or command[0] not in "'\"" or command[-1] != command[0]:
        return None
    inner = command[1:-1]
    return inner.replace("''", "'") if command[0] == "'" else inner
