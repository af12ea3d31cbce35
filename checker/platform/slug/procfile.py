r"""From the repository's Procfile to the command that is started (F16–F22).

Slug: detection saves the whole Procfile in a build variable; the builder rewrites that, writes it
over the repository's own and reads it as YAML. Cloud native build: the saved text is read line by
line with a regular expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Location
from checker.base.lazy_patterns import lazy_bytes
from checker.base.messages import say
from checker.platform.files import content, exists
from checker.platform.values import Start

if TYPE_CHECKING:
    from checker.platform.detection import Recognised
    from checker.project.project import Project

PROCFILE = "Procfile"
VARIABLE_LIMIT = 131_072 - len("PROCFILE=") - 1
"""Bytes that one variable of a process can hold (Linux: 32 pages, with name and NUL)."""
LINE_LIMIT = 65_536
"""Bytes of one line that the cloud native build's scanner takes."""
_CNB_LINE = lazy_bytes(rb"([A-Za-z0-9_-]+):[\t\n\f\r ]*([^\n]+)")
_AT = (Location(PROCFILE),)


def start(project: Project, recognised: Recognised, manager: str) -> Start:
    """What the target starts."""
    if project.target.builder == "cnb":
        return _start_cnb(project, recognised, manager)
    return _start_slug(project)


def rewritten(data: bytes) -> bytes | None:
    """The Procfile after the platform's own rewrite (F18); None where that crashes.

    Without `web:` at the very beginning, `web: ` is put in front; without a space after it, one is
    inserted. Of exactly `web:` the fifth byte is asked for, which is not there.
    """
    if not data.startswith(b"web:"):
        return b"web: " + data
    if len(data) == 4:
        return None
    return data if data[4:5] == b" " else b"web: " + data[4:]


def is_rewritten(project: Project) -> bool:
    """Whether the target rewrites the Procfile: 5.0 and 5.1 do not (F18)."""
    return project.target.missing_space_after_colon != "build fails"


def _is_blank(data: bytes) -> bool:
    return not data.decode("utf-8", "surrogateescape").strip()


def _start_slug(project: Project) -> Start:
    from checker.platform.slug.generate import generate

    data = content(project.tree, PROCFILE)
    if data is None:
        if exists(project.tree, PROCFILE):
            return Start(None, "none", "Procfile is no file: nothing is started", _AT)
        generated = generate(project)
        at = (Location(generated.path or PROCFILE),)
        if generated.procfile is None:
            because = "no command can be generated: " + say("{why}", why=generated.because)
            return Start(None, "none", because, at, log="not django and flask project")
        because = "generated from " + say("{why}", why=generated.because)
        return _loaded(generated.procfile, "generated", because, at)
    if len(data) > VARIABLE_LIMIT:
        because = "Procfile is too long for the variable that it is passed in: the build fails"
        return Start(None, "procfile", because, _AT, fails=True, log="Argument list too long")
    if b"\0" in data:
        because = "a NUL cannot be passed in a variable: the build fails"
        return Start(None, "procfile", because, _AT, fails=True)
    if not data or (is_rewritten(project) and _is_blank(data)):
        # An empty variable counts as none: the repository's own file stays as it is.
        return _loaded(data, "procfile", "Procfile is blank", _AT)
    if not is_rewritten(project):
        return _loaded(data + b"\n", "procfile", "Procfile as it stands", _AT)
    new = rewritten(data)
    if new is None:
        because = "Procfile holds `web:` and nothing else: the platform's rewrite of it crashes"
        return Start(None, "procfile", because, _AT, fails=True, log="index out of range [4]")
    because = "Procfile"
    if len(new) > len(data):
        because = "Procfile, a space inserted after `web:`"
        if not data.startswith(b"web:"):
            because = "Procfile, `web: ` put in front of it"
    return _loaded(new + b"\n", "procfile", because, _AT, len(new) - len(data))


def _loaded(
    procfile: bytes, source: str, because: str, at: tuple[Location, ...], prefix: int = 0
) -> Start:
    """Read as YAML at the end of the build, and again at the start."""
    from checker.platform.slug.yaml import read_processes

    found = read_processes(procfile)
    if found.problem:
        if source == "procfile":
            offset = _offset(procfile, found.line, found.column, prefix)
            at = (Location(PROCFILE, offset, offset),)
        return Start(
            None, source, say("{how}; the build fails: {why}", how=because, why=found.problem),
            at, fails=True, problem=found.problem, procfile=procfile, prefix=prefix,
            line=found.line, column=found.column, log=found.problem,
        )  # fmt: skip
    log = say("Procfile declares types -> {names}", names=", ".join(found.names))
    if not found.web:
        why = "`web` is empty" if "web" in found.names else "no `web`"
        because += f"; {why}: nothing is started, the container exits with 0 again and again"
    return Start(found.web or None, source, because, at, procfile=procfile, prefix=prefix, log=log)


def _offset(procfile: bytes, line: int, column: int, prefix: int) -> int:
    """Where a place in the builder's Procfile is in the repository's, in code points."""
    before = procfile.split(b"\n")[:line]
    characters = len(b"\n".join(before).decode("utf-8", "surrogateescape")) + bool(before)
    mark = procfile[max(0, prefix) :].startswith(b"\xef\xbb\xbf")  # is no part of the text
    return max(0, characters + column - prefix - mark)


def _start_cnb(project: Project, recognised: Recognised, manager: str) -> Start:
    from checker.platform.cnb.generate import guess

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
    because = "generated: " + say("{why}", why=found.because)
    line = b"web: " + found.command.encode("utf-8", "surrogateescape") + b"\n"
    return _from_lines(line, "generated", because, (Location(found.path),))


def _from_lines(procfile: bytes, source: str, because: str, at: tuple[Location, ...]) -> Start:
    """`type: command` line by line; `web` is the default process, else `worker`, in any case."""
    processes: dict[str, str] = {}
    for line in procfile.split(b"\n"):
        if len(line) >= LINE_LIMIT:
            because = "a line of the Procfile is too long for the scanner: the build fails"
            return Start(None, source, because, at, fails=True, log="token too long")
        if match := _CNB_LINE.fullmatch(line.removesuffix(b"\r")):
            processes[match[1].decode()] = match[2].decode("utf-8", "surrogateescape")
    log = "".join(say("{name}: {command}", name=k, command=v) + "\n" for k, v in processes.items())
    for wanted in ("web", "worker"):
        names = sorted((n for n in processes if n.lower() == wanted), key=lambda n: n != wanted)
        if names:
            if names[0] != "web":
                because += say("; {name} is the default process", name=f"`{names[0]}`")
            return Start(processes[names[0]], source, because, at, procfile=procfile, log=log)
    if not processes:
        because += " has no line `type: command`: the image starts Python's interactive prompt"
        return Start(None, source, because, at, procfile=procfile, log="SKIPPED: No procfile found")
    because += " has no `web`: the image has no process to start"
    return Start(None, source, because, at, procfile=procfile, log=log)
