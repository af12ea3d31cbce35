"""Programs that start what a file of the repository says: honcho, supervisord, npm, make.

A file is read as far as it is certain; what is not, is a gap, so that nothing is said to be known.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.parsers.shell import parse_program
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render
from checker.start.launcher_files import PROGRAMS, document_of, enter, option_of, plain_words
from checker.start.make import follow_make
from checker.start.npm import follow_npm
from checker.start.processes import NESTING, table_of
from checker.start.script_tables import follow_table
from checker.start.supervisord import follow_supervisord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Word
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

_LINE = re.compile(r"^([A-Za-z0-9_-]+):[ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE)
_VARIABLE = re.compile(
    r"^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=[ \t]*([^\r\n#]*?)[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_VALUES = frozenset({"-e", "--env", "-d", "--app-root", "-f", "--procfile", "-c", "--concurrency",
                     "-p", "--port", "-q", "--quiet"})  # fmt: skip
APART = 100
"""How far the ports of two processes are apart that honcho starts."""
_NUMBER = re.compile(r"[0-9]{1,5}")


def follow_launcher(shell: Shell, process: Process, where: Where) -> bool:
    """Walk the commands that a launcher starts; False if its file is not understood."""
    launchers = {
        "honcho": _honcho,
        "supervisord": follow_supervisord,
        "npm": follow_npm,
        "yarn": follow_npm,
        "pnpm": follow_npm,
        "make": follow_make,
        "gmake": follow_make,
    }
    if process.program == "just":
        from checker.start.justfiles import follow_just  # noqa: PLC0415  gate: just

        launchers["just"] = follow_just
    if process.program in ("invoke", "inv"):
        from checker.start.invoke_tasks import follow_invoke  # noqa: PLC0415  gate: invoke

        launchers[process.program] = follow_invoke
    tool = table_of(process)
    if tool:
        known = follow_table(shell, process, where, tool) if where.depth < NESTING else False
        if known or (known is None and process.program != tool):
            return bool(known)
    launcher = launchers.get(process.program)
    if launcher is not None and where.depth < NESTING and launcher(shell, process, where):
        return True
    shell.trace.gap(
        process.word.start, say("it is unknown what {program} starts", program=process.program)
    )
    return False


def _honcho(shell: Shell, process: Process, where: Where) -> bool:
    """`honcho start`: the lines of a Procfile, each with a port of its own."""
    plain = plain_words(process.arguments, _VALUES)
    if plain[:1] != ["start"]:
        return False
    given = option_of(process.arguments, "-f", "--procfile")
    folder = option_of(process.arguments, "-d", "--app-root")
    name = "Procfile" if given is None else given.value or ""
    if folder is not None:
        name = f"{folder.value or UNKNOWN}/{name}"
    document = document_of(shell, process.directory, name)
    if document is None:
        return False
    lines = list(_LINE.finditer(document.text))
    by_name = {line[1]: line for line in lines}
    if len(by_name) < len(lines):
        return False  # from 0.6 on, it refuses such a file: `process names must be unique`
    base = enter(shell, process, document, say("{path} is started here", path=document.path))
    if base is None:
        return False
    shell.trace.running.append(document.path)
    variables = _env_file(shell, process, folder)
    port, given_on = variables.pop("PORT", None), False
    if port is None:
        port, given_on = _base_port(process)
    chosen = list(dict.fromkeys(plain[1:]))
    if chosen:  # in the order of the command
        lines = [by_name[name] for name in chosen if name in by_name]
    lines = lines[:PROGRAMS]
    for at, line in enumerate(lines):
        inner = shell.child(process)
        variables["HONCHO_PROCESS_NAME"] = f"{line[1]}.1"
        inner.environment = inner.environment.with_values(variables)
        # Each has a port of its own, 100 above that of the one before.
        known = isinstance(port, str) and _NUMBER.fullmatch(port) is not None
        own = str(int(str(port)) + APART * at) if known else State.PRESENT
        inner.environment = inner.environment.with_port(own, APART * at if given_on else 0)
        inner.name = "sh"
        last = where.last and at == len(lines) - 1
        inner.script(parse_program(line[2], base + line.start(2)), where._replace(last=last))
    shell.trace.running.pop()
    return bool(lines)


def _base_port(process: Process) -> tuple[str | State, bool]:
    """The port of the first process, and whether it is the one that honcho itself is given."""
    given = option_of(process.arguments, "-p", "--port")
    if given is not None and [part.name for part in given.parts] != ["PORT"]:
        text = render(given.parts, process.environment).text
        return State.PRESENT if UNKNOWN in text else text, False
    port = process.environment.get("PORT")
    return "5000" if port is State.ABSENT else port, port is not State.MAYBE


def _env_file(shell: Shell, process: Process, folder: Word | None) -> dict[str, str | State]:
    """The variables of honcho's `.env`; its PORT is that of the first process."""
    name = ".env" if folder is None else f"{folder.value or UNKNOWN}/.env"
    given = option_of(process.arguments, "-e", "--env")
    document = document_of(shell, process.directory, (given and given.value) or name)
    tracked = None if shell.trace.project is None else shell.trace.project.tracked
    if document is None or (tracked is not None and document.path not in tracked):
        return {}
    found = _VARIABLE.findall(document.text)
    return {key: value.strip("\"'") for key, value in found}
