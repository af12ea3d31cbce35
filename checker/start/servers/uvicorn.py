"""uvicorn's own: the interface says which protocol it speaks."""

from __future__ import annotations

from checker.start.environment import UNKNOWN
from checker.start.servers.table import ASGI, WSGI

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """What it is told."""
    interface = reading.value("--interface")
    protocol = {None: ASGI, "auto": ASGI, "wsgi": WSGI, UNKNOWN: ""}.get(interface, ASGI)
    return reading.service()._replace(protocol=protocol)
