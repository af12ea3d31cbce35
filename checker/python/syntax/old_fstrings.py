"""F-strings as Pythons before 3.12 read them, told by the tokens of a Python from 3.12 on.

An older Python reads the whole literal as a string first, so that its fields can hold neither the
quote that ends it nor a backslash, a comment or, in a literal of one line, a line end.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tokenize import TokenInfo


class _Literal:
    """An f-string that is not closed yet."""

    def __init__(self, start: str) -> None:
        self.quote = start[-3:] if start.endswith(('"""', "'''")) else start[-1:]
        self.fields: list[int] = []
        """The depth of brackets in each field that is not closed yet."""
        self.spec = False
        """Whether the tokens belong to the format behind a field's colon."""


def too_new_fstring(data: bytes, python: tuple[int, int]) -> tuple[int, int] | None:
    """The 1-based line and column of the first f-string that `python` cannot read; None: none.

    Args:
        data: a source that the Python that runs the tool reads; that is 3.12 or newer.
        python: major and minor version, before 3.12.
    """
    import io  # noqa: PLC0415  gate: for old f-strings
    import tokenize  # noqa: PLC0415  gate: for old f-strings

    open_: list[_Literal] = []
    before: TokenInfo | None = None
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            kind = tokenize.tok_name[token.type]
            if open_ and _refused(token, kind, open_):
                return token.start
            if open_ and before is not None and _documents(before, token) and python < (3, 8):
                literal = open_[-1]
                if literal.fields and not literal.fields[-1]:
                    return before.start
            _step(token, kind, open_)
            before = token
    except (tokenize.TokenError, SyntaxError, ValueError):
        return None
    return None


def _documents(before: TokenInfo, token: TokenInfo) -> bool:
    """Whether `=` stands before the end of a field's expression."""
    return before.string == "=" and token.string in ("}", "!", ":")


def _refused(token: TokenInfo, kind: str, open_: list[_Literal]) -> bool:
    """Whether a token in a field cannot stand in one of the literals around it."""
    inside = [literal for literal in open_ if literal.fields]
    if not inside or kind in ("FSTRING_END", "ENCODING"):
        return False
    if kind == "COMMENT":
        return True
    if kind in ("NL", "NEWLINE"):
        return any(len(literal.quote) == 1 for literal in inside)
    if kind == "FSTRING_MIDDLE":
        # Text of the innermost literal; for those around it, it stands in a field.
        return any(_breaks(token.string, each) for each in inside if each is not open_[-1])
    return any(_breaks(token.string, each) for each in inside)


def _breaks(text: str, literal: _Literal) -> bool:
    return "\\" in text or literal.quote in text


def _step(token: TokenInfo, kind: str, open_: list[_Literal]) -> None:
    """Follow where literals and their fields begin and end."""
    if kind == "FSTRING_START":
        open_.append(_Literal(token.string))
    elif kind == "FSTRING_END" and open_:
        open_.pop()
    elif kind == "OP" and open_:
        fields = open_[-1].fields
        if token.string == "{" and (not fields or _in_format(open_[-1])):
            fields.append(0)
            open_[-1].spec = False
        elif token.string in "([{" and fields:
            fields[-1] += 1
        elif token.string in ")]}" and fields and fields[-1]:
            fields[-1] -= 1
        elif token.string == "}" and fields:
            fields.pop()
            open_[-1].spec = bool(fields)
        elif token.string == ":" and fields and not fields[-1]:
            open_[-1].spec = True


def _in_format(literal: _Literal) -> bool:
    return literal.spec and not literal.fields[-1]
