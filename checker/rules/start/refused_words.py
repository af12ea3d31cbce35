"""Words that a server refuses although each of its options is right by itself."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import listed, say, say_then
from checker.base.spelling import closest, edit_distance
from checker.data.releases import below
from checker.platform.environment import State
from checker.start.options import read_arguments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.options import Arguments, Given, NotKnown
    from checker.start.processes import Process
    from checker.start.servers.release import Release
    from checker.start.servers.service import Service

ONE_WORD = frozenset({"uvicorn", "hypercorn", "granian", "waitress-serve", "flask", "fastapi"})
"""Servers that end if a word follows the application (gunicorn passes over it)."""
_NO_WORD = frozenset({"flask"})
"""Of those, `run` takes no word at all."""
_NEED_WORD = (ONE_WORD | {"gunicorn"}) - {"flask", "fastapi"}
_ENDING = (
    *("--help", "-h", "--version", "-v", "--check-config", "--print-config"),
    *("--paste", "--paster"),
)
"""Options with which a server needs no application, or prints something and ends."""
NOTHING = "{server} has no application to serve → it prints an error and does not start"
EXTRA = "{server} does not take a further word: `{word}` → it prints an error and does not start"
BOTH = "{server} does not take `{option}` beside `--listen` → it prints an error and does not start"
MODULE = "`{word}` names a module and no application in it"
SERVES = "{server} serves nothing"
CLASS = "{server} has no worker class `{value}` → it does not start"
IMPORTED = (
    "`{value}` for `{option}` is not a name that {release} knows, and not `module:attribute` → "
    "it does not start"
)
_CLASSES = ("asyncio", "uvloop", "trio")
"""hypercorn's worker classes (`hypercorn/run.py`); no other can be imported."""
_IMPORTED_SINCE = "0.36.0"
"""uvicorn's first release that imports a value that it has no name for (`uvicorn/config.py`)."""
_NAMES = {
    "--http": ("auto", "h11", "httptools", "zttp"),
    "--loop": ("auto", "asyncio", "uvloop", "none", "zuvloop"),
    "--ws": ("auto", "none", "websockets", "websockets-sansio", "wsproto"),
}
"""What uvicorn has a name for; the last ones of a row came later than the others."""


def refused_words(
    start: StartCommand, service: Service, release: Release | None
) -> Iterator[Finding]:
    """What the server refuses of its words as a whole, and of its values that are no option's.

    Args:
        start: the web command.
        service: one of its servers.
        release: the installed release of uvicorn; None for another, or if that is not known.
    """
    arguments = service.arguments
    if arguments is None:
        return
    certain = not service.process.conditional and not service.process.disturbed
    if arguments.certain and service.name in ONE_WORD | _NEED_WORD:
        yield from _words(start, service, arguments, certain)
    if service.name == "waitress-serve":
        yield from _beside(start, arguments, certain)
    if service.name == "hypercorn":
        yield from _class(start, arguments, certain)
    if release is not None and below(release.version, _IMPORTED_SINCE) is False:
        yield from _imported(start, arguments, release, certain)


def _words(
    start: StartCommand, service: Service, arguments: Arguments, certain: bool
) -> Iterator[Finding]:
    words = arguments.positionals
    if not words and service.name in _NEED_WORD and not _ends(service, arguments):
        called = service.process.word
        message = say(NOTHING, server=service.name)
        yield Finding("CMD010", message, start.at(called.start, called.end), Severity.ERROR,
                      certain=certain, help="write the application: `module:name`")  # fmt: skip
    further = words[0 if service.name in _NO_WORD else 1 :]
    for word in further[:1] if service.name in ONE_WORD else ():
        if not word.value:
            return  # a variable: the rule on variables has it
        message = say(EXTRA, server=service.name, word=word.value)
        at = start.at(word.start, word.end)
        yield Finding("CMD010", message, at, Severity.ERROR, certain=certain,
                      help=say("remove `{word}`", word=word.value))  # fmt: skip
    if service.name == "waitress-serve" and len(words) == 1:
        name = words[0].value or ""
        if name.isidentifier():
            message = say_then(MODULE, SERVES, word=name, server=service.name)
            at = start.at(words[0].start, words[0].end)
            advice = say("write `{word}:` and the name of the application", word=name)
            yield Finding("CMD010", message, at, Severity.ERROR, certain=certain, help=advice)


