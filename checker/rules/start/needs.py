"""When the rules on the web command can have something to say (see `checker.rules.needs`)."""

from __future__ import annotations

from checker.data.option_releases import has_choices, refused_number, refused_workers, varies
from checker.data.programs import library, outside, program
from checker.platform.builder import builder_of
from checker.platform.detection import build_requirements
from checker.python.names.bindings_of import plainly_made
from checker.start.command import commands, start_command
from checker.start.importing import module_of
from checker.start.options import misshapen
from checker.start.processes import SHELLS
from checker.start.servers.table import LONG_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.data.programs import Program
    from checker.parsers.shell import Word
    from checker.project.project import Project
    from checker.start.processes import Process
    from checker.start.servers.service import Bind, Service

MANAGERS = frozenset({"uv", "uvx", "poetry", "pipenv", "pdm", "hatch", "rye", "pipx"})
"""Package managers, which start programs in an environment that they have made."""
PLACES = (
    *("--access-logfile", "--error-logfile", "--log-file", "-p", "--pid", "--worker-tmp-dir"),
    *("--chdir", "-c", "--config"),
)
"""Options of gunicorn that name a file or a folder which has to be there, or can be made."""
UNCALLABLE = ("Dash(", "SocketIO(", "Celery(", "Sanic(")
"""Words of a module whose application may be one that no server can call, or of a wrong name."""
_NUMBERS = frozenset({"-w", "--workers", "--worker-connections", "--threads", "--connection-limit",
                      "--recv-bytes", "--limit-concurrency", "--limit-max-requests",
                      "--read-timeout"})  # fmt: skip
"""Options of which `data.server_limits` knows a number that is too small."""
_LAUNCHERS = frozenset({"honcho", "supervisord", "circusd"})
_SCRIPTS = (".sh", ".bash", ".py")
WITH_COMMANDS = frozenset({"flask", "fastapi"})
"""Programs of which only some sub-commands serve."""
_DEVELOPMENT = ("runserver", "flask")


def _processes(project: Project) -> tuple[Process, ...]:
    start = start_command(project)
    return () if start is None else start.processes


def _services(project: Project) -> tuple[Service, ...]:
    start = start_command(project)
    return () if start is None else start.services


def _all_processes(project: Project) -> list[Process]:
    return [process for start in commands(project) for process in start.processes]


def _all_services(project: Project) -> list[Service]:
    return [service for start in commands(project) for service in start.services]


def undeclared_program(project: Project) -> bool:
    """The web command starts a known program, or needs a library, that no line requires by name."""
    required = build_requirements(project)
    if required is None or not commands(project):
        return False
    names = required.by_name.keys()

    def is_declared(known: Program | None) -> bool:
        return known is None or not names.isdisjoint(known.brings)

    processes = _all_processes(project)
    programs = {process.program for process in processes}
    programs |= {word.value or "" for process in processes for word in process.wrappers}
    libraries = {needed.name for service in _all_services(project) for needed in service.libraries}
    return not (
        all(is_declared(program(name)) for name in programs)
        and all(is_declared(library(name)) for name in libraries)
    )


def is_runner(process: Process, word: Word, name: str) -> bool:
    """Whether a word names what only starts other programs: CMD011 is about those."""
    return word is not process.word or name in _LAUNCHERS or name in MANAGERS


def runner(project: Project) -> bool:
    """The web command names a program by its path, a Python by its version, or a runner."""
    return any(
        each.wrappers
        or "/" in each.path
        or (each.interpreter is not None and each.interpreter.value != "python")
        or is_runner(each, each.word, each.program)
        or outside(each.program)
        for each in _processes(project)
    )


def failing_step(project: Project) -> bool:
    """A step of the web command ends it."""
    start = start_command(project)
    return start is not None and bool(start.stops)


def unresolved_module(project: Project) -> bool:
    """The web command names a file or folder, or a module that is not plainly in git."""
    processes = _all_processes(project)
    if any(each.moved is not None or each.interpreter is not None for each in processes):
        return True
    return any(
        service.files or service.folders or not _is_held(project, service) or _names_places(service)
        for service in _all_services(project)
    )


def _names_places(service: Service) -> bool:
    """Whether gunicorn is told files to write, folders to go into, or a module of settings."""
    arguments = service.arguments
    return (
        service.name == "gunicorn"
        and arguments is not None
        and any(
            given.value is not None and given.value.literal not in ("-", None)
            for given in arguments.all(*PLACES)
        )
    )


def _is_held(project: Project, service: Service) -> bool:
    if service.application is None:
        return True
    if service.name.startswith("celery"):
        return False
    module = module_of(project, service)
    if module is None or not module.path:
        return module is None
    return project.tracked is None or module.path in project.tracked


