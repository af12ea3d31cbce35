"""What a server refuses: it reads its command line, prints an error and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.rules.registry import rule
from checker.rules.start.port import bind_option
from checker.rules.start.shared import told
from checker.start.command import start_command
from checker.start.servers.addresses import (
    BAD_HOST,
    BAD_PORT,
    NO_ADDRESS,
    NO_PORT,
    NUMBER_AS_HOST,
    PORT_RANGE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.servers.service import Bind, Service

REFUSED = {
    NO_PORT: "the address has no port after the colon → {server} does not start",
    BAD_PORT: "`{part}` is not a port number → {server} does not start",
    PORT_RANGE: "port {part} is not between 0 and 65535 → {server} does not start",
    NUMBER_AS_HOST: "{server} takes `{part}` for a host, not for a port → it does not start",
    BAD_HOST: "`{part}` is not an address that {server} can listen on → it does not start",
    NO_ADDRESS: "{server} needs an address before the port → it does not start",
}
"""A message for each reason of `checker.start.servers.addresses`."""


@rule("CMD010")
def server_refuses_argument(project: Project) -> Iterator[Finding]:
    """The server refuses its command line."""
    start = start_command(project)
    if start is None:
        return
    for service in start.services:
        yield from told(project, start, _addresses(project, start, service))


def _addresses(project: Project, start: StartCommand, service: Service) -> Iterator[Finding]:
    for bind in service.binds or ():
        if bind.kind == "refused":
            yield _address(project, start, service, bind)


def _address(project: Project, start: StartCommand, service: Service, bind: Bind) -> Finding:
    return Finding(
        "CMD010",
        say(REFUSED[bind.reason], server=service.name, part=bind.part),
        start.place(bind),
        Severity.ERROR,
        certain=service.certain and not service.process.conditional,
        help=say("write `{option}`", option=bind_option(project, service, bind)),
    )
