"""hypercorn's own: its configuration files, and `MODE:module:app`."""

from __future__ import annotations

from checker.start.config_files import document_of, python_layer, toml_layer
from checker.start.options import UNKNOWN_LAYER
from checker.start.processes import join
from checker.start.servers.table import ASGI, WSGI

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """What it is told."""
    config = reading.arguments.last("-c", "--config")
    if config is not None:
        document = document_of(reading, config)
        text = reading.value(config.name) or ""
        if document is None:
            layer = UNKNOWN_LAYER
        elif text.startswith(("file:", "python:")):
            layer = python_layer(reading, document)
        else:
            layer = toml_layer(reading, document)
        reading.arguments = reading.arguments.over(*layer)
    found = reading.service()
    application = found.application
    if application is None:
        return found
    protocol, paths = "any", list(found.paths)
    if application.text.count(":") == 2:
        mode, module, attribute = application.text.split(":")
        protocol = {"asgi": ASGI, "wsgi": WSGI}.get(mode, "")
        application = application._replace(module=module, attribute=attribute)
    folder, slash, module = application.module.rpartition("/")
    if slash:
        paths.insert(0, join(reading.process.directory, folder, reading.environment.home))
    # `shop.py` is the file's module where there is that file; else Python takes it for a package.
    application = application._replace(module=module.removesuffix(".py"))
    return found._replace(application=application, protocol=protocol, paths=tuple(paths))
