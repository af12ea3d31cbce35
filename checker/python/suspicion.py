r"""A first look at a source file's text: may this Python refuse its syntax.

Most files are fine, and telling so must cost next to nothing. The look may only err on one side:
what it lets pass has no syntax of the listed kinds that the Python refuses (new statements and
literals from 3.6 on, Python 2's spellings, `async` as a name, mixed indentation, undecodable
bytes). A plain slip of the pen, a bracket left open, is not looked for.
"""

from __future__ import annotations

import re
from functools import cache

_LONG = re.compile(r"[^\n]{3000}")
_START = r"(?:^|[;:])[ \t]*"
_OLD = (
    _START + r"print[ \t]*(?:[\"'`\w\\~{\[]|-[ \t]*[\"'])",
    _START + r"exec[ \t]*[\"'`\w]",
    r"except\b[ \t]*[^\n(:]*,",
    r"except[ \t]*\([^)]{0,500}\)[ \t]*,",
    r"raise[ \t]+[^\n#(]*,",
    r"raise[ \t]+[^\n]*\)[ \t]*,",
    r"<>",
    r"[=(,+%\[][ \t]*`",
    r"return[ \t]*`",
    r"(?<![\w.'\"])(?<!\d[-:/.])0\d*[1-9]\d*(?![\w.])",
    r"(?<![\w.])(?:0[xX][0-9a-fA-F]+|\d+)[lL]\b",
    r"\b[uU][rR][\"']",
    r"def\b[^\n]*[(,]\s*\(",
    r"lambda\b[^\n:]*\(",
    r"^[ \t]*(?:nonlocal|None|True|False)[ \t]*[=.(]",
    r"^<{7} |^>{7} ",
    r"__future__[^\n]*\b(?:braces|barry_as_FLUFL|all_feature_names)\b",
)
_KEYWORDS = (
    r"\basync\b(?![ \t]+(?:def|with|for)\b)",
    r"\bawait\b[ \t]*[=.,):]",
)
_SINCE = (
    ((3, 14), r"\b[tT][rR]?[\"']|\b[rR][tT][\"']"),
    ((3, 12), r"^[ \t]*type[ \t]+\w|\b(?:def|class)[ \t]+\w+[ \t]*\["),
    ((3, 11), r"except[ \t]*\*|\w[ \t]*\[[ \t]*\*|\w[ \t]*\[[^\]]{0,200},\s*\*"),
    ((3, 11), r"\*\w+[ \t]*:[ \t]*\*"),
    ((3, 10), _START + r"match\b(?![ \t]*[.=,)\]:])"),
    ((3, 9), r"^[ \t]*(?:async[ \t]+)?with[ \t]*\("),
    ((3, 9), r"^[ \t]*@(?![ \t]*[\w.]+[ \t]*(?:\(|#|\r?$))|^[ \t]*@[^\n]*\)[ \t]*[.\[(]"),
    ((3, 8), r":=|[(,]\s*/\s*[,):]|=[ \t]*(?:![rsa])?(?::[^}\n]*)?\}|(?:return|yield)\b[^\n]*\*"),
    ((3, 7), r"__future__[^\n]*\bannotations\b|__future__[ \t]+import[ \t]*[(\\]"),
    ((3, 6), r"\b[fF][rR]?[\"']|\b[rR][fF][\"']|\d_\d|[0-9a-fA-F]_[0-9a-fA-F]"),
    ((3, 6), r"^[ \t]*\(?\w[^\n=\"'#(]*:[ \t]*[^\s#]|\basync\b|\bawait\b"),
)  # fmt: skip


@cache
def _pattern(python: tuple[int, int]) -> re.Pattern[str]:
    parts = [pattern for since, pattern in _SINCE if python < since]
    parts += _OLD
    if python >= (3, 7):
        parts += _KEYWORDS
    return re.compile("|".join(f"(?:{part})" for part in parts), re.MULTILINE)


def may_refuse(text: str, python: tuple[int, int]) -> bool:
    """Whether `python` may refuse a file of this decoded text; see above for what is meant."""
    if python < (3, 5):
        return bool(text.strip())
    if not text.isascii() and _odd(text):
        return True
    if _LONG.search(text) is not None:
        return True  # the look would not be cheap, and it is no common file
    if "\0" in text or "coding" in text[:400]:
        return True
    if ("\n\t" in text and "\n " in text) or "\n \t" in text:
        return True
    if _pattern(python).search(text) is not None:
        return True
    return python < (3, 12) and _nested_quotes(text)


def _odd(text: str) -> bool:
    """Whether bytes that are not UTF-8, or typographic quotes, stand in it."""
    return any("\udc80" <= char <= "\udcff" or char in "‘’“”\ufeff\u00a0" for char in text)


def _nested_quotes(text: str) -> bool:
    """Whether an f-string may hold its own quotes, a backslash or a comment in a field."""
    for count, found in enumerate(re.finditer(r"\b(?:[fF][rR]?|[rR][fF])(['\"]{3}|['\"])", text)):
        if count > 5000:
            return True
        quote = found[1] if len(found[1]) in (1, 3) else found[1][0]
        end = text.find(quote, found.end())
        if end < 0 or (len(quote) == 1 and text.find("\n", found.end(), end) >= 0):
            return True
        body = text[found.end() : end]
        if len(body) > 5000 or body.count("{") != body.count("}"):
            return True
        if "{" in body and re.search(r"[\\#]", body) and re.search(r"\{[^}]*[\\#]", body):
            return True
    return False
