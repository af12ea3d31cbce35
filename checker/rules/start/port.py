"""The web command's addresses: can the platform reach them."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import fill, say, say_whole
from checker.platform.builder import builder_of
from checker.rules.registry import rule
from checker.rules.start.bind_help import bind_help
from checker.rules.start.shared import in_context
from checker.start.command import start_command
from checker.start.environment import UNKNOWN
from checker.start.servers.addresses import is_loopback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Process
    from checker.start.servers.service import Bind, Service

CALL = "`{call}` listens on {host} → only the container itself can reach it, the platform cannot"
CALL_BY_DEFAULT = (
    "`{call}` listens on {host} by default → only the container itself can reach it, the platform "
    "cannot"
)
FIXED = (
    "{server} listens on port {port} → the platform sends requests to the component's port, which "
    "is {usual} unless it is set to {port}"
)
FIXED_CALL = (
    "`{call}` listens on port {port} → the platform sends requests to the component's port, which "
    "is {usual} unless it is set to {port}"
)
CHOSEN = (
    "{server} listens on port {port} → the platform sends requests to the port in `{variable}`, "
    "which is another one at each start"
)
CHOSEN_CALL = (
    "`{call}` listens on port {port} → the platform sends requests to the port in `{variable}`, "
    "which is another one at each start"
)
PORT = "5000"
"""The port of a component of Rainbond for which none was detected (F48)."""
_PROXIES = ("nginx", "caddy", "haproxy", "envoy", "traefik", "apache", "httpd", "varnish", "proxy")
_RUNNERS = ("supervisord", "honcho", "circusd", "foreman", "overmind")


@rule("CMD004")
def port_not_bound(project: Project) -> Iterator[Finding]:
    """The server listens where the platform does not send requests."""
    start = start_command(project)
    if start is None:
        return
    rivals = [process for process in start.processes if _may_forward(process)]
    serving = [service for service in start.services if service.binds]
    open_elsewhere = any(
        not bind.loopback for service in serving for bind in service.binds or () if bind.port
    )
    unknown = any(service.binds is None for service in start.services)
    if any(service.process.environment.above for service in serving):
        from checker.rules.start.shifted import shifted  # noqa: PLC0415  gate: honcho

        fronts = [each for each in rivals if each.program != "honcho" or not each.followed]
        if not fronts:
            for service in serving:
                yield from in_context(project, start, shifted(start, service))
    for service in serving:
        if rivals:
            continue  # something in front of it takes the requests
        binds = service.binds or ()
        loopback = next((bind for bind in binds if bind.kind == "tcp" and bind.loopback), None)
        if loopback is not None:
            if not open_elsewhere and not unknown:
                yield from in_context(
                    project, start, [_unreachable(start, service, loopback, project)]
                )
            continue
        yield from in_context(project, start, _fixed(project, start, service, binds))
        if not open_elsewhere and not unknown and all(_is_socket(bind) for bind in binds):
            yield from in_context(project, start, [_socket_only(start, service, binds[0], project)])
    if all(service.binds == () for service in start.services) and not rivals:
        yield from in_context(project, start, _run_calls(project, start))


def _is_socket(bind: Bind) -> bool:
    return bind.kind == "other" and bind.host.startswith("unix:")


def _socket_only(start: StartCommand, service: Service, bind: Bind, project: Project) -> Finding:
    return Finding(
        "CMD004",
        say(
            "{server} listens on a socket file and on no port → "
            "only the container itself can reach it, the platform cannot",
            server=service.name,
        ),
        start.place(bind),
        Severity.WARNING,  # another container may share the file
        certain=_certain(service, bind),
        help=bind_help(project, service, bind),
    )


def _may_forward(process: Process) -> bool:
    name = process.program.lower()
    return any(part in name for part in _PROXIES) or name in _RUNNERS


def _unreachable(start: StartCommand, service: Service, bind: Bind, project: Project) -> Finding:
    command = {"runserver": "manage.py runserver", "flask": "flask run"}.get(
        service.name, service.name
    )
    fields = {
        "server": command,
        "address": f"{bind.host}:{bind.port}" if bind.port.isdigit() else bind.host,
        "source": bind.source,
    }
    if bind.source:
        message = say(
            "{source} makes {server} listen on {address} → "
            "only the container itself can reach it, the platform cannot",
            **fields,
        )
    elif bind.default or not _is_written(service, bind.host):
        message = say(
            "{server} listens on {address} by default → "
            "only the container itself can reach it, the platform cannot",
            **fields,
        )
    else:
        message = say(
            "{server} listens on {address} → "
            "only the container itself can reach it, the platform cannot",
            **fields,
        )
    return Finding(
        "CMD004",
        message,
        start.place(bind),
        Severity.ERROR,
        certain=_certain(service, bind),
        help=bind_help(project, service, bind),
    )


def _is_written(service: Service, host: str) -> bool:
    """Whether a word of the command says so: where only the port is written it does not."""
    process = service.process
    words = [process.word, *process.arguments]
    given = service.arguments.options if service.arguments is not None else ()
    parts = [part for word in words for part in word.parts]
    parts += [part for each in given if each.value is not None for part in each.value.parts]
    return any(host in part.text for part in parts)


def _fixed(
    project: Project, start: StartCommand, service: Service, binds: tuple[Bind, ...]
) -> Iterator[Finding]:
    """Ports that are written down, where none of them is the component's."""
    ports = [bind for bind in binds if bind.kind == "tcp"]
    if len(ports) != len(binds) or not all(bind.port.isdigit() for bind in ports):
        return
    usual = builder_of(project.target).usual_port
    if usual is None or any(b.port == usual or _declared(project, b.port) for b in ports):
        return
    bind = ports[0]
    if bind.default and service.name == "streamlit" and _has_configuration(project):
        return
    yield Finding(
        "CMD004",
        say(
            FIXED if usual else CHOSEN,
            server=service.name,
            port=bind.port,
            usual=usual,
            variable=project.target.port_variable,
        ),
        start.place(bind),
        Severity.WARNING if usual else Severity.ERROR,
        certain=_certain(service, bind),
        help=bind_help(project, service, bind, or_port=bool(usual)),
    )


