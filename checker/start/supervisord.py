"""`supervisord -c FILE`: the programs that its configuration starts, without a shell."""

from __future__ import annotations

from fnmatch import fnmatchcase

from checker.base import regex as re
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.parsers.ini import parse_config
from checker.parsers.shell import Command, Part, PartKind, Script, Word
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render
from checker.start.launcher_files import PROGRAMS, document_of, enter, option_of, run_scripts
from checker.start.processes import SHELLS, Stop, join
from checker.start.supervisord_values import refused_percent, without_comment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.parsers.ini import Ini, Setting
    from checker.platform.environment import Environment
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

_PAIR = re.compile(r"\s*([A-Za-z_]\w*)\s*=\s*(\"[^\"]*\"|'[^']*'|[^,\"'\s]*)\s*(?:,\s*|$)")
_ENV = re.compile(r"%\(ENV_([A-Za-z0-9_]+)\)s")
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
        value = "" if setting is None else without_comment(setting.value).strip().lower()
        if value not in ("true", "1", "yes", "on") and where.last:
            shell.trace.stops.append(
                Stop("daemon", "supervisord", process.word.start, process.word.end,
                     not where.conditional)
            )  # fmt: skip
    programs: list[_Started] = []
    common = ini.section("supervisord").get("environment")
    shared = _variables(shell, process.environment, common, document)
    for file in _files(shell, process, document, base):
        inner = process._replace(environment=shared)
        programs += _programs(shell, inner, where, file)
    for at, started in enumerate(programs[:PROGRAMS]):
        inner = process._replace(environment=started.environment)
        here = where._replace(last=where.last and at == len(programs[:PROGRAMS]) - 1)
        moved, shell.moved = shell.moved, started.moved or shell.moved
        run_scripts(shell, inner, started.path, [(started.script, started.directory)], here)
        shell.moved = moved
    return bool(programs) or _is_refused(shell)


def _files(
    shell: Shell, process: Process, document: Document, base: int
) -> Iterator[tuple[Document, int, Ini]]:
    """The configuration and those that its `[include]` names, each with its count of places."""
    ini = parse_config(document)
    yield document, base, ini
    given, project = ini.section("include").get("files"), shell.trace.project
    here = document.path.rpartition("/")[0]
    if given is None or project is None:
        return
    for pattern in given.value.split()[:PROGRAMS]:
        text = pattern.replace("%(here)s", shell.environment.home + (f"/{here}" if here else ""))
        path = join(here, text, shell.environment.home)
        folder, _, name = (path or "").rpartition("/")
        resolved = None if path is None else project.tree.resolve(folder) if folder else ""
        if resolved is None:
            shell.trace.gap(base + given.start, "it is unknown which files are included")
            continue
        for entry in sorted(project.tree.entries(resolved)):
            if not fnmatchcase(entry, name):
                continue
            found = document_of(shell, folder, entry)
            words = say("{path} is read here", path=f"{folder}/{entry}" if folder else entry)
            at = None if found is None else enter(shell, process, found, words)
            if found is not None and at is not None:
                yield found, at, parse_config(found)


class _Started(NamedTuple):
    """One `[program:…]`."""

    path: str
    script: Script
    directory: str | None
    environment: Environment
    moved: Word | None


def _programs(
    shell: Shell, process: Process, where: Where, file: tuple[Document, int, Ini]
) -> Iterator[_Started]:
    """The programs of one file."""
    document, base, ini = file
    here = document.path.rpartition("/")[0]
    for section in ini.sections:
        if not section.startswith("program:"):
            continue
        settings = ini.section(section)
        command = settings.get("command")
        autostart = settings.get("autostart")
        for key in ("command", "environment"):
            _refuse(shell, process, where, settings.get(key), base)
        if _is_refused(shell, "variable"):
            return
        if command is None or (autostart is not None and autostart.value.lower() == "false"):
            continue
        text = without_comment(command.value)
        script = split_words(shell, text, base + command.start, here)
        if script is None and text != command.value:
            _cut(shell, command, section, where, base + command.start + len(text))
        if script is None or "\n" in command.value:
            shell.trace.gap(base + command.start, "the command is not understood")
            continue
        directory = settings.get("directory")
        folder, moved = process.directory, None
        if directory is not None:
            home = shell.environment.home
            text = without_comment(directory.value)
            text = text.replace("%(here)s", home + (f"/{here}" if here else ""))
            folder = None if "%(" in text else join(process.directory, text, home)
            place = base + directory.start, base + directory.end
            moved = Word(*place, text, (Part(PartKind.LITERAL, text, *place),))
        given = settings.get("environment")
        environment = _variables(shell, process.environment, given, document)
        yield _Started(document.path, script, folder, environment, moved)


