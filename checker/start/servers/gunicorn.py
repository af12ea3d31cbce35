"""gunicorn's own: its command line, over `GUNICORN_CMD_ARGS`, over `gunicorn.conf.py`."""

from __future__ import annotations

from checker.parsers.shell import parse_shell
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, value_of
from checker.start.options import UNKNOWN_LAYER, Layer, read_arguments
from checker.start.processes import join
from checker.start.servers.service import Bind, target
from checker.start.servers.table import ASGI, WSGI

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.start.options import Given, NotKnown
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Application, Service

_WORKERS = {
    **dict.fromkeys(
        ("sync", "gthread", "gevent", "gevent_wsgi", "gevent_pywsgi", "eventlet"), WSGI
    ),
    "egg:meinheld#gunicorn_worker": WSGI,
    "meinheld.gmeinheld.MeinheldWorker": WSGI,
    "asgi": ASGI,
}
_ASGI_WORKERS = ("uvicorn.workers.Uvicorn", "uvicorn_worker.Uvicorn")


def read_special(reading: Reading) -> Service:
    """What gunicorn is told."""
    options, more, strange = _from_variable(reading)
    reading.arguments = reading.arguments.over(options, more)
    reading.arguments = reading.arguments._replace(
        not_known=(*reading.arguments.not_known, *strange)
    )
    file, document = _configuration(reading)
    reading.arguments = reading.arguments.over(*file)
    found = reading.service()
    paste = reading.arguments.last("--paste", "--paster")
    worker = reading.value("-k", "--worker-class") or "sync"
    protocol = ASGI if worker.startswith(_ASGI_WORKERS) else _WORKERS.get(worker, "")
    binds = _binds(reading, found.binds)
    found = found._replace(protocol=protocol, binds=binds, configured=document)
    if paste is None:
        return found._replace(application=_application(reading))
    from checker.start.servers.paste import gunicorn_with  # noqa: PLC0415  gate: --paste

    return gunicorn_with(reading, found, paste)


def _from_variable(reading: Reading) -> tuple[tuple[Given, ...], bool, tuple[NotKnown, ...]]:
    """The options of `GUNICORN_CMD_ARGS`, whether it may give more, and what is no option."""
    name = "GUNICORN_CMD_ARGS"
    value = reading.environment.get(name)
    if not isinstance(value, str):
        # A variable that the platform may set is not expected to: only a mentioned one is unknown.
        return (), value is State.PRESENT, ()
    script = parse_shell(value)
    if len(script.commands) != 1 or script.problem:
        return (), bool(value.strip()), ()
    given = read_arguments("gunicorn", script.commands[0].words, reading.environment)
    word = reading.process.word
    options = tuple(
        each._replace(
            start=word.start,
            end=word.end,
            value=each.value and each.value._replace(start=word.start, end=word.end),
            source=name,
        )
        for each in given.options
    )
    strange = tuple(each._replace(start=word.start, end=word.end) for each in given.not_known)
    return options, not given.certain, strange


def _configuration(reading: Reading) -> tuple[Layer, Document | None]:
    """What the configuration file sets, and the file."""
    given = reading.arguments.last("-c", "--config")
    if given is None:
        if reading.process.directory is None or reading.arguments.open:
            return UNKNOWN_LAYER, None
        path = join(reading.process.directory, "gunicorn.conf.py", reading.environment.home)
        document = reading.read(path) if path else None
        if document is None:
            return Layer(), None
    from checker.start.config_files import (  # noqa: PLC0415  gate: a configuration file
        document_of,
        python_layer,
    )

    if given is not None:
        document = document_of(reading, given)
    if document is None:
        return UNKNOWN_LAYER, None
    return python_layer(reading, document), document


def _application(reading: Reading) -> Application | None:
    """The first word, or the file's `wsgi_app`."""
    words = reading.arguments.positionals
    if words:
        return target(value_of(words[0]), reading.environment, "application")
    given = reading.arguments.last("wsgi_app")
    if given is None:
        return None
    return target(given.value, reading.environment, "application", given.file)


def _binds(reading: Reading, binds: tuple[Bind, ...] | None) -> tuple[Bind, ...] | None:
    """Gunicorn takes PORT by itself; in a file, one text may hold several addresses."""
    if binds is None or not binds[0].default:
        if binds and len(binds) == 1 and "," in binds[0].port:
            return None
        return binds
    word = reading.process.word
    port = reading.environment.get("PORT")
    if port is State.ABSENT:
        return binds
    if port is State.MAYBE:
        return None
    text = port if isinstance(port, str) else UNKNOWN
    return (Bind("0.0.0.0", text, word.start, word.end, default=True),)  # noqa: S104
