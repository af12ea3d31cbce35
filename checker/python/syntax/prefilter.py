r"""A first look at a source file's text: may this Python refuse its syntax.

Most files are fine, and telling so must cost next to nothing. The look may only err on one side:
what it lets pass has no syntax of the listed kinds that the Python refuses (new statements and
literals from 3.6 on, Python 2's spellings, `async` as a name, mixed indentation, undecodable
bytes). A slip of the pen, which no Python reads, is looked for in `slips`: most are found.
"""

from __future__ import annotations

import re

from checker.base.lazy_patterns import lazy
from checker.base.records import NamedTuple

_LONGEST = 3_000
"""Characters of a line; the look at a longer one would not be cheap, and it is not common."""
_LONG, _LONG_LINES = 300, 5
"""Lines longer than that, and how many of them: several patterns take a line's length squared."""
_ODD = re.compile("[\udc80-\udcff‘’“”\ufeff\u00a0]")
"""Bytes that are not UTF-8, and typographic quotes and blanks."""
_LINE, _START = r"\n[ \t]*", r"[\n;:][ \t]*"


class _Look(NamedTuple):
    """One spelling to look for. Every text is searched with a line end before it."""

    near: tuple[str, ...]
    """One of these stands wherever the pattern matches; that none does is quickly told."""
    pattern: re.Pattern[str]
    """Begins with a fixed character where it can, so that the search skips to the next of it."""
    since: tuple[int, int]
    """The first Python that reads it."""


_NEVER = (9, 9)


def _look(near: str, pattern: str, since: tuple[int, int] = _NEVER) -> _Look:
    return _Look(tuple(near.split()), lazy(pattern), since)


_OLD = (
    _look("print", _START + r"print[ \t]*(?:[\"'`\w\\~{\[]|-[ \t]*[\"'])"),
    _look("exec", _START + r"exec[ \t]*[\"'`\w]"),
    _look("except", r"except\b[ \t]*[^\n(:]*,"),
    _look("except", r"except[ \t]*\([^)]{0,500}\)[ \t]*,"),
    _look("raise", r"raise[ \t]+(?:[^\n#(]*,|[^\n]*\)[ \t]*,)"),
    _look("<>", r"<>"),
    _look("`", r"[=(,+%\[][ \t]*`"),
    _look("`", r"return[ \t]*`"),
    _look("0", r"0(?<![\w.'\"]0)(?<!\d[-:/.]0)\d*[1-9]\d*(?![\w.])"),
    _look("l L", r"[0-9][lL]\b"),
    _look("0x 0X", r"0[xX][0-9a-fA-F]+[lL]\b"),
    _look("ur' ur\" Ur' Ur\" uR' uR\" UR' UR\"", r"\b[uU][rR][\"']"),
    _look("def", r"def\b[^\n]*[(,]\s*\("),
    _look("lambda", r"lambda\b[^\n:]*\("),
    _look("nonlocal None True False", _LINE + r"(?:nonlocal|None|True|False)[ \t]*[=.(]"),
    _look("<<<<<<< >>>>>>>", r"\n(?:<{7} |>{7} )"),
    _look("__future__", r"__future__[^\n]*\b(?:braces|barry_as_FLUFL|all_feature_names)\b"),
)
_EQUALS = _look("}", r"=[ \t]*(?:![rsa])?(?::[^}\n]*)?\}", (3, 8))
"""The end of `{name=}`."""
_KEYWORDS = (
    _look("async", r"\basync\b(?![ \t]+(?:def|with|for)\b)"),
    _look("await", r"\bawait\b[ \t]*[=.,):]"),
)
_NEW = (
    _look("lazy", _LINE + r"lazy[ \t]+(?:import|from)\b", (3, 15)),
    _look("t' t\" T' T\" tr' tr\" tR' tR\" Tr' Tr\" TR' TR\"",
          r"[\"'](?:(?<=\W[tT][\"'])|(?<=\W[tT][rR][\"']))", (3, 14)),
    _look("rt' rt\" rT' rT\" Rt' Rt\" RT' RT\"", r"\b[rR][tT][\"']", (3, 14)),
    _look("[", r"def[ \t]+\w+[ \t]*\[[^\n]*=", (3, 13)),
    _look("[", r"class[ \t]+\w+[ \t]*\[[^\n]*=", (3, 13)),
    _look("type", _LINE + r"type[ \t]+\w", (3, 12)),
    _look("[", r"def[ \t]+\w+[ \t]*\[", (3, 12)),
    _look("[", r"class[ \t]+\w+[ \t]*\[", (3, 12)),
    _look("except", r"except[ \t]*\*", (3, 11)),
    _look("*", r"\[(?:[ \t]*\*|[^\]]{0,200},\s*\*)", (3, 11)),
    _look("*", r"\*\w+[ \t]*:[ \t]*\*", (3, 11)),
    _look("async", r"async[ \t]+for\b[^\n:]*[\])}]", (3, 11)),
    _look(":=", r"\[[^\]\n]*:=", (3, 10)),
    _look("match", _START + r"match\b(?![ \t]*[.=,)\]:])", (3, 10)),
    _look("with", r"with(?<!\Swith)[ \t]*\(", (3, 9)),
    _look("@", _LINE + r"@(?:(?![ \t]*[\w.]+[ \t]*(?:\(|#|\r?(?:\n|\Z)))|[^\n]*\)[ \t]*[.\[(])",
          (3, 9)),
    _look(":=", r"\{[^}\n]*:=", (3, 9)),
    _look("*", r"in\b(?<!\win)[^\n:]*\*", (3, 9)),
    _look(":=", r":=", (3, 8)),
    _look("finally", r"continue\b", (3, 8)),
    _look("*", r"=[ \t]*\*\w[^\n]*,", (3, 8)),
    _look("/", r"/(?<=[\s(,]/)\s*[,):]", (3, 8)),
    _look("*", r"return\b[^\n]*\*", (3, 8)),
    _look("yield", r"yield\b[^\n]*\*", (3, 8)),
    _look("__future__", r"__future__(?:[^\n]*\bannotations\b|[ \t]+import[ \t]*[(\\])", (3, 7)),
    _look("' \"", r"\b(?:[fF][rR]?|[rR][fF])[\"']", (3, 6)),
    _look("_", r"[0-9a-fA-F]_[0-9a-fA-F]", (3, 6)),
    _look(":", _LINE + r"\(?\w[^\n=\"'#(]*:[ \t]*[^\s#]", (3, 6)),
    _look("async await", r"\b(?:async|await)\b", (3, 6)),
)  # fmt: skip


