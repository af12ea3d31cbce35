"""waitress's own: an application without a colon is not taken apart."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """What it is told."""
    found = reading.service()
    if found.application is None or found.application.explicit:
        return found
    return found._replace(application=None)  # `module.attribute`: where one ends is not written
