"""`supervisord -c FILE`: the programs that its configuration starts, without a shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.messages import say
from checker.parsers.ini import parse_config
from checker.parsers.shell import Command, Part, PartKind, Script, Word
from checker.start.environment import UNKNOWN, render
from checker.start.launcher_files import PROGRAMS, document_of, enter, option_of, run_scripts
from checker.start.processes import Stop, join

if TYPE_CHECKING:
    from checker.parsers.shell import Program
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

_EXPANSION = re.compile(r"%\(([A-Za-z0-9_]+)\)[sd]|%%")


def follow_supervisord(shell: Shell, process: Process, where: Where) -> bool:
    """`supervisord -c FILE`: the commands of its `[program:…]` sections, without a shell."""
    given = option_of(process.arguments, "-c", "--configuration")
    names = ["supervisord.conf", "etc/supervisord.conf"]
    if given is not None:
        text = render(given.parts, process.environment).text
        names = [] if UNKNOWN in text else [text]
    found = (document_of(shell, process.directory, name) for name in names)
    document = next((each for each in found if each is not None), None)
    if document is None:
        return False
    base = enter(shell, process, document, say("{path} is read here", path=document.path))
    if base is None:
        return False
    ini = parse_config(document)
    words = [word.value for word in process.arguments]
    if not {"-n", "--nodaemon"} & set(words):
        setting = ini.section("supervisord").get("nodaemon")
        value = "" if setting is None else setting.value.split(";")[0].strip().lower()
        if value not in ("true", "1", "yes", "on") and where.last:
            shell.trace.stops.append(
                Stop("daemon", "supervisord", process.word.start, process.word.end,
                     not where.conditional)
            )  # fmt: skip
    scripts: list[tuple[Script | Program, str | None]] = []
    here = document.path.rpartition("/")[0]
    for section in ini.sections:
        if not section.startswith("program:") or len(scripts) >= PROGRAMS:
            continue
        settings = ini.section(section)
        command = settings.get("command")
        autostart = settings.get("autostart")
        if command is None or (autostart is not None and autostart.value.lower() == "false"):
            continue
        script = _split(shell, command.value, base + command.start, here)
        if script is None or "\n" in command.value:
            shell.trace.gap(base + command.start, "the command is not understood")
            continue
        directory = settings.get("directory")
        folder = process.directory
        if directory is not None:
            folder = join(process.directory, directory.value, shell.environment.home)
        scripts.append((script, folder))
    run_scripts(shell, process, document.path, scripts, where)
    return bool(scripts)


def _split(shell: Shell, text: str, start: int, here: str) -> Script | None:
    """A command as supervisord splits it: quotes and backslashes count, nothing else does."""
    words: list[Word] = []
    parts: list[Part] = []
    at, begin, quote = 0, -1, ""
    text = text.partition(" ;")[0].rstrip()
    while at < len(text):
        char = text[at]
        if begin < 0:
            if char.isspace():
                at += 1
                continue
            begin, parts = at, []
        expansion = _EXPANSION.match(text, at)
        if expansion is not None:
            parts.append(_expanded(shell, expansion, start, here))
            at = expansion.end()
        elif char == quote:
            quote, at = "", at + 1
        elif not quote and char in "'\"":
            quote, at = char, at + 1
            parts.append(Part(PartKind.LITERAL, "", start + at, start + at, quoted=True))
        elif not quote and char.isspace():
            words.append(_word(text, begin, at, parts, start))
            begin, at = -1, at + 1
        else:
            step = 2 if char == "\\" and quote != "'" and at + 1 < len(text) else 1
            literal = text[at + step - 1]
            parts.append(Part(PartKind.LITERAL, literal, start + at, start + at + step,
                              quoted=True, single=True))  # fmt: skip
            at += step
    if quote:
        return None
    if begin >= 0:
        words.append(_word(text, begin, len(text), parts, start))
    if not words:
        return None
    end = start + len(text)
    return Script((Command((), tuple(words), "", "", start, end, end),))


def _word(text: str, begin: int, end: int, parts: list[Part], start: int) -> Word:
    """A word, its literal characters put together."""
    merged: list[Part] = []
    for part in parts:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind is part.kind is PartKind.LITERAL
            and (last.end == part.start or not part.text)
        ):
            merged[-1] = last._replace(text=last.text + part.text, end=max(last.end, part.end))
        else:
            merged.append(part)
    return Word(start + begin, start + end, text[begin:end], tuple(merged))


def _expanded(shell: Shell, found: re.Match[str], start: int, here: str) -> Part:
    """`%(ENV_PORT)s`, `%(here)s`."""
    place = start + found.start(), start + found.end()
    name = found[1] or ""
    if found[0] == "%%":
        return Part(PartKind.LITERAL, "%", *place, quoted=True, single=True)
    if name.startswith("ENV_"):
        return Part(PartKind.VARIABLE, found[0], *place, name=name[4:], quoted=True)
    if name == "here":
        home = shell.environment.home
        text = f"{home}/{here}" if here else home
        return Part(PartKind.LITERAL, text, *place, quoted=True)
    return Part(PartKind.UNKNOWN, found[0], *place, quoted=True)
