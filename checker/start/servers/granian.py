"""granian's own: the interface, and an application in a file."""

from __future__ import annotations

from checker.start.servers.from_file import from_file
from checker.start.servers.table import INTERFACES, RSGI

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """What it is told."""
    found = reading.service()
    interface = reading.value("--interface")
    found = found._replace(protocol=RSGI if interface is None else INTERFACES.get(interface, ""))
    application = found.application
    if application is None or ("/" not in application.module and ".py" not in application.module):
        return found
    application, folder = from_file(reading, application)
    return found._replace(application=application, paths=(folder, *found.paths))
