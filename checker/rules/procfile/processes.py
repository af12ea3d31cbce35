"""Processes of the Procfile that the platform does not start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say, say_whole
from checker.platform.builder import reader_of
from checker.rules.procfile.form import CONFLICT, form_of
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line
    from checker.project.project import Project


@rule("PROC006")
def duplicate_process(project: Project) -> Iterator[Finding]:
    """A process type stands in the Procfile more than once."""
    procfile, target = project.procfile, project.target
    if procfile is None or len(procfile.processes) < 2:
        return
    forms = (form_of(line, procfile) for line in procfile.content)
    if any(form is not None and form.what == CONFLICT for form in forms):
        return  # both sides of a merge conflict: that is reported
    groups: dict[str, list[Line]] = {}
    for line in procfile.processes:
        groups.setdefault(line.type, []).append(line)
    for name, lines in groups.items():
        if len(lines) < 2:
            continue
        last = lines[-1]
        same = all(line.command == last.command for line in lines)
        then = (
            "the one of line {last} wins and this one is never started"
            if reader_of(target).is_yaml
            else "only one of them is kept, and nothing says which"
        )
        if name != "web":
            then = "none of them is started"
        elif same:
            then = "the commands are equal, so it makes no difference"
        for line in lines[:-1][:10]:
            end = procfile.lines[line.number].span.start  # a later line of this type exists
            yield Finding(
                "PROC006",
                say(
                    f"`{{name}}:` stands here and in line {{last}} → {then}",
                    name=name,
                    last=last.number,
                ),
                Location("Procfile", *line.type_span),
                Severity.WARNING if name == "web" and not same else Severity.INFO,
                help="keep one of the lines",
                related=((Location("Procfile", *last.type_span), "the last one"),),
                fix=None
                if line.continued
                else Fix(
                    "delete the line",
                    Applicability.UNSAFE,
                    (Edit("Procfile", line.span.start, end, ""),),
                ),
            )


@rule("PROC011")
def unused_process(project: Project) -> Iterator[Finding]:
    """The Procfile has processes that the platform never starts."""
    procfile = project.procfile
    webs = () if procfile is None else procfile.of_type("web")
    if procfile is None or not webs:
        return
    unused = [line for line in procfile.processes if line.type.lower() != "web" and line.command]
    migrating = [line for line in unused if line.type == "release" and _migrates(line.command)]
    web = webs[-1].command
    # A script may do anything: it is not looked into.
    if migrating and not _migrates(web) and not re.match(r"(?:ba)?sh |\./|bin/|make ", web):
        release = migrating[-1]
        unused.remove(release)
        yield Finding(
            "PROC011",
            say("`release:` migrates the database → the platform never runs it"),
            Location("Procfile", *release.type_span),
            Severity.WARNING,
            help=say_whole("write `web: {release} && {web}`", release=release.command, web=web),
        )
    if not unused:
        return
    names = list(dict.fromkeys(line.type for line in unused))
    yield Finding(
        "PROC011",
        say(
            "{names} will not run → the platform starts only `web`",
            names=", ".join(f"`{name}`" for name in names[:6]) + (" …" if len(names) > 6 else ""),
        ),
        Location("Procfile", *unused[0].type_span),
        Severity.INFO,
        help="make a component of its own for each that is needed",
        related=tuple(
            (Location("Procfile", *line.type_span), "is not started either")
            for line in unused[1:10]
        ),
    )


def _migrates(command: str) -> bool:
    return re.search(r"\bmigrate\b|db ?upgrade|alembic upgrade", command) is not None
