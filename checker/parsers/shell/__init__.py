"""Shell commands as POSIX shells and bash split them, with the place of every part.

The reader is our own because no maintained library fits: `bashlex` 0.18 has positions, but is
GPL-3.0-or-later (this project is MIT), takes about ten times an empty interpreter's start to import
(0.11 s beside 0.01 s), and raises on what is ordinary here or merely unfinished: an open quote,
`[[ … ]]`, `$(( … ))`, `case`, an empty command, a comment. `tree-sitter-bash` is a compiled grammar
without the meaning of quotes and expansions. `shlex` knows no positions and no expansions.

What is read: words with quotes and escapes, `$VAR`, `${VAR:-word}`, assignments, redirections, and
the operators between simple commands. What is not: compound commands (`if`, `for`, `( … )`, …) and
here-documents; there the reading stops and `Script.problem` says so. Reading is total and linear.
Offsets are code points of the text that was given, 0-based and half-open, plus `offset`.
"""

from __future__ import annotations

from checker.parsers.shell.reader import Reader
from checker.parsers.shell.values import Assignment, Command, Part, PartKind, Script, Word

__all__ = [
    "Assignment",
    "Command",
    "Part",
    "PartKind",
    "Script",
    "Word",
    "parse_nested",
    "parse_shell",
]


def parse_shell(text: str, offset: int = 0) -> Script:
    """Read a command line; nothing makes it raise."""
    return Reader(text, offset).script()


def parse_nested(word: Word) -> Script:
    """Read a word's value as a script (`sh -c "…"`), with places in the text of the word itself.

    An expansion of the outer shell is read as if the inner one did it: both see the same variables.
    """
    text: list[str] = []
    places: list[int] = []
    for part in word.parts:
        text.append(part.text)
        places.extend(range(part.start, part.start + len(part.text)))
    places.append(places[-1] + 1 if places else word.start)
    return Reader("".join(text), 0, places).script()