def _certain(service: Service, bind: Bind) -> bool:
    """Whether nothing may have chosen another address: a script before it may write a file."""
    process = service.process
    return service.certain and not process.conditional and not (bind.default and process.disturbed)


def _has_configuration(project: Project) -> bool:
    """Whether streamlit's own configuration is in the repository."""
    return project.tree.is_file(".streamlit/config.toml")


def _declared(project: Project, port: str) -> bool:
    """Whether a file tells the platform that port."""
    return builder_of(project.target).declares_port(project, port)


def _run_calls(project: Project, start: StartCommand) -> Iterator[Finding]:
    from checker.start.run_calls import run_call_of  # noqa: PLC0415  gate: for `python FILE`

    port_variable = project.target.port_variable
    usual = builder_of(project.target).usual_port
    seen: set[tuple[str, int]] = set()
    for process in start.processes:
        call = run_call_of(project, process)
        if call is None or UNKNOWN in call.host or (call.path, call.start) in seen:
            continue
        seen.add((call.path, call.start))
        related = ((start.at(process.word.start, process.word.end), "started here"),)
        at = Location(call.path, call.start, call.end)
        certain = call.certain and not process.conditional
        if is_loopback(call.host):
            yield Finding(
                "CMD004",
                say(CALL if call.given else CALL_BY_DEFAULT, call=call.name, host=call.host),
                at,
                Severity.ERROR,
                certain=certain,
                help=say_whole("{advice}", advice=fill(call.advice, name=port_variable)),
                related=related,
            )
        elif (
            call.port.isdigit()
            and usual is not None
            and call.port != usual
            and not _declared(project, call.port)
        ):
            yield Finding(
                "CMD004",
                say(
                    FIXED_CALL if usual else CHOSEN_CALL,
                    call=call.name,
                    port=call.port,
                    usual=usual,
                    variable=port_variable,
                ),
                at,
                Severity.WARNING if usual else Severity.ERROR,
                certain=certain,
                help=say(
                    'pass `port=int(os.environ.get("{name}", 5000))`, or set the component\'s port'
                    if usual
                    else 'pass `port=int(os.environ["{name}"])`',
                    name=port_variable,
                ),
                related=related,
            )
