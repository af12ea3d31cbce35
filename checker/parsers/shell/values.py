"""What a command line is made of."""

from __future__ import annotations

from checker.base.enums import Enum
from checker.base.records import NamedTuple


class PartKind(Enum):
    """What a part of a word is."""

    LITERAL = "literal"
    VARIABLE = "variable"
    """`$NAME`, `${NAME}` or `${NAME:-word}`; a leading `~` counts as `$HOME`."""
    UNKNOWN = "unknown"
    """A command substitution, arithmetic, or an expansion that is not looked into."""


class Part(NamedTuple):
    """A run of a word; a literal one is contiguous in the text."""

    kind: PartKind
    text: str
    """A literal's value; otherwise as written."""
    start: int
    end: int
    name: str = ""
    """A variable's name."""
    operator: str = ""
    """`:-`, `-`, `:=`, `=`, `:+`, `+`, `:?`, `?`; empty for a plain variable."""
    default: tuple[Part, ...] = ()
    """The parts of the word behind the operator."""
    quoted: bool = False
    """Whether it stood between quotes, or behind a backslash."""
    single: bool = False
    """Whether a literal stood between single quotes or behind a backslash: a `$` in it is one."""


class Word(NamedTuple):
    """One word of a command."""

    start: int
    end: int
    raw: str
    """As written, quotes included."""
    parts: tuple[Part, ...]

    @property
    def value(self) -> str | None:
        """What the program gets; None where it depends on an expansion."""
        if len(self.parts) == 1:
            (part,) = self.parts
            return part.text if part.kind is PartKind.LITERAL else None
        if any(part.kind is not PartKind.LITERAL for part in self.parts):
            return None
        return "".join([part.text for part in self.parts])

    @property
    def quoted(self) -> bool:
        """Whether any of it is quoted."""
        return any(part.quoted for part in self.parts)


class Assignment(NamedTuple):
    """`NAME=word` before a command, or alone."""

    name: str
    value: Word
    start: int
    end: int


class Command(NamedTuple):
    """A simple command: assignments, then words; redirections are left out of both."""

    assignments: tuple[Assignment, ...]
    words: tuple[Word, ...]
    before: str
    """The operator in front of it: `&&`, `||`, `;`, `|`, `&` (`;` for a line's end, `|` for `|&`),
    or nothing."""
    after: str
    """The operator behind it, or nothing."""
    start: int
    end: int
    after_at: int
    """Where the operator behind it stands, or where the text ends."""
    negated: bool = False
    """Whether `!` stands before it."""
    writes: bool = False
    """Whether its output goes to a file."""
    reads: bool = False
    """Whether its input is redirected."""


class Script(NamedTuple):
    """A whole command line."""

    commands: tuple[Command, ...]
    problem: str = ""
    """Why the rest was not read: `a quote that is never closed`, `if`, …; empty where all was."""
    problem_at: int = 0
    bash_only: tuple[tuple[int, str], ...] = ()
    """None: what only bash reads stops this reading."""


class Branch(NamedTuple):
    """One way through a compound command."""

    test: tuple[Command | Compound, ...]
    """What decides whether it is gone; empty for `else`, a group, a function's body."""
    body: tuple[Command | Compound, ...]
    patterns: tuple[Word, ...] = ()
    """Of a `case`."""


class Compound(NamedTuple):
    """`if`, a loop, `case`, a group, a sub-shell or a function."""

    kind: str
    """`if`, `while`, `until`, `for`, `case`, `{`, `(` or `function`."""
    branches: tuple[Branch, ...]
    before: str
    after: str
    start: int
    end: int
    after_at: int
    name: str = ""
    """A function's, or the variable of `for`."""
    words: tuple[Word, ...] = ()
    """What `for` goes through, or the subject of `case`."""
    negated: bool = False
    """Whether `!` stands before it."""


class Program(NamedTuple):
    """A whole script, with its compound commands."""

    commands: tuple[Command | Compound, ...]
    problem: str = ""
    """Why the rest was not read; empty where all was."""
    problem_at: int = 0
    bash_only: tuple[tuple[int, str], ...] = ()
    """Where something stands that a POSIX shell refuses as bad syntax, and what: `function f`."""
