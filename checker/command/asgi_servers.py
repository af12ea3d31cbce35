"""uvicorn, hypercorn, daphne and granian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.command.environment import HOLE, render, value_of
from checker.command.options import read_arguments
from checker.command.processes import join
from checker.command.services import (
    ASGI,
    WSGI,
    Application,
    Bind,
    Service,
    host_and_port,
    python_path,
    rendered,
    target,
    tcp,
)

if TYPE_CHECKING:
    from checker.command.options import Arguments
    from checker.command.processes import Process

_INTERFACES = {"wsgi": WSGI, "asgi": ASGI, "asginl": ASGI, "rsgi": "RSGI"}


def read(process: Process) -> Service | None:
    """What one of the four is told."""
    arguments = read_arguments(process.program, process.arguments, process.environment)
    readers = {"uvicorn": _uvicorn, "hypercorn": _hypercorn, "daphne": _daphne, "granian": _granian}
    return readers[process.program](process, arguments)


def _application(process: Process, arguments: Arguments, default: str) -> Application | None:
    if not arguments.positionals:
        return None
    return target(value_of(arguments.positionals[0]), process.environment, default)


def _variables(process: Process, prefix: str, *names: str) -> bool:
    """Whether a variable that the command line sets gives one of these options."""
    return any(process.environment.text(prefix + name) is not None for name in names)


def _uvicorn(process: Process, arguments: Arguments) -> Service:
    environment = process.environment
    word = process.word
    folder = rendered(arguments.last("--app-dir"), environment)
    given = arguments.last("--app-dir") is not None
    own = join(process.directory, folder or "", environment.home) if folder or not given else None
    binds: tuple[Bind, ...] | None = (
        host_and_port(
            arguments.last("--host"),
            arguments.last("--port"),
            environment,
            ("127.0.0.1", "8000"),
            (word.start, word.end),
        ),
    )
    if arguments.last("--uds", "--fd") or _variables(process, "UVICORN_", "HOST", "PORT"):
        binds = None
    interface = arguments.last("--interface")
    protocol = ASGI
    if interface is not None:
        protocol = WSGI if rendered(interface, environment) == "wsgi" else ASGI
        if rendered(interface, environment) is None:
            protocol = ""
    return Service(
        "uvicorn",
        process,
        _application(process, arguments, ""),
        protocol,
        binds,
        (own, *python_path(environment)),
        factory=arguments.last("--factory") is not None,
        reload=arguments.last("--reload"),
        certain=arguments.certain,
        host_option="--host 0.0.0.0 --port {port}",
        arguments=arguments,
    )


def _hypercorn(process: Process, arguments: Arguments) -> Service:
    environment = process.environment
    word = process.word
    application = _application(process, arguments, "app")
    protocol, paths = "any", [process.directory, *python_path(environment)]
    if application is not None and application.text.count(":") == 2:
        mode, module, attribute = application.text.split(":")
        protocol = _INTERFACES.get(mode, "")
        application = application._replace(module=module, attribute=attribute)
    if application is not None and "/" in application.module:
        folder, _, module = application.module.rpartition("/")
        paths.insert(0, join(process.directory, folder, environment.home))
        application = application._replace(module=module)
    if application is not None and application.module.endswith(".py"):
        application = application._replace(module=application.module.removesuffix(".py"))
    given = arguments.all("-b", "--bind", "--insecure-bind")
    binds: tuple[Bind, ...] | None = (
        Bind("127.0.0.1", "8000", word.start, word.end, default=True),
    )
    if given:
        binds = tuple(
            tcp(render(each.value.parts, environment), each.value.start, each.value.end, "8000")
            for each in given
            if each.value is not None
        )
    elif arguments.last("-c", "--config"):
        binds = None
    return Service(
        "hypercorn",
        process,
        application,
        protocol,
        binds,
        tuple(paths),
        reload=arguments.last("--reload"),
        daemon=arguments.last("-D", "--daemon"),
        certain=arguments.certain,
        host_option="--bind 0.0.0.0:{port}",
        arguments=arguments,
        expression=True,
    )


def _daphne(process: Process, arguments: Arguments) -> Service:
    environment = process.environment
    word = process.word
    binds: tuple[Bind, ...] | None = (
        host_and_port(
            arguments.last("-b", "--bind"),
            arguments.last("-p", "--port"),
            environment,
            ("127.0.0.1", "8000"),
            (word.start, word.end),
        ),
    )
    if arguments.last("-u", "--unix-socket", "--fd", "-e", "--endpoint"):
        binds = None
    return Service(
        "daphne",
        process,
        _application(process, arguments, ""),
        ASGI,
        binds,
        (process.directory, *python_path(environment)),
        certain=arguments.certain,
        host_option="-b 0.0.0.0 -p {port}",
        arguments=arguments,
    )


def _granian(process: Process, arguments: Arguments) -> Service:
    environment = process.environment
    word = process.word
    folder = arguments.last("--working-dir")
    own = process.directory
    if folder is not None:
        own = join(own, rendered(folder, environment) or HOLE, environment.home)
    application = _application(process, arguments, "app")
    if application is not None and ("/" in application.module or ".py" in application.module):
        application = None  # a file's name: granian walks up to where its package starts
    interface = arguments.last("--interface")
    protocol = "RSGI"
    if interface is not None:
        protocol = _INTERFACES.get(rendered(interface, environment) or "", "")
    elif _variables(process, "GRANIAN_", "INTERFACE"):
        protocol = ""
    binds: tuple[Bind, ...] | None = (
        host_and_port(
            arguments.last("--host"),
            arguments.last("--port"),
            environment,
            ("127.0.0.1", "8000"),
            (word.start, word.end),
        ),
    )
    if arguments.last("--uds") or _variables(process, "GRANIAN_", "HOST", "PORT", "UDS"):
        binds = None
    return Service(
        "granian",
        process,
        application,
        protocol,
        binds,
        (own, process.directory, *python_path(environment)),
        factory=arguments.last("--factory") is not None,
        reload=arguments.last("--reload"),
        certain=arguments.certain,
        host_option="--host 0.0.0.0 --port {port}",
        arguments=arguments,
    )
