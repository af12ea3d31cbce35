"""How deeply a source is nested, counted before anything parses it: an upper bound, in linear time.

The parser and the compiler of CPython recurse over chains of operators, attributes, calls and the
like; one of hundreds of thousands ends the process of Python 3.10. So the links are counted first,
in the text without its strings and comments, and a source that may be too deep is not parsed.
"""

from __future__ import annotations

import sys

from checker.base import regex as re
from checker.python.syntax.limits import LEVELS, NESTING

_OPENING, _CLOSING = b"([{", b")]}"
_LINKS = b"+-*/%@&|^~." + _OPENING
_WORDS = (b"not", b"lambda", b"else", b"elif", b"for")
"""They nest expressions too, `elif` statements; counted wherever they stand, also within words."""
_FEW = LEVELS - 600
"""Words that are taken to be in one expression: they need not be found."""
_COMPREHENSIONS = 4_000
"""`for` in a file at the most where its f-strings may hold more than their first quotes tell."""

_LINK, _OPEN, _CLOSE, _COMMA, _END = (bytes((number,)) for number in range(1, 6))
"""The classes of characters; the marks stand for themselves."""
_WORD, _ELIF, _TOP, _BEGIN, _ENDING = (bytes((number,)) for number in range(128, 133))
_MARKS = _WORD + _ELIF + _TOP + _BEGIN + _ENDING
"""No byte of these is taken from a source: they are parts of letters there."""


def _classes() -> bytes:
    """For each byte its class; 0 for those that do not count."""
    table = bytearray(256)
    for characters, number in (
        (_LINKS, _LINK), (_OPENING, _OPEN), (_CLOSING, _CLOSE), (b",", _COMMA), (b"\n\r;", _END),
        *((bytes((mark,)), bytes((mark,))) for mark in _MARKS),
    ):  # fmt: skip
        for character in characters:
            table[character] = number[0]
    return bytes(table)


_CLASSES = _classes()
_UNCLASSED = bytes(byte for byte in range(256) if not _CLASSES[byte])
_NOT_LINKS = bytes(set(range(256)) - set(_LINKS))
_NOT_BRACKETS = bytes(set(range(256)) - set(_OPENING + _CLOSING))

_QUOTES = (b'"', b"'")
_LONG = {quote: rb"[^Q\\]*(?:(?:\\.|Q(?!QQ))[^Q\\]*)*".replace(b"Q", quote) for quote in _QUOTES}
_SHORT = {
    quote: rb"[^Q\\\r\n]*(?:\\(?:\r\n|.)[^Q\\\r\n]*)*".replace(b"Q", quote) for quote in _QUOTES
}


def _strings(quote: bytes) -> bytes:
    """The strings in a quote: first those with a prefix `f` or `t`, whose text is a group."""
    found = []
    for body, ends in ((_LONG[quote], quote * 3), (_SHORT[quote], quote)):
        close = rb"(?:" + ends + rb")?"
        prefixed = rb"(?:(?<=[fFtT]" + ends + rb")|(?<=[fFtT][rR]" + ends + rb"))"
        found += [ends + prefixed + rb"(" + body + rb")" + close, ends + body + close]
    return rb"|".join(found)


_TEXT = re.compile(
    rb"#[^\r\n]*|\\\r\n|\\\n|\\\r|" + _strings(b'"') + rb"|" + _strings(b"'"), re.DOTALL
)
"""Comments, continued lines and strings; each begins with a fixed character."""
_FIELDS = _BEGIN + rb"\1\2\3\4" + _ENDING
_PREFIXED = re.compile(rb"""[fFtT][rR]?["']""")


def nested_too_deeply(data: bytes) -> bool:
    """Whether a source may hold more levels than `LEVELS`, or brackets than `NESTING`."""
    if len(data) <= NESTING:
        return False
    links = len(data.translate(None, _NOT_LINKS))
    shallow = links <= NESTING or _brackets(data) <= NESTING
    if shallow and links + len(data) // 3 <= LEVELS:
        return False  # a word has three letters at the least
    words = sum(map(data.count, _WORDS))
    if shallow and links + words <= LEVELS:
        return False
    code = _TEXT.sub(_FIELDS, data.translate(None, _MARKS))
    if words > _FEW:
        words = sum(map(code.count, _WORDS))
    if words <= _FEW and not _deeper(code, LEVELS - words):
        return _hides(data)
    if _deeper(_marked(code), LEVELS):
        code = _TEXT.sub(_with_fields, data.translate(None, _MARKS))
        return _deeper(_marked(code), LEVELS)
    return _hides(data)


