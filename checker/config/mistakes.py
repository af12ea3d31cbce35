"""How a mistake in a configuration is told: where it stands, with the line and carets below it."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.errors import PlacedError
from checker.base.messages import fill
from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document

_WIDTH = 100
"""Code points of a line that an error shows."""
_MESSAGE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")

_LANGUAGE = re.compile(r"""^[ \t]*language[ \t]*=[ \t]*["']([A-Za-z_-]{2,20})["']""", re.MULTILINE)


_SAID = (
    "Illegal character {what}",
    "Found invalid character {what}",
    "Cannot declare {what} twice",
    "Cannot mutate immutable namespace {what}",
    "Cannot redefine namespace {what}",
    "Duplicate inline table key {what}",
)
"""What tomllib says of something that it quotes."""


def toml_error(document: Document, message: str) -> tuple[int, str]:
    """The offset and the words of a parser's message, `… (at line 1, column 5)`."""
    found = _MESSAGE.fullmatch(message)
    if not found:
        return 0, printable(message, _WIDTH)
    words = _recognised(printable(found[1], _WIDTH))
    if found[2] is None:
        return len(document.text), words
    line = min(int(found[2]), len(document.starts))
    return document.starts[line - 1] + int(found[3]) - 1, words


def _recognised(message: str) -> str:
    """What a parser says, as a sentence that can be said in another language."""
    for template in _SAID:
        before, _, after = template.partition("{what}")
        if message.startswith(before) and message.endswith(after):
            return fill(template, what=message[len(before) : len(message) - len(after)])
    return message


def mistake(document: Document, start: int, end: int, words: str, more: str = "") -> PlacedError:
    """The error for a place of the configuration: file, line, column, the line with carets."""
    line, column = document.line_column(start)
    first, last = document.line_span(line)
    end = min(max(end, start + 1), last)
    before = printable(document.text[first:start])
    if len(before) > _WIDTH // 2:
        before = "…" + before[-_WIDTH // 2 :]
    marked = printable(document.text[start:end])
    shown = f"{before}{marked}{printable(document.text[end:last])}"[:_WIDTH]
    carets = "^" * max(1, min(len(marked), _WIDTH - len(before)))
    margin = " " * len(str(line))
    with_context = fill(
        "{place}: {words}\n{excerpt}\n{more}" if more else "{place}: {words}\n{excerpt}",
        place=f"{printable(document.path)}:{line}:{column}",
        words=words,
        excerpt=f" {line} | {shown}\n {margin} | {' ' * len(before)}{carets}",
        more=more,
    )
    said = fill("{words}; {more}", words=words, more=more) if more else words
    error = PlacedError(with_context, document.path, start, max(end, start), said)
    error.language = _language_of(document)
    return error


def _language_of(document: Document) -> str:
    """What the key `language` holds, in a file that may not be TOML; empty without one."""
    text = document.text
    if document.path.endswith("pyproject.toml"):
        text = text.partition("[tool.pyspec-check]")[2]
    found = _LANGUAGE.search(text.partition("\n[")[0])
    return found[1] if found else ""
