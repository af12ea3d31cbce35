"""Mistakes of a user, in one line each, with exit code 2; how such lines are written."""

from __future__ import annotations

import sys

from checker.base.messages import ENGLISH, Language, fill, listed
from checker.base.text import escape_ci_commands, printable


class _Spoken:
    """The language of this process's standard error, and of what a command line prints.

    It is that of whoever started the process. A language server's clients have their own.
    """

    language = ENGLISH
    written = ENGLISH
    asked = False


def speak(language: Language, asked: bool = False, written: Language | None = None) -> None:
    """Set the language of a command line.

    Args:
        language: what a person is told in from now on.
        asked: whether the command line itself names it, so that programs get it too.
        written: that of files, which can hold what a terminal cannot show; None: the same.
    """
    _Spoken.language, _Spoken.asked, _Spoken.written = language, asked, written or language


def spoken() -> Language:
    """The language of the command line: English unless another one was asked for."""
    return _Spoken.language


def written() -> Language:
    """The language of the files that a command line writes."""
    return _Spoken.written


def is_asked() -> bool:
    """Whether the command line names its language."""
    return _Spoken.asked


def eprint(text: str) -> None:
    """Write a line on standard error; what it quotes is nobody's command.

    Where that cannot carry the language, the line is in English.
    """
    said = _Spoken.language.of(text)
    encoding = getattr(sys.stderr, "encoding", None)
    if said != text and encoding:
        try:
            said.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            said = text
    sys.stderr.write(escape_ci_commands(said) + "\n")


class UsageError(Exception):
    """A mistake in what was asked for (an argument, a path, a configuration), never a bug.

    Args:
        message: one line, safe to print.
        missing_path: a path that does not exist; a mistyped command looks like one.
    """

    def __init__(self, message: str, missing_path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.missing_path = missing_path


class PlacedError(UsageError):
    """A mistake at a known place of a file.

    Args:
        message: all that a terminal shows.
        path: the file, as the message names it.
        start: offset in code points of the file's text.
        end: where the mistake ends; behind `start`.
        words: what is wrong, in one line without the place.

    Attributes:
        language: the language that the file asks for, as far as it can be read; else empty.
    """

    language = ""

    def __init__(self, message: str, path: str, start: int, end: int, words: str) -> None:
        super().__init__(message)
        self.path, self.start, self.end, self.words = path, start, end, words


def unknown(what: str, word: str, known: list[str], listing: str = "") -> UsageError:
    """The error for a name that is not among `known`, with the likely one, or all of them.

    Where they are too many for a line, `listing` is the command that lists them.
    """
    from checker.base.spelling import did_you_mean  # noqa: PLC0415  gate: for mistakes

    there_are = (
        fill("`{listing}` lists them", listing=listing)
        if listing
        else fill("there are: {known}", known=listed(known))
    )
    hint = did_you_mean(word, known) or fill("; {there_are}", there_are=there_are)
    return UsageError(
        fill("unknown {what} `{word}`{hint}", what=fill(what), word=printable(word, 80), hint=hint)
    )
