"""What the Procfile is as YAML, which is how the slug builder and runner read it."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say_then, say_whole
from checker.base.records import NamedTuple
from checker.platform.builder import reader_of
from checker.platform.plan import planned_start
from checker.platform.procfile_read import procfile_read
from checker.platform.yaml_fast_path import read_simply
from checker.rules.procfile.too_long import is_cut
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Procfile
    from checker.platform.interface import ProcfileReader
    from checker.project.project import Project

_LINE = re.compile(r"([A-Za-z0-9_-]+):([ \t]*)(.*)")
_MOST = 200
"""Processes of which each is loaded on its own to find the one that fails."""
_BEGINNINGS = ("[", "{", "*", "&", "!", "|", ">", "%", "@", "`", "- ", "? ")
"""What a command can't start with in YAML."""
REFUSED = "the builder reads the Procfile as YAML and the build fails"
CAUSE = {
    "[": "the command starts with `[`, which is a list in YAML",
    "{": "the command starts with `{{`, which is a mapping in YAML",
    "*": "the command starts with `*`, which is an alias in YAML",
    "&": "the command starts with `&`, which is an anchor in YAML",
    "!": "the command starts with `!`, which is a tag in YAML",
    "|": "the command starts with `|`, which is a block scalar in YAML",
    ">": "the command starts with `>`, which is a block scalar in YAML",
    "%": "the command starts with `%`, which is a directive in YAML",
    "@": "the command starts with `@`, which is reserved in YAML",
    "`": "the command starts with a backtick, which is reserved in YAML",
    "- ": "the command starts with `-`, which is a list in YAML",
    "? ": "the command starts with `?`, which is a key in YAML",
    "quoted word": "the command starts with a quoted word and goes on after it",
    "ends with colon": "the command ends with `:`",
    "colon": "the command contains `: `",
    "date": "the command is a date in YAML",
    "other": "the command is not plain text in YAML",
    "comment": "the command contains ` #` in quotes",
    "nothing": "the command `{command}` is nothing in YAML",
    "not text": "the command `{command}` is not text in YAML",
}
"""What in a command is more than text to YAML."""
CHANGED = {
    "rest": "YAML starts a comment there, and the rest is lost",
    "without it": "it is lost, and `{started}` is started",
    "nothing": "nothing is started; the container exits with 0, again and again",
    "started": "`{started}` is started",
}
"""What becomes of a command that loads all the same."""


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
    procfile, reader = procfile_read(project), reader_of(project.target)
    if procfile is None or not reader.is_yaml or read_simply(procfile.document.data):
        return
    if is_cut(procfile, project):
        return  # what is lost of it is another rule's finding
    lines = _plain_lines(procfile, reader)
    if lines is None:
        yield from _among_others(procfile, project, reader)
        return
    processes = lines.processes
    start = planned_start(project)
    if start.problem:
        yield _refused(lines, reader)
    elif start.command is not None or not _is_empty(processes):
        webs = [process for process in processes if process.type == "web"]
        if webs and (finding := _changed(webs[-1], start.command or "")):
            yield finding


def _among_others(
    procfile: Procfile, project: Project, reader: ProcfileReader
) -> Iterator[Finding]:
    """A command that fails by itself, in a file with lines that other rules report."""
    document = procfile.document
    if document.mark or document.encoding != "utf-8" or not planned_start(project).problem:
        return
    for line in procfile.processes[:_MOST]:
        spaced = line.gap.end > line.gap.start or line is procfile.first
        plain = line.regular and spaced and line.command.isprintable() and not line.continued
        process = _Process(line.type, line.command, line.command_span.start)
        if plain and not _is_open(line.command) and _fails_alone(process, reader):
            yield _refused(_Lines([process], []), reader)
            return


def _plain_lines(procfile: Procfile, reader: ProcfileReader) -> _Lines | None:
    """The processes of a file whose lines all have the right form; None where one has not.

    A wrong form is what the other rules on lines and characters report: a file that does not begin
    with `web:`, a stray or indented or continued line, a character that does not show.
    """
    document, (offset, end) = procfile.document, procfile.kept
    if document.mark or not document.complete or document.encoding != "utf-8":
        return None
    found = _Lines([], [])
    for raw in document.text[offset:end].split("\n"):
        line = raw.removesuffix("\r")
        body = line.lstrip(" \t")
        if body and not body.startswith("#"):
            first = reader.rewrites and offset == procfile.kept.start
            process = _process(line, offset, reader, first)
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


