"""What a start command starts, as the plan shows it: the chain from the command to each server."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.values import Call, Started, Unfollowed
from checker.start.environment import UNKNOWN
from checker.start.run_calls import run_call_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Word
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Gap
    from checker.start.servers.service import Bind


_UNSHOWN = frozenset(
    {"echo", "printf", "sleep", "break", "continue", "wait", "trap", "true", "false", "exit", "pwd"}
    | {"ls", "date", "ulimit", "umask", "kill", "type", "which", "cat", "mkdir", "touch", "chmod"}
)
"""Programs that the plan leaves out of a script: they serve nothing, and nothing rests on them."""
_PLAIN = frozenset({"exec", "command", "builtin"})
"""Words of the shell that stand before a program and change nothing of it."""


def started(project: Project, start: StartCommand) -> tuple[Started, ...]:
    """The processes of a start command; a script that was followed is a step to its own ones."""
    services = {id(service.process): service for service in start.services}
    found: list[Started] = []
    for process in start.processes:
        at = start.at(process.word.start, process.word.end)
        aside = process.program in _UNSHOWN and at.path != start.whole.path
        if process.followed or aside:
            continue
        service = services.get(id(process))
        words = [
            _shown(each) for each in (process.interpreter, *process.arguments) if each is not None
        ]
        if process.interpreter is not None:
            module = ["-m"] if process.module else []
            own = [] if process.word is process.interpreter else [_shown(process.word)]
            words = [words[0], *module, *own, *words[1:]]
        else:
            words = [_shown(process.word), *words]
        call = run_call_of(project, process) if process.python else None
        binds = () if service is None or service.binds is None else service.binds
        addresses = list(map(_address, binds))
        through = [Call(at, start.line(at), words) for at, words in start.chain(at.path)]
        if call is not None:
            through.append(Call(at, start.line(at), say("{name} runs here", name=process.word.raw)))
            at = Location(call.path, call.start, call.end)
            addresses.append(_spelled(call.host, call.port))
        found.append(
            Started(
                " ".join(words),
                at,
                start.line(at),
                tuple(through),
                tuple(word.raw for word in process.wrappers if word.raw not in _PLAIN),
                process.directory,
                service.name if service is not None else "" if call is None else call.server,
                tuple(filter(None, addresses)),
                process.conditional,
            )
        )
    return tuple(found)


def unfollowed(start: StartCommand) -> tuple[Unfollowed, ...]:
    """What could not be followed, with its place."""
    places = [(start.at(gap.at, gap.at), _why(gap)) for gap in start.gaps]
    return tuple(Unfollowed(at, start.line(at), why) for at, why in places)


def _shown(word: Word) -> str:
    """A word as it is written; as it comes out, if a script has put something in."""
    value = word.value
    return word.raw if value is None or "$" not in word.raw else value


def _why(gap: Gap) -> str:
    """A reason as a sentence of its own."""
    if gap.syntax:
        return say("the shell's syntax is not understood: {why}", why=gap.why)
    return gap.why


def _address(bind: Bind) -> str:
    """An address of which host and port are known."""
    if bind.kind != "tcp":
        return ""
    return _spelled(bind.host, bind.port)


def _spelled(host: str, port: str) -> str:
    """An address, as far as it is known."""
    if UNKNOWN in host:
        return ""
    return f"{host}:{'(unknown)' if UNKNOWN in port else port}"
