"""The Procfile as Dokku checks it at the deploy and reads it at the start (D3, D4)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.parsers.shell import Command, parse_program
from checker.platform.heroku.procfile import WHITE_SPACE, LineReader
from checker.platform.procfile import Duplicates, Processes

_ENTRY = re.compile(r"([A-Za-z0-9_-]+)[\t\n\f\r ]*:[\t\n\f\r ]*(.+)", 16)  # re.DOTALL
_COMMENTS = (re.compile(r"(.*)[\t\n\f\r ]#.+", 16), re.compile(r"(.*)[\t\n\f\r ]//.+", 16))
_OTHER_OUTPUT = re.compile(r"(?:^|\s)[2-9]>")
"""A redirection of another output than the standard one."""
_AGAIN = "defines a process type again"
_NAME_LIMIT = 63
_LINE_LIMIT = 65_536
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def to_unix(data: bytes) -> bytes:
    """The copy that is checked: without a mark, as UTF-8, with line feeds (D3)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(
                encoding, "surrogateescape" if mark[0] == 0xEF else "replace"
            )
            data = text.encode("utf-8", "surrogateescape")
            break
    return data.replace(b"\r\n", b"\n")


class Reader(LineReader):
    """The check at the deploy: what it refuses is not deployed."""

    duplicates = Duplicates.BUILD_FAILS

    def processes(self, data: bytes) -> Processes:
        """Every line is an entry or a comment; names are unique."""
        found: dict[str, str] = {}
        lines = to_unix(data).decode("utf-8", "surrogateescape").split("\n")
        for number, line in enumerate(lines):
            problem = self._entry(line.removesuffix("\r").strip(WHITE_SPACE), found)
            if len(line.encode("utf-8", "surrogateescape")) >= _LINE_LIMIT:
                problem = "is too long"
            if problem:
                code = "PROC006" if problem == _AGAIN else "PROC002"
                problem = say("line {number} {problem}", number=number + 1, problem=problem)
                return Processes(problem=problem, line=number, shown=problem, code=code)
        if not found:
            return Processes(problem="the Procfile is empty", shown="no entries found in Procfile")
        return Processes(tuple(found.items()), found.get("web", ""))

    def _entry(self, line: str, found: dict[str, str]) -> str:
        """Take one trimmed line; what is wrong with it, as the end of a sentence."""
        if not line or line.startswith(("#", "//")):
            return ""
        match = _ENTRY.fullmatch(line)
        if match is None:
            return "is not `type: command`"
        name, command = match[1], match[2]
        if len(name) > _NAME_LIMIT:
            return "has a process type of more than 63 characters"
        if name in found:
            return _AGAIN
        for pattern in _COMMENTS:
            if comment := pattern.fullmatch(command):
                command = comment[1]
                break
        command = command.strip(WHITE_SPACE)
        if not command or command.startswith(("#", "//")):
            return "has a comment instead of a command"
        found[name] = command
        return ""


def is_echoed(command: str) -> bool:
    """Whether `eval echo COMMAND`, whose output is executed, prints a word (D5)."""
    program = parse_program(f"echo {command}")
    first = program.commands[0] if program.commands else None
    if program.problem or not isinstance(first, Command):
        return False  # bad syntax: the shell runs none of it
    if first.after == "|" or first.reads or (first.writes and not _OTHER_OUTPUT.search(command)):
        return False  # a program reads it, or a file holds it
    return any(word.value != "" for word in first.words[1:])


def started(data: bytes, name: str) -> str | None:
    """The command that herokuish finds in the image's own file; None if it finds none (D4).

    The name is the text before the first colon, untrimmed; a line without a colon is both. The
    first that matches wins, comments count only at the beginning of a line, and nothing is cut.
    """
    text = data.replace(b"\0", b"").decode("utf-8", "surrogateescape")
    for line in text.split("\n"):
        trimmed = line.strip(" \t")
        if trimmed.startswith("#"):
            continue
        key, colon, command = trimmed.partition(":")
        if key == name:
            return command if colon else trimmed
    return None
