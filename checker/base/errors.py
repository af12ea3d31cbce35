"""Mistakes of a user, in one line each, with exit code 2; how such lines are written."""

from __future__ import annotations

import sys

from checker.base.text import escape_ci_commands, printable


def eprint(text: str) -> None:
    """Write a line on standard error; what it quotes is nobody's command."""
    sys.stderr.write(escape_ci_commands(text) + "\n")


class UsageError(Exception):
    """A mistake in what was asked for (an argument, a path, a configuration), never a bug.

    Args:
        message: one line, safe to print.
        missing_path: a path that does not exist; a mistyped command looks like one.
    """

    def __init__(self, message: str, missing_path: str = "") -> None:
        super().__init__(message)
        self.missing_path = missing_path


class PlacedError(UsageError):
    """A mistake at a known place of a file.

    Args:
        message: all that a terminal shows.
        path: the file, as the message names it.
        start: offset in code points of the file's text.
        end: where the mistake ends; behind `start`.
        words: what is wrong, in one line without the place.
    """

    def __init__(self, message: str, path: str, start: int, end: int, words: str) -> None:
        super().__init__(message)
        self.path, self.start, self.end, self.words = path, start, end, words


def unknown(what: str, word: str, known: list[str], listing: str = "") -> UsageError:
    """The error for a name that is not among `known`, with the likely one, or all of them.

    Where they are too many for a line, `listing` is the command that lists them.
    """
    from checker.base.spelling import did_you_mean  # noqa: PLC0415  gate: for mistakes

    there_are = f"`{listing}` lists them" if listing else f"there are: {', '.join(known)}"
    hint = did_you_mean(word, known) or f"; {there_are}"
    return UsageError(f"unknown {what} `{printable(word, 80)}`{hint}")
