"""uvicorn's, hypercorn's and granian's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.start.environment import HOLE
from checker.start.options import UNKNOWN
from checker.start.processes import join
from checker.start.servers.table import ASGI, RSGI, WSGI

if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Application, Service

_INTERFACES = {"wsgi": WSGI, "asgi": ASGI, "asginl": ASGI, "rsgi": RSGI}


def read_special(reading: Reading) -> Service:
    """What one of the three is told."""
    readers = {"uvicorn": _uvicorn, "hypercorn": _hypercorn, "granian": _granian}
    return readers[reading.name](reading)


def _uvicorn(reading: Reading) -> Service:
    interface = reading.value("--interface")
    protocol = {None: ASGI, "auto": ASGI, "wsgi": WSGI, HOLE: ""}.get(interface, ASGI)
    return reading.service()._replace(protocol=protocol)


def _hypercorn(reading: Reading) -> Service:
    config = reading.arguments.last("-c", "--config")
    if config is not None:
        from checker.start.config_files import document_of, python_layer, toml_layer

        document = document_of(reading, config)
        text = reading.value(config.name) or ""
        if document is None:
            layer = UNKNOWN
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
        protocol = _INTERFACES.get(mode, "")
        application = application._replace(module=module, attribute=attribute)
    folder, slash, module = application.module.rpartition("/")
    if slash:
        paths.insert(0, join(reading.process.directory, folder, reading.environment.home))
    # `shop.py` is the file's module where there is that file; else Python takes it for a package.
    application = application._replace(module=module.removesuffix(".py"))
    return found._replace(application=application, protocol=protocol, paths=tuple(paths))


def _granian(reading: Reading) -> Service:
    found = reading.service()
    interface = reading.value("--interface")
    found = found._replace(protocol=RSGI if interface is None else _INTERFACES.get(interface, ""))
    application = found.application
    if application is None or ("/" not in application.module and ".py" not in application.module):
        return found
    application, folder = from_file(reading, application)
    return found._replace(application=application, paths=(folder, *found.paths))


def from_file(reading: Reading, application: Application) -> tuple[Application | None, str | None]:
    """The module that a file's name stands for, and the folder in which it is looked for.

    granian and flask go up from the file as long as there is an `__init__.py`.
    """
    path = join(reading.process.directory, application.module, reading.environment.home)
    if not path:
        return None, None
    folder = path.removesuffix(".py").removesuffix("/__init__")
    names: list[str] = []
    while True:
        folder, _, name = folder.rpartition("/")
        names.insert(0, name)
        if not folder or reading.read(f"{folder}/__init__.py") is None:
            break
    if not all(name.isidentifier() for name in names):
        return None, None
    return application._replace(module=".".join(names)), folder
