"""Hover in a Procfile: process types, programs and their options, variables."""

from __future__ import annotations

from checker.base.messages import fill, listed
from checker.data.programs import program
from checker.editor.hover.markdown import beside, code, joined
from checker.editor.hover.text import HoverText
from checker.editor.session.procfile_at import (
    command_of,
    expanded_at,
    line_at,
    meaning,
    names_of,
    options_of,
    text_of,
    variables_of,
)
from checker.platform.builder import builder_of
from checker.platform.plan import planned_start
from checker.platform.procfile import Duplicates, Release
from checker.platform.procfile_read import procfile_read
from checker.start.environment import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.editor.session.procfile_at import Options
    from checker.parsers.procfile import Line
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.options import Given
    from checker.start.processes import Process
    from checker.start.servers.service import Bind


def in_procfile(project: Project, offset: int) -> Iterator[HoverText]:
    """What is known of a place in the Procfile."""
    line = line_at(project, offset)
    if line is None or not line.type:
        return
    if line.type_span.start <= offset <= line.colon.end and offset < line.command_span.start:
        yield HoverText(_process_type(project, line), *line.type_span)
        return
    command = command_of(project, line)
    if command is None:
        return
    for process in command.processes:
        variable = _variable(project, process, offset)
        if variable is not None:
            yield variable
        for options in options_of(process):
            for given in options.given:
                if given.start <= offset <= given.end:
                    said = _option(project, command, options, given, plain=variable is None)
                    if said:
                        yield HoverText(said, given.start, given.end)
                    return
        if process.word.start <= offset <= process.word.end:
            said = _program(project, command, process)
            if said:
                yield HoverText(said, process.word.start, process.word.end)
            return
        if variable is not None:
            return


_RELEASE = {
    Release.BEFORE_START: "Run after the build, before the new version is started.",
    Release.IN_BUILD: "Run during the build.",
}
"""When the command of `release` runs."""
_BY_SHELL = (
    "The one process that the platform starts: a shell runs the command in {home}, again whenever "
    "it ends."
)
_ITSELF = (
    "The one process that the platform starts: the command is run in {home}, again whenever it "
    "ends."
)


def _process_type(project: Project, line: Line) -> str:
    """What the target does with a process type (F20–F23)."""
    builder = builder_of(project.target)
    reader = builder.procfile
    head = fill(
        "**{type}** on {target}", type=code(line.type, 60), target=code(project.target.name)
    )
    procfile = procfile_read(project)
    others = [] if procfile is None else [found.type for found in procfile.processes]
    if reader.ignores_case:
        others = [name.lower() for name in others]
    if line.type == "web" or (reader.ignores_case and line.type.lower() == "web"):
        lines = [
            head,
            fill(_BY_SHELL if builder.is_shell else _ITSELF, home=code(builder.home)),
        ]
        if others.count("web") > 1 and reader.duplicates is Duplicates.LAST_WINS:
            lines.append("Of several `web` lines the last one counts.")
        return joined([*lines, _started(project, line)])
    if line.type.lower() == "web":
        return joined([head, "Not `web`: types are compared in exactly this case."])
    if line.type == "release" and builder.release is not Release.NEVER:
        return joined([head, _RELEASE[builder.release]])
    if line.type == "release":
        return joined(
            [
                head,
                "Never run: the platform has no release phase. What has to happen before each "
                "start goes before the server: `web: python manage.py migrate && gunicorn …`",
            ]
        )
    if line.type.lower() == "worker" and reader.falls_back_to_worker and "web" not in others:
        return joined([head, "Started, because there is no `web`; it gets no port to serve."])
    return joined(
        [
            head,
            "Never started: only `web` is. It needs a component of its own, made from the same "
            "repository, that starts this command.",
        ]
    )


def _started(project: Project, line: Line) -> str:
    """What the shell really gets, where that is another text."""
    if not project.knows(planned_start.name):
        return ""
    start = planned_start(project)
    if start.fails:
        return "With the file as it is, this line fails the build."
    if start.source != "procfile" or not start.command:
        return ""
    if start.command.strip() == line.command.strip():
        return ""
    return fill("Started is {command}.", command=code(start.command))


def _variable(project: Project, process: Process, offset: int) -> HoverText | None:
    """What the innermost variable at a place comes to."""
    procfile = project.procfile
    expanded = procfile and expanded_at(process, procfile.document.text, offset)
    if expanded:
        place, said = expanded
        return HoverText(said, place.start, place.end)
    found = [
        part
        for word in (process.word, *process.arguments)
        if word.start <= offset <= word.end
        for part in variables_of(word.parts)
        if part.start <= offset <= part.end and part.name
    ]
    if not found:
        return None
    part = min(found, key=lambda part: part.end - part.start)
    return HoverText(meaning(part.name, process.environment, project), part.start, part.end)


def _option(
    project: Project, command: StartCommand, options: Options, given: Given, *, plain: bool
) -> str:
    """What an option does, and what it comes to here."""
    said = text_of(options.program, given.name)
    names = listed(code(name, 60) for name in names_of(options.program, given.name))
    program = options.program.replace("-run", " run").replace("celery-worker", "celery worker")
    lines = [fill("**{names}** of {program}", names=names, program=program), said] if said else []
    lines += [
        _listens(bind)
        for service in command.services
        if service.process.word == options.process.word
        for bind in service.binds or ()
        if given.start <= bind.start < given.end and bind.kind == "tcp"
    ]
    if plain and given.value is not None:
        names_seen = dict.fromkeys(part.name for part in variables_of(given.value.parts))
        lines += [
            meaning(name, options.process.environment, project) for name in names_seen if name
        ]
    return joined(lines)


def _listens(bind: Bind) -> str:
    """The address that a server takes, as far as it is known."""
    host = bind.host or "0.0.0.0"  # noqa: S104
    if UNKNOWN in host:
        return ""
    if not bind.port:
        return "No port comes out of it: the server does not start."
    given = UNKNOWN in bind.port
    port = (
        "the port that the platform gives" if given else fill("port {port}", port=code(bind.port))
    )
    said = "Listens on {host}, which only the container itself reaches, {port}."
    return fill(said if bind.loopback else "Listens on {host}, {port}.", host=code(host), port=port)


def _program(project: Project, command: StartCommand, process: Process) -> str:
    """What brings a program, and where it listens when nothing says so."""
    known = program(process.program)
    lines = []
    requirements = project.requirements
    if known is not None and requirements is not None:
        found = [required for name in known.brings for required in requirements.find(name)]
        if found:
            lines.append(
                fill("Installed by {line} in {path}.", line=code(found[0].text),
                     path=code(found[0].path))
            )  # fmt: skip
    for service in command.services:
        if service.process.word == process.word:
            if service.protocol in ("WSGI", "ASGI"):
                lines.append(fill("Serves {protocol} applications.", protocol=service.protocol))
            lines += [_listens(bind) for bind in service.binds or () if bind.kind == "tcp"]
    return beside(lines)
