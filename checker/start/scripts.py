"""Shell scripts of the repository that a start runs: found, read and walked."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.parsers.shell import parse_program
from checker.start.environment import UNKNOWN, render
from checker.start.expansion import captured
from checker.start.processes import NESTING, OK, PYTHON, SHELLS, Stop, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.parsers.shell import Program, Script, Word
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

LONGEST = 65_536
"""Code points of a script that is read."""
SCRIPTS = 24
"""Scripts of one start that are read."""
_SHEBANG = re.compile(r"#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?")
_BASH = frozenset({"bash", "zsh"})
_OPTIONS_WITH_VALUE = frozenset({"-o", "-O", "+o", "+O", "--rcfile", "--init-file"})


def shebang_of(document: Document) -> str:
    """The program that a script's first line names, without folders; empty if it names none."""
    found = _SHEBANG.match(document.text.partition("\n")[0].rstrip("\r"))
    if found is None:
        return ""
    program = found[1].rpartition("/")[2]
    return (found[2] or "").rpartition("/")[2] if program == "env" else program


def follow_script(shell: Shell, process: Process, where: Where) -> bool:
    """Walk the script that a shell is given, or that is run itself; False if that cannot be."""
    word, arguments, errexit = process.word, process.arguments, False
    if process.program in SHELLS:
        found = _given(process.arguments)
        if found is None:
            return False
        word, arguments, errexit = found
    path, document = _document(shell, word)
    if path is None:
        if not (word.value or "").startswith("/"):
            shell.trace.gap(word.start, "it is unknown in which folder the script is")
        return False
    if document is None:
        _unread(shell, word, path)
        return False
    name = process.program
    if process.program not in SHELLS:
        name = shebang_of(document)
        if name and name not in SHELLS:
            python = PYTHON.fullmatch(name) is not None
            at = len(shell.trace.found) - 1
            shell.trace.found[at] = shell.trace.found[at]._replace(shebang=name)
            if not python:
                shell.trace.gap(word.start, say("{program} runs {path}", program=name, path=path))
            return False
    program = _enter(shell, word, document, where, say("{path} is run here", path=path))
    if program is None:
        return False
    inner = shell.child(process)
    inner.arguments = captured(shell, arguments)
    inner.errexit = errexit or _has_errexit(document, process)
    inner.name = "bash" if name in _BASH or not name else "sh"
    _walk(inner, program, path, where)
    shell.disturbed = shell.disturbed or inner.disturbed
    return True


def source(shell: Shell, words: tuple[Word, ...], where: Where, needed: bool) -> bool | str | None:
    """`. FILE`: the file's commands run in this very shell; `needed` if `&&` stands behind it."""
    word = words[1]
    path, document = _document(shell, word)
    if path is not None and _is_absent(shell, path):
        if not where.conditional:
            _missing(shell, words, path, where, needed)
        return None
    if document is None or path is None:
        shell.trace.gap(word.start, "it is unknown which file is read")
        shell.disturbed = True
        shell.environment = shell.environment.forget()
        shell.assigned.clear()
        return OK
    program = _enter(shell, word, document, where, say("{path} is read here", path=path))
    if program is None:
        shell.disturbed = True
        return OK
    outer = shell.ended
    shell.frames.append(shell.arguments)
    shell.arguments = captured(shell, words[2:]) if words[2:] else shell.arguments
    _walk(shell, program, path, where._replace(depth=where.depth + 1))
    shell.arguments = shell.frames.pop()
    if shell.returned:
        shell.ended, shell.returned = outer, False
    return OK


def _is_absent(shell: Shell, path: str) -> bool:
    """Whether the platform certainly gets nothing at a path: it is missing, or not in git."""
    project = shell.trace.project
    if project is None or shell.is_missing(path):
        return project is not None
    real = project.tree.resolve(path)
    tracked = project.tracked
    return (
        tracked is not None
        and real is not None
        and not {path, real} & tracked.keys()
        and (project.tree.is_file(path) and not project.tree.in_submodule(path))
    )


def _missing(shell: Shell, words: tuple[Word, ...], path: str, where: Where, needed: bool) -> None:
    """A sourced file that is not there: it ends a POSIX shell, `set -e`, and what `&&` joins."""
    word, posix = words[1], shell.name != "bash"
    if words[0].value == "source" and posix:
        posix = False  # there is no such command: see the rule on the syntax
    if posix or needed or (shell.errexit and not where.tested):
        shell.trace.stops.append(
            Stop(
                "source",
                path,
                word.start,
                word.end,
                not shell.disturbed,
                shell.name if posix else "",
            )
        )


def _given(
    arguments: tuple[Word, ...],
) -> tuple[Word, tuple[Word, ...], bool] | None:
    """The script among the arguments of a shell, what follows it, and whether `-e` is set."""
    errexit, at = False, 0
    while at < len(arguments):
        value = arguments[at].value
        if value is None:
            return None
        if value == "--":
            at += 1
            break
        if value[:1] not in ("-", "+") or len(value) == 1:
            break
        if value == "-s" or (value[1:2] != "-" and "c" in value):
            return None
        errexit = errexit or (value[0] == "-" and value[1:2] != "-" and "e" in value[1:])
        takes = value in _OPTIONS_WITH_VALUE or (value[1:2] != "-" and value.endswith("o"))
        if takes and at + 1 < len(arguments):
            errexit = errexit or arguments[at + 1].value == "errexit"
            at += 1
        at += 1
    if at >= len(arguments):
        return None
    return arguments[at], arguments[at + 1 :], errexit


def _has_errexit(document: Document, process: Process) -> bool:
    """Whether the first line of a script that is run itself says `-e`."""
    if process.program in SHELLS:
        return False
    first = document.text.partition("\n")[0]
    return re.search(r"[ \t]-\w*e", first) is not None and "env" not in first


def _document(shell: Shell, word: Word) -> tuple[str | None, Document | None]:
    """The path that a word means, and the file there if it can be read."""
    project = shell.trace.project
    text = render(word.parts, shell.environment).text
    path = None if UNKNOWN in text or not text else join(
        shell.directory, text, shell.environment.home
    )  # fmt: skip
    if project is None or not path:
        return None, None
    document = project.document(path) if project.tree.is_file(path) else None
    if document is None or not document.complete or "\0" in document.text:
        return path, None
    return path, document


def _unread(shell: Shell, word: Word, path: str) -> None:
    """A script that cannot be read: say so, unless a rule does."""
    if not shell.is_missing(path):
        shell.trace.gap(word.start, say("{path} cannot be read", path=path))


def _enter(
    shell: Shell, word: Word, document: Document, where: Where, words: str
) -> Script | Program | None:
    """The script as commands; None if it is too long, calls itself, or too many were read."""
    trace, path = shell.trace, document.path
    why = ""
    if len(document.text) > LONGEST:
        why = say("{path} is too long", path=path)
    elif path in trace.running:
        why = say("{path} calls itself", path=path)
    elif where.depth >= NESTING or len(trace.places.texts) >= SCRIPTS:
        why = say("{path} is one script of too many", path=path)
    if why:
        trace.gap(word.start, why)
        return None
    if trace.project is not None:
        trace.project.tree.budget.charge(len(document.text))
    base = trace.places.add(path, len(document.text), word.start, word.end, words)
    return parse_program(document.text, base)


def _walk(shell: Shell, program: Script | Program, path: str, where: Where) -> None:
    shell.trace.running.append(path)
    shell.script(program, where)
    shell.trace.running.pop()
