"""What a shell does itself: tests, `set`, `source`, `exit` and their like."""

from __future__ import annotations

from checker.parsers.shell import PartKind
from checker.platform.environment import State
from checker.start.environment import DEFAULTED, UNKNOWN, render, value_of
from checker.start.expansion import captured, settle
from checker.start.processes import OK, Stop, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Command, Word
    from checker.start.interface import Shell
    from checker.start.processes import Where

_POSIX_SHELLS = frozenset({"sh", "dash", "ash"})


def run_builtin(
    shell: Shell, command: Command, words: tuple[Word, ...], where: Where
) -> bool | str | None:
    """Run a command of the shell itself; how it ends."""
    name = words[0].value or ""
    if name in ("[", "test", "[["):
        return test(shell, words)
    if name in ("true", ":"):
        return True
    if name == "false":
        return False
    if name in (".", "source"):
        return _source(shell, command, words, where)
    if name == "set":
        _set(shell, words, where)
    elif name in ("exit", "return"):
        shell.ended = True
        shell.returned = name == "return"
    elif name == "shift":
        return _shift(shell, words[1].value if len(words) > 1 else "1")
    elif name in ("unset", "read"):
        for word in words[1:]:
            _forget(shell, word.value or "", name == "unset")
    elif name in ("declare", "local", "typeset", "readonly"):
        _declare(shell, words)
    elif name in ("pushd", "popd"):
        if name == "pushd":
            return shell.change_directory(command, words, where)
        shell.directory = None
    elif name == "eval":
        shell.disturbed = True
        shell.environment = shell.environment.forget()
        shell.assigned.clear()
        shell.trace.gap(words[0].start, "`eval` runs what only the shell knows")
    return OK


def _shift(shell: Shell, count: str | None) -> bool | str | None:
    """`shift N`: a POSIX shell ends if there are fewer arguments."""
    if shell.arguments is None or count is None or not (count.isascii() and count.isdigit()):
        shell.arguments = None
        shell.ended = shell.ended if shell.name == "bash" else shell.ended or None
        return OK
    if int(count[:6]) > len(shell.arguments):
        shell.ended = shell.ended if shell.name == "bash" else shell.ended or None
        return False
    shell.arguments = shell.arguments[int(count[:6]) :]
    return True


def _forget(shell: Shell, name: str, unset: bool) -> None:
    """A variable is gone, or has a value that nobody knows."""
    if not name or name.startswith("-"):
        return
    settle(shell, name)
    shell.assigned.pop(name, None)
    if unset:
        shell.exported.discard(name)
    shell.environment = shell.environment.with_values(
        {name: State.ABSENT if unset else State.MAYBE}
    )


def _declare(shell: Shell, words: tuple[Word, ...]) -> None:
    export = any((word.value or "").startswith("-") and "x" in (word.value or "") for word in words)
    for word in words[1:]:
        name, equals, _ = (word.parts[0].text if word.parts else "").partition("=")
        if equals:
            shell.assign(name, value_of(word, len(name) + 1).parts, export)


def _set(shell: Shell, words: tuple[Word, ...], where: Where) -> None:
    """`set -e`, `set -a`, `set -o pipefail`, `set -- a b`."""
    at = 1
    while at < len(words):
        value = words[at].value
        if value is None:
            shell.arguments = None
            return
        if value == "--":
            shell.arguments = captured(shell, words[at + 1 :])
            return
        if value[:1] not in ("-", "+") or len(value) < 2:
            shell.arguments = captured(shell, words[at:])
            return
        on = value[0] == "-"
        if "e" in value[1:]:
            shell.errexit = on
        if "a" in value[1:]:
            shell.allexport = on
        if value.endswith("o") and at + 1 < len(words):
            at += 1
            option = words[at].value
            if option == "errexit":
                shell.errexit = on
            elif option == "allexport":
                shell.allexport = on
            elif option == "pipefail" and shell.name in _POSIX_SHELLS:
                shell.trace.stops.append(
                    Stop(
                        "option",
                        "pipefail",
                        words[at].start,
                        words[at].end,
                        not where.conditional,
                        shell.name,
                    )
                )
        at += 1


