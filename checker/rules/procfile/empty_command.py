"""A `web` process without a command."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say_then
from checker.parsers.procfile import LineKind, shell_marks
from checker.platform.builder import reader_of
from checker.platform.procfile import Outcome
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project


@rule("PROC013")
def empty_command(project: Project) -> Iterator[Finding]:
    """`web:` has no command."""
    procfile, target = procfile_read(project), project.target
    webs = [] if procfile is None else [line for line in procfile.of_type("web") if line.regular]
    if procfile is None or not webs:
        return
    if reader_of(target).is_yaml:
        webs = webs[-1:]
    if not all(_is_empty(line, procfile) for line in webs):
        return
    line = webs[-1]
    below = procfile.lines[line.number] if line.number < len(procfile.lines) else None
    if (
        reader_of(target).is_yaml
        and below is not None
        and below.kind is LineKind.INVALID
        and below.indent.end > below.indent.start
    ):
        return  # YAML takes the line below for the command; that line is reported
    if reader_of(target).outcome(line, procfile) is Outcome.BUILD_FAILS:
        then = "the platform's rewrite crashes on a file with `web:` alone, and the build fails"
    elif reader_of(target).is_yaml and any(
        each.kind is LineKind.INVALID for each in procfile.lines
    ):
        then = "nothing is started, even if the lines that break the build are fixed"
    elif reader_of(target).is_yaml:
        then = "nothing is started; the container exits with 0, again and again"
    elif line.command:
        then = "the command is a comment and nothing is started"
    elif line.span.end > line.colon.end:
        then = "the command is a blank and nothing is started"
    else:
        then = "this builder skips the line and finds no process"
    yield Finding(
        "PROC013",
        say_then("`web:` has no command", then),
        Location("Procfile", line.type_span.start, line.command_span.end),
        Severity.ERROR,
        help="write the command after it: `web: gunicorn app:app`",
    )


def _is_empty(line: Line, procfile: Procfile) -> bool:
    if not line.command:
        return True
    return line.command[0] == "#" and (
        shell_marks(procfile.document.text, line.command_span).comment == line.command_span.start
    )
