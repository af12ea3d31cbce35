"""A language that only tests speak: each text of the catalogue with other letters.

What a person is shown in it and still has English letters has not been looked up in the catalogue,
or is a name, code, or another program's word.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import checker.languages
from checker.base.errors import speak
from checker.base.messages import ENGLISH
from checker.languages import Translated
from checker.rules import page
from scripts.catalogue_texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀċďèƒĝħìĵķĺɱñòþqŕśťùṽŵẋýžÀƁĊĎÈƑĜĦÌĴĶĹṀÑÒÞǪŔŚŤÙṼŴẊÝŽ".replace("q", "ɋ"),
)
_KEPT = re.compile(r"(\{\w*\}|`[^`]*`|https?://\S+)")
"""What stays as it is: fields, code and addresses."""


def spelled(text: str) -> str:
    """A text in the language."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_LETTERS) for part in parts[::2]]
    return f"⟦{''.join(parts)}⟧"


def lookup(template: str) -> str:
    """The entry of a template; empty for what has none."""
    return spelled(template) if template in texts() else ""


PSEUDO = Translated("zh", lookup)


@contextmanager
def instead_of_chinese() -> Iterator[None]:
    """The language stands for Chinese, also in the pages of the rules."""
    real, read = checker.languages.language("zh"), page._text

    def pages(path: str) -> str:
        if "/zh/" not in path:
            return read(path)
        return _page(read(path.replace("/zh/", "/")))

    checker.languages._LOADED["zh"] = PSEUDO
    page._text = pages
    try:
        yield
    finally:
        checker.languages._LOADED["zh"] = real
        page._text = read
        speak(ENGLISH)


def _page(text: str) -> str:
    """A page whose prose is in the language; headings are looked up, examples stay."""
    lines, example = [], False
    for line in text.split("\n"):
        if line in (*page.PROSE, *page.LISTS, *page.EXAMPLES):
            example = line in page.EXAMPLES
            lines.append(line)
        else:
            start = re.match(r"\s*(- )?", line)
            assert start
            prose = line[start.end() :]
            lines.append(line if example or not prose else start[0] + spelled(prose))
    return "\n".join(lines)


_CODE = re.compile(r"`+[^`]*`+|https?://\S+|\[[^\]\s]*\]\([^)]*\)")
_OTHERS = re.compile(
    r"\((?:no such option|-r option requires|Allowed hash|Parse error|Undefined <Op|No such file)"
    r"[^⟧]*\)|\(Expected [^⟧]* end\)|\w*(?:Error|Configured): [^⟧]*|\(unicode error\) [^⟧]*"
    r"|: (?:invalid syntax|unexpected indent|nonlocal declaration [^⟧]*)"
    r"|: '[^']*' (?:was never closed|outside \w+(?: \w+)?)"
    r"|(?:could|did) not find expected [^⟧]*|found (?:a tab|character|unexpected) [^⟧]*"
    r"|block sequence entries [^⟧]*|control characters are not allowed"
)
"""What pip, Python, Django and readers of YAML say themselves, and is quoted."""
_WORDS = (
    "the an is are of and or to not no in for with by at on from so it its than that this which "
    "but only error warning must should safe unsafe uncertain default line lines file folder files"
)
_ENGLISH = re.compile(
    r"[A-Za-z]{2,}(?:'s)? [a-z]{2,}"
    rf"|(?<![\w./<>=$@\-])(?:{'|'.join(_WORDS.split())})(?![\w./<>=:\-])"
)


def english_in(text: str, names: str = "") -> list[str]:
    """Words of English in a text of the language that stand neither in code nor in `names`.

    Args:
        text: what is shown.
        names: what the text may quote as it is: files, commands.
    """
    bare = _OTHERS.sub("", _CODE.sub("", text))
    return [found for found in _ENGLISH.findall(bare) if found not in names]
