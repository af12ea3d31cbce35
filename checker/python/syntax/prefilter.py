r"""A first look at a source file's text: may this Python refuse its syntax.

Most files are fine, and telling so must cost next to nothing. The look may only err on one side:
what it lets pass has no syntax of the listed kinds that the Python refuses (new statements and
literals from 3.6 on, Python 2's spellings, `async` as a name, mixed indentation, undecodable
bytes). A slip of the pen, which no Python reads, is looked for in `slips`: most are found.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import cache, lru_cache
from checker.base.records import NamedTuple
from checker.python.syntax.slips import slips

PARSED = "syntax of Python {}.{}"
"""The name under which a tree keeps what became of parsing a file: more than any look shows."""
_LONGEST = 3_000
"""Characters of a line; the look at a longer one would not be cheap, and it is not common."""
_LONG, _LONG_LINES = 300, 5
"""Lines longer than that, and how many of them: several patterns take a line's length squared."""
_ODD = re.compile("[\udc80-\udcff‘’“”\ufeff\u00a0]")
"""Bytes that are not UTF-8, and typographic quotes and blanks."""
_LINE, _STATEMENT = "\n", "\n;:"
"""What stands before the first word of a line, and before that of a statement."""
_FIRST, _NEVER = (3, 5), (9, 9)


class _Look(NamedTuple):
    """One spelling to look for."""

    near: tuple[str, ...]
    """One of these stands wherever the pattern matches; that none does is quickly told."""
    pattern: re.Pattern[str]
    """Begins with a fixed character where it can, so that the search skips to the next of it."""
    since: tuple[int, int]
    """The first Python that reads it."""
    word: str
    """What every match begins with, found faster than by the pattern; may be empty."""
    after: str
    """One of these stands before the match and blanks; a text begins as after a line's end."""
    wider: tuple[int, int]
    """Before this Python another look finds the same, and more."""


def _look(
    near: str,
    pattern: str,
    since: tuple[int, int] = _NEVER,
    *,
    word: str = "",
    after: str = "",
    wider: tuple[int, int] = (0, 0),
) -> _Look:
    word = word or (after and near)
    return _Look(tuple(near.split()), re.compile(pattern), since, word, after, wider)


