"""Characters that do not belong into a deployment file: unseen ones, and typography's.

What a word processor, a chat or an input method puts in the place of ASCII, with the ASCII that was
meant. A character is looked up, never guessed from its looks.
"""

from __future__ import annotations

_CURLY_DOUBLE = "“”„‟«»＂〝〞"
_CURLY_SINGLE = "‘’‚‛＇｀´"
_HYPHENS = "‐‑‒−﹣－"
"""Stand for one `-`."""
_DASHES = "–—―"
"""Stand for `--` before the name of a long option, for `-` otherwise."""
_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_PUNCTUATION = {"。": ".", "、": ",", "…": "...", "【": "[", "】": "]"}

DASHES = frozenset(_HYPHENS + _DASHES)
LONG_DASHES = frozenset(_DASHES)
QUOTES = frozenset(_CURLY_DOUBLE + _CURLY_SINGLE)
SPACES = frozenset(_SPACES)

ODD: dict[str, str] = {
    **dict.fromkeys(_CURLY_DOUBLE, '"'),
    **dict.fromkeys(_CURLY_SINGLE, "'"),
    **dict.fromkeys(_HYPHENS + _DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    **_PUNCTUATION,
}
"""Typographic characters, each with the ASCII that was meant."""
for _point in range(0xFF01, 0xFF5F):
    if not chr(_point - 0xFEE0).isalnum():
        ODD.setdefault(chr(_point), chr(_point - 0xFEE0))

_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2028\u2029\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
)


def is_control(char: str) -> bool:
    """Whether it is a C0 or C1 control other than a tab."""
    return char != "\t" and (char < " " or "\x7f" <= char <= "\x9f")


def is_invisible(char: str) -> bool:
    """Whether it shows as nothing or as a blank, and is neither a space nor a tab."""
    return char in SPACES or char in _INVISIBLE or is_control(char)


def ascii_for(char: str) -> str:
    """What was meant by an odd character; empty where it stands for nothing."""
    return ODD.get(char, "")