def _ends(service: Service, arguments: Arguments) -> bool:
    """Whether it prints its help or its version, or may get the application from a variable."""
    if arguments.open or service.application is not None:
        return True
    if arguments.last(*_ENDING) is not None:
        return True
    named = service.process.environment.get("UVICORN_APP")
    return service.name == "uvicorn" and (isinstance(named, str) or named is State.PRESENT)


def _beside(start: StartCommand, arguments: Arguments, certain: bool) -> Iterator[Finding]:
    """waitress takes the address from `--listen`, or from `--host` and `--port`."""
    if arguments.last("--listen") is None:
        return
    for given in filter(None, (arguments.last("--port"), arguments.last("--host"))):
        message = say(BOTH, server="waitress-serve", option=given.name)
        yield Finding("CMD010", message, start.place(given), Severity.ERROR, certain=certain,
                      help=say("remove `{option}`, or `--listen`", option=given.name))  # fmt: skip
        return


def _class(start: StartCommand, arguments: Arguments, certain: bool) -> Iterator[Finding]:
    """hypercorn's worker class, of the command line or its configuration file."""
    given = arguments.last("-k", "--worker-class")
    value = _literal(given)
    if given is not None and value and value not in _CLASSES:
        message = say(CLASS, server="hypercorn", value=value)
        yield Finding("CMD010", message, start.place(given), Severity.ERROR, certain=certain,
                      help=say("use one of {values}", values=listed(_CLASSES)))  # fmt: skip


def _imported(
    start: StartCommand, arguments: Arguments, release: Release, certain: bool
) -> Iterator[Finding]:
    """A value of uvicorn that is neither one of its names nor something to import."""
    for option, names in _NAMES.items():
        given = arguments.last(option)
        value = _literal(given)
        if given is None or given.source or not value or value in names or ":" in value:
            continue
        message = say(IMPORTED, value=value, option=option, release=release.shown)
        yield Finding("CMD010", message, start.place(given), Severity.ERROR, certain=certain,
                      help=say("use one of {values}", values=listed(names[:3])))  # fmt: skip


def _literal(given: Given | None) -> str:
    return (given.value.literal or "") if given is not None and given.value is not None else ""


COMMAND = "{program} has no command `{word}` → it prints an error and does not start"
_COMMANDS = {
    "fastapi": frozenset({"run", "dev", "deploy", "login", "logout", "whoami", "cloud"}),
    "flask": frozenset({"run", "shell", "routes"}),
}
_OWN_COMMANDS = frozenset({"flask"})
"""Programs to which the application, or what is installed, may add commands."""

_FILES = 200
"""Files that are searched for a command at the most."""


def _is_nowhere(project: Project, name: str) -> bool | None:
    """Whether no file that could add a command has its name; None if that is not known."""
    paths = [path for path in project.tracked or () if path.endswith((".py", ".toml", ".cfg"))]
    if project.tracked is None or len(paths) > _FILES:
        return None
    documents = [project.document(path) for path in paths]
    return all(document is not None and name not in document.text for document in documents)


def refused_command(
    project: Project,
    start: StartCommand,
    process: Process,
    not_known: Callable[[NotKnown], tuple[str, str]],
) -> Iterator[Finding]:
    """A sub-command that the program lacks, or an option before it that it lacks.

    Args:
        project: the project.
        start: the web command.
        process: `flask` or `fastapi`, started with no sub-command that serves.
        not_known: says what is wrong with a word that is not an option, and what to type.
    """
    certain = not process.conditional and not process.disturbed
    program = process.program
    if program == "flask":
        table = "flask"
        found = read_arguments(table, process.arguments, process.environment, first_only=True)
        for word in found.not_known:
            message, advice = not_known(word)
            if message:
                at = start.at(word.start, word.end)
                yield Finding("CMD010", message, at, Severity.ERROR, certain=certain, help=advice)
                return
        words = found.positionals if found.certain else ()
    else:
        words = process.arguments
    name = words[0].value if words else None
    if not name or name.startswith("-") or name in _COMMANDS[program]:
        return
    near = closest(name, ["run", "dev"]) if program == "fastapi" else "run"
    if program == "flask" and edit_distance(name, "run") > 1:
        return
    if near:
        message = say(COMMAND, program=program, word=name)
        at = start.at(words[0].start, words[0].end)
        if program in _OWN_COMMANDS:
            nowhere = _is_nowhere(project, name)
            if nowhere is False:
                return
            certain = certain and nowhere is True
        yield Finding("CMD010", message, at, Severity.ERROR, certain=certain,
                      help=say("write `{program} {near}`", program=program, near=near))  # fmt: skip
