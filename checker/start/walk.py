"""What a shell does with a script: the processes that it starts, one after the other.

Nothing is run. The state of the shell (its folder, its variables, what it exports) is kept as far
as it is certain; of what depends on a test or on another program, both ways are walked.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.parsers.shell import Compound, PartKind, parse_nested
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render, value_of
from checker.start.processes import (
    BUILTINS,
    HARMLESS,
    LAUNCHERS,
    NESTING,
    OK,
    PROCESSES,
    SHELLS,
    Process,
    Stop,
    Trace,
    Where,
    join,
    table_of,
)
from checker.start.servers.table import SERVERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.parsers.shell import Command, Part, Program, Script, Word
    from checker.platform.environment import Environment
    from checker.start.processes import Gap

COMMANDS = 2_000
"""Commands that are walked at the most, all scripts together."""


def processes_of(script: Script | Program, environment: Environment) -> tuple[Process, ...]:
    """The processes that a command line starts, in order; empty where nothing is understood."""
    return walked(script, environment, Trace()).processes


class Walked(NamedTuple):
    """What a walk has found."""

    processes: tuple[Process, ...]
    stops: tuple[Stop, ...]
    gaps: tuple[Gap, ...]


def walked(script: Script | Program, environment: Environment, trace: Trace) -> Walked:
    """Walk through a command line, and the scripts that it runs if the trace has a project."""
    Shell(environment, trace).script(script, Where())
    return Walked(tuple(trace.found), tuple(trace.stops), tuple(trace.gaps))


class Shell:
    """The state of a shell between its commands."""

    def __init__(self, environment: Environment, trace: Trace, directory: str | None = "") -> None:
        self.trace = trace
        self.directory = directory
        self.environment = environment
        self.assigned: dict[str, tuple[Part, ...]] = {}
        """What variables were set to; the variables in it are the platform's own."""
        self.exported: set[str] = set()
        self.functions: dict[str, Compound] = {}
        self.arguments: tuple[Word, ...] | None = ()
        """`$1`, `$2`, …; None if they are not known."""
        self.name = "bash"
        """The program that reads the script: `sh` takes less than `bash`."""
        self.errexit = self.allexport = False
        self.disturbed = False
        self.moved: Word | None = None
        self.ended: bool | None = False
        """Whether nothing that follows is run; None if that is open."""
        self.spaced = False
        """Whether a variable that it was given has blanks, at which its words are split."""
        self.stays: Shell | None = None
        """The state in which the shell still is after a `cd` that fails."""
        self.frames: list[tuple[Word, ...] | None] = []
        """The arguments of the functions and scripts that have called this one."""
        self.returned = False
        """Whether that ends with the function, or the sourced script."""

    def copy(self) -> Shell:
        """The same state, to be changed apart."""
        other = Shell(self.environment, self.trace, self.directory)
        other.__dict__.update(self.__dict__)
        other.assigned, other.exported = dict(self.assigned), set(self.exported)
        other.functions = dict(self.functions)
        other.frames = list(self.frames)
        return other

    def script(self, script: Script | Program, where: Where) -> None:
        """Run a whole script."""
        if self.name != "bash":
            for at, what in script.bash_only:
                certain = not any(p.program in SERVERS for p in self.trace.found)
                certain = certain and not (where.conditional or self.ended)
                self.trace.stops.append(
                    Stop("syntax", what, at, at + len(what), certain, self.name)
                )
        self.run(script.commands, where._replace(last=where.last and not script.problem))
        if script.problem and not self.ended:
            self.disturbed = True
            self.trace.gap(script.problem_at, script.problem, syntax=True)

    def run(self, items: Iterable[Command | Compound], where: Where) -> bool | str | None:
        """Run a list of commands; how the last one ends."""
        status: bool | str | None = True
        commands = tuple(items)
        for index, item in enumerate(commands):
            if self.ended:
                return status
            doubt = False
            if item.before not in ("&&", "||"):
                status = True
                self.leave()
            elif status is (item.before == "||"):
                continue
            else:
                doubt = status is None or (item.before == "||" and status == OK)
            ends = index == len(commands) - 1
            inner = where._replace(
                conditional=where.conditional or self.ended is None or doubt,
                last=where.last and ends,
                tested=where.tested or item.after in ("&&", "||"),
            )
            self.trace.commands += 1
            if self.trace.commands > COMMANDS:
                self.ended = self.disturbed = True
                self.trace.gap(item.start, "there are more commands than are read")
            elif doubt:
                before = self.copy()
                self.item(item, inner, ends)
                if status == OK and self.ended:
                    self.__dict__.update(before.__dict__)  # `cd x || exit`: it is taken to succeed
                else:
                    self.joined(before)
            else:
                status = self.item(item, inner, ends)
        self.leave()
        return status

    def item(self, item: Command | Compound, where: Where, ends: bool) -> bool | str | None:
        """Run one command; how it ends."""
        if isinstance(item, Compound):
            from checker.start.compounds import run_compound  # noqa: PLC0415  gate: compounds

            status = run_compound(self, item, where)
        else:
            at = item.after_at if item.after == "&" and ends else None
            status = self.simple(item, where, at)
            self.disturbed = self.disturbed or item.writes
        if item.negated:
            return (not status) if isinstance(status, bool) else None
        return status

    def joined(self, other: Shell) -> None:
        """Be what either state may be."""
        from checker.start.compounds import join_states  # noqa: PLC0415  gate: conditions

        join_states(self, other)

    def simple(self, command: Command, where: Where, background: int | None) -> bool | str | None:
        """Run a simple command."""
        words = command.words
        if self.assigned or self.allexport or self.spaced or any(map(_is_special, words)):
            from checker.start.expansion import expanded  # noqa: PLC0415  gate: own variables

            words = expanded(self, words)
        if not command.words:
            for given in command.assignments:
                self.assign(given.name, given.value.parts)
            return OK
        if not words:
            return OK  # all of them came to nothing
        name = words[0].value or ""
        if name in self.functions:
            from checker.start.compounds import call  # noqa: PLC0415  gate: functions

            return call(self, self.functions[name], words[1:], where)
        if name == "cd":
            return self.change_directory(command, words, where)
        if name == "export":
            self.export(words)
            return OK
        if name in BUILTINS and (name != "exec" or len(words) == 1):
            from checker.start.builtins import run_builtin  # noqa: PLC0415  gate: built-ins

            return run_builtin(self, command, words, where)
        self.start(command, words, where, background)
        if name == "exec":
            self.ended = True if not where.conditional else None
        return OK

    def start(
        self, command: Command, words: tuple[Word, ...], where: Where, background: int | None
    ) -> None:
        """Start a program, and what it starts itself."""
        environment = self.environment
        if command.assignments:
            from checker.start.expansion import frozen  # noqa: PLC0415  gate: own variables

            words = frozen(words, (given.name for given in command.assignments), environment)
            environment = environment.with_values(
                {given.name: self.value(given.value.parts) for given in command.assignments}
            )
        process: Process | None
        if words[0].value in SERVERS:
            process = Process(words[0].value, words[0], words[1:], self.directory, environment)
        else:
            from checker.start.unwrapping import unwrap  # noqa: PLC0415  gate: not a server itself

            process = unwrap(words, environment, self.directory)
        if process is None:
            self.disturbed = True
            self.trace.gap(words[0].start, "it is unknown which program runs")
            return
        process = process._replace(
            command=where.outer or command,
            conditional=where.conditional,
            disturbed=self.disturbed,
            last=where.last,
            background=background,
            moved=self.moved,
            needed=command.after == "&&" or (self.errexit and not where.tested),
            piped=command.before == "|" or command.reads,
            writes=command.writes,
        )
        inner = where._replace(outer=where.outer or command, depth=where.depth + 1)
        nested = _nested(process)
        if nested is not None:
            if where.depth >= NESTING:
                self.disturbed = True
                return
            self.nested(process, nested, inner)
            return
        if len(self.trace.found) >= PROCESSES:
            self.disturbed = True
            self.trace.gap(words[0].start, "there are more programs than are read")
            return
        index = len(self.trace.found)
        self.trace.found.append(process)
        if self.follows(process, inner):
            followed = len(self.trace.found) > index + 1
            self.trace.found[index] = self.trace.found[index]._replace(
                last=process.last and not followed, followed=True
            )
            return
        if process.program not in HARMLESS:
            self.disturbed = True

    def nested(self, process: Process, word: Word, where: Where) -> None:
        """`sh -c script`."""
        inner = self.child(process)
        inner.name = "bash" if process.program in ("bash", "zsh") else "sh"
        at = len(self.trace.found)
        inner.script(parse_nested(word), where)
        self.trace.found[at:] = [
            each._replace(
                wrappers=process.wrappers + each.wrappers,
                background=process.background if each.background is None else each.background,
            )
            for each in self.trace.found[at:]
        ]
        self.disturbed = self.disturbed or inner.disturbed

    def child(self, process: Process) -> Shell:
        """A shell that a process of this one is."""
        inner = Shell(process.environment, self.trace, process.directory)
        inner.disturbed, inner.moved = self.disturbed, self.moved
        values = (value for _, value in process.environment.items())
        inner.spaced = any(isinstance(value, str) and " " in value for value in values)
        return inner

    def follows(self, process: Process, where: Where) -> bool:
        """Go into a script of the repository, or a file of commands; False where it is neither."""
        launcher = process.module and process.program in LAUNCHERS
        if self.trace.project is None or (process.interpreter is not None and not launcher):
            return False
        if not launcher and (process.program in SHELLS or "/" in process.path):
            from checker.start.scripts import follow_script  # noqa: PLC0415  gate: scripts

            return follow_script(self, process, where)
        if process.program in LAUNCHERS or (process.wrappers and table_of(process)):
            from checker.start.launchers import follow_launcher  # noqa: PLC0415  gate: launchers

            return follow_launcher(self, process, where)
        return False

    def value(self, parts: tuple[Part, ...]) -> str | State:
        """What an assigned value comes to."""
        if self.assigned:
            from checker.start.expansion import expand_parts  # noqa: PLC0415  gate: own variables

            parts = expand_parts(self, parts)
        rendered = render(parts, self.environment)
        if UNKNOWN not in rendered.text:
            return rendered.text
        return State.MAYBE if rendered.unknown else State.PRESENT

    def assign(self, name: str, parts: tuple[Part, ...], export: bool = False) -> None:
        """Set a variable, and export it if it is one that programs see."""
        from checker.start.expansion import assign  # noqa: PLC0415  gate: own variables

        assign(self, name, parts, export)

    def change_directory(
        self, command: Command, words: tuple[Word, ...], where: Where
    ) -> bool | str | None:
        """`cd`."""
        self.moved = None
        arguments = [word for word in words[1:] if word.value not in ("--", "-P", "-L")]
        if len(arguments) != 1 or arguments[0].value == "-":
            self.directory = "" if not arguments and words[0].value == "cd" else None
            return OK
        path = render(arguments[0].parts, self.environment).text
        directory = join(self.directory, path, self.environment.home) if path else None
        ends = self.errexit and not where.tested
        stops = command.after == "&&" or ends
        if directory and not ends and self.is_missing(directory):
            # The shell says so and stays where it is, unless something has made the folder.
            back = self.directory if not self.disturbed else None
            if stops:
                self.stays = self.stays or self.copy()
                self.stays.directory = back
            else:
                self.directory = back
                return False if command.after == "||" and back is not None else OK
        self.directory = directory
        self.moved = arguments[0] if stops else None
        return OK

    def leave(self) -> None:
        """At the end of `cd missing && …`: the shell is still where it was."""
        if self.stays is not None:
            disturbed = self.disturbed
            self.__dict__.update(self.stays.__dict__)
            self.disturbed, self.stays = disturbed or self.disturbed, None

    def is_missing(self, path: str) -> bool:
        """Whether the repository certainly has nothing at a path."""
        project = self.trace.project
        if project is None:
            return False
        return project.tree.kind(path).name == "MISSING" and not project.tree.unseen(path)

    def export(self, words: tuple[Word, ...]) -> None:
        """`export A=1 B`."""
        for word in words[1:]:
            name, equals, _ = (word.parts[0].text if word.parts else "").partition("=")
            if equals:
                self.assign(name, value_of(word, len(name) + 1).parts, export=True)
            elif name in self.assigned:
                self.assign(name, self.assigned[name], export=True)
            elif name.isidentifier():
                self.exported.add(name)
            elif word.value is None:  # `export $(cat .env)` may set any variable
                self.environment = self.environment.forget()
                self.assigned.clear()


def _is_special(word: Word) -> bool:
    """Whether a word has `$1`, `$@`, `$0` or a command of which the outcome is known."""
    return any(
        (part.kind is PartKind.VARIABLE and not (part.name[0].isalpha() or part.name[0] == "_"))
        or part.kind is PartKind.UNKNOWN
        or part.operator.endswith("=")
        for part in word.parts
    )


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
