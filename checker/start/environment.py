"""The variables that a command sees on a target, and what words come to with them."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.parsers.shell import Part, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.parsers.shell import Word
    from checker.targets import Target

HOLE = "\ufffc"
"""Stands in a rendered text for a value that is not known."""


class State(enum.Enum):
    """What is known of a variable whose value is not."""

    PRESENT = "set by the platform, to a value that is not known here"
    ABSENT = "not set by the platform"
    MAYBE = "nothing is known"


class Environment:
    """Variables by name; a name that was never mentioned may or may not be set."""

    __slots__ = ("_known", "home")

    def __init__(self, known: dict[str, str | State], home: str) -> None:
        self._known = known
        self.home = home
        """The absolute folder on the platform in which the repository lies."""

    def get(self, name: str) -> str | State:
        """The variable's value, or what is known of it."""
        return self._known.get(name, State.MAYBE)

    def items(self) -> Iterable[tuple[str, str | State]]:
        """The variables that were mentioned."""
        return self._known.items()

    def text(self, name: str) -> str | None:
        """The variable's value; None where it is not known, or there is none."""
        value = self.get(name)
        return value if isinstance(value, str) else None

    def with_values(self, values: dict[str, str | State]) -> Environment:
        """The same with some variables set."""
        return Environment({**self._known, **values}, self.home) if values else self

    def forget(self) -> Environment:
        """The same after something that may have set any variable."""
        return Environment({"HOME": self.home} if "HOME" in self._known else {}, self.home)


def environment_of(target: Target, mentioned: str = "", scripts: bool = False) -> Environment:
    """The variables that a target sets for the web command (F23, F47–F50).

    Args:
        target: the edition.
        mentioned: the text of a rainbondfile: a variable that it names is set by it.
        scripts: whether the repository has start-up scripts, which may set any variable.
    """
    known: dict[str, str | State]
    if target.builder == "slug":
        home = "/app"
        known = {"HOME": home, "PYTHONPATH": home, "GUNICORN_CMD_ARGS": "--access-logfile -"}
        if target.port_variable == "PORT":
            known |= {"PORT": State.PRESENT, "_PORT": State.ABSENT}
        else:  # the image's own constant (F48)
            known |= {"PORT": "5000", "_PORT": State.PRESENT}
    else:
        home = "/workspace"
        # PYTHONPATH leads to what was installed, to nothing of the repository.
        known = {"PORT": State.ABSENT, "_PORT": State.PRESENT, "PYTHONPATH": ""}
    for name in list(known):
        if (mentioned and name in mentioned) or (scripts and name != "HOME"):
            known[name] = State.MAYBE
    if known["PORT"] is State.MAYBE and not scripts:
        known["PORT"] = State.PRESENT
    return Environment(known, home)


class Value(NamedTuple):
    """A word, or the part of one behind `--name=`."""

    parts: tuple[Part, ...]
    start: int
    """Where it stands: code points of the document, 0-based and half-open."""
    end: int

    @property
    def literal(self) -> str | None:
        """What it comes to where no expansion stands in it."""
        if any(part.kind is not PartKind.LITERAL for part in self.parts):
            return None
        return "".join(part.text for part in self.parts)


class Rendered(NamedTuple):
    """What a value comes to."""

    text: str
    """With `HOLE` for what is not known."""
    undefined: tuple[Part, ...] = ()
    """Variables that the platform does not set: they come to nothing."""
    unknown: bool = False
    """Whether a hole may be anything, an empty text included."""


def value_of(word: Word, skip: int = 0) -> Value:
    """A word as a value, without its first `skip` characters (which have to be literal)."""
    parts: list[Part] = []
    start = word.start
    for part in word.parts:
        if skip >= len(part.text) and skip:
            skip -= len(part.text)
            start = part.end
            continue
        if skip:
            start = part.start + skip
            part = part._replace(text=part.text[skip:], start=start)  # noqa: PLW2901
            skip = 0
        parts.append(part)
    return Value(tuple(parts), min(start, word.end), word.end)


def literal_value(text: str, start: int, end: int) -> Value:
    """A text that is known, or `HOLE`, as a value that stands there."""
    kind = PartKind.UNKNOWN if text == HOLE else PartKind.LITERAL
    return Value((Part(kind, text, start, end),), start, end)


def render(parts: tuple[Part, ...], environment: Environment) -> Rendered:
    """What parts come to with these variables."""
    texts: list[str] = []
    undefined: list[Part] = []
    unknown = False
    for part in parts:
        if part.kind is PartKind.LITERAL:
            texts.append(part.text)
            continue
        if part.kind is PartKind.UNKNOWN:
            texts.append(HOLE)
            unknown = True
            continue
        value = environment.get(part.name)
        if value is State.MAYBE:
            texts.append(HOLE)
            unknown = True
            continue
        empty = value is State.ABSENT or (value == "" and part.operator.startswith(":"))
        if part.operator.endswith("+"):
            chosen = Rendered("") if empty else render(part.default, environment)
        elif not empty:
            chosen = Rendered(HOLE if isinstance(value, State) else value)
        elif part.operator.endswith(("-", "=")):
            chosen = render(part.default, environment)
        else:
            chosen = Rendered("", (part,) if value is State.ABSENT else ())
        texts.append(chosen.text)
        undefined.extend(chosen.undefined)
        unknown = unknown or chosen.unknown
    return Rendered("".join(texts), tuple(undefined), unknown)
