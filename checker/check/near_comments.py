"""Comments that were meant to suppress a finding and are not read as such: another spelling."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.spelling import closest
from checker.rules.codes import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN_NAME = r"py[-_ ]?spec(?:[-_ ]?check(?:er)?)?"
_VERBS = ("noqa", "disable", "disabled", "skip", "suppress", "nosec", "nocheck", "allow", "off")
"""What other tools say, and people with them."""
_CODE = r"[A-Za-z]{1,5}[0-9]{1,4}"
_SHARED = ("DJ", "INT")
"""Families whose codes other linters have too: with a mark of theirs, they are theirs."""
_HINTS = 0.75
"""How like `ignore` a word must be to be meant for it."""


class Near(NamedTuple):
    """A comment that was meant to suppress."""

    start: int
    """Offset of its `#`."""
    end: int
    """Where what was to be the suppression ends."""
    codes: tuple[str, ...]
    """The codes that it names, in upper case; of unknown ones the nearest."""
    own: bool
    """Whether nothing but such a comment can be meant, so that it can be written anew."""


def near_misses(text: str, start: int, end: int) -> Iterator[Near]:
    """Those in one comment, of which no part is read as a suppression; hardly ever more than one.

    Args:
        text: the document's text.
        start: offset of the comment's `#`.
        end: offset of its end.
    """
    own = re.compile(rf"(?<!\S)#+[ \t]*{_OWN_NAME}[ \t]*([:=]?)[ \t]*([A-Za-z-]+)", re.IGNORECASE)
    for found in own.finditer(text, start, min(end, start + 2000)):
        near = _of_own_name(text, found, end)
        if near is not None:
            yield near
            return
    other = re.compile(
        r"(?<!\S)#+[ \t]*(?:([\w-]{1,20})[ \t]*:[ \t]*)?(?:ignore|noqa|disable|nosec|suppress)"
        rf"[ \t]*[:=\[(]?[ \t]*({_CODE}(?:[ \t]*,?[ \t]*{_CODE})*)\b[\])]?",
        re.IGNORECASE,
    )
    for found in other.finditer(text, start, min(end, start + 2000)):
        codes = [code for code in re.findall(_CODE, found[2]) if code in RULES]
        misspelt = bool(found[1]) and closest(found[1], ["pyspec", "pyspec-check"], 0.8) is not None
        if not misspelt:
            codes = [code for code in codes if code.rstrip("0123456789") not in _SHARED]
        if codes:
            yield Near(found.start(), found.end(), tuple(codes), misspelt)
            return


def _of_own_name(text: str, found: re.Match[str], end: int) -> Near | None:
    """What begins with our own name, with a word behind it that may stand for `ignore`."""
    colon, word = found[1], found[2].lower()
    rest = re.compile(
        r"[ \t]*(?:[:=][ \t]*)?"
        rf"(?:[\[({{][^\])}}\r\n]*[\])}}]?|{_CODE}(?:[ \t]*,?[ \t]*{_CODE})*\b)"
    ).match(text, found.end(), end)
    named = re.findall(_CODE, rest[0]) if rest is not None else []
    alone = not text[found.end() : end].strip()
    is_verb = word.partition("-")[0] == "ignore" or word in _VERBS  # `ignore-next-line`
    if not is_verb and (not colon or closest(word, ["ignore"], _HINTS) is None):
        return None
    if not colon and not named:
        return None  # a sentence
    if word in _VERBS and not named and not alone:
        return None
    stop = rest.end() if rest is not None and (named or rest[0].lstrip()[:1] in "[({") else None
    codes = tuple(dict.fromkeys(filter(None, map(_nearest, named))))
    return Near(found.start(), found.end() if stop is None else stop, codes, own=True)


def _nearest(code: str) -> str | None:
    """The rule that a code names, or was probably meant to."""
    upper = code.upper()
    return upper if upper in RULES else closest(upper, list(RULES))
