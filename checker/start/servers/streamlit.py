"""streamlit's own: it is given a file."""

from __future__ import annotations

from checker.start.environment import UNKNOWN, render
from checker.start.servers.service import Application

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """What it is told."""
    found = reading.service()._replace(application=None, paths=(reading.process.directory,))
    if not reading.arguments.positionals:
        return found
    file = reading.arguments.positionals[0]
    name = render(file.parts, reading.environment).text
    if UNKNOWN in name or "://" in name or not name:
        return found
    application = Application(name, "", "", file.start, file.end, False, name)
    return found._replace(application=application)
