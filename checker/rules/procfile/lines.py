"""The parts of the Procfile's lines: the space, the command, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say, say_whole
from checker.parsers.characters import is_invisible
from checker.parsers.procfile import LineKind, shell_marks
from checker.platform.builder import reader_of
from checker.platform.procfile import Outcome
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project
    from checker.targets import Target

_MOST = 10
"""Findings of one kind for one file: a text that is no Procfile at all needs no more."""


@rule("PROC003")
def missing_space_after_colon(project: Project) -> Iterator[Finding]:
    """There is no space between a process type's colon and its command."""
    procfile, target = project.procfile, project.target
    if procfile is None or not reader_of(target).is_yaml:
        return
    reported = 0
    for line in procfile.processes:
        if not line.regular or not line.command or line.gap.end > line.gap.start:
            continue
        if is_invisible(line.command[0]):
            continue  # typography says it
        result = reader_of(target).outcome(line, procfile)
        if result is Outcome.START_FAILS:
            # Another type that begins the file: with `web: ` before it, it is no key.
            severity, then = Severity.INFO, "the builder takes the line for no process of its own"
        elif result is Outcome.REPAIRED:
            if not reader_of(target).is_specified:
                severity, then = Severity.INFO, "this builder inserts it"
            else:
                severity, then = Severity.ERROR, "the specification asks for one"
        elif reader_of(target).rewrites:
            severity = Severity.ERROR
            then = "the builder inserts one only where `web:` begins the file; the build fails"
        else:
            severity, then = Severity.ERROR, "the builder finds no process and the build fails"
        at = line.colon.end
        yield Finding(
            "PROC003",
            say(f"no space after `{{type}}:` → {then}", type=line.type),
            Location("Procfile", at, at),
            severity,
            help=say_whole(
                "begin the file with `web:`, then write `{type}: {command}`"
                if result is Outcome.START_FAILS
                else "write `{type}: {command}`",
                type=line.type,
                command=line.command,
            ),
            # With a space the first line would be a key behind the builder's own `web: `: worse.
            fix=None
            if result is Outcome.START_FAILS
            else Fix("insert a space", Applicability.SAFE, (Edit("Procfile", at, at, " "),)),
        )
        reported += 1
        if reported == _MOST:
            return


@rule("PROC012")
def continuation(project: Project) -> Iterator[Finding]:
    """A line of the Procfile ends in a backslash, and the file goes on."""
    procfile, target = project.procfile, project.target
    if procfile is None:
        return
    last = procfile.content[-1].number if procfile.content else 0
    for line in procfile.content:
        if line.kind is not LineKind.CONTINUATION and line.continued and line.number < last:
            yield from _continued(line, procfile, target)


def _continued(line: Line, procfile: Procfile, target: Target) -> Iterator[Finding]:
    joined = _lines_of(line, procfile)
    following = joined[1] if len(joined) > 1 else None
    web = line.type == "web"
    severity = Severity.WARNING
    if reader_of(target).is_yaml and any(
        reader_of(target).outcome(other, procfile) is Outcome.BUILD_FAILS for other in joined[1:]
    ):
        severity, then = Severity.ERROR, "the builder reads the file as YAML and the build fails"
    elif not web:
        return
    elif following is None:
        then = "the backslash becomes a part of the command"
    elif reader_of(target).is_yaml:
        then = "the next line is joined behind it and its first word begins with a blank"
    else:
        then = "this builder ends the command there and skips the next line"
    at = line.command_span.end
    edits = []
    for here, below in zip(joined, [*joined[1:], None], strict=True):
        if not here.continued:
            break
        end = here.command_span.end
        start = end - 1
        text = procfile.document.text
        while start > here.span.start and text[start - 1] in " \t":
            start -= 1
        if below is None:
            edits.append(Edit("Procfile", start, end, ""))
        else:
            edits.append(Edit("Procfile", start, below.indent.end, " "))
    yield Finding(
        "PROC012",
        say(f"a backslash ends the line → {then}"),
        Location("Procfile", at - 1, at),
        severity,
        help="write the command on one line, or move it to a script",
        fix=Fix("write the command on one line", Applicability.SAFE, tuple(edits)),
    )


def _lines_of(line: Line, procfile: Procfile) -> list[Line]:
    """The line and those that its backslashes join to it."""
    joined = [line]
    while joined[-1].continued and joined[-1].number < len(procfile.lines):
        below = procfile.lines[joined[-1].number]
        if below.kind is not LineKind.CONTINUATION:
            break
        joined.append(below)
    return joined


@rule("PROC013")
def empty_command(project: Project) -> Iterator[Finding]:
    """`web:` has no command."""
    procfile, target = project.procfile, project.target
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
        then = "the platform's rewrite crashes at a file of `web:` alone; the build fails"
    elif reader_of(target).is_yaml:
        then = "nothing is started; it exits with 0, again and again"
    elif line.command:
        then = "the command is a comment and nothing is started"
    else:
        then = "this builder skips the line and finds no process"
    yield Finding(
        "PROC013",
        say(f"`web:` has no command → {then}"),
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