def may_be_newer(text: str, python: tuple[int, int]) -> bool:
    """Whether a text may have syntax that came after `python`."""
    if re.search(r"except\b[ \t]*[^\n(:]*,|\bfinally\b", text) and python < (3, 14):
        return True
    return _any(_NEW, text, python) or odd_fstring(text, python)


def may_refuse(text: str, python: tuple[int, int]) -> bool:
    """Whether `python` may refuse a file of this decoded text; see above for what is meant."""
    if python < (3, 5):
        return bool(text.strip())
    if not text.isascii() and _ODD.search(text) is not None:
        return True
    if _has_long_lines(text):
        return True
    if "\0" in text or "coding" in text[:400]:
        return True
    if ("\n\t" in text and "\n " in text) or "\n \t" in text:
        return True
    if _any(_OLD, text, python) or (python >= (3, 7) and _any(_KEYWORDS, text, python)):
        return True
    if _any(_NEW, text, python) or odd_fstring(text, python):
        return True
    return len(text) <= _SLIPS and slips(text)


def _has_long_lines(text: str) -> bool:
    lengths = [length for length in map(len, text.split("\n")) if length > _LONG]
    return len(lengths) > _LONG_LINES or (bool(lengths) and max(lengths) > _LONGEST)


def _any(looks: tuple[_Look, ...], text: str, python: tuple[int, int]) -> bool:
    searched = "\n" + text
    return any(
        python < look.since
        and any(near in text for near in look.near)
        and look.pattern.search(searched) is not None
        for look in looks
    )


def odd_fstring(text: str, python: tuple[int, int]) -> bool:
    """Whether an f-string may stand in a text that `python`, which has them, does not read."""
    if python >= (3, 12):
        return False
    return _nested_quotes(text) or (python < (3, 8) and _any((_EQUALS,), text, python))


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