def _source(
    shell: Shell, command: Command, words: tuple[Word, ...], where: Where
) -> bool | str | None:
    """`. FILE`: its commands run in this shell."""
    from checker.start.scripts import source  # noqa: PLC0415  gate: scripts

    if len(words) < 2:
        return OK
    return source(shell, words, where, command.after == "&&")


def test(shell: Shell, words: tuple[Word, ...]) -> bool | None:
    """`[ … ]`, as far as it is certain."""
    given = list(words[1:])
    closing = {"[": "]", "[[": "]]"}.get(words[0].value or "")
    if closing is not None:
        if not given or given[-1].value != closing:
            return None
        given.pop()
    for operator, either in (("||", True), ("-o", True), ("&&", False), ("-a", False)):
        at = next((at for at, word in enumerate(given) if word.raw == operator), 0)
        if at > 0:
            left = _plain(shell, given[:at])
            right = test(shell, (words[0]._replace(parts=()), *given[at + 1 :]))
            if either in (left, right):
                return either
            return None if None in (left, right) else not either
    return _plain(shell, given)


def _plain(shell: Shell, given: list[Word]) -> bool | None:
    """A test without `&&`."""
    if given and given[0].raw == "!":
        held = _plain(shell, given[1:])
        return None if held is None else not held
    if any(word.raw in ("(", ")") for word in given):
        return None
    if len(given) == 1:
        text = _text(shell, given[0])
        return None if text is None else bool(text)
    if len(given) == 2:
        return _unary(shell, given[0].raw, given[1])
    if len(given) == 3 and given[1].raw in ("=", "==", "!="):
        left, right = _text(shell, given[0]), _text(shell, given[2])
        if left is None or right is None:
            return None
        if any(char in right for char in "*?[") and not given[2].quoted:
            return None
        return (left == right) is (given[1].raw != "!=")
    if len(given) == 3 and given[1].raw in ("-eq", "-ne", "-gt", "-ge", "-lt", "-le"):
        return _numbers(_text(shell, given[0]), given[1].raw, _text(shell, given[2]))
    return None


def _numbers(left: str | None, operator: str, right: str | None) -> bool | None:
    if left is None or right is None:
        return None
    if not (left.isascii() and left.isdigit() and right.isascii() and right.isdigit()):
        return None
    if len(left) > 9 or len(right) > 9:
        return None
    difference = int(left) - int(right)
    return {
        "-eq": difference == 0, "-ne": difference != 0, "-gt": difference > 0,
        "-ge": difference >= 0, "-lt": difference < 0, "-le": difference <= 0,
    }[operator]  # fmt: skip


def _unary(shell: Shell, operator: str, word: Word) -> bool | None:
    if operator in ("-z", "-n"):
        filled = _filled(shell, word)
        return None if filled is None else filled is (operator == "-n")
    if operator in ("-f", "-e", "-r", "-s", "-d"):
        return _file(shell, operator, word)
    return None


def _filled(shell: Shell, word: Word) -> bool | None:
    """Whether a word comes to anything."""
    rendered = render(word.parts, shell.environment)
    if rendered.text.replace(UNKNOWN, ""):
        return True
    alone = len(word.parts) == 1 and word.parts[0].name in DEFAULTED
    if not rendered.text or (alone and shell.environment.get(word.parts[0].name) is State.MAYBE):
        return False
    return None if rendered.unknown else True


def _file(shell: Shell, operator: str, word: Word) -> bool | None:
    """Whether a file of the repository is there; what may have been made is not known."""
    text = _text(shell, word)
    path = join(shell.directory, text, shell.environment.home) if text else None
    if not path or shell.disturbed or shell.trace.project is None:
        return None
    tree = shell.trace.project.tree
    tracked = shell.trace.project.tracked
    if tree.is_file(path) and operator != "d":
        if tracked is not None and path not in tracked:
            return None
        return None if operator in ("-d", "-s") else True
    return None


def _text(shell: Shell, word: Word) -> str | None:
    """What a word comes to; None if it is not known."""
    if any(part.kind is PartKind.UNKNOWN for part in word.parts):
        return None
    text = render(word.parts, shell.environment).text
    return None if UNKNOWN in text else text
