"""A Procfile as neutral facts: its lines with exact spans, and nothing about any one reader.

The platform's editions read the file differently (as YAML after a rewrite of its beginning, or line
by line with a pattern: F18–F20), so this parser keeps every line and every character's place;
`checker.platform.slug.procfile_lines` and the rules say what each target makes of them. Spans are
code points of the document's text, 0-based and half-open.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import cached_property
from checker.base.enums import Enum
from checker.base.records import NamedTuple
from checker.base.spans import Span
from checker.parsers.characters import ODD, is_invisible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document


class LineKind(Enum):
    """What a line looks like, whoever reads it."""

    PROCESS = "process"
    """A process type, a colon (ASCII or full-width), perhaps a command."""
    COMMENT = "comment"
    BLANK = "blank"
    CONTINUATION = "continuation"
    r"""It follows a line that ends in `\`, and is no process of its own."""
    INVALID = "invalid"


class Line(NamedTuple):
    """One line of a Procfile. Where a part is absent, its span is empty and stands at its place."""

    number: int
    """1-based."""
    span: Span
    """Without the characters that end the line."""
    kind: LineKind
    text: str
    """What `span` holds."""
    indent: Span
    """Blanks, and characters that look like nothing, before the first character that shows."""
    type_span: Span
    """The process type; empty where the line is no process."""
    before_colon: Span
    """Blanks between the type and the colon."""
    colon: Span
    """`:` or the full-width `：`."""
    gap: Span
    """Blanks between the colon and the command."""
    command_span: Span
    """The command without trailing blanks; for other lines all that is neither indent nor blank."""
    type: str
    command: str
    continued: bool
    r"""Whether the last character that is no blank is `\`."""

    @property
    def full_width(self) -> bool:
        """Whether the colon is not ASCII's."""
        return (
            self.kind is LineKind.PROCESS and self.text[self.colon.start - self.span.start] != ":"
        )

    @property
    def regular(self) -> bool:
        """Whether it is a process that starts the line, with an ASCII colon right after its type.

        Such a line is one to every reader, but for the space after the colon.
        """
        return (
            self.kind is LineKind.PROCESS
            and self.indent.start == self.indent.end
            and self.before_colon.start == self.before_colon.end
            and not self.full_width
        )


class Odd(NamedTuple):
    """A character that does not show, or that typography put in the place of ASCII's."""

    offset: int
    char: str
    quoted: bool
    """Whether it stands between ASCII quotes, as a shell sees them."""


class Shell(NamedTuple):
    """What a look at a command's quotes and `#` gives, without understanding the command."""

    unclosed: int | None
    """Offset of the quote that is never closed."""
    comment: int | None
    """Offset of the `#` from which on a shell ignores the rest."""
    quoted: tuple[Span, ...]
    """The ranges between quotes, the quotes included."""


class Procfile:
    """A parsed Procfile."""

    def __init__(self, document: Document, lines: tuple[Line, ...], kept: Span) -> None:
        self.document = document
        self.lines = lines
        self.kept = kept
        """The range of the document that was parsed; lines outside it are blank."""
        self.complete = document.complete and len(lines) < LINE_LIMIT
        """Whether all of the file was parsed."""

    @cached_property
    def processes(self) -> tuple[Line, ...]:
        """The lines that have a process type and a colon, regular or not."""
        return tuple(line for line in self.lines if line.kind is LineKind.PROCESS)

    @cached_property
    def first(self) -> Line | None:
        """The line that the parsed range begins with; None where nothing is in it."""
        at, end = self.kept
        return (
            next((line for line in self.lines if at <= line.span.end), None) if at < end else None
        )

    @cached_property
    def content(self) -> tuple[Line, ...]:
        """All lines but comments and blank ones."""
        skipped = (LineKind.COMMENT, LineKind.BLANK)
        return tuple(line for line in self.lines if line.kind not in skipped)

    def of_type(self, name: str) -> tuple[Line, ...]:
        """The processes of exactly this type."""
        return tuple(line for line in self.processes if line.type == name)


LINE_LIMIT = 10_000
"""Lines that are parsed at the most: what is longer is no Procfile, and hostile."""
_BLANKS = " \t"
_TYPE = re.compile(r"[A-Za-z0-9_.-]+")


