"""A Procfile that is longer than what reaches the builder."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say_then
from checker.platform.builder import reader_of
from checker.platform.plan import planned_start
from checker.project.project import Project
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile

OLD_LIMIT = 512
"""Where consoles up to 5.3.0 cut, in bytes (RH1)."""
FOUND = {
    "cut": "the console keeps only the first {limit} of the Procfile",
    "older": "the console of {versions} keeps only the first 512 bytes of the Procfile",
    "variable": "the Procfile is longer than the {limit} that fit into one variable",
    "line": "a line of the Procfile is longer than the {limit} that this builder reads",
}
"""What is too long for whom."""
THEN = {
    "fails": "the rest is lost and the build fails",
    "nothing": "the rest is lost and nothing is started",
    "command": "the `web` command is cut there",
    "other": "the `web` process of line {line} is lost, and another is started",
    "too long": "the build fails with `{log}`",
}
"""What follows."""
HELP = "shorten it: put `web:` into the first line, and long commands into a script that it starts"


@rule("PROC014")
def too_long(project: Project) -> Iterator[Finding]:
    """The Procfile is longer than what reaches the builder."""
    procfile, target = project.procfile, project.target
    if procfile is None or not procfile.complete or procfile.document.encoding != "utf-8":
        return
    reader = reader_of(target)
    at = reader.cut(procfile)
    if at is None:
        yield from _long_line(procfile, reader.line_limit)
        yield from _long_variable(procfile, project, reader.size_limit)
        if target.older_console:
            yield from _older(procfile, project)
        return
    unit = "bytes" if target.console_python == 2 else "characters"
    limit = f"{target.console_limit:,} {unit}"
    then, line = _consequence(procfile, project, at)
    if then:
        yield _finding("cut", then, _rest(procfile, at), limit=limit, line=line)


def is_cut(procfile: Procfile, project: Project) -> bool:
    """Whether the console cuts off what counts: this rule reports it, and no other needs to."""
    at = reader_of(project.target).cut(procfile)
    return at is not None and bool(_consequence(procfile, project, at)[0])


def _older(procfile: Procfile, project: Project) -> Iterator[Finding]:
    """What only the target's older versions cut: a warning."""
    target = project.target
    older = target._replace(console_limit=OLD_LIMIT, console_python=2)
    at = reader_of(older).cut(procfile)
    then, line = _consequence(procfile, Project(project.tree, older), at) if at else ("", 0)
    if at and then:
        place, versions = _rest(procfile, at), target.older_console
        found = _finding("older", then, place, versions=versions, line=line)
        yield found._replace(severity=Severity.WARNING)


def _consequence(procfile: Procfile, project: Project, at: int) -> tuple[str, int]:
    """What is lost, a key of `THEN`, and the line of the `web` process; empty where it is kept."""
    start = planned_start(project)
    if start.fails:
        whole = project.target._replace(console_limit=len(procfile.document.text), console_python=3)
        fails_anyway = planned_start(Project(project.tree, whole)).fails
        return ("" if fails_anyway else "fails"), 0
    web = next((line for line in reversed(procfile.of_type("web")) if line.regular), None)
    if web is None or web.command_span.end <= at:
        return "", 0
    if start.command is None:
        return "nothing", 0
    return ("command", 0) if web.command_span.start < at else ("other", web.number)


def _long_variable(procfile: Procfile, project: Project, most: int) -> Iterator[Finding]:
    """More bytes than a process takes in one variable, though not more than the console keeps."""
    text, start = procfile.document.text, planned_start(project)
    if most and start.fails and len(text.encode("utf-8", "surrogateescape")) > most:
        limit = f"{most:,} bytes"
        yield _finding("variable", "too long", (0, 0), limit=limit, log=start.log)


def _long_line(procfile: Procfile, most: int) -> Iterator[Finding]:
    """A line that is too long for the cloud native build's scanner."""
    if not most:
        return
    line = next((line for line in procfile.lines if _size(line, most) > most), None)
    if line is not None:
        limit = f"{most:,} bytes"
        yield _finding("line", "too long", line.span, limit=limit, log="token too long")


def _size(line: Line, most: int) -> int:
    """Bytes of a line; less where it cannot be too long."""
    many = len(line.text) * 4 > most
    return len(line.text.encode("utf-8", "surrogateescape")) if many else 0


def _rest(procfile: Procfile, at: int) -> tuple[int, int]:
    """From a place to the end of its line."""
    document = procfile.document
    return at, max(at, document.line_span(document.line_column(at)[0])[1])


def _finding(found: str, then: str, place: tuple[int, int], **fields: str | int) -> Finding:
    return Finding(
        "PROC014",
        say_then(FOUND[found], THEN[then], **fields),
        Location("Procfile", *place),
        Severity.ERROR,
        help=HELP,
    )
