"""Shell commands as POSIX shells and bash split them, with the place of every part.

The reader is our own because no maintained library fits: `bashlex` 0.18 has positions, but is
GPL-3.0-or-later (this project is MIT), takes about ten times an empty interpreter's start to import
(0.11 s beside 0.01 s), and raises on what is ordinary here or merely unfinished: an open quote,
`[[ … ]]`, `$(( … ))`, `case`, an empty command, a comment. `tree-sitter-bash` is a compiled grammar
without the meaning of quotes and expansions. `shlex` knows no positions and no expansions.

What `parse_shell` reads: words with quotes and escapes, `$VAR`, `${VAR:-word}`, assignments,
redirections, and the operators between simple commands. At a compound command (`if`, `for`,
`( … )`, …) or a here-document it stops, and `Script.problem` says so; `parse_program` reads these.
Reading is total and linear.
Offsets are code points of the text that was given, 0-based and half-open, plus `offset`.
"""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.parsers.shell.reader import Reader
from checker.parsers.shell.values import (
    Assignment,
    Branch,
    Command,
    Compound,
    Part,
    PartKind,
    Program,
    Script,
    Word,
)

__all__ = [
    "Assignment",
    "Branch",
    "Command",
    "Compound",
    "Part",
    "PartKind",
    "Program",
    "Script",
    "Word",
    "parse_mapped",
    "parse_nested",
    "parse_program",
    "parse_shell",
]


def parse_shell(text: str, offset: int = 0) -> Script:
    """Read a command line; nothing makes it raise."""
    return _known(text, offset) if len(text) <= _SHORT else Reader(text, offset).script()


_SHORT = 300
"""Characters of a command that is kept: many repositories have the same."""


@lru_cache(200)
def _known(text: str, offset: int) -> Script:
    return Reader(text, offset).script()


def parse_program(text: str, offset: int = 0) -> Script | Program:
    """Read a whole script, with its compound commands; nothing makes it raise."""
    script = parse_shell(text, offset)
    if not script.problem:
        return script
    from checker.parsers.shell.grammar import Grammar  # noqa: PLC0415  gate: compound commands

    return Grammar(text, offset).program()


def parse_nested(word: Word) -> Script | Program:
    """Read a word's value as a script (`sh -c "…"`), with places in the text of the word itself.

    An expansion of the outer shell is read as if the inner one did it: both see the same variables.
    """
    text: list[str] = []
    places: list[int] = []
    for part in word.parts:
        text.append(part.text)
        places.extend(range(part.start, part.start + len(part.text)))
    places.append(places[-1] + 1 if places else word.start)
    return parse_mapped("".join(text), places)


def parse_mapped(text: str, places: list[int]) -> Script | Program:
    """Read a script that another file holds in a form of its own.

    Args:
        text: the script.
        places: where each of its code points stands, and the end.
    """
    script = Reader(text, 0, places).script()
    if not script.problem:
        return script
    from checker.parsers.shell.grammar import Grammar  # noqa: PLC0415  gate: compound commands

    return Grammar(text, 0, places).program()