_SLIPS = 60_000
"""Characters of the longest text in which slips are looked for."""
_KEYWORD = frozenset((
    *("and", "as", "assert", "async", "await", "case", "class", "def", "del", "elif", "else"),
    *("except", "exec", "for", "from", "global", "if", "import", "in", "is", "lambda", "lazy"),
    *("match", "nonlocal", "not", "or", "print", "raise", "return", "type", "while", "with"),
    *("yield", "finally", "try"),
))  # fmt: skip
_AFTER = frozenset((
    "and", "or", "not", "in", "is", "if", "else", "for", "as", "import", "from", "async",
))  # fmt: skip
"""What may follow an operand."""
_COMPOUND = frozenset((
    *("if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class"),
    "async",
))  # fmt: skip
_OUTSIDE = frozenset(("return", "yield", "await", "nonlocal", "break", "continue"))
_TOKENS = lazy(
    r"(?<!\w)\w{0,2}(?:\"\"\"(?:[^\\\"]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^\\']|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|#[^\n]*|\\\r?\n",
    re.DOTALL,
)
"""Strings, comments and continued lines."""
_GROUP = lazy(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
_PAIR = lazy(r"(?<!\w)(\w+)[ \t]+(?=(\w+|\x01))")
_AFTER_GROUP = lazy(r"[\x01\x02][ \t]*(\w+)")
_PARAMETERS = lazy(r"def[ \t]+\w+[ \t]*\(([^()\n:]*)")


def slips(text: str) -> bool:
    """Whether a text seems to have a mistake that no Python reads; misses few, errs towards yes."""
    code = _TOKENS.sub(lambda found: {"#": "", "\\": " "}.get(found[0][0], "\x01"), "\n" + text)
    code = code.replace("\r", "")
    if "'" in code or '"' in code or _is_odd(code):
        return True
    for found in _PARAMETERS.finditer(code):
        names = re.findall(r"(?:^|,)[ \t*]*(\w+)", found[1])
        if len(names) != len(set(names)):
            return True
    for _ in range(100):
        code, count = _GROUP.subn("\x02", code)
        if not count:
            break
    if re.search(r"[()\[\]{}]", code) or _are_side_by_side(_AFTER_GROUP, code) or "::" in code:
        return True
    return _is_misplaced(code) or ("await" in code and _awaits_outside(code))


def _is_odd(code: str) -> bool:
    """Signs that no Python has, and operands side by side on one line."""
    if any(sign in code for sign in ("&&", "||", "?", "$", "===", "= =")):
        return True
    if re.search(r"!(?!=)|(?<!\.)\.\.(?!\.)|,[ \t]*,", code):
        return True
    for found in _PAIR.finditer(code):
        if found[1] not in _KEYWORD and found[2] not in _AFTER:
            return True
    return _are_side_by_side(_AFTER_GROUP, code)


def _are_side_by_side(pattern: re.Pattern[str], code: str) -> bool:
    return any(found[1] not in _AFTER for found in pattern.finditer(code))


def _is_misplaced(code: str) -> bool:
    """Whether a line ends, begins or is indented as it cannot be, with the lines around it."""
    levels, opens = [0], False
    for line in code.expandtabs(8).split("\n"):
        bare = line.strip()
        if not bare:
            continue
        indent = len(line) - len(line.lstrip())
        if opens != (indent > levels[-1]):
            return True
        if opens:
            levels.append(indent)
        while indent < levels[-1]:
            levels.pop()
        opens = bare.endswith(":")
        if indent != levels[-1] or (not opens and _is_cut(bare)):
            return True
        first = bare.partition(" ")[0].rstrip(":")
        if first == "nonlocal" or (first in _OUTSIDE and not indent):
            return True
        if first in _COMPOUND and ":" not in bare:
            return True
    return opens


def _is_cut(line: str) -> bool:
    """Whether a logical line lacks its right side, or has a block behind another one."""
    last = line[-1]
    if last in "=+-/%<>&|^@~" or (last == "*" and not line.endswith("import *")):
        return True
    if last == "." and not line[-2:-1].isdigit() and not line.endswith("..."):
        return True
    if line.startswith(("import", "from")) and (last == "," or line.endswith("import")):
        return True
    words = line.partition(":")[2].split(None, 1)
    return len(words) > 1 and words[0] in _COMPOUND


def _awaits_outside(code: str) -> bool:
    """Whether `await` stands in a function that is not `async`, or in none."""
    around: list[tuple[int, bool]] = []
    for found in re.finditer(r"\n([ \t]*)(async[ \t]+def|def|[^\n]*\bawait)\b", code):
        indent = len(found[1])
        while around and around[-1][0] >= indent:
            around.pop()
        if found[2] == "def" or (found[2].startswith("async") and "await" not in found[2]):
            around.append((indent, found[2] != "def"))
        elif not around or not around[-1][1]:
            return True
    return False
