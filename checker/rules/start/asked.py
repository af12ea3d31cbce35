"""What a server asks which module for: the value that the rules on applications share."""

from __future__ import annotations

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Location
    from checker.python.names.resolve_module import Module
    from checker.start.importing import Attribute
    from checker.start.servers.service import Application, Service


class Asked(NamedTuple):
    """What a server asks which module for."""

    service: Service
    application: Application
    module: Module
    attribute: Attribute
    at: Location
    certain: bool
