"""A server that takes a number with which it answers no request."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.data.server_limits import LIMITS
from checker.rules.registry import rule
from checker.rules.start.shared import in_context
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.options import Arguments, Given
    from checker.start.servers.service import Service

EFFECTS = {
    "silent": "`{option}` is {value} → {server} starts and answers no request",
    "refusing": "`{option}` is {value} → {server} starts and answers every request with {status}",
    "ending": "`{option}` is {value} → {server} ends right after it has started",
}
"""By what `checker.data.server_limits` says."""
HELP = "write at least {least}"
_THREADS = frozenset({"gthread", "gevent", "eventlet"})
_DIGITS = 9


@rule("CMD013")
def server_answers_nothing(project: Project) -> Iterator[Finding]:
    """The server starts with a number that lets it answer no request."""
    start = start_command(project)
    for service in () if start is None else start.services:
        if start is not None and service.name in LIMITS and service.arguments is not None:
            yield from in_context(project, start, _limits(start, service, service.arguments))


def _limits(start: StartCommand, service: Service, arguments: Arguments) -> Iterator[Finding]:
    process = service.process
    certain = arguments.certain and not process.conditional and not process.disturbed
    for limit in LIMITS[service.name]:
        given = arguments.last(*limit.names)
        value = _number(given)
        if given is None or value is None or value >= limit.least:
            continue
        if limit.threads and not _has_threads(arguments):
            continue
        least = max(limit.least, 1)
        option, advice = given.written, say(HELP, least=least)
        if given.source.startswith("UVICORN_"):
            option, advice = given.source, _set(given.source, least)
        message = say(EFFECTS[limit.effect], option=option, value=value, server=service.name,
                      status=limit.status)  # fmt: skip
        settled = certain and not (arguments.open and (given.file or given.source))
        yield Finding("CMD013", message, start.place(given), Severity.ERROR, certain=settled,
                      help=advice)  # fmt: skip
    workers = process.environment.get("WEB_CONCURRENCY")
    if service.name == "gunicorn" and workers == "0" and not arguments.all("-w", "--workers"):
        called = start.at(process.word.start, process.word.end)
        message = say(
            EFFECTS["silent"], option="WEB_CONCURRENCY", value=workers, server=service.name
        )
        yield Finding("CMD013", message, called, Severity.ERROR,
                      certain=certain and not arguments.open,
                      help=_set("WEB_CONCURRENCY", 1))  # fmt: skip


def _set(variable: str, least: int) -> str:
    return say("set {variable} to at least {least}", variable=variable, least=least)


def _number(given: Given | None) -> int | None:
    """The whole number that an option is given; None if it is another word, or not known."""
    text = given.value.literal if given is not None and given.value is not None else None
    if text is None or len(text) > _DIGITS:
        return None
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() else None


def _has_threads(arguments: Arguments) -> bool:
    """Whether gunicorn's workers count their connections: not the plain one, nor uvicorn's."""
    chosen = arguments.last("-k", "--worker-class")
    if chosen is not None and (chosen.value is None or chosen.value.literal != "sync"):
        return chosen.value is not None and chosen.value.literal in _THREADS
    threads = _number(arguments.last("--threads"))
    return threads is not None and threads > 1