_OLD = (
    _look("print", r"print(?!\w)[ \t]*(?:[\"'`\w\\~{\[]|-[ \t]*[\"'])", after=_STATEMENT),
    _look("exec", r"exec(?!\w)[ \t]*[\"'`\w]", after=_STATEMENT),
    _look("except", r"except\b[ \t]*[^\n(:]*,", word="except"),
    _look("except", r"except[ \t]*\([^)]{0,500}\)[ \t]*,", word="except"),
    _look("raise", r"raise[ \t]+(?:[^\n#(]*,|[^\n]*\)[ \t]*,)", word="raise"),
    _look("<>", r"<>"),
    _look("`", r"`", after="=(,+%["),
    _look("`", r"return[ \t]*`", word="return"),
    _look("0", r"0(?<![\w.'\"]0)(?<!\d[-:/.]0)\d*[1-9]\d*(?![\w.])"),
    _look("l L", r"[0-9][lL]\b"),
    _look("0", r"0[xX][0-9a-fA-F]+[lL]\b"),
    _look("def", r"def\b[^\n]*[(,]\s*\(", word="def"),
    _look("lambda", r"lambda\b[^\n:]*\(", word="lambda"),
    _look("nonlocal None True False", r"\n[ \t]*(?:nonlocal|None|True|False)[ \t]*[=.(]"),
    _look("<<<<<<< >>>>>>>", r"\n(?:<{7} |>{7} )"),
    _look("__future__", r"__future__[^\n]*\b(?:braces|barry_as_FLUFL|all_feature_names)\b"),
)
_EQUALS = _look("}", r"=[ \t]*(?:![rsa])?(?::[^}\n]*)?\}", (3, 8))
"""The end of `{name=}`."""
_KEYWORDS = (
    _look("async", r"async(?<!\wasync)\b(?![ \t]+(?:def|with|for)\b)", word="async"),
    _look("await", r"await(?<!\wawait)\b[ \t]*[=.,):]", word="await"),
)
_NEW = (
    _look("lazy", r"lazy[ \t]+(?:import|from)\b", (3, 15), after=_LINE),
    _look("[", r"def[ \t]+\w+[ \t]*\[[^\n]*=", (3, 13), word="def", wider=(3, 12)),
    _look("[", r"class[ \t]+\w+[ \t]*\[[^\n]*=", (3, 13), word="class", wider=(3, 12)),
    _look("type", r"type[ \t]+\w", (3, 12), after=_LINE),
    _look("[", r"def[ \t]+\w+[ \t]*\[", (3, 12), word="def"),
    _look("[", r"class[ \t]+\w+[ \t]*\[", (3, 12), word="class"),
    _look("except", r"except[ \t]*\*", (3, 11), word="except"),
    _look("*", r"\[(?:[ \t]*\*|[^\]]{0,200},\s*\*)", (3, 11)),
    _look("*", r"\*\w+[ \t]*:[ \t]*\*", (3, 11)),
    _look("async", r"async[ \t]+for\b[^\n:]*[\])}]", (3, 11), word="async"),
    _look(":=", r"\[[^\]\n]*:=", (3, 10), wider=(3, 8)),
    _look("match", r"match\b(?![ \t]*[.=,)\]:])", (3, 10), after=_STATEMENT),
    _look("with", r"with(?<!\Swith)[ \t]*\(", (3, 9), word="with"),
    _look(
        "@",
        r"\n[ \t]*@(?:(?![ \t]*[\w.]+[ \t]*(?:\(|#|\r?(?:\n|\Z)))|[^\n]*\)[ \t]*[.\[(])",
        (3, 9),
    ),
    _look(":=", r"\{[^}\n]*:=", (3, 9), wider=(3, 8)),
    _look("*", r"in\b(?<!\win)[^\n:]*\*", (3, 9)),
    _look(":=", r":=", (3, 8)),
    _look("finally", r"continue\b", (3, 8), word="continue"),
    _look("*", r"=[ \t]*\*\w[^\n]*,", (3, 8)),
    _look("/", r"/(?<=[\s(,]/)\s*[,):]", (3, 8)),
    _look("*", r"return\b[^\n]*\*", (3, 8), word="return"),
    _look("yield", r"yield\b[^\n]*\*", (3, 8), word="yield"),
    _look("__future__", r"__future__(?:[^\n]*\bannotations\b|[ \t]+import[ \t]*[(\\])", (3, 7)),
    _look("_", r"[0-9a-fA-F]_[0-9a-fA-F]", (3, 6)),
    _look(":", r"\n[ \t]*\(?\w[^\n=\"'#(]*:[ \t]*[^\s#]", (3, 6)),
    _look("async", r"async(?<!\wasync)\b", (3, 6), word="async"),
    _look("await", r"await(?<!\wawait)\b", (3, 6), word="await"),
)
_PREFIXES = {
    "t": (3, 14),
    "tr": (3, 14),
    "rt": (3, 14),
    "f": (3, 6),
    "fr": (3, 6),
    "rf": (3, 6),
}
"""Prefixes of strings, with the first Python that reads them."""
_PREFIXED = re.compile(
    r"[\"'](?<=[FfRrTt][\"'])"
    r"(?:(?<=\b[FfTt][\"'])|(?<=\b[FfTtUu][Rr][\"'])|(?<=\b[Rr][FfTt][\"']))"
)
"""The quote behind one of them, or behind `ur`."""


def may_be_newer(text: str, python: tuple[int, int]) -> bool:
    """Whether a text may have syntax that came after `python`."""
    if re.search(r"except\b[ \t]*[^\n(:]*,|\bfinally\b", text) and python < (3, 14):
        return True
    prefixed = _prefixed(text)
    return _any("new", text, python) or _odd_strings(text, python, prefixed)


def may_refuse(text: str, python: tuple[int, int]) -> bool:
    """Whether `python` may refuse a file of this decoded text; see above for what is meant."""
    if python < (3, 5):
        return bool(text.strip())
    prefixed = _known_plain(text) if len(text) <= _SHORT else _plain(text)
    if prefixed is None or (python >= (3, 7) and _any("keyword", text, python)):
        return True
    return _any("new", text, python) or _odd_strings(text, python, prefixed)


_SHORT = 4_000
"""Characters of a text of which it is kept what a look shows: other Pythons look at it, too."""


