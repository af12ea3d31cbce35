"""Which processes of a start command are servers, and what they are told."""

from __future__ import annotations

from checker.start.servers.reading import read_service
from checker.start.servers.table import SERVERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.processes import Process
    from checker.start.servers.service import Read, Service


def service_of(process: Process, read: Read) -> Service | None:
    """What the process is told, where it is a server that is understood.

    Args:
        process: one of `processes_of`.
        read: gives the decoded file at a path from the root, for configuration files.
    """
    server = SERVERS.get(process.program)
    if server is None:
        return None
    return read_service(server, process, read)
