"""The commands of a Procfile as an editor looks at them: what stands at an offset, and in whose."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import cache
from checker.base.findings import Location
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.editor.hover.markdown import code
from checker.parsers.shell import PartKind
from checker.platform.environment import State
from checker.start.command import PROCFILE, StartCommand
from checker.start.environment import UNKNOWN, render
from checker.start.options import Given, read_arguments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.parsers.procfile import Line
    from checker.parsers.shell import Part, Word
    from checker.platform.environment import Environment
    from checker.project.project import Project
    from checker.start.processes import Process

LENGTH = 8_192
"""Code points of a command that are looked at."""
_SUBCOMMANDS = {
    "flask": ("run", "flask-run"),
    "streamlit": ("run", "streamlit-run"),
    "celery": ("worker", "celery-worker"),
    "manage.py": ("runserver", "runserver"),
}
"""Programs whose options depend on the word after them: that word, and the table's name."""
_VARIABLE = re.compile(r"\$\{?([A-Za-z_]\w*)")


class Options(NamedTuple):
    """A part of a command line that one table of options is for."""

    program: str
    """The table's name."""
    words: tuple[Word, ...]
    given: tuple[Given, ...]
    positionals: tuple[Word, ...]
    start: int
    """Where it begins, right after the program's or sub-command's name."""
    process: Process


def line_at(project: Project, offset: int) -> Line | None:
    """The Procfile's line that holds an offset, its end included."""
    procfile = project.procfile
    if procfile is None:
        return None
    number = procfile.document.line_column(offset)[0]
    return procfile.lines[number - 1] if number <= len(procfile.lines) else None


def command_of(project: Project, line: Line) -> StartCommand | None:
    """What a line's command starts, whatever its type; None for no command or a huge one."""
    if not line.type or not line.command or len(line.command) > LENGTH:
        return None
    whole = Location(PROCFILE, *line.command_span)
    return StartCommand(project, line.command, line.command_span.start, whole, False)


def options_of(process: Process) -> Iterator[Options]:
    """The parts of a process's command line whose options are known."""
    program, words = process.program, process.arguments
    start = process.word.end
    if program in _SUBCOMMANDS:
        name, inner = _SUBCOMMANDS[program]
        if program in option_help():
            before = read_arguments(program, words, process.environment, first_only=True)
            yield Options(program, words, before.options, before.positionals, start, process)
            words = before.positionals
        if words and words[0].value == name:
            yield _options(inner, words[1:], words[0].end, process)
    elif program in option_help():
        yield _options(program, words, start, process)


def _options(program: str, words: tuple[Word, ...], start: int, process: Process) -> Options:
    read = read_arguments(program, words, process.environment)
    return Options(program, words, read.options, read.positionals, start, process)


def variables_of(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The variables of a word, those in another one's default included."""
    for part in parts:
        if part.kind is PartKind.VARIABLE:
            yield part
            yield from variables_of(part.default)


def expanded_at(process: Process, text: str, offset: int) -> tuple[Part, str] | None:
    """The place of a variable that the command line itself sets, and what it comes to there.

    The walk has put the value in its place; the Procfile's `text` still has the name.
    """
    words = (process.word, *process.arguments)
    parts = [part for word in words for part in word.parts if part.start <= offset <= part.end]
    for place in parts:
        written = _VARIABLE.match(text, place.start, place.end)
        if written is None or place.name == written[1]:
            continue
        if place.kind is PartKind.LITERAL and place.text == text[place.start : place.end]:
            continue  # in quotes
        here = tuple(part for part in parts if part[2:4] == place[2:4])
        value = render(here, process.environment).text
        return place, _expanded(process, written[1], None if UNKNOWN in value else value, offset)
    return None


def _expanded(process: Process, name: str, value: str | None, offset: int) -> str:
    """What is said of a variable whose value the shell has put in; None is an unknown one."""
    said = code(f"${name}", 60)
    known = "an empty string" if value == "" else value and code(value)
    command = process.command
    if command is not None and any(given.name == name for given in command.assignments):
        parts = [part for word in command.words for part in variables_of(word.parts)]
        if any(part.name == name and part.start <= offset <= part.end for part in parts):
            return (
                f"The shell expands {said} before it sets {code(name, 60)} for this command: "
                f"its value here is {known or 'the earlier one'}."
            )
    return f"{said} is {known or 'unknown'} here."


@cache
def option_help() -> Mapping[str, Mapping[str, str]]:
    """What options do, by table and full name."""
    return {
        program: {names.partition(" ")[0]: said for names, said in found.items()}
        for program, found in compiled_data("option-help")["text"].items()
    }


@cache
def _names(program: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for names in compiled_data("option-help")["text"][program]:
        all_names = tuple(names.split())
        found.update(dict.fromkeys(all_names, all_names))
    return found


def names_of(program: str, name: str) -> tuple[str, ...]:
    """All names of an option, the full one first; the name alone where it has no text."""
    return _names(program).get(name, (name,)) if program in option_help() else (name,)


def text_of(program: str, name: str) -> str:
    """What an option does; empty where that is not told."""
    return option_help().get(program, {}).get(names_of(program, name)[0], "")


def meaning(name: str, environment: Environment, project: Project) -> str:
    """What a variable comes to when the command runs on the target (F40, F47–F50)."""
    value = environment.get(name)
    port = project.target.port_variable
    said = code(f"${name}", 60)
    if isinstance(value, str):
        if name == "PORT" and value == "5000" and port != "PORT":
            return fill(_ALWAYS, name=said, port=port)
        return fill("{name} is {value} here.", name=said, value=code(value))
    if value is State.PRESENT:
        if name == "PORT" != port:
            return fill("{name} is what the rainbondfile sets for the component.", name=said)
        if name in ("PORT", "_PORT"):
            return fill(_GIVEN, name=said)
        return fill("{name} is set by the platform; its value is unknown here.", name=said)
    if value is State.ABSENT:
        return fill(_NO_PORT if name in ("PORT", "_PORT") else _UNSET, name=said, port=port)
    return fill(_OWN, name=said)


_ALWAYS = (
    "{name} is always `5000` on this target, whatever port the component has; the component's port "
    "is in `${port}`."
)
_GIVEN = "{name} is the component's port: the platform sets it at the start."
_UNSET = "{name} is unset on this target, so it expands to an empty string."
_NO_PORT = (
    "{name} is unset on this target, so it expands to an empty string; the component's port is in "
    "`${port}`."
)
_OWN = (
    "{name} is nothing that the platform sets by itself: what it is, the component's own variables "
    "say."
)
