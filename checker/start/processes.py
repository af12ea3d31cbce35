"""From a command line to the processes that it starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.parsers.shell import parse_nested
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render, value_of
from checker.start.wrappers import MODULES, WRAPPERS, env_command, wrapped_command

if TYPE_CHECKING:
    from checker.parsers.shell import Command, Script, Word
    from checker.platform.environment import Environment

NESTING = 4
"""Levels of `sh -c "sh -c …"` that are looked into."""

WRAPPED = 16
"""Programs that start each other (`nohup nice …`) up to the one that is looked for."""

PYTHON = re.compile(r"(?:python|pypy)(?:\d(?:\.\d+)?)?")
SHELLS = frozenset({"sh", "bash", "dash", "ash", "zsh"})
_HARMLESS = frozenset(
    {"cd", "echo", "printf", "export", "mkdir", "sleep", "ls", "pwd", "true", ":", "set", "ulimit"}
    | {"date", "wait", "touch", "chmod", "rm", "alembic", "flask", "aerich", "celery", "manage.py"}
    | {"unset", "umask", "django-admin", "id", "whoami", "gunicorn", "uvicorn", "[", "test", "free"}
)
"""Programs that neither bring modules nor change what the following commands see."""


class Process(NamedTuple):
    """One program that a command line starts, wrappers taken off."""

    program: str
    """Its name without folders: `gunicorn`; `manage.py` for `python manage.py …`; `waitress-serve`
    for `python -m waitress …`."""
    word: Word
    """Where it is named."""
    arguments: tuple[Word, ...]
    """What follows that word."""
    directory: str | None
    """POSIX, from the root (`""`); None where it is not known."""
    environment: Environment
    wrappers: tuple[Word, ...] = ()
    """Words that name the programs before it."""
    interpreter: Word | None = None
    """The word `python` where that runs it."""
    module: bool = False
    """Whether it was given as `python -m`, which puts the working folder on the path."""
    command: Command | None = None
    """The simple command of the outermost line that it stands in."""
    conditional: bool = False
    """Whether it runs only if something before it failed, or if a test holds."""
    disturbed: bool = False
    """Whether something before it may have changed files, variables or the folder."""
    last: bool = False
    """Whether it is what the command line ends with: the container lives as long as it does."""
    background: int | None = None
    """Where the `&` stands that puts it into the background."""
    moved: Word | None = None
    """The folder of the `cd` that has to succeed before it is started."""

    @property
    def path(self) -> str:
        """How it is called, with folders; empty where an expansion decides."""
        return self.word.value or ""


def processes_of(script: Script, environment: Environment) -> tuple[Process, ...]:
    """The processes that a command line starts, in order; empty where nothing is understood."""
    walk = _Walk("", environment)
    walk.script(script, None, True, 0)
    return tuple(walk.found)


def join(directory: str | None, path: str, home: str) -> str | None:
    """The path, from the root, that `path` means in `directory`; None where it is outside."""
    if directory is None or UNKNOWN in path:
        return None
    if path.startswith("/"):
        if path != home and not path.startswith(home + "/"):
            return None
        directory, path = "", path[len(home) :]
    parts = directory.split("/") if directory else []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


class _Walk:
    """The state of a shell between its commands."""

    def __init__(self, directory: str | None, environment: Environment) -> None:
        self.directory = directory
        self.environment = environment
        self.disturbed = False
        self.moved: Word | None = None
        self.found: list[Process] = []

    def script(self, script: Script, outer: Command | None, last: bool, depth: int) -> None:
        tested = False
        for index, command in enumerate(script.commands):
            if command.before in (";", "&"):
                tested = False
            ends = index == len(script.commands) - 1
            self.simple(
                command,
                outer or command,
                conditional=tested or command.before == "||",
                last=last and ends and not script.problem,
                background=command.after == "&" and ends and not script.problem,
                depth=depth,
            )
            if command.words and command.words[0].value in ("[", "test"):
                tested = True
        if script.problem:
            self.disturbed = True

    def simple(
        self,
        command: Command,
        outer: Command,
        *,
        conditional: bool,
        last: bool,
        background: bool,
        depth: int,
    ) -> None:
        values = {given.name: self.value(given.value.parts) for given in command.assignments}
        if not command.words:
            self.environment = self.environment.with_values(values)
            return
        name = command.words[0].value
        if name in ("cd", "pushd"):
            self.change_directory(command)
            return
        if name == "export":
            self.export(command.words)
            return
        if name in (".", "source", "eval"):
            self.disturbed = True
            self.environment = self.environment.forget()
            return
        process = self.unwrap(command.words, self.environment.with_values(values))
        if process is None:
            self.disturbed = True
            return
        at = command.after_at if background else None
        nested = _nested(process) if depth < NESTING else None
        if nested is not None:
            inner = _Walk(process.directory, process.environment)
            inner.disturbed, inner.moved = self.disturbed, self.moved
            inner.script(parse_nested(nested), outer, last, depth + 1)
            self.found.extend(
                each._replace(
                    wrappers=process.wrappers + each.wrappers,
                    conditional=each.conditional or conditional,
                    background=at if each.background is None else each.background,
                )
                for each in inner.found
            )
            self.disturbed = self.disturbed or inner.disturbed
            return
        self.found.append(
            process._replace(
                command=outer,
                conditional=conditional,
                disturbed=self.disturbed,
                last=last,
                background=at,
                moved=self.moved,
            )
        )
        if process.program not in _HARMLESS:
            self.disturbed = True

    def value(self, parts: tuple[object, ...]) -> str | State:
        """What an assigned value comes to."""
        rendered = render(parts, self.environment)  # type: ignore[arg-type]
        if UNKNOWN not in rendered.text:
            return rendered.text
        return State.MAYBE if rendered.unknown else State.PRESENT

    def change_directory(self, command: Command) -> None:
        self.moved = None
        arguments = [word for word in command.words[1:] if word.value not in ("--", "-P", "-L")]
        if len(arguments) != 1 or arguments[0].value == "-":
            self.directory = None
            return
        path = render(arguments[0].parts, self.environment).text
        self.directory = join(self.directory, path, self.environment.home) if path else None
        self.moved = arguments[0] if command.after == "&&" else None

    def export(self, words: tuple[Word, ...]) -> None:
        values: dict[str, str | State] = {}
        for word in words[1:]:
            name, equals, _ = (word.parts[0].text if word.parts else "").partition("=")
            if equals:
                values[name] = self.value(value_of(word, len(name) + 1).parts)
        self.environment = self.environment.with_values(values)

    def unwrap(self, words: tuple[Word, ...], environment: Environment) -> Process | None:
        """The program that really runs; None where an expansion or an unknown form decides."""
        wrappers: list[Word] = []
        while words:
            word = words[0]
            if word.value is None:
                return None
            name = word.value.rpartition("/")[2]
            if name == "env":
                inner = env_command(words[1:], environment)
                if inner is None:
                    return None
                words, environment = inner
                continue
            wrapper = WRAPPERS.get(name) if word.value == name else None
            if wrapper is not None:
                following = wrapped_command(name, words[1:])
                if following is None:
                    break
                if len(wrappers) >= WRAPPED:
                    return None
                wrappers.append(word)
                words = following
                continue
            if PYTHON.fullmatch(name):
                return self.python(words, environment, tuple(wrappers))
            break
        if not words or words[0].value is None:
            return None
        program = words[0].value.rpartition("/")[2]
        return Process(
            program, words[0], words[1:], self.directory, environment, wrappers=tuple(wrappers)
        )

    def python(
        self, words: tuple[Word, ...], environment: Environment, wrappers: tuple[Word, ...]
    ) -> Process | None:
        """`python -m NAME …`, `python FILE …`; `python -c` and the prompt stay `python`."""
        at = 1
        while at < len(words):
            value = words[at].value
            if value is None:
                return None
            if value == "-m" and at + 1 < len(words):
                named = words[at + 1]
                if named.value is None:
                    return None
                return Process(
                    MODULES.get(named.value, named.value),
                    named,
                    words[at + 2 :],
                    self.directory,
                    environment,
                    wrappers,
                    words[0],
                    module=True,
                )
            if value in ("-W", "-X", "--check-hash-based-pycs"):
                at += 2
                continue
            if value.startswith("-") and value != "-" and not value.startswith("-c"):
                at += 1
                continue
            if value == "-" or value.startswith("-c"):
                break
            return Process(
                value.rpartition("/")[2],
                words[at],
                words[at + 1 :],
                self.directory,
                environment,
                wrappers,
                words[0],
            )
        return Process("python", words[0], words[1:], self.directory, environment, wrappers)


def _nested(process: Process) -> Word | None:
    """The script of `sh -c script`."""
    if process.program not in SHELLS or process.interpreter is not None:
        return None
    for index, word in enumerate(process.arguments):
        value = word.value or ""
        if not value.startswith("-") or value.startswith("--"):
            return None
        if "c" in value:
            following = process.arguments[index + 1 : index + 2]
            return following[0] if following else None
        if value in ("-o", "-O"):
            return None
    return None
