"""celery's and flower's own."""

from __future__ import annotations

from checker.start.environment import value_of
from checker.start.options import Arguments, Given, from_variables, read_arguments
from checker.start.servers.service import Bind, Needed, target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Word
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service

_LONG = ("worker", "beat", "flower", "events")
"""The sub-commands that run as long as the container shall live."""


def read_special(reading: Reading) -> Service | None:
    """What celery is told: `celery -A proj worker`, or before 5.0 `celery worker -A proj`."""
    process, environment = reading.process, reading.environment
    first = read_arguments("celery", process.arguments, environment, first_only=True)
    if not first.positionals or first.positionals[0].value not in _LONG:
        return None
    verb = first.positionals[0].value or ""
    words = first.positionals[1:]
    if verb == "flower":
        behind = _flower(words)
    else:  # beat's and events' own options do not matter here
        behind = read_arguments("celery-worker", words, environment)
    variable = [
        each
        for each in from_variables("celery", "", environment, process.word)
        if each.name == "--app"
    ]
    if verb != "worker":  # what was read by the worker's table is not judged by it
        own = tuple(each._replace(table="") for each in behind.options)
        behind = behind._replace(options=own, not_known=())
    options = (*variable, *first.options, *behind.options)
    certain = first.certain and (behind.certain or verb != "worker")
    not_known = (*first.not_known, *behind.not_known)
    reading.arguments = Arguments(options, first.positionals[:1], certain, not_known=not_known)
    found = reading.service()
    given = reading.arguments.last("-A", "--app")
    return found._replace(
        name="celery flower" if verb == "flower" else "celery",
        application=target(given.value, environment, "") if given is not None else None,
        binds=_flower_binds(reading) if verb == "flower" else (),
        libraries=(*found.libraries, *_flower_itself(first, verb)),
        daemon=reading.flag("-D", "--detach"),
        host_option="--address=0.0.0.0 --port={port}",
    )


def _flower_itself(first: Arguments, verb: str) -> tuple[Needed, ...]:
    word = first.positionals[0]
    return (Needed("flower", "celery flower", word.start, word.end),) if verb == "flower" else ()


def _flower(words: tuple[Word, ...]) -> Arguments:
    """Flower's options are Tornado's: `--port=5555`, always with `=`."""
    options = []
    for word in words:
        name, equals, _ = (word.parts[0].text if word.parts else "").partition("=")
        if equals and name.startswith("-"):
            value = value_of(word, len(name) + 1)
            option = "--" + name.lstrip("-").replace("_", "-")
            options.append(Given(option, value, word.start, word.end))
    return Arguments(tuple(options), (), True)


def _flower_binds(reading: Reading) -> tuple[Bind, ...] | None:
    arguments, word = reading.arguments, reading.process.word
    if arguments.last("--unix-socket", "--conf"):
        return None
    if any(name.startswith("FLOWER_") for name, _ in reading.environment.items()):
        return None
    port, host = arguments.last("--port"), arguments.last("--address")
    values = (
        reading.value("--address") or "",
        "5555" if port is None else reading.value("--port") or "",
    )
    places = [each for each in (port, host) if each is not None]
    if not places:
        return (Bind(*values, word.start, word.end, default=True),)
    start, end = min(each.start for each in places), max(each.end for each in places)
    return (Bind(*values, start, end),)
