"""The port variables that the web command uses: are they set, and expanded."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.parsers.shell import PartKind
from checker.platform.builder import builder_of
from checker.platform.environment import State
from checker.rules.registry import rule
from checker.rules.start.port import PORT
from checker.rules.start.shared import in_context
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Part, Word
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.options import Given
    from checker.start.servers.service import Service

UNSET = "`{written}` is unset on this target, so it expands to an empty string"
THEN = {
    "anywhere": "{server} listens on an unknown port",
    "stops": "{server} does not start",
}


@rule("CMD005")
def port_variable_undefined(project: Project) -> Iterator[Finding]:
    """The command uses a port variable that the platform does not set, or that is not expanded."""
    start = start_command(project)
    if start is None:
        return
    for service in start.services:
        for word in service.process.arguments:
            if any(
                word.start < bind.end and bind.start < word.end
                for bind in service.binds or ()
                if not bind.file
            ):
                yield from in_context(project, start, _in_word(project, start, service, word))
        for given in service.arguments.options if service.arguments is not None else ():
            if given.file and any(
                given.file == bind.file and given.start < bind.end and bind.start < given.end
                for bind in service.binds or ()
            ):
                yield from in_context(project, start, _in_file(project, service, given))


def _in_file(project: Project, service: Service, given: Given) -> Iterator[Finding]:
    """`$(PORT)` in uWSGI's file, `os.environ["PORT"]` in gunicorn's."""
    name = project.target.port_variable
    instead = f"$({name})" if service.name == "uwsgi" else f'os.environ.get("{name}", "5000")'
    for part in _variables(given.value.parts if given.value is not None else ()):
        if service.process.environment.get(part.name) is State.ABSENT:
            yield Finding(
                "CMD005",
                say_then(UNSET, THEN[_then(service)], written=part.text, server=service.name),
                Location(given.file, part.start, part.end),
                Severity.ERROR,
                certain=service.certain and not service.process.conditional,
                help=say("write `{instead}`", instead=instead),
            )


def _then(service: Service) -> str:
    """What becomes of a server whose port is not a number: a key of `THEN`."""
    return "anywhere" if service.name == "uwsgi" else "stops"


def _in_word(
    project: Project, start: StartCommand, service: Service, word: Word
) -> Iterator[Finding]:
    environment = service.process.environment
    certain = not service.process.conditional
    for part in _variables(word.parts):
        value = environment.get(part.name)
        written = part.text
        if value is State.ABSENT:
            yield Finding(
                "CMD005",
                say_then(UNSET, THEN[_then(service)], written=written, server=service.name),
                start.at(part.start, part.end),
                Severity.ERROR,
                certain=certain,
                help=say(
                    "write `{written}`",
                    written=builder_of(project.target).port_expression,
                ),
            )
        elif (
            part.name == "PORT"
            and not part.operator
            and project.target.port_variable != part.name
            and value == PORT == start.environment.get("PORT")
        ):
            yield Finding(
                "CMD005",
                say(
                    "`{written}` is always 5000 on this target → "
                    "a component with another port is not reached, its port is in `$_PORT`",
                    written=written,
                ),
                start.at(part.start, part.end),
                Severity.INFO,
                certain=certain,
                help=say("write `{written}`", written=builder_of(project.target).port_expression),
            )
    for index, part in enumerate(word.parts):
        following = word.parts[index + 1].text if index + 1 < len(word.parts) else ""
        if part.kind is PartKind.LITERAL and _kept(part, following):
            yield Finding(
                "CMD005",
                say_then(
                    "the shell does not expand `{written}`, so {server} uses it as the port",
                    THEN[_then(service)],
                    written=part.text if part.text != "$" else "$" + following,
                    server=service.name,
                ),
                start.at(part.start, part.end),
                Severity.ERROR,
                certain=certain and service.certain,
                help='write it without quotes, or between `"`',
            )


def _variables(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The uses of PORT and _PORT that have no default of their own."""
    for part in parts:
        if part.kind is not PartKind.VARIABLE:
            continue
        # A variable in another one's default counts only where the outer one has no value.
        if part.name in ("PORT", "_PORT") and part.operator in ("", ":?", "?"):
            yield part


def _kept(part: Part, following: str) -> bool:
    """Whether a literal holds a port variable that was meant to be expanded."""
    text = part.text + (following if part.text == "$" else "")
    names = ("$PORT", "$_PORT", "${PORT", "${_PORT", "{PORT", "{_PORT")
    if part.single and any(name in text for name in names):
        return True
    return "%PORT%" in part.text
