"""A function or a class that a request's arguments do not fit."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.python.names.callables import CLASS, FUNCTION, signature_of
from checker.rules.start.hints import call_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.python.names.bindings import Names
    from checker.python.names.callables import Signature
    from checker.rules.start.asked import Asked

FACTORY = (
    "`{name}` is a function that creates the application → {server} calls it as the application "
    "itself, and every request fails"
)
WHAT = {
    FUNCTION: "`{name}` is a function (arguments: {takes})",
    CLASS: "`{name}` is a class (arguments: {takes})",
    "instance": "`{name}` is an object with `__call__` (arguments: {takes})",
    "async": "`{name}` is an async function (arguments: {takes})",
}
CALLS = {
    2: "{server} calls it with the two arguments of WSGI for each request, which fails",
    3: "{server} calls it with the three arguments of ASGI for each request, which fails",
}


def wrong_callable(asked: Asked, names: Names) -> Iterator[Finding]:
    """A function or class that a request's arguments do not fit."""
    service, application, attribute = asked.service, asked.application, asked.attribute
    if attribute.called or service.factory or attribute.rest or service.name == "flask":
        return
    if not application.explicit and service.name != "gunicorn":
        return
    found = signature_of(names, attribute.name)
    if found is None:
        return
    either = 3 if found.is_async else 2
    number = {"WSGI": 2, "ASGI": 3, "any": either}.get(service.protocol)
    if number is None or not _fails(service.name, found, number):
        return
    if number == 2 and not found.is_async and found.what == FUNCTION and found.least < 2:
        message = say(FACTORY, name=attribute.name, server=service.name)
        help = call_of(service, application.module, attribute.name)
    else:
        what = "async" if found.is_async and found.what == FUNCTION else found.what
        message = say_then(
            WHAT[what],
            CALLS[number],
            name=attribute.name,
            takes=_number(found),
            server=service.name,
        )
        help = "name the application, as `module:name`"
    yield Finding(
        "CMD003",
        message,
        asked.at,
        Severity.ERROR,
        certain=asked.certain,
        help=help,
        related=((Location(asked.module.path), "defined here"),),
    )


def _fails(server: str, found: Signature, number: int) -> bool:
    """Whether every request fails; what speaks the other protocol is CMD007's."""
    if number == 2:
        return not found.takes(3 if found.is_async else 2)
    if server in ("uvicorn", "fastapi") and found.least == 0:
        return False  # it calls what it can without arguments, and serves what that gives
    if found.is_async:
        return not found.takes(3)
    if found.least == 2 == found.most:
        return False
    # All but gunicorn serve `app(scope)`, ASGI's second version, too.
    return not found.takes(3) and not (found.takes(1) and server != "gunicorn")


def _number(found: Signature) -> str:
    """How many arguments it takes: `2`, `1–2`, `1+`."""
    if found.most is None:
        return f"{found.least}+"
    return str(found.least) if found.least == found.most else f"{found.least}–{found.most}"