def _is_refused(shell: Shell, *kinds: str) -> bool:
    """Whether supervisord ends with an error, for a reason of these kinds or for any."""
    stops = [stop for stop in shell.trace.stops if stop.program == "supervisord"]
    return any(not kinds or stop.kind in kinds for stop in stops)


def _refuse(
    shell: Shell, process: Process, where: Where, setting: Setting | None, base: int
) -> None:
    """Note that supervisord ends with an error because of a `%` in a value."""
    if setting is None or _is_refused(shell):
        return
    lines = [without_comment(line) for line in setting.value.split("\n")]

    def is_absent(name: str) -> bool:
        return process.environment.get(name) is State.ABSENT

    found = refused_percent("\n".join(lines), is_absent)
    if found is None:
        return
    start, end = base + setting.start, base + setting.end
    if len(lines) == 1:
        start, end = start + found.start, start + found.end
    detail = found.name if found.kind == "variable" else found.text
    certain = not where.conditional
    shell.trace.stops.append(Stop(found.kind, detail, start, end, certain, "supervisord"))


def _cut(shell: Shell, command: Setting, section: str, where: Where, place: int) -> None:
    """Note that supervisord takes the rest of a quoted command for a comment."""
    sign = command.value[len(without_comment(command.value)) :].strip()[:1]
    if "\n" not in command.value and split_words(shell, command.value, 0, None) is not None:
        stop = Stop("comment", sign, place + 1, place + 2, not where.conditional, section[8:])
        shell.trace.stops.append(stop)


def _variables(
    shell: Shell, environment: Environment, given: Setting | None, document: Document
) -> Environment:
    """The variables of `environment = A="1",B="2"`; if it is not understood, any may be set."""
    if given is None:
        return environment
    text, at = without_comment(given.value.replace("\n", "")).strip(), 0
    here = document.path.rpartition("/")[0]
    values: dict[str, str | State] = {}
    while at < len(text):
        pair = _PAIR.match(text, at)
        if pair is None or pair.end() == at:
            return environment.forget()
        value = pair[2].strip("\"'") if pair[2][:1] in "\"'" else pair[2]
        home = shell.environment.home
        value = value.replace("%(here)s", home + (f"/{here}" if here else ""))
        value = _ENV.sub(lambda found: _known(environment, found[1]), value)
        unknown = UNKNOWN in value or "%(" in value
        values[pair[1]] = State.PRESENT if unknown else value.replace("%%", "%")
        at = pair.end()
    return environment.with_values(values)


def _known(environment: Environment, name: str) -> str:
    """What a variable is; `UNKNOWN` if only the platform knows it."""
    value = environment.get(name)
    return value if isinstance(value, str) else UNKNOWN


def split_words(shell: Shell, text: str, start: int, here: str | None) -> Script | None:
    """A command as `shlex` splits it: quotes and backslashes count, nothing else does.

    Args:
        shell: the shell of the program that starts it.
        text: the command.
        start: its place.
        here: the folder of supervisord's file; None for what knows no `%(here)s`.
    """
    words: list[Word] = []
    parts: list[Part] = []
    at, begin, quote = 0, -1, ""
    while at < len(text):
        char = text[at]
        if begin < 0:
            if char.isspace():
                at += 1
                continue
            begin, parts = at, []
        expansion = None if here is None else _EXPANSION.match(text, at)
        if expansion is not None and here is not None:
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
    if (words[0].value or "").rpartition("/")[2] in SHELLS:
        words = [word._replace(parts=tuple(map(_for_shell, word.parts))) for word in words]
    end = start + len(text)
    return Script((Command((), tuple(words), "", "", start, end, end),))


def _for_shell(part: Part) -> Part:
    """`%(ENV_PORT)s` in the script of `bash -c` as the shell would read the variable."""
    return part._replace(text=f"${{{part.name}}}") if part.kind is PartKind.VARIABLE else part


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