def unbound_application(project: Project) -> bool:
    """The application is not plainly bound in the module that the web command names."""
    if any("(" in start.text or start.gaps for start in commands(project)):
        return True
    return any(
        service.application is not None and not _is_bound(project, service)
        for service in _all_services(project)
    )


def _is_bound(project: Project, service: Service) -> bool:
    module, asked = module_of(project, service), service.application
    if module is None or asked is None or service.name.startswith("celery"):
        return False
    name = asked.attribute
    if (
        asked.text.count(":") > 1
        or not name.isidentifier()
        or not (asked.explicit or service.name == "gunicorn")
    ):
        return False
    document = project.document(module.path) if module.path else None
    if document is None or not document.complete:
        return False
    return plainly_made(document.text, name) and not any(
        word in document.text for word in UNCALLABLE
    )


def unusual_address(project: Project) -> bool:
    """A server listens on one machine, a socket, or a port that is written down."""
    if any(process.interpreter is not None for process in _processes(project)):
        return True  # the file may call `app.run`
    usual = builder_of(project.target).usual_port
    return any(
        service.process.environment.above and service.binds for service in _services(project)
    ) or any(
        _is_unusual(bind, usual) for service in _services(project) for bind in service.binds or ()
    )


def _is_unusual(bind: Bind, usual: str | None) -> bool:
    return bind.kind != "tcp" or bind.loopback or (bind.port.isdigit() and bind.port != usual)


def refused_argument(project: Project) -> bool:
    """A server refuses an address of its command line, or may not know one of its options."""
    return any(
        any(bind.kind == "refused" for bind in service.binds or ())
        or service.configured is not None
        or _may_refuse(service)
        or _may_refuse_words(service)
        or refused_workers(service.name, _literal(service, "WEB_CONCURRENCY"))
        for service in _services(project)
    ) or any(
        process.program in WITH_COMMANDS
        and not any(s.process is process for s in _services(project))
        for process in _processes(project)
    )


def numbers(project: Project) -> bool:
    """A server has an option whose number may be too small for it to answer a request."""
    return any(
        (
            service.arguments is not None
            and any(given.name in _NUMBERS for given in service.arguments.options)
        )
        or _literal(service, "WEB_CONCURRENCY") == "0"
        for service in _services(project)
    )


def _literal(service: Service, name: str) -> str:
    """A variable's value; a number if it has none that is known."""
    value = service.process.environment.get(name)
    return value if isinstance(value, str) else "1"


def _may_refuse_words(service: Service) -> bool:
    """Whether the server is told more than the application, or is one that looks at all words."""
    arguments = service.arguments
    if arguments is None or service.name == "gunicorn":
        return service.application is None
    usual = 0 if service.name == "flask" else 1
    return service.name in ("waitress-serve", "hypercorn") or len(arguments.positionals) != usual


def _may_refuse(service: Service) -> bool:
    """Whether an option is in no table, or in some releases only, or its values are listed."""
    arguments = service.arguments
    return arguments is not None and bool(
        arguments.not_known
        or any(
            varies(given.table, given.name)
            or has_choices(given.table, LONG_NAMES.get(given.name, given.name))
            or refused_number(given.table, given.name, given.value and given.value.literal)
            or misshapen(given)
            for given in arguments.options
            if given.table
        )
        or (service.name == "gunicorn" and arguments.all("-e", "--env"))
    )


def port_variable(project: Project) -> bool:
    """A word or a file of the web command may name a port variable."""
    return any(
        any("PORT" in part.text or "PORT" in part.name for part in word.parts)
        for process in _processes(project)
        for word in process.arguments
    ) or any(
        given.file
        for service in _services(project)
        if service.arguments is not None
        for given in service.arguments.options
    )


def development(project: Project) -> bool:
    """A server is for development, or reloads; or a file is run, which may call `app.run`."""
    if any(process.interpreter is not None for process in _processes(project)):
        return True
    return any(
        service.name in _DEVELOPMENT or service.reload is not None for service in _services(project)
    )


def application(project: Project) -> bool:
    """A server serves an application."""
    return any(service.application is not None for service in _services(project))


def background(project: Project) -> bool:
    """The web command's last process, or a server, goes into the background."""
    processes = _processes(project)
    start = start_command(project)
    return bool(processes) and (
        processes[-1].background is not None
        or (start is not None and bool(start.stops))
        or any(service.daemon is not None for service in _services(project))
    )


def script(project: Project) -> bool:
    """The web command runs a file by its path, or gives one to a shell."""
    return any(
        process.interpreter is None
        and (
            process.program in SHELLS
            or "/" in (process.word.value or "")
            or (process.word.value or "").endswith(_SCRIPTS)
        )
        for process in _processes(project)
    )
