"""What is written behind the colon of `module:name`: whether the server accepts it at all."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.data import compiled_data
from checker.data.releases import below
from checker.rules.start.hints import call_of
from checker.rules.start.spelling import dotted as dotted_for_gunicorn
from checker.start.servers.expressions import (
    NEITHER,
    NOT_AN_EXPRESSION,
    NOT_DOTTED,
    NOT_LITERAL,
    Expression,
    dotted,
    evaluated,
    literals_only,
)
from checker.start.servers.release import installed_release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.project.project import Project
    from checker.rules.start.asked import Asked
    from checker.start.command import StartCommand

GRAMMARS: dict[str, Callable[[str], Expression]] = {
    "gunicorn": literals_only,
    "flask": literals_only,
    "hypercorn": evaluated,
    "uvicorn": dotted,
    "daphne": dotted,
    "granian": dotted,
    "waitress-serve": dotted,
    "fastapi": dotted,
}
"""How each server reads what follows the colon; gunicorn below 20.0 evaluates it."""
REFUSED = {
    NOT_AN_EXPRESSION: "`{part}` is neither a name nor a call of one → {server} does not start",
    NEITHER: "`{part}` is neither a name nor a call of one → {server} does not start",
    NOT_LITERAL: "`{part}` is not a literal, and {server} accepts only literals as arguments "
    "→ it does not start",
    NOT_DOTTED: "{server} takes `{part}` for the name of an attribute and calls nothing "
    "→ it does not find it and does not start",
}
BIND = "bind it in the module (`application = {expression}`) and write `{module}:application`"
NAME = "write the name of the application, as `{module}:application`"
MODE = "`{mode}` is neither `asgi` nor `wsgi` → hypercorn does not start"


def refused_form(project: Project, start: StartCommand, asked: Asked) -> Iterator[Finding]:
    """An expression that the server does not accept, or that is more than it reads."""
    service, text = asked.service, asked.application.attribute
    grammar = GRAMMARS.get(service.name)
    mode, colon, _ = asked.application.text.partition(":")
    if service.name == "hypercorn" and not service.protocol and colon:
        message = say(MODE, mode=mode)
        yield Finding("CMD003", message, asked.at, Severity.ERROR, certain=asked.certain,
                      help="write `asgi:` or `wsgi:`")  # fmt: skip
        return
    if grammar is None or not text or text.isidentifier():
        return
    certain = asked.certain
    if service.name == "gunicorn":
        if re.fullmatch(r"[\w.]+", text) and asked.attribute.rest.startswith("."):
            yield from dotted_for_gunicorn(project, start, service, asked.application)
            return
        release = installed_release(project, "gunicorn", compiled_data("gunicorn")["version"])
        if release is not None and below(release.version, "20.0"):
            grammar = evaluated
        certain = certain and release is not None
    found = grammar(text)
    if not found.problem:
        return
    yield Finding(
        "CMD003",
        say(REFUSED[found.problem], server=service.name, part=found.part or text),
        asked.at,
        Severity.ERROR,
        certain=certain,
        help=_help(asked, found),
    )


def _help(asked: Asked, found: Expression) -> str:
    text, module = asked.application.attribute, asked.application.module
    called = re.fullmatch(r"([^\W\d]\w*)\(\s*\)", text)
    if found.problem == NOT_DOTTED and called and asked.service.name != "daphne":
        return call_of(asked.service, module, called[1])
    if found.problem == NOT_AN_EXPRESSION or not set(text) & set("(["):
        return say(NAME, module=module)
    return say(BIND, expression=text, module=module)
