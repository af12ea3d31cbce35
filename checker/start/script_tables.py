"""`pdm run start`, `pipenv run web`, `hatch run prod:start`, `poe start`, `task start`.

The command is what a table of pyproject.toml, Pipfile or hatch.toml says of the name.
"""

from __future__ import annotations

from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.base.toml import parse_toml, place_of, places
from checker.parsers.shell import parse_mapped
from checker.start.launcher_files import PROGRAMS, document_of, enter, plain_words, run_scripts
from checker.start.supervisord import split_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.base.toml import Path, Place
    from checker.parsers.shell import Program, Script
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

_LISTS = ("composite", "sequence")
_DEPTH = 4
"""Scripts that name each other."""


class _Command(NamedTuple):
    """One command of a table."""

    text: str
    path: Path
    """Where it stands."""
    values: dict[str, str]
    """The variables that its table sets."""


def follow_table(shell: Shell, process: Process, where: Where, tool: str) -> bool | None:
    """Walk the commands of a script's name; None if no table has the name, False if unknown."""
    if process.program == tool:
        plain = plain_words(process.arguments, frozenset({"-p", "--project", "-e", "--env"}))
        if plain[:1] == ["run"]:
            plain = plain[1:]
        if not plain:
            return None
        name, further = plain[0], len(plain) > 1
    else:
        name, further = process.path, bool(process.arguments)
    for file, top in _tables(tool, name):
        document = document_of(shell, process.directory, file)
        if document is None:
            continue
        own = name.rpartition(":")[2] if tool == "hatch" else name
        try:
            table = _at(parse_toml(document.text), top)
        except (ValueError, RecursionError):
            return False
        if own not in table:
            continue
        commands = list(_commands(table, own, top, 0))
        base = enter(shell, process, document, say("{path} is read here", path=document.path))
        if base is None or further or None in commands or not commands:
            return False
        found = places(document.text)
        ready: list[tuple[Script | Program, dict[str, str]]] = []
        for each in commands:
            if each is None:
                return False
            place = place_of(found, each.path)
            script: Script | Program | None = _script(each.text, document.text, place, base)
            if tool == "pdm" and each.path[-1] != "shell":  # it knows no variables
                script = split_words(shell, each.text, base + place.value[0] + 1, None)
            if script is None:
                return False
            ready.append((script, each.values))
        for at, (script, values) in enumerate(ready):
            inner = process._replace(environment=process.environment.with_values({**values}))
            here = where._replace(last=where.last and at == len(ready) - 1)
            run_scripts(shell, inner, document.path, [(script, process.directory)], here)
        return True
    return None


def _tables(tool: str, name: str) -> Iterator[tuple[str, Path]]:
    """The files and tables that may have a script."""
    if tool == "pipenv":
        yield "Pipfile", ("scripts",)
    elif tool == "hatch":
        environment = name.rpartition(":")[0].rpartition(".")[0] or name.rpartition(":")[0]
        environment = environment.removeprefix("+").partition("=")[0] or "default"
        yield "hatch.toml", ("envs", environment, "scripts")
        yield "pyproject.toml", ("tool", "hatch", "envs", environment, "scripts")
    else:
        keys = {"pdm": ("pdm", "scripts"), "poe": ("poe", "tasks"), "task": ("taskipy", "tasks")}
        yield "pyproject.toml", ("tool", *keys[tool])


def _at(value: Any, path: Path) -> dict[str, Any]:
    """The table at a path; an empty one if it is not there."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _commands(table: dict[str, Any], name: str, top: Path, depth: int) -> Iterator[_Command | None]:
    """The commands of a script, in order; None for what is not understood."""
    value, path = table.get(name), (*top, name)
    values: dict[str, str] = {}
    if isinstance(value, dict):
        given = value.get("env")
        if isinstance(given, dict):
            values = {key: text for key, text in given.items() if isinstance(text, str)}
        kind = next((key for key in ("cmd", "shell", *_LISTS) if key in value), None)
        if kind is None or "env_file" in value or "envfile" in value:
            yield None  # `call` and `script` name a function
            return
        value, path = value[kind], (*path, kind)
        if kind == "cmd" and isinstance(value, list):
            yield None
            return
    entries = value if isinstance(value, list) else [value]
    for at, entry in enumerate(entries[:PROGRAMS]):
        here = (*path, at) if isinstance(value, list) else path
        if not isinstance(entry, str) or "{args" in entry:
            yield None
        elif isinstance(value, list) and entry in table and entry != name:
            if depth < _DEPTH:
                yield from _commands(table, entry, (*top, entry), depth + 1)
            else:
                yield None
        else:
            yield _Command(entry, here, values)


def _script(value: str, text: str, place: Place, base: int) -> Script | Program:
    """A string of the file as a script; each character has the string's place if it has escapes."""
    start, end = place.value
    for quotes in (3, 1):
        if text[start + quotes : end - quotes] == value:
            return parse_mapped(value, [base + start + quotes + n for n in range(len(value) + 1)])
    return parse_mapped(value, [base + start] * (len(value) + 1))
