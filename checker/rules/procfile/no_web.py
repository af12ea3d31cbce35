"""Whether there is a `web` process."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import listed, say, say_then
from checker.base.spelling import edit_distance
from checker.parsers.procfile import LineKind
from checker.platform.builder import reader_of
from checker.platform.plan import planned_start
from checker.platform.procfile import opens_mapping
from checker.platform.procfile_read import procfile_read
from checker.rules.procfile.invalid_lines import form_of
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Procfile
    from checker.project.project import Project

NAMED = "the process is called `{type}`, not `web`"
AMONG = "there is no `web` process among {types}"
BUILD_FAILS = "the builder prepends `web: ` to the file, which breaks the build"
START_FAILS = "the builder prepends `web: ` to the file, and the start fails"
NO_PROCESS = "the builder finds no process and the build fails"
NOTHING = "nothing is started; the container exits with 0, again and again"


@rule("PROC005")
def no_web(project: Project) -> Iterator[Finding]:
    """The Procfile has no `web` process."""
    procfile, target = procfile_read(project), project.target
    if procfile is None or not procfile.complete:
        return  # nobody knows what stands in the rest
    if procfile.of_type("web") or _means_web(procfile):
        return
    first = procfile.processes[0] if procfile.processes else None
    if first is None:
        yield from _nothing(procfile, project)
        return
    cased = next((line for line in procfile.processes if line.type.lower() == "web"), None)
    started = cased or next((p for p in procfile.processes if p.type.lower() == "worker"), None)
    named = cased or next((p for p in procfile.processes if _is_misspelt(p.type)), None) or first
    severity = Severity.ERROR
    if reader_of(target).is_yaml:
        beginning = procfile.first
        begins = beginning is not None and beginning.kind is LineKind.PROCESS
        if beginning is not None and begins and reader_of(target).rewrites:
            then = BUILD_FAILS if opens_mapping(beginning.text) else START_FAILS
        else:
            then = NOTHING
    elif started is not None and started.regular and started.command:
        severity = Severity.WARNING
        then = "this builder starts `{started}` instead"
    else:
        then = "nothing of the file is started"
    certain = cased is not None
    single = len(procfile.processes) == 1
    fix = None
    renamed = certain or single or _is_misspelt(named.type)
    if renamed and named.command:  # a `web:` without a command would be worse
        fix = Fix(
            say("rename `{type}` to `web`", type=named.type),
            Applicability.SAFE if certain else Applicability.UNSAFE,
            (Edit("Procfile", *named.type_span, "web"),),
        )
    yield Finding(
        "PROC005",
        say_then(
            NAMED if certain or single else AMONG,
            then,
            type=named.type,
            types=listed(f"`{line.type}`" for line in procfile.processes[:6]),
            started=started.type if started else "",
        ),
        Location("Procfile", *named.type_span),
        severity,
        help=say("write `web:` instead of `{type}:`", type=named.type)
        if renamed
        else "add a line `web: ` and the command that serves",
        fix=fix,
    )


def _means_web(procfile: Procfile) -> bool:
    """Whether a line of a wrong form was meant to be the web process; that line is reported."""
    for line in procfile.content:
        form = form_of(line, procfile)
        if form is not None and form.web:
            return True
    return False


def _is_misspelt(name: str) -> bool:
    return (
        len(name) <= 5
        and name.lower() not in ("wsgi", "asgi")
        and edit_distance(name.lower(), "web") == 1
    )


def _nothing(procfile: Procfile, project: Project) -> Iterator[Finding]:
    """A file without a process: of comments and empty lines, or of other text."""
    commented = [
        (line, matched)
        for line in procfile.lines
        if line.kind is LineKind.COMMENT
        and (matched := re.match(r"[ \t]*#+[ \t]*(?=web: ?\S)", line.text))
    ]
    target = project.target
    if not reader_of(target).is_yaml:
        then = "nothing of it is started"
    else:
        planned = planned_start(project)
        then = NO_PROCESS if planned.fails else START_FAILS if planned.command else NOTHING
    at, fix, advice = Location("Procfile"), None, "add a line `web: ` and the command that serves"
    if len(commented) == 1:
        line, matched = commented[0]
        start = line.span.start
        at = Location("Procfile", start, start + matched.end())
        advice = "delete the `#` before `web:`"
        fix = Fix(advice, Applicability.UNSAFE, (Edit("Procfile", at.start, at.end, ""),))
    what = "the `web` process is commented out" if commented else "the Procfile has no process"
    yield Finding("PROC005", say_then(what, then), at, Severity.ERROR, help=advice, fix=fix)
