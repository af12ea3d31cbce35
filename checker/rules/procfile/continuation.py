"""Lines of the Procfile that end in a backslash."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say_then
from checker.parsers.procfile import LineKind
from checker.platform.builder import reader_of
from checker.platform.procfile import Outcome
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project
    from checker.targets import Target


@rule("PROC012")
def continuation(project: Project) -> Iterator[Finding]:
    """A line of the Procfile ends in a backslash, and the file goes on."""
    procfile, target = procfile_read(project), project.target
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
        then = "the backslash becomes part of the command"
    elif reader_of(target).is_yaml:
        then = "the next line is joined to it and its first word starts with a space"
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
        say_then("the line ends with a backslash", then),
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
