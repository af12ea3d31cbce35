"""What the words of a command come to with the variables that it sees on a target."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.parsers.shell import Part, PartKind
from checker.platform.environment import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Word
    from checker.platform.environment import Environment

LENGTH = 10_000
"""Characters of a rendered text, of which each variable may repeat others; more is not known."""
UNKNOWN = "\ufffc"
"""Stands in a rendered text for a value that is not known."""

DEFAULTED = frozenset({"DJANGO_SETTINGS_MODULE"})
"""Variables that are taken for unset if a default is written, or asked for, and nothing is known:
`${DJANGO_SETTINGS_MODULE:-shop.prod}` counts as `os.environ.setdefault` in `wsgi.py` does."""


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
    """With `UNKNOWN` for what is not known."""
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
    """A text that is known, or `UNKNOWN`, as a value that stands there."""
    kind = PartKind.UNKNOWN if text == UNKNOWN else PartKind.LITERAL
    return Value((Part(kind, text, start, end),), start, end)


def render(parts: tuple[Part, ...], environment: Environment) -> Rendered:
    """What parts come to with these variables."""
    texts: list[str] = []
    undefined: list[Part] = []
    unknown, length = False, 0
    for part in parts:
        if part.kind is PartKind.LITERAL:
            texts.append(part.text)
            continue
        if part.kind is PartKind.UNKNOWN:
            texts.append(UNKNOWN)
            unknown = True
            continue
        value = environment.get(part.name)
        if value is State.MAYBE and part.name in DEFAULTED and part.operator.endswith(("-", "=")):
            value = State.ABSENT
        if value is State.MAYBE:
            texts.append(UNKNOWN)
            unknown = True
            continue
        empty = value is State.ABSENT or (value == "" and part.operator.startswith(":"))
        if part.operator.endswith("+"):
            chosen = Rendered("") if empty else render(part.default, environment)
        elif not empty:
            chosen = Rendered(UNKNOWN if isinstance(value, State) else value)
        elif part.operator.endswith(("-", "=")):
            chosen = render(part.default, environment)
        else:
            chosen = Rendered("", (part,) if value is State.ABSENT else ())
        texts.append(chosen.text)
        length += len(chosen.text)
        if length > LENGTH:
            return Rendered(UNKNOWN, tuple(undefined), unknown=True)
        undefined.extend(chosen.undefined)
        unknown = unknown or chosen.unknown
    return Rendered("".join(texts), tuple(undefined), unknown)
