r"""The Procfile as the cloud native build reads it: line by line (F20, F22)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location
from checker.base.messages import appended, fill, say
from checker.parsers.procfile import LineKind
from checker.platform.cnb.generate import guess
from checker.platform.files import content, exists
from checker.platform.procfile import Duplicates, Outcome, Processes
from checker.platform.values import Start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.procfile import Line, Procfile
    from checker.platform.values import Recognised
    from checker.project.project import Project

PROCFILE = "Procfile"
LINE_LIMIT = 65_536
"""Bytes of one line that the cloud native build's scanner takes."""
_LINE = re.compile(rb"([A-Za-z0-9_-]+):[\t\n\f\r ]*([^\n]+)")
_AT = (Location(PROCFILE),)


class Reader:
    """Takes every line that matches, and skips the others."""

    is_yaml = False
    rewrites = False
    is_specified = False
    ignores_case = True
    falls_back_to_worker = True
    replaces_bytes = False
    size_limit = 0
    line_limit = LINE_LIMIT - 1
    duplicates = Duplicates.UNDEFINED

    def outcome(self, line: Line, procfile: Procfile) -> Outcome:  # noqa: ARG002
        """A line without a dot in its type, and with a command, gives a process."""
        if line.kind in (LineKind.COMMENT, LineKind.BLANK):
            return Outcome.READ
        matches = line.regular and "." not in line.type and bool(line.command)
        return Outcome.READ if matches else Outcome.IGNORED

    def processes(self, data: bytes) -> Processes:
        """Each line that matches; the last of a type wins."""
        found: dict[str, str] = {}
        for line in data.split(b"\n"):
            if len(line) >= LINE_LIMIT:
                return Processes(problem="token too long", shown="token too long")
            if match := _LINE.fullmatch(line.removesuffix(b"\r")):
                found[match[1].decode()] = match[2].decode("utf-8", "surrogateescape")
        return Processes(tuple(found.items()), found.get("web", ""))

    def read(self, procfile: Procfile) -> Procfile:
        """All of it: a blank at an end matters to no line."""
        return procfile

    def cut(self, procfile: Procfile) -> int | None:  # noqa: ARG002
        """Nowhere."""
        return None


def _is_blank(data: bytes) -> bool:
    return not data.decode("utf-8", "surrogateescape").strip()


def start(project: Project, recognised: Recognised, manager: str) -> Start:
    """What is started: by the Procfile's lines, or by a guessed command."""
    data = content(project.tree, PROCFILE)
    if data is not None and not _is_blank(data):
        return _from_lines(data.rstrip(b"\r\n") + b"\n", "procfile", "Procfile", _AT)
    if exists(project.tree, PROCFILE):
        because = "Procfile is blank: the image starts Python's interactive prompt"
        return Start(None, "none", because, _AT)
    if not recognised.is_python_alone:
        because = (
            "beside other languages no start command is looked for: Python's prompt is started"
        )
        return Start(None, "none", because, _AT)
    found = guess(project, manager)
    if found is None:
        because = "no start command is found: the image starts Python's interactive prompt"
        return Start(None, "none", because, _AT)
    because = say("generated: {why}", why=found.because)
    line = b"web: " + found.command.encode("utf-8", "surrogateescape") + b"\n"
    return _from_lines(line, "generated", because, (Location(found.path),))


def _from_lines(procfile: bytes, source: str, because: str, at: tuple[Location, ...]) -> Start:
    """`type: command` line by line; `web` is the default process, else `worker`, in any case."""
    found = Reader().processes(procfile)
    if found.problem:
        because = "a line of the Procfile is too long for the scanner: the build fails"
        return Start(None, source, because, at, fails=True, log=found.problem)
    processes = dict(found.commands)
    log = "".join(say("{name}: {command}", name=k, command=v) + "\n" for k, v in processes.items())
    for wanted in ("web", "worker"):
        names = sorted((n for n in processes if n.lower() == wanted), key=lambda n: n != wanted)
        if names:
            if names[0] != "web":
                because = appended(
                    because, say("; {name} is the default process", name=f"`{names[0]}`")
                )
            return Start(
                processes[names[0]], source, because, at, procfile=procfile, log=log,
                processes=found.commands,
            )  # fmt: skip
    if not processes:
        because = fill(
            "{what} has no line `type: command`: the image starts Python's interactive prompt",
            what=because,
        )
        return Start(None, source, because, at, procfile=procfile, log="SKIPPED: No procfile found")
    because = fill("{what} has no `web`: the image has no process to start", what=because)
    return Start(None, source, because, at, procfile=procfile, log=log, processes=found.commands)
