"""The plain commands of a hook, line by line: what they write and remove, and how it ends."""

from __future__ import annotations

import shlex

from checker.base import regex as re
from checker.files.overlay import OverlayTree
from checker.platform.files import content, exists, is_regular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.files.tree import Tree

Changes = dict[str, "bytes | None"]
_LIMIT = 20_000
"""Bytes of a hook that are followed."""
_CHANGES = 50
"""Files that it may change."""
_OPERATORS = frozenset((";", "&&", "||"))
_PLAIN = re.compile(r"[^$`*?\[\]{}~!\\]*")
"""A word that a shell takes as it is written."""
_OUTPUT = re.compile(r"[^$`*?\[{]*")
_DESCRIPTOR = re.compile(r"(^|\s)[0-9]+[<>]")
_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")
_SILENT = frozenset(("export", "unset", "sleep", "pwd", "date", "env", ":", "true"))
"""Commands that change no file and do not fail."""


class _UnknownError(Exception):
    """Something that is not followed."""


class _Exit(Exception):  # noqa: N818 - it ends the script, as `exit` does
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def follow(data: bytes, tree: Tree, *, is_bash: bool) -> tuple[Changes, int] | None:
    """Follow a script that lies in the root.

    Args:
        data: the script without its first line, if that names the interpreter.
        tree: the files that it finds.
        is_bash: whether bash runs it, whose `echo` leaves a backslash alone.

    Returns:
        The files that it writes or removes (None), and its exit status; None if it has a command
        that is not followed.
    """
    if len(data) > _LIMIT or b"\r" in data or b"\\\n" in data:
        return None
    try:
        text = data.decode("utf-8")
        steps = _Steps(tree, is_bash=is_bash)
        for line in text.split("\n"):
            steps.run(_tokens(line))
    except _Exit as ended:
        return steps.changes, ended.status
    except (UnicodeDecodeError, ValueError, _UnknownError):
        return None
    return steps.changes, steps.status


def _tokens(line: str) -> list[str]:
    """A line's words and operators.

    Raises:
        ValueError: a quote is not closed, or a redirection names a descriptor.
    """
    if _DESCRIPTOR.search(line):
        raise ValueError(line)
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return list(lexer)


class _Steps:
    """The commands so far, and what they came to."""

    def __init__(self, tree: Tree, *, is_bash: bool) -> None:
        self.changes: Changes = {}
        self.status = 0
        self._below = tree
        self._is_bash = is_bash
        self._ends_at_error = False

    @property
    def _tree(self) -> Tree:
        tree = OverlayTree(self._below, self.changes)
        tree.budget = self._below.budget
        return tree

    def run(self, tokens: list[str]) -> None:
        """A line: commands with operators between them."""
        words: list[str] = []
        before = ";"
        for after in [*tokens, ";"]:
            if after not in _OPERATORS:
                words.append(after)
                continue
            skipped = (before == "&&" and self.status) or (before == "||" and not self.status)
            if words and not skipped:
                self.status = self._command(words)
                if self.status and self._ends_at_error and after == ";":
                    raise _Exit(self.status)
            before, words = after, []

    def _command(self, words: list[str]) -> int:
        """Run one; its status."""
        while words and _ASSIGNMENT.match(words[0]):
            words = words[1:]
        if not words:
            return 0
        target = ""
        appends = False
        if len(words) > 2 and words[-2] in (">", ">>"):
            appends, target, words = words[-2] == ">>", words[-1], words[:-2]
        name, given = words[0], words[1:]
        if any(set(word) <= set("();<>|&") for word in words):
            raise _UnknownError
        if name in ("echo", "printf", "cat"):
            return self._output(name, given, target, appends=appends)
        if target:
            raise _UnknownError
        if name in _SILENT:
            return 0
        if name == "set":
            self._set(given)
            return 0
        if name == "exit":
            raise _Exit(int(given[0]) % 256 if given else self.status)
        if name == "false":
            return 1
        if not all(map(_PLAIN.fullmatch, given)):
            raise _UnknownError
        return self._files(name, given)

    def _set(self, given: list[str]) -> None:
        for word in given:
            if word in ("-e", "-eu", "-ex", "-eux", "-euo", "-exo", "-euxo", "errexit"):
                self._ends_at_error = True
            elif word[:1] == "+":
                raise _UnknownError

    def _files(self, name: str, given: list[str]) -> int:
        options = [word for word in given if word.startswith("-")]
        paths = [_path(word) for word in given if not word.startswith("-")]
        if name == "rm" and set("".join(options)) <= set("-rf"):
            return self._remove(paths, forced="f" in "".join(options))
        if name == "touch" and not options:
            for path in paths:
                self._write(path, content(self._tree, path) or b"")
            return 0
        if name in ("cp", "mv") and not set("".join(options)) - set("-f") and len(paths) == 2:
            source, to = paths
            data = content(self._tree, source) if is_regular(self._tree, source) else None
            if data is None or (exists(self._tree, to) and not is_regular(self._tree, to)):
                raise _UnknownError
            self._write(to, data)
            if name == "mv":
                self.changes[source] = None
            return 0
        raise _UnknownError

    def _remove(self, paths: list[str], *, forced: bool) -> int:
        status = 0
        for path in paths:
            if is_regular(self._tree, path):
                self.changes[path] = None
            elif exists(self._tree, path):
                raise _UnknownError
            elif not forced:
                status = 1
        return status

    def _output(self, name: str, given: list[str], target: str, *, appends: bool) -> int:
        """What is printed, or written into a file."""
        if not target:
            if name == "cat" or not all("$(" not in each and "`" not in each for each in given):
                raise _UnknownError
            return 0
        if not all(map(_PLAIN.fullmatch if name == "cat" else _OUTPUT.fullmatch, given)):
            raise _UnknownError
        path = _path(target)
        old = (content(self._tree, path) or b"") if appends else b""
        self._write(path, old + self._printed(name, given))
        return 0

    def _printed(self, name: str, given: list[str]) -> bytes:
        if name == "cat":
            found = [content(self._tree, _path(each)) for each in given]
            if None in found or not found:
                raise _UnknownError
            return b"".join(each for each in found if each is not None)
        if name == "printf":
            printed = given[0].replace("\\n", "\n") if len(given) == 1 else "%"
            if "%" in printed or "\\" in printed:
                raise _UnknownError
            return printed.encode()
        if not self._is_bash and any("\\" in each for each in given):
            raise _UnknownError
        end = "\n"
        if given[:1] == ["-n"]:
            end, given = "", given[1:]
        if given and given[0].startswith("-"):
            raise _UnknownError
        return (" ".join(given) + end).encode()

    def _write(self, path: str, data: bytes) -> None:
        if exists(self._tree, path) and not is_regular(self._tree, path):
            raise _UnknownError
        folder = path.rpartition("/")[0]
        if folder and not self._tree.is_directory(folder):
            raise _UnknownError
        if len(self.changes) >= _CHANGES:
            raise _UnknownError
        self.changes[path] = data


def _path(word: str) -> str:
    """A path below the root.

    Raises:
        _UnknownError: it may lie elsewhere.
    """
    path = word.removeprefix("./")
    if not path or path.startswith(("/", "-")) or not _PLAIN.fullmatch(path):
        raise _UnknownError
    if any(part in ("", ".", "..") for part in path.split("/")):
        raise _UnknownError
    return path