def _process(line: str, offset: int, reader: ProcfileReader, repaired: bool) -> _Process | None:
    """A line `type: command`; None where it has another form, or characters that do not show.

    Args:
        line: the line.
        offset: its place.
        reader: what reads it.
        repaired: whether it is the one whose beginning the builder rewrites.
    """
    if not line.replace("\t", " ").isprintable() or line.endswith("\\"):
        return None
    match = _LINE.fullmatch(line.rstrip(" \t"))
    if match is None:
        # A bare command is against the specification anyway, and only here more than that; the
        # command that writes the file is PROC002's.
        if (
            not repaired
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


def _refused(lines: _Lines, reader: ProcfileReader) -> Finding:
    culprit = next((p for p in lines.processes[:_MOST] if _fails_alone(p, reader)), None)
    if culprit is None and lines.tabs:
        return _tab(*lines.tabs[-1])
    culprit = culprit or lines.processes[0]
    what, at = _cause(culprit)
    if what == "colon" and _is_application(culprit.command, at[0] - culprit.start):
        return _spaced(culprit, *at)
    return Finding(
        "PROC009",
        say_then(CAUSE[what], REFUSED, command=culprit.command),
        Location("Procfile", *at),
        Severity.ERROR,
        help=say_whole(
            "write `{type}: {quoted}`", type=culprit.type, quoted=_quoted(culprit.command)
        ),
        fix=_fix(culprit),
    )


_SERVER = re.compile(r"(?:^|[\s/])(?:gunicorn|uvicorn|hypercorn|daphne|waitress-serve|granian)\s")


def _is_application(command: str, at: int) -> bool:
    """Whether a colon divides a module and a name that a server is to import."""
    module = re.search(r"[A-Za-z_][\w.]*$", command[max(0, at - 200) : at])
    name = re.match(r"[ \t]+[A-Za-z_]\w*(?=\s|$)", command[at + 1 : at + 200])
    return bool(module and name and _SERVER.search(command[:at]))


def _spaced(process: _Process, start: int, end: int) -> Finding:
    """`gunicorn app: app`, where the blank is all that is wrong."""
    command, at = process.command, start - process.start
    blanks = len(command[at + 1 :]) - len(command[at + 1 :].lstrip(" \t"))
    meant = command[: at + 1] + command[at + 1 + blanks :]
    return Finding(
        "PROC009",
        say_then(CAUSE["colon"], REFUSED, command=command),
        Location("Procfile", start, end),
        Severity.ERROR,
        help=say_whole("write `{type}: {meant}`", type=process.type, meant=meant),
        fix=Fix(
            "delete the blank after the colon",
            Applicability.UNSAFE,
            (Edit("Procfile", start + 1, start + 1 + blanks, ""),),
        ),
    )


def _tab(start: int, end: int) -> Finding:
    return Finding(
        "PROC009",
        say_then("a line without a process starts with a tab", REFUSED),
        Location("Procfile", start, end),
        Severity.ERROR,
        help="delete the blanks",
        fix=Fix("delete the blanks", Applicability.SAFE, (Edit("Procfile", start, end, ""),)),
    )


def _fails_alone(process: _Process, reader: ProcfileReader) -> bool:
    line = f"web: {process.command}\n".encode("utf-8", "surrogateescape")
    return bool(reader.processes(line).problem)


def _cause(process: _Process) -> tuple[str, tuple[int, int]]:
    """What in a command YAML does not read as plain text, a key of `CAUSE`, and where."""
    command, start = process.command, process.start
    for beginning in _BEGINNINGS:
        if command.startswith(beginning) or command == beginning.strip():
            return beginning, (start, start + len(beginning.strip()))
    if command[:1] in ("'", '"'):
        end = command.find(command[0], 1) + 1
        return "quoted word", (start, start + end)
    if match := re.search(r":(?=[ \t]|$)", command):
        what = "ends with colon" if match.end() == len(command) else "colon"
        return what, (start + match.start(), start + match.end())
    if re.fullmatch(r"-?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*", command):
        return "date", (start, start + len(command))
    return "other", (start, start + len(command))


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
        what, then = "comment", "rest"
    elif started and command.endswith(started):
        severity = Severity.WARNING
        what, then = _cause(web)[0], "without it"
    elif not started:
        what, then = "nothing", "nothing"
    else:
        what, then = "not text", "started"
    return Finding(
        "PROC009",
        say_then(CAUSE[what], CHANGED[then], command=command, started=started),
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
