"""The web command's server: is it for production, of the right kind, and does it stay."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.platform.detection import build_requirements
from checker.rules.registry import rule
from checker.rules.start.shared import in_context
from checker.start.command import start_command
from checker.start.importing import application_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Process, Stop
    from checker.start.servers.service import Service

WORKER = "add `-k uvicorn.workers.UvicornWorker`"
WORKER_AND_UVICORN = (
    "add `-k uvicorn.workers.UvicornWorker` to the command, and `uvicorn` to requirements.txt"
)
GUNICORN = "`{target}` is {kind}, which speaks {speaks}, but gunicorn with this worker {expects}"
OTHER = "`{target}` is {kind}, which speaks {speaks}, but {server} speaks {expects}"


@rule("CMD006")
def development_server(project: Project) -> Iterator[Finding]:
    """The web command starts a development server, or reloads on changes."""
    start = start_command(project)
    if start is None:
        return
    for service in start.services:
        yield from in_context(project, start, _development(start, service))
    for process in start.processes:
        yield from in_context(project, start, _debug(project, start, process))


def _development(start: StartCommand, service: Service) -> Iterator[Finding]:
    process = service.process
    command = {"runserver": "manage.py runserver", "flask": "flask run"}.get(service.name)
    if command is not None:
        verb = process.arguments[0]
        yield Finding(
            "CMD006",
            say(
                "the web command starts `{command}` → "
                "the platform serves the site with one process of a development server",
                command=command,
            ),
            start.at(
                process.word.start, verb.end if service.name == "runserver" else _run(service)
            ),
            Severity.WARNING,
            certain=not process.conditional,
            help="start a production server, such as `gunicorn module:application`",
        )
    elif service.reload is not None:
        given = service.reload
        yield Finding(
            "CMD006",
            say(
                "`{option}` makes {server} watch the files → "
                "they never change on the platform, and it costs a process",
                option=given.written,
                server=service.name,
            ),
            start.place(given),
            Severity.WARNING,
            certain=not process.conditional,
            help="write `fastapi run`"
            if given.name == "fastapi dev"
            else say("remove `{option}`", option=given.written),
        )


def _run(service: Service) -> int:
    """Where `run` of `flask … run` ends."""
    words = service.process.arguments
    return next((word.end for word in words if word.value == "run"), service.process.word.end)


def _debug(project: Project, start: StartCommand, process: Process) -> Iterator[Finding]:
    """`python app.py` whose `app.run(…)` switches the debugger on."""
    from checker.start.run_calls import run_call_of  # noqa: PLC0415  gate: for `python FILE`

    call = run_call_of(project, process)
    if call is None or call.debug is None:
        return
    yield Finding(
        "CMD006",
        say(
            "`{path}` calls `{call}` with `debug=True` → "
            "the platform serves the site with the debugger on, and any visitor can run code",
            path=call.path,
            call=call.name,
        ),
        Location(call.path, *call.debug),
        Severity.WARNING,
        certain=call.certain and not process.conditional,
        help="write `debug=False`, or start it with gunicorn",
        related=((start.at(process.word.start, process.word.end), "started here"),),
    )


@rule("CMD007")
def server_mismatch(project: Project) -> Iterator[Finding]:
    """An ASGI application on a WSGI server, or the reverse."""
    start = start_command(project)
    if start is None:
        return
    for service in start.services:
        yield from in_context(project, start, _mismatch(project, start, service))


def _mismatch(project: Project, start: StartCommand, service: Service) -> Iterator[Finding]:
    application = service.application
    if service.protocol not in ("WSGI", "ASGI", "RSGI") or application is None:
        return
    kind = application_kind(project, service)
    if kind is None or kind.protocol == service.protocol:
        return
    module = application.module
    if application.path:
        module = application.path.removesuffix(".py").strip("./").replace("/", ".")
    target = f"{module}:{application.attribute}"
    if kind.protocol == "ASGI" and service.name == "gunicorn":
        required = build_requirements(project)
        lacks = required is not None and not required.find("uvicorn")
        help = WORKER_AND_UVICORN if lacks else WORKER
    elif service.name == "granian":
        help = say("add `--interface {protocol}`", protocol=kind.protocol.lower())
    elif kind.protocol == "WSGI":
        help = say("start it with gunicorn: `gunicorn {target}`", target=target)
    else:
        help = say("start it with uvicorn: `uvicorn {target}`", target=target)
    document = project.document(kind.path)
    at = (
        Location(kind.path, *document.line_span(kind.line))
        if document is not None and kind.line <= len(document.starts)
        else Location(kind.path)
    )
    yield Finding(
        "CMD007",
        say_then(
            GUNICORN if service.name == "gunicorn" else OTHER,
            "it does not start"
            if service.name == "flask"
            else "it starts, but every request fails",
            target=application.text,
            kind=kind.name,
            speaks=kind.protocol,
            server=service.name,
            expects=service.protocol,
        ),
        start.place(application),
        Severity.ERROR,
        certain=service.certain and not service.process.conditional,
        help=help,
        related=((at, "made here"),),
    )


@rule("CMD008")
def background_process(project: Project) -> Iterator[Finding]:
    """The web command goes into the background."""
    start = start_command(project)
    if start is not None and start.processes:
        yield from in_context(project, start, _background(start, start.processes[-1]))


def _background(start: StartCommand, last: Process) -> Iterator[Finding]:
    for stop in start.stops:
        if stop.kind == "daemon":
            yield _daemon(start, stop)
    if not last.last:
        return
    if last.background is not None:
        yield Finding(
            "CMD008",
            say(
                "the web command ends with `&`, so `{program}` runs in the background → "
                "the command is over and the container exits",
                program=last.program,
            ),
            start.at(last.background, last.background + 1),
            Severity.ERROR,
            certain=not last.conditional,
            help="remove the `&`",
        )
    for service in start.services:
        if service.process is last and service.daemon is not None:
            given = service.daemon
            yield Finding(
                "CMD008",
                say(
                    "`{option}` puts {server} into the background → "
                    "the command is over and the container exits",
                    option=given.written,
                    server=service.name,
                ),
                start.place(given),
                Severity.ERROR,
                certain=service.certain and not last.conditional,
                help=say("remove `{option}`", option=given.written),
            )


def _daemon(start: StartCommand, stop: Stop) -> Finding:
    """supervisord without `-n`."""
    return Finding(
        "CMD008",
        say(
            "`{program}` without `-n` goes into the background → "
            "the command is over and the container exits",
            program=stop.detail,
        ),
        start.at(stop.start, stop.end),
        Severity.ERROR,
        certain=stop.certain,
        help=say("write `{program} -n`, or `nodaemon=true` in its configuration",
                 program=stop.detail),
    )  # fmt: skip
