"""A server that honcho does not start first: its PORT is not the one that requests are sent to."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.start.environment import UNKNOWN
from checker.start.processes import HARMLESS
from checker.start.servers.service import PORT_VARIABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.start.command import StartCommand
    from checker.start.processes import Process
    from checker.start.servers.service import Bind, Service

FOUND = (
    "`{name}` is not the first process that honcho starts, so its `PORT` is {above} higher → "
    "the platform cannot reach {server}"
)
HELP = "put `{name}` first: honcho passes its own `PORT` to the first process only"
NAME = "HONCHO_PROCESS_NAME"
"""The variable in which honcho tells a process its name."""
_WORKERS = re.compile(
    r"(?:beat|bot|celery|clock|consumer|cron|flower|jobs?|queue|redis|release|rq|scheduler|tasks?"
    r"|worker)[_-]?\w*|\w+[_-]?(?:beat|bot|consumer|jobs?|queue|scheduler|tasks?|worker)"
)
"""Names of processes that nobody sends requests to."""
_QUIET = HARMLESS | {"honcho", "rq", "rqworker", "dramatiq", "huey_consumer", "huey_consumer.py"}


def shifted(start: StartCommand, service: Service) -> Iterator[Finding]:
    """The address of a server whose port honcho has raised.

    Args:
        start: what is started.
        service: a server that honcho does not start first.
    """
    if not service.process.environment.above:
        return
    bind = next((bind for bind in service.binds or () if _is_raised(service, bind)), None)
    environment = service.process.environment
    name = (environment.text(NAME) or "").rpartition(".")[0]
    before = [process for process in start.processes if process is not service.process]
    before = [process for process in before if process.environment.above < environment.above]
    serving = {id(each.process) for each in start.services if each.binds != ()}
    if bind is None or any(id(process) in serving for process in before):
        return
    quiet = all(_is_quiet(process) for process in before)
    yield Finding(
        "CMD004",
        say(FOUND, name=name, above=environment.above, server=service.name),
        start.place(bind),
        Severity.ERROR,
        certain=quiet and service.certain and not service.process.conditional,
        help=say(HELP, name=name),
    )


def _is_raised(service: Service, bind: Bind) -> bool:
    """Whether an address has the port of the variable."""
    port = service.process.environment.get("PORT")
    if bind.kind != "tcp" or bind.port != (port if isinstance(port, str) else UNKNOWN):
        return False
    given = service.arguments.options if service.arguments is not None else ()
    parts = [part for word in service.process.arguments for part in word.parts]
    parts += [part for each in given if each.value is not None for part in each.value.parts]
    return bind.default or any(part.name in PORT_VARIABLES for part in parts)


def _is_quiet(process: Process) -> bool:
    """Whether nobody sends requests to a process, by its program or by its name."""
    own = (process.environment.text(NAME) or "").rpartition(".")[0]
    if own and _WORKERS.fullmatch(own.lower()):
        return True
    return process.program in _QUIET and not {"runserver", "run"} & {
        word.value for word in process.arguments
    }