def _brackets(data: bytes) -> int:
    """How deeply brackets are nested; those in strings are counted too."""
    depth = deepest = 0
    for bracket in data.translate(None, _NOT_BRACKETS):
        if bracket in _OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif depth:
            depth -= 1
    return deepest


def _hides(data: bytes) -> bool:
    """Whether f-strings may hide what the compiler of 3.12 and newer does not bound itself.

    There a field can hold the quotes of its string. All but comprehensions end in an error.
    """
    return (
        sys.version_info >= (3, 12)
        and data.count(b"for") > _COMPREHENSIONS
        and len(re.findall(rb"\bfor\b", data)) > _COMPREHENSIONS
        and _PREFIXED.search(data) is not None
    )


def _with_fields(found: re.Match[bytes]) -> bytes:
    """Of an f-string what stands in its fields, of all else nothing."""
    body = next((group for group in found.groups() if group), b"")
    if not body:
        return b""
    kept: list[bytes] = []
    depth = 0
    for piece in re.split(rb"(\{\{|\}\}|[{}])", body):
        if piece[:1] == b"{":
            depth += len(piece) if depth else len(piece) % 2
        elif piece[:1] == b"}":
            depth = max(0, depth - (len(piece) if depth else 0))
        elif depth:
            kept.append(piece)
    return _BEGIN + b"".join(kept) + _ENDING


def _marked(code: bytes) -> bytes:
    """The code with a mark for each word that nests, and for the start of each statement."""
    code = re.sub(rb"\b(?:not|lambda|else|for)\b", _WORD, code)
    code = re.sub(rb"\belif\b", _ELIF, code)
    return re.sub(rb"[\r\n](?=[A-Za-z_@])", b"\n" + _TOP, code)


def _deeper(code: bytes, limit: int) -> bool:
    """Whether code without strings, whose words are marked or not, has more levels than `limit`.

    Levels are counted within a statement, and start again from those around it at each comma.
    """
    compact = code.translate(_CLASSES, _UNCLASSED).replace(_BEGIN + _ENDING, b"")
    count = _Count(limit)
    for line in compact.split(_END):
        if not count.outer:
            count.levels = count.base = count.elifs
            if len(line) <= NESTING and line.count(_OPEN) == line.count(_CLOSE) and line.isascii():
                continue  # nothing is left open, and it is too short to be deep
        for at, piece in enumerate(line.split(_BEGIN)):
            body, _, rest = piece.rpartition(_ENDING) if at else (b"", b"", piece)
            if count.levels + len(body) > limit or count.exceeds(rest):
                return True
    return False


class _Count:
    """The levels at one place of a text of classes.

    Attributes:
        levels: at this place.
        base: where this part began: at a bracket or, outside of them, a statement.
        outer: the same of the brackets around.
        elifs: links of the chains of `elif` in this statement of the top level.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.levels = self.base = self.elifs = 0
        self.outer: list[int] = []

    def exceeds(self, piece: bytes) -> bool:
        """Go over a piece; whether it goes beyond the limit."""
        levels, base, outer, limit = self.levels, self.base, self.outer, self.limit
        for byte in piece:
            if byte == 1:  # _LINK
                levels += 1
            elif byte == 2:  # _OPEN
                levels += 1
                outer.append(base)
                base = levels
            elif levels > limit:
                return True
            elif byte == 4:  # _COMMA
                levels = base
            elif byte == 3:  # _CLOSE
                if len(outer) > NESTING:
                    return True
                levels = base
                base = outer.pop() if outer else self.elifs
            elif byte == 128:  # _WORD
                levels += 1
                base += 1
            elif byte == 129:  # _ELIF
                self.elifs += 1
                levels += 1
                base += 1
            elif not outer:  # _TOP
                levels = base = self.elifs = 0
        self.levels, self.base = levels, base
        return levels > limit or len(outer) > NESTING