def parse_procfile(document: Document, kept: Span | None = None) -> Procfile:
    """Parse a Procfile, or the range of it that a reader gets; no text makes it raise."""
    kept = kept or Span(0, len(document.text))
    lines: list[Line] = []
    continued = False
    for number in range(1, min(len(document.starts), LINE_LIMIT) + 1):
        start, end = document.line_span(number)
        if number == len(document.starts) and start == end and number > 1:
            break  # after the final newline there is no line
        if not kept.start <= start <= end <= kept.end:
            start = max(start, min(kept.start, end))
            end = max(start, min(kept.end, end))
        line = _line(document.text, number, Span(start, end), continued)
        lines.append(line)
        continued = line.continued and line.kind is not LineKind.COMMENT
    return Procfile(document, tuple(lines), kept)


def _line(text: str, number: int, span: Span, after_backslash: bool) -> Line:
    start, end = span
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    first = start
    while first < end and (text[first] in _BLANKS or is_invisible(text[first])):
        first += 1
    indent = Span(start, first)
    body = Span(first, end)
    nothing = Span(first, first)
    continued = end > first and text[end - 1] == "\\"

    # What goes on after a backslash is a part of the command above, also where it holds a colon.
    goes_on = after_backslash and first > start
    colon = None if goes_on else _type_and_colon(text, body)
    if colon is not None:
        type_end, colon_at = colon
        command = colon_at + 1
        while command < end and text[command] in _BLANKS:
            command += 1
        return Line(
            number,
            span,
            LineKind.PROCESS,
            text[span.start : span.end],
            indent,
            Span(first, type_end),
            Span(type_end, colon_at),
            Span(colon_at, colon_at + 1),
            Span(colon_at + 1, command),
            Span(command, end),
            text[first:type_end],
            text[command:end],
            continued,
        )
    if first == end:
        # A line of nothing but characters that do not show is not blank to any reader.
        shown = any(char not in _BLANKS for char in text[start:end])
        kind = LineKind.INVALID if shown else LineKind.BLANK
    elif text[first] == "#" and not text[start:first].strip(_BLANKS):
        kind = LineKind.COMMENT
    elif after_backslash:
        kind = LineKind.CONTINUATION
    else:
        kind = LineKind.INVALID
    return Line(
        number,
        span,
        kind,
        text[span.start : span.end],
        indent,
        nothing,
        nothing,
        nothing,
        nothing,
        body,
        "",
        text[first:end],
        continued,
    )


def _type_and_colon(text: str, body: Span) -> tuple[int, int] | None:
    """Where the process type ends and where its colon stands; None where there is no such pair."""
    matched = _TYPE.match(text, body.start, body.end)
    if matched is None:
        return None
    at = matched.end()
    while at < body.end and (text[at] in _BLANKS or is_invisible(text[at])):
        at += 1
    if at >= body.end or text[at] not in ":：":
        return None
    # `C:\app`, `https://…` and `module::name` are words of something else.
    if text[at] == ":":
        following = text[at + 1 : min(at + 3, body.end)]
        if following == "//" or following.startswith(":"):
            return None
        if matched.end() - body.start == 1 and following[:1] in ("\\", "/"):
            return None
    return matched.end(), at


def shell_marks(text: str, span: Span) -> Shell:
    """Quotes and the comment of one command, as a POSIX shell reads them; one linear pass."""
    quoted: list[Span] = []
    at, end = span
    word_start = True
    while at < end:
        char = text[at]
        if char == "\\":
            at += 2
            word_start = False
            continue
        if char == "#" and word_start:
            return Shell(None, at, tuple(quoted))
        if char in "\"'":
            close = _closing(text, at, end)
            if close is None:
                return Shell(at, None, tuple(quoted))
            quoted.append(Span(at, close + 1))
            at = close
        word_start = char in " \t;&|("
        at += 1
    return Shell(None, None, tuple(quoted))


def _closing(text: str, opening: int, end: int) -> int | None:
    """Offset of the quote that closes the one at `opening`."""
    quote, at = text[opening], opening + 1
    while at < end:
        if text[at] == quote:
            return at
        at += 2 if quote == '"' and text[at] == "\\" else 1
    return None


def odd_characters(line: Line) -> tuple[Odd, ...]:
    """The odd characters of a line, in order; those of a comment are nobody's business."""
    if line.kind is LineKind.COMMENT or (line.text.isascii() and line.text.isprintable()):
        return ()
    text, base = line.text, line.span.start
    command = Span(line.command_span.start - base, line.command_span.end - base)
    shell = shell_marks(text, command)
    end = len(text) if shell.comment is None else shell.comment
    found: list[Odd] = []
    ranges = iter(shell.quoted)
    current = next(ranges, None)
    for at, char in enumerate(text[:end]):
        while current is not None and at >= current.end:
            current = next(ranges, None)
        if char in ODD or is_invisible(char):
            quoted = current is not None and current.start <= at
            found.append(Odd(base + at, char, quoted))
    return tuple(found)
