"""What words come to where a script has set variables itself, or was given arguments.

Only what the shell itself has set is put in; the platform's variables stay as they are, so that the
rules see them. What is put in has the place of the expansion that it stands for.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.shell import Part, PartKind, Word, parse_shell
from checker.platform.environment import State
from checker.start.environment import LENGTH, UNKNOWN, render
from checker.start.processes import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.platform.environment import Environment
    from checker.start.interface import Shell

FIELDS = 200
"""Words that one word may come to."""
_ARGUMENTS = frozenset({"@", "*"})
_DECLARING = frozenset({"export", "declare", "local", "readonly", "typeset"})
_UNSPLIT = _DECLARING | {"[["}
_HERE = re.compile(
    r"(?:\$\(|`)[ \t]*(?:cd[ \t]+(?:--[ \t]+)?[\"']?(?:\$\(|`)?[ \t]*)?dirname[ \t]+(?:--[ \t]+)?"
    r"(?:[\"']?(?:\$\(|`)?[ \t]*(?:readlink[ \t]+-f|realpath)[ \t]+)?"
    r"[\"']?\$(?:0|\{0\}|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?(?::-\$0)?\})[\"'`) \t]*"
    r"(?:>[ \t]*/dev/null[ \t]*(?:2>&1)?[ \t]*)?(?:&&[ \t]*pwd(?:[ \t]+-P)?)?[\"'`) \t]*"
)
"""The folder of the script itself: `$(dirname "$0")`, `$(cd "$(dirname "$0")" && pwd)`."""
_MOVED = re.compile(
    r"\$\([ \t]*cd[ \t]+(?:--[ \t]+|-P[ \t]+)?([^&;|`>]{1,300}?)[ \t]*"
    r"(?:>[ \t]*/dev/null[ \t]*(?:2>&1)?)?[ \t]*&&[ \t]*pwd(?:[ \t]+-P)?[ \t]*\)"
)
"""`$(cd "$HERE/.." && pwd)`."""
_PWD = re.compile(r"\$\([ \t]*pwd[ \t]*\)|`pwd`")
_WHICH = re.compile(r"(?:\$\(|`)[ \t]*(?:which|command[ \t]+-v)[ \t]+([\w.-]+)[ \t]*[)`]")


def expanded(shell: Shell, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a command as the program gets them."""
    if words and words[0].value in _UNSPLIT:
        # What looks like an assignment is not split; older POSIX shells do, and may end with it.
        posix = shell.name != "bash" and words[0].value in _DECLARING
        if posix and any(len(_fields(shell, word)) > 1 for word in words):
            shell.ended = shell.ended or None
        return tuple(word._replace(parts=expand_parts(shell, word.parts)) for word in words)
    found: list[Word] = []
    for word in words:
        found.extend(_fields(shell, word))
        if len(found) > FIELDS * 10:
            break
    return tuple(found)


def _fields(shell: Shell, word: Word) -> list[Word]:
    if len(word.parts) == 1 and word.parts[0].name in _ARGUMENTS and not word.parts[0].operator:
        if shell.arguments is not None:
            return list(shell.arguments)
        return [word]
    fields: list[list[Part]] = [[]]
    changed = False
    for part in word.parts:
        put = _splice(shell, part)
        if put == (part,):
            fields[-1].append(part)
            continue
        changed = True
        for each in put:
            if part.quoted or each.kind is not PartKind.LITERAL or each.quoted:
                fields[-1].append(each)
                continue
            pieces = re.split(r"[ \t\n]+", each.text)
            for index, piece in enumerate(pieces):
                if index and len(fields) < FIELDS:
                    fields.append([])
                if piece:
                    fields[-1].append(each._replace(text=piece))
    if not changed:
        return [word]
    kept = [tuple(parts) for parts in fields if parts or word.quoted]
    if len(kept) == 1:
        nothing = Part(PartKind.LITERAL, "", word.start, word.end, quoted=True)
        return [word._replace(parts=kept[0] or (nothing,))]
    return [
        Word(parts[0].start, parts[-1].end, "".join(each.text for each in parts), parts)
        for parts in kept
        if parts
    ]


