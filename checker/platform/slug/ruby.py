r"""YAML scalars as the slug builder's Ruby resolves them, and Ruby values as Ruby prints them.

The slug builder and runner read the Procfile with `YAML.load_file` (F19), and what is started is
what `puts` prints of the value of `web`. Ruby's resolution of plain scalars (Psych) is not that of
YAML 1.1 libraries elsewhere: `y` and `n` are strings, `1,000` is a number, `1:30` is 5400 (an old
mistake that is kept), `:x` is a symbol, and a date or a time is refused: `YAML.load_file` loads
safely from Psych 4 on. Earlier ones (Ruby up to 3.0) would print the date as it was written.
"""

from __future__ import annotations

import unicodedata

from checker.base import regex as re
from checker.base.records import NamedTuple


class Refused(Exception):  # noqa: N818  # what it says is that
    """Ruby raises here: a class that may not be loaded, a number that is none, an alias."""


class Symbol(NamedTuple):
    """A Ruby symbol."""

    name: str


class Hash:
    """A Ruby hash: keys of any kind, in the order in which they came; the last value wins."""

    __slots__ = ("_pairs",)

    def __init__(self) -> None:
        self._pairs: dict[str, tuple[Value, Value]] = {}

    def set(self, key: Value, value: Value) -> None:
        """Assign as `hash[key] = value`: an equal key keeps its place."""
        self._pairs[inspected(key)] = (key, value)

    def get(self, key: str) -> Value:
        """The value of a string key; None (Ruby's nil) where there is none."""
        found = self._pairs.get(inspected(key))
        return None if found is None else found[1]

    def merge(self, other: Hash) -> None:
        """`merge!`: the other's values win."""
        self._pairs.update(other._pairs)

    @property
    def pairs(self) -> tuple[tuple[Value, Value], ...]:
        """Keys and values in order."""
        return tuple(self._pairs.values())


Value = str | int | float | bool | None | Symbol | list["Value"] | Hash

_SPACES = " \\t\\r\\n\\f\\v"
_STRING = re.compile(rf"[^0-9.:\-]?(?:[^\W\d]|[{_SPACES}!@#$%^&*(){{}}<>|/\\~;=_])")
_TIME = re.compile(
    rf"-?[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?:[Tt]|[{_SPACES}]+)[0-9]{{1,2}}:[0-9]{{2}}:[0-9]{{2}}"
    rf"(?:\.[0-9]*)?(?:[{_SPACES}]*(?:Z|[-+][0-9]{{1,2}}:?(?:[0-9]{{2}})?))?"
)
_DATE = re.compile(r"[0-9]{4}-(?:1[012]|0[0-9]|[0-9])-(?:[12][0-9]|3[01]|0[0-9]|[0-9])")
_BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}")
_BASE_60_FLOAT = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}\.[0-9_]*")
_WEIGHTS = (3600, 60, 1)
"""Of the parts of a number in base 60, from the left, however many there are."""
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?")
_INTEGER = re.compile(
    r"[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+"
)


_BITS = 14_000
"""Of an integer, about 4,200 digits: Python writes no more than 4,300 in decimal."""
_THOUSANDS = "a number of thousands of digits"


def resolved(text: str) -> Value:
    """The value of a plain scalar. Raises `Refused` where Ruby raises."""
    if not text:
        return None
    if "\n" in text or _STRING.match(text):
        return _word(text)
    if _TIME.fullmatch(text) or _DATE.fullmatch(text):
        raise Refused("a date is a class that is not loaded")
    lower = text.lower()
    if lower in (".inf", "+.inf"):
        return float("inf")
    if lower == "-.inf":
        return float("-inf")
    if lower == ".nan":
        return float("nan")
    if text[0] == ":" and len(text) > 1:
        return _symbol(text)
    if _BASE_60.fullmatch(text):
        return sum(_leading_integer(n) * _WEIGHTS[i] for i, n in enumerate(text.split(":")))
    if _BASE_60_FLOAT.fullmatch(text):
        return sum(_leading_float(n) * _WEIGHTS[i] for i, n in enumerate(text.split(":")))
    if _FLOAT.fullmatch(text):
        return text if text in (".", "+.", "-.") else _float(text)
    return _integer(text) if _INTEGER.fullmatch(text) else text


def _word(text: str) -> Value:
    """What starts like a word: a string, but for a few words of up to five characters."""
    lower = text.lower() if len(text) <= 5 else ""
    if lower in ("~", "null"):
        return None
    if lower in ("yes", "true", "on"):
        return True
    if lower in ("no", "false", "off"):
        return False
    return text


