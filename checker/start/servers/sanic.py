"""sanic's own: an application may be written with a dot."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """`module:app`; `module.app` is taken apart at the last dot, `module` has `app`."""
    found = reading.service()
    application = found.application
    if application is None or "/" in application.module or reading.flag("-s", "--simple"):
        return found._replace(application=None)
    if not application.explicit:
        module, dot, attribute = application.module.rpartition(".")
        application = application._replace(
            module=module if dot else attribute,
            attribute=attribute if dot else "app",
            explicit=bool(dot),
        )
    return found._replace(application=application)