def frozen(
    words: tuple[Word, ...], names: Iterable[str], environment: Environment
) -> tuple[Word, ...]:
    """Words in which these variables have the values that they had before the command set them."""
    chosen = frozenset(names)
    if not any(part.name in chosen for word in words for part in word.parts):
        return words
    return tuple(
        word._replace(
            parts=tuple(
                _fixed(part, environment) if part.name in chosen else part for part in word.parts
            )
        )
        for word in words
    )


def _fixed(part: Part, environment: Environment) -> Part:
    text = render((part,), environment).text
    if UNKNOWN in text:
        return part._replace(kind=PartKind.UNKNOWN, name="", operator="", default=())
    return _literal(part, text)


def captured(shell: Shell, words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """Words as the arguments of a script or a function; None if their number is not known."""
    found: list[Word] = []
    for word in words:
        if not word.quoted:
            rendered = render(word.parts, shell.environment)
            if not rendered.text:
                continue  # the shell leaves it out
            if rendered.unknown and not rendered.text.replace(UNKNOWN, ""):
                return None
        found.append(word)
    return tuple(found)


def expand_parts(shell: Shell, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The same of an assigned value, which is never split."""
    found: list[Part] = []
    for part in parts:
        found.extend(_splice(shell, part))
    return tuple(found)


def _splice(shell: Shell, part: Part) -> tuple[Part, ...]:
    """What stands for one part."""
    if part.kind is PartKind.LITERAL:
        return (part,)
    if part.kind is PartKind.UNKNOWN:
        return _command(shell, part)
    name, unknown = part.name, part._replace(kind=PartKind.UNKNOWN, name="", operator="")
    value: tuple[Part, ...] | None
    if not (name[0].isalpha() or name[0] == "_"):
        value = _parameter(shell, part)
        if value is None:
            return (unknown,)
    elif name == "PWD" and name not in shell.assigned and shell.directory is not None:
        value = (_literal(part, _absolute(shell, shell.directory)),)
    elif name not in shell.assigned:
        return _platform(shell, part)
    else:
        value = tuple(
            each._replace(start=part.start, end=part.end, quoted=part.quoted)
            for each in shell.assigned[name]
        ) or (_literal(part, ""),)
    if not part.operator:
        return value
    text = render(value, shell.environment)
    if UNKNOWN in text.text and not text.text.strip(UNKNOWN):
        return (unknown,)
    empty = not text.text and (part.operator.startswith(":") or not value)
    if part.operator.endswith("+"):
        return () if empty else expand_parts(shell, part.default)
    if empty and part.operator.endswith("="):
        assign(shell, name, part.default, False)
    return expand_parts(shell, part.default) if empty else value


def _platform(shell: Shell, part: Part) -> tuple[Part, ...]:
    """A variable that the shell has not set."""
    value = shell.environment.get(part.name)
    if isinstance(value, str) and not part.quoted and part.operator[-1:] != "+" and " " in value:
        return (_literal(part, value),)  # the shell splits it
    if part.operator.endswith("="):
        part = part._replace(operator=part.operator[:-1] + "-")
        assign(shell, part.name, (part,), False)
    if part.default:
        part = part._replace(default=expand_parts(shell, part.default))
    return (part,)


def _parameter(shell: Shell, part: Part) -> tuple[Part, ...] | None:
    """`$1`, `$#`; None if it is not known."""
    arguments, name = shell.arguments, part.name
    if arguments is None:
        return None
    if name == "#":
        return (_literal(part, str(len(arguments))),)
    if name.isdigit() and name != "0":
        at = int(name[:6]) - 1
        if at >= len(arguments):
            return ()
        return tuple(
            each._replace(start=part.start, end=part.end, quoted=part.quoted)
            for each in arguments[at].parts
        ) or (_literal(part, ""),)
    if name in _ARGUMENTS and not arguments:
        return ()
    return None


def _command(shell: Shell, part: Part) -> tuple[Part, ...]:
    """A command whose outcome is known: the script's own folder, where a program lies."""
    running = shell.trace.running
    if _HERE.fullmatch(part.text) and running:
        return (_literal(part, _absolute(shell, running[-1].rpartition("/")[0])),)
    moved = _MOVED.fullmatch(part.text)
    if moved is not None and shell.directory is not None:
        start = part.start + moved.start(1)
        words = parse_shell(f": {moved[1]}", start - 2).commands
        inner = expand_parts(shell, words[0].words[1].parts) if words else ()
        text = render(inner, shell.environment).text
        folder = None if UNKNOWN in text or not text else join(
            shell.directory, text, shell.environment.home
        )  # fmt: skip
        return (part,) if folder is None else (_literal(part, _absolute(shell, folder)),)
    if _PWD.fullmatch(part.text) and shell.directory is not None:
        return (_literal(part, _absolute(shell, shell.directory)),)
    which = _WHICH.fullmatch(part.text)
    return (part,) if which is None else (_literal(part, which[1]),)


def _absolute(shell: Shell, folder: str) -> str:
    home = shell.environment.home
    return f"{home}/{folder}" if folder else home


def _literal(part: Part, text: str) -> Part:
    return Part(PartKind.LITERAL, text, part.start, part.end, quoted=part.quoted)


def assign(shell: Shell, name: str, parts: tuple[Part, ...], export: bool) -> None:
    """Set a variable of the shell; programs see it if it is exported."""
    value = expand_parts(shell, parts)
    if sum(len(part.text) for part in value) > LENGTH:
        value = tuple(part._replace(kind=PartKind.UNKNOWN) for part in value[:1])
    known = shell.environment.get(name)
    value = _settled(shell, name, value)
    rendered = render(value, shell.environment)
    state: str | State = rendered.text
    if UNKNOWN in rendered.text:
        state = State.MAYBE if rendered.unknown else State.PRESENT
    settle(shell, name)
    shell.assigned[name] = value
    if export or shell.allexport:
        shell.exported.add(name)
    if name in shell.exported or known is State.PRESENT or isinstance(known, str):
        shell.environment = shell.environment.with_values({name: state})


def settle(shell: Shell, name: str) -> None:
    """Give what has a variable of the platform in it the value that it has, before it changes."""
    shell.arguments = _settled_words(shell, name, shell.arguments)
    shell.frames = [_settled_words(shell, name, words) for words in shell.frames]
    for other, its in shell.assigned.items():
        if any(part.name == name for part in its):
            shell.assigned[other] = _settled(shell, name, its, keep=False)


def _settled_words(
    shell: Shell, name: str, words: tuple[Word, ...] | None
) -> tuple[Word, ...] | None:
    if not words or all(part.name != name for word in words for part in word.parts):
        return words
    return tuple(
        word._replace(parts=_settled(shell, name, word.parts, keep=False)) for word in words
    )


def _settled(
    shell: Shell, name: str, parts: tuple[Part, ...], keep: bool = True
) -> tuple[Part, ...]:
    """The parts without a variable that is about to be set: `A=$A:x`, but not `A=${A:-x}`."""
    if keep and len(parts) == 1 and parts[0].operator.endswith("-"):
        return parts
    found: list[Part] = []
    for part in parts:
        if part.name != name:
            found.append(part)
            continue
        rendered = render((part,), shell.environment)
        if UNKNOWN in rendered.text:
            found.append(part._replace(kind=PartKind.UNKNOWN, name="", operator="", default=()))
        elif rendered.text:
            found.append(_literal(part, rendered.text))
    return tuple(found)