def _symbol(text: str) -> Symbol:
    quoted = re.match(r":([\"'])(.*)\1", text)
    return Symbol(quoted[2].removeprefix(":") if quoted else text[1:])


def _leading_integer(text: str) -> int:
    """Ruby's `to_i`: an underscore is skipped between digits only."""
    found = re.match(r"[-+]?[0-9]+(?:_[0-9]+)*", text)
    return _number(found[0].replace("_", "")) if found else 0


def _leading_float(text: str) -> float:
    """Ruby's `to_f`."""
    found = re.match(r"[-+]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?", text)
    return float(found[0].replace("_", "")) if found else 0.0


def _float(text: str) -> float:
    digits = re.sub(r"\.(?=[eE]|$)", "", re.sub("[,_]", "", text))
    if digits.lstrip("+-")[:1] in ("", "e", "E"):
        raise Refused(f"{text} is no number")
    return float(digits)


def _integer(text: str) -> int:
    digits = re.sub("[,_]", "", text)
    body = digits.lstrip("+-")
    base = {"0b": 2, "0x": 16}.get(body[:2], 8 if body[0] == "0" and len(body) > 1 else 10)
    if base == 10:
        return _number(digits)
    body = body[2:] if base in (2, 16) else body
    if not body:
        raise Refused(f"{text} is no number")
    value = int(body, base)
    if value.bit_length() > _BITS:
        raise Refused(_THOUSANDS)
    return -value if digits[0] == "-" else value


def _number(digits: str) -> int:
    """Decimal digits as an integer, without Python's limit on their count."""
    try:
        return int(digits)
    except ValueError:
        raise Refused(_THOUSANDS) from None


def coerced_float(value: Value) -> float:
    """Ruby's `Float(value)`, which a `!!float` tag calls."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused("no number")
    if isinstance(value, str) and not re.fullmatch(
        r"\s*[-+]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?(?:[eE][-+]?[0-9]+)?\s*", value
    ):
        raise Refused("no number")
    return float(value)


def printed(value: Value) -> str:
    """What `puts value` prints, as a shell's `$(…)` takes it: without the final line feeds."""
    return "\n".join(_lines(value)).rstrip("\n")


def _lines(value: Value) -> list[str]:
    if isinstance(value, list):
        return [line for item in value for line in _lines(item)] if value else [""]
    return [_text(value)]


def _text(value: Value) -> str:
    """Ruby's `to_s`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return value.name if isinstance(value, Symbol) else inspected(value)


def inspected(value: Value) -> str:
    """Ruby's `inspect`, up to 3.3: `{"a"=>nil}`."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Symbol):
        plain = re.fullmatch(r"(?:@@?|\$)?[^\W\d]\w*[?!=]?", value.name)
        operator = re.fullmatch(
            r"\[\]=?|[-+]@?|\*\*?|[/%|^&!~`]|<=>|===?|=~|!=|!~|<[<=]?|>[>=]?", value.name
        )
        return ":" + (value.name if plain or operator else _quoted(value.name))
    if isinstance(value, list):
        return "[" + ", ".join(map(inspected, value)) + "]"
    if isinstance(value, Hash):
        return "{" + ", ".join(f"{inspected(k)}=>{inspected(v)}" for k, v in value.pairs) + "}"
    if isinstance(value, float):
        return _float_text(value)
    return str(value)


def _float_text(value: float) -> str:
    if value != value:  # noqa: PLR0124  # NaN
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    text = repr(value)
    mantissa, exponent, power = text.partition("e")
    return f"{mantissa}.0{exponent}{power}" if exponent and "." not in mantissa else text


_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f",
    "\v": "\\v", "\b": "\\b", "\a": "\\a", "\x1b": "\\e",
}  # fmt: skip


def _quoted(text: str) -> str:
    """Ruby's `inspect` of a string in UTF-8."""
    parts = []
    for at, char in enumerate(text):
        if char in _ESCAPES:
            parts.append(_ESCAPES[char])
        elif char == "#" and text[at + 1 : at + 2] in ("{", "$", "@"):
            parts.append("\\#")
        elif char.isprintable() or unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cf", "Co"):
            parts.append(char)
        elif ord(char) < 0x80:
            parts.append(f"\\x{ord(char):02X}")
        else:
            parts.append(f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\u{{{ord(char):X}}}")
    return '"' + "".join(parts) + '"'
