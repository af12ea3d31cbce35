"""The `web` process: whether there is one, and whether it comes first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.parsers.procfile import LineKind
from checker.platform.builder import reader_of
from checker.platform.slug.procfile_lines import opens_mapping
from checker.rules.procfile.form import form_of
from checker.rules.registry import rule
from checker.rules.shared.near_names import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project


@rule("PROC005")
def no_web(project: Project) -> Iterator[Finding]:
    """The Procfile has no `web` process."""
    procfile, target = project.procfile, project.target
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
        beginning = reader_of(target).first(procfile)
        begins = beginning is not None and beginning.kind is LineKind.PROCESS
        if beginning is not None and begins and reader_of(target).rewrites:
            fails = "build" if opens_mapping(beginning.text) else "start"
            then = f"the builder puts `web: ` before the file and the {fails} fails"
        else:
            then = "nothing is started; it exits with 0, again and again"
    elif started is not None and started.regular and started.command:
        severity = Severity.WARNING
        then = "this builder starts `{started}` in its place"
    else:
        then = "nothing of the file is started"
    certain = cased is not None
    single = len(procfile.processes) == 1
    fix = None
    if certain or single or _is_misspelt(named.type):
        fix = Fix(
            say("rename `{type}` to `web`", type=named.type),
            Applicability.SAFE if certain else Applicability.UNSAFE,
            (Edit("Procfile", *named.type_span, "web"),),
        )
    yield Finding(
        "PROC005",
        say(
            f"the process is called `{{type}}`, not `web` → {then}"
            if certain or single
            else f"there is no `web` process among {{types}} → {then}",
            type=named.type,
            types=", ".join(f"`{line.type}`" for line in procfile.processes[:6]),
            started=started.type if started else "",
        ),
        Location("Procfile", *named.type_span),
        severity,
        help=say("write `web:` in the place of `{type}:`", type=named.type)
        if fix
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
        and distance(name.lower(), "web") == 1
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
    elif reader_of(target).rewrites:
        then = "nothing is started; it exits with 0, again and again"
    else:
        then = "the builder finds no process and the build fails"
    at, fix, advice = Location("Procfile"), None, "add a line `web: ` and the command that serves"
    if len(commented) == 1:
        line, matched = commented[0]
        start = line.span.start
        at = Location("Procfile", start, start + matched.end())
        advice = "delete the `#` before `web:`"
        fix = Fix(advice, Applicability.UNSAFE, (Edit("Procfile", at.start, at.end, ""),))
    what = "the `web` process is a comment" if commented else "the Procfile holds no process"
    yield Finding("PROC005", say(f"{what} → {then}"), at, Severity.ERROR, help=advice, fix=fix)


@rule("PROC010")
def web_not_first(project: Project) -> Iterator[Finding]:
    """The Procfile begins with a process other than `web`."""
    procfile, target = project.procfile, project.target
    if procfile is None or not reader_of(target).rewrites or not procfile.lines:
        return
    first, webs = reader_of(target).first(procfile), procfile.of_type("web")
    if (
        first is None
        or not first.regular
        or first.type == "web"
        or not webs
        or not opens_mapping(first.text)
    ):
        return
    yield Finding(
        "PROC010",
        say(
            "`{type}:` begins the file → the builder puts `web: ` before it and the build fails",
            type=first.type,
        ),
        Location("Procfile", *first.type_span),
        Severity.ERROR,
        help=say("move line {line}, `web:`, to the top", line=webs[0].number),
        related=((Location("Procfile", *webs[0].type_span), "the web process"),),
        fix=_moved_to_top(procfile, webs) if len(webs) == 1 else None,
    )


def _moved_to_top(procfile: Procfile, webs: tuple[Line, ...]) -> Fix | None:
    """Move the line of `web`, where it is a whole by itself."""
    web, text = webs[0], procfile.document.text
    below = procfile.lines[web.number] if web.number < len(procfile.lines) else None
    if not web.regular or web.continued or procfile.lines[web.number - 2].continued:
        return None
    if below is not None and below.indent.end > below.indent.start:
        return None
    if below is not None:
        removed = Edit("Procfile", web.span.start, below.span.start, "")
    else:
        removed = Edit("Procfile", procfile.lines[web.number - 2].span.end, web.span.end, "")
    end_of_line = text[procfile.lines[0].span.end : procfile.lines[1].span.start]
    added = Edit("Procfile", 0, 0, web.text + end_of_line)
    return Fix("move the `web` line to the top", Applicability.SAFE, (added, removed))