def _plain(text: str) -> dict[str, list[int]] | None:
    """The prefixes of a text's strings, as `_prefixed`; None if Pythons from 3.5 on may refuse it.

    Those that do not differ in that, that is: what a newer one has is looked for elsewhere.
    """
    if not text.isascii() and _ODD.search(text) is not None:
        return None
    if _has_long_lines(text):
        return None
    if "\0" in text or "coding" in text[:400]:
        return None
    if "\t" in text and (("\n\t" in text and "\n " in text) or "\n \t" in text):
        return None
    if _any("old", text, _FIRST):
        return None
    prefixed = _prefixed(text)
    if "ur" in prefixed or slips(text):
        return None
    return prefixed


_known_plain = lru_cache(64)(_plain)


def _has_long_lines(text: str) -> bool:
    at, end = 0, len(text)
    while end - at > _LONG:
        at = text.rfind("\n", at, at + _LONG + 1) + 1
        if not at:
            return _are_too_long(text)
    return False


def _are_too_long(text: str) -> bool:
    lengths = list(map(len, text.split("\n")))
    if (longest := max(lengths)) <= _LONG:
        return False
    return longest > _LONGEST or sum(length > _LONG for length in lengths) > _LONG_LINES


@cache
def _active(kind: str, python: tuple[int, int]) -> list[tuple[str, list[_Look]]]:
    """The looks of one kind that count for a Python, by the words of which one is near each."""
    looks = {"old": _OLD, "keyword": _KEYWORDS, "new": _NEW, "equals": (_EQUALS,)}[kind]
    found: dict[str, list[_Look]] = {}
    for look in looks:
        for word in look.near if look.wider <= python < look.since else ():
            found.setdefault(word, []).append(look)
    return list(found.items())


def _any(kind: str, text: str, python: tuple[int, int]) -> bool:
    near = [looks for word, looks in _active(kind, python) if word in text]
    searched = "\n" + text if near else ""
    return any(_is_found(look, searched) for looks in near for look in looks)


def _is_found(look: _Look, searched: str) -> bool:
    """Whether a spelling is in a text that begins with a line's end."""
    pattern, word, after = look.pattern, look.word, look.after
    if not word:
        return pattern.search(searched) is not None
    at = searched.find(word)
    while at >= 0:
        if pattern.match(searched, at) is not None and (
            not after or _comes_after(after, searched, at)
        ):
            return True
        at = searched.find(word, at + 1)
    return False


def _comes_after(signs: str, text: str, at: int) -> bool:
    """Whether blanks lead from one of the signs to a place of a text."""
    before = at - 1
    while text[before] in " \t":
        before -= 1
    return text[before] in signs


def _prefixed(text: str) -> dict[str, list[int]]:
    """Those prefixes of a text's strings, in small letters, with the places of their quotes."""
    found: dict[str, list[int]] = {}
    for quote in _PREFIXED.finditer(text):
        at = quote.start()
        word = text[max(0, at - 2) : at]
        word = word if word.isalpha() and word.isascii() else word[-1]
        found.setdefault(word.lower(), []).append(at)
    return found


def odd_fstring(text: str, python: tuple[int, int]) -> bool:
    """Whether an f-string may stand in a text that `python`, which has them, does not read."""
    return _odd_fstring(text, python, _prefixed(text))


def _odd_strings(text: str, python: tuple[int, int], prefixed: dict[str, list[int]]) -> bool:
    """Whether `python` may refuse one of the prefixed strings of a text."""
    if any(python < _PREFIXES.get(prefix, python) for prefix in prefixed):
        return True
    return _odd_fstring(text, python, prefixed)


def _odd_fstring(text: str, python: tuple[int, int], prefixed: dict[str, list[int]]) -> bool:
    if not prefixed or python >= (3, 12):
        return False
    quotes = sorted(at for prefix in ("f", "fr", "rf") for at in prefixed.get(prefix, ()))
    if not quotes:
        return False
    return _nested_quotes(text, quotes) or (python < (3, 8) and _any("equals", text, python))


def _nested_quotes(text: str, quotes: list[int]) -> bool:
    """Whether an f-string may hold its own quotes, a backslash or a comment in a field."""
    if len(quotes) > 5000:
        return True
    for at in quotes:
        three = text[at : at + 3]
        quote = three if len(three) == 3 and not three.strip("\"'") else text[at]
        begin = at + len(quote)
        end = text.find(quote, begin)
        if end < 0 or (len(quote) == 1 and text.find("\n", begin, end) >= 0):
            return True
        body = text[begin:end]
        if len(body) > 5000 or body.count("{") != body.count("}"):
            return True
        if "{" in body and re.search(r"[\\#]", body) and re.search(r"\{[^}]*[\\#]", body):
            return True
    return False
