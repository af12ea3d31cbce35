"""`npm start`, `yarn NAME`: the scripts of a package.json."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.parsers.shell import parse_mapped
from checker.start.launcher_files import document_of, enter, option_of, plain_words, run_scripts
from checker.start.processes import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Program, Script
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

_NPM_VERBS = frozenset({"run", "run-script", "rum", "urn"})
_NPM_SHORT = frozenset({"start", "test", "stop", "restart"})


def follow_npm(shell: Shell, process: Process, where: Where) -> bool:
    """`npm start`, `npm run NAME`, `yarn NAME`: a script of package.json, and those around it."""
    plain = plain_words(process.arguments, frozenset({"--prefix", "-C", "--dir", "--cwd"}))
    folder = option_of(process.arguments, "--prefix", "-C", "--dir", "--cwd")
    if plain and plain[0] in _NPM_VERBS:
        plain = plain[1:]
    elif process.program == "npm" and plain[:1] and plain[0] not in _NPM_SHORT:
        return False
    if not plain:
        return False
    at = folder.value if folder is not None else ""
    directory = join(process.directory, at or "", shell.environment.home) if at else None
    directory = process.directory if not at else directory
    document = document_of(shell, directory, "package.json")
    if document is None:
        return False
    base = enter(shell, process, document, say("{path} is read here", path=document.path))
    if base is None:
        return False
    scripts = [
        (script, directory)
        for name in (f"pre{plain[0]}", plain[0], f"post{plain[0]}")
        for script in _json_script(document.text, name, base)
    ]
    run_scripts(shell, process, document.path, scripts, where)
    return bool(scripts)


def _json_script(text: str, name: str, base: int) -> Iterator[Script | Program]:
    """A string among the `scripts` of a package.json, as a script."""
    from json import JSONDecodeError, loads  # noqa: PLC0415  gate: package.json

    try:
        value = loads(text)["scripts"][name]
    except (JSONDecodeError, RecursionError, KeyError, TypeError, ValueError):
        return
    section = re.search(r'"scripts"\s*:\s*\{', text)
    if section is None or not isinstance(value, str):
        return
    found = re.compile(rf'"{re.escape(name)}"\s*:\s*"((?:[^"\\]|\\.)*)"').search(
        text, section.end()
    )
    if found is None:
        return
    places: list[int] = []
    plain: list[str] = []
    at = found.start(1)
    while at < found.end(1):
        step = 1
        if text[at] == "\\":
            step = 6 if text[at + 1] == "u" else 2
        plain.append(loads(f'"{text[at : at + step]}"') if step < 6 else "\ufffd")
        places.append(base + at)
        at += step
    places.append(base + at)
    if "".join(plain) == value:
        yield parse_mapped(value, places)
