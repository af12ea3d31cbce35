"""runtime.txt as Cloud Foundry resolves it: a constraint, tried by two libraries in turn (C4).

Both are compared in their releases of 2019 to 2023, which answer alike; what they make of odd
operators and wildcards is theirs, and is the same here.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

Version = tuple[int, int, int, int]
"""Major, minor, patch, and -1 for what comes before the release."""
_DIGITS = 18
"""Of more, neither library makes a number."""
_NUMBER = r"(?:0|[1-9][0-9]*)"
_MORE = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_EXACT = re.compile(rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(-{_MORE})?(?:\+{_MORE})?")
_LOOSE = re.compile(rf"v?([0-9|xX*]+)(\.[0-9|xX*]+)?(\.[0-9|xX*]+)?(-{_MORE})?(?:\+{_MORE})?")
_SPACE = r"[\t\n\f\r ]"
_SECOND = re.compile(rf"{_SPACE}*(=>|>=|=<|<=|~>|!=|=|>|<|~|\^|){_SPACE}*([^\s].*?){_SPACE}*", 16)
_FROM_TO = re.compile(
    rf"{_SPACE}*(v?[0-9|xX*]+(?:\.[0-9|xX*]+){{0,2}}(?:-{_MORE})?(?:\+{_MORE})?){_SPACE}+-{_SPACE}+"
    rf"(v?[0-9|xX*]+(?:\.[0-9|xX*]+){{0,2}}(?:-{_MORE})?(?:\+{_MORE})?){_SPACE}*"
)
_WILD = frozenset("xX*")


class _ConstraintError(ValueError):
    """It is not one that the library reads."""


def resolve(text: str, versions: tuple[str, ...]) -> str | None:
    """The newest version that satisfies it; None if none does, or it is no constraint.

    Args:
        text: the file's content.
        versions: what the buildpack has, `3.12.14`.
    """
    wanted = text.strip().lstrip("python-")
    known = {each: _version(each) for each in versions}
    for read in (_first, _second):
        try:
            fits = read(wanted)
        except _ConstraintError:
            continue
        matches = [each for each, version in known.items() if fits(version)]
        if matches:
            return max(matches, key=lambda each: known[each])
    return None


def _version(text: str) -> Version:
    """A version with all three numbers.

    Raises:
        _ConstraintError: it is no such version.
    """
    match = _EXACT.fullmatch(text)
    if match is None or any(len(each) > _DIGITS for each in match.groups()[:3]):
        raise _ConstraintError(text)
    return int(match[1]), int(match[2]), int(match[3]), -1 if match[4] else 0


_COMPARE: dict[str, Callable[[Version, Version], bool]] = {
    "": lambda version, other: version == other,
    "!": lambda version, other: version != other,
    ">": lambda version, other: version > other,
    "<": lambda version, other: version < other,
    ">=": lambda version, other: version >= other,
    "<=": lambda version, other: version <= other,
}
_COMPARE.update({"=": _COMPARE[""], "==": _COMPARE[""], "!=": _COMPARE["!"]})


def _first(wanted: str) -> Callable[[Version], bool]:
    """Blang's ranges: blanks are `and`, `||` is `or`.

    Raises:
        _ConstraintError: it is no such range.
    """
    ways: list[list[tuple[Callable[[Version, Version], bool], Version]]] = [[]]
    words = _words(wanted)
    if not words or "||" in (words[0], words[-1]):
        raise _ConstraintError(wanted)
    for word in words:
        if word == "||":
            ways.append([])
            continue
        for each in _without_wildcard(word):
            operator, version = _split(each)
            if operator not in _COMPARE:
                raise _ConstraintError(each)
            ways[-1].append((_COMPARE[operator], _version(version)))
    if not all(ways):
        raise _ConstraintError(wanted)
    return lambda version: any(all(holds(version, other) for holds, other in way) for way in ways)


def _words(wanted: str) -> list[str]:
    """Parts between blanks that follow no operator; one of a single character is lost."""
    words, start, last = [], 0, ""
    for at, char in enumerate(wanted):
        if char == " " and last not in (">", "<", "="):
            words.append(wanted[start:at])
            start = at + 1
        elif char != " ":
            last = char
    words.append(wanted[start:])
    return [word.replace(" ", "") for word in words if len(word) > 1]


def _split(word: str) -> tuple[str, str]:
    """The operator, and what begins with the first digit.

    Raises:
        _ConstraintError: there is no digit.
    """
    at = next((at for at, char in enumerate(word) if char.isdecimal()), None)
    if at is None:
        raise _ConstraintError(word)
    return word[:at].strip(), word[at:]


def _without_wildcard(word: str) -> list[str]:
    """`3.12.x` as the two comparisons that it stands for."""
    if "x" not in word:
        return [word]
    operator, version = _split(word)
    parts = version.split(".")
    flat = version.replace(".x.x", ".x", 1).replace(".x", ".0", 1)
    flat += ".0" if flat.count(".") == 1 else ""
    before: list[str] = []
    result = {">": ">=", ">=": ">=", "<": "<", "<=": "<"}.get(operator, "")
    if operator in ("", "=", "=="):
        before, result = [f">={flat}"], "<"
    elif operator in ("!=", "!"):
        before, result = [f"<{flat}"], ">="
    if operator in ("<", ">=") or not result:
        return [result + flat]
    return [*before, result + _next(flat, len(parts) if parts[-1] == "x" else 0)]


def _next(flat: str, wild: int) -> str:
    """The first version above a wildcard at the second or third place; else nothing."""
    parts = flat.split(".")
    at = {2: 0, 3: 1}.get(wild)
    if at is None or at >= len(parts) or not parts[at].isdecimal() or len(parts[at]) > _DIGITS:
        return ""
    parts[at] = str(int(parts[at]) + 1)
    return ".".join(parts)


class _Loose(NamedTuple):
    """A constraint of the second library."""

    operator: str
    low: Version
    dirty: bool
    """Whether a number is left open."""
    minor_open: bool
    patch_open: bool

    def fits(self, version: Version) -> bool:
        """Whether a version satisfies it."""
        low, operator = self.low, self.operator
        same_minor = self.minor_open or version[1] == low[1]
        if operator in ("~", "~>") or (operator in ("", "=") and self.dirty):
            anything = low[:3] == (0, 0, 0) and not (self.minor_open or self.patch_open)
            return version >= low and (anything or (version[0] == low[0] and same_minor))
        if operator == "^":
            return version >= low and version[0] == low[0]
        if self.dirty and operator == "!=":
            return version[0] != low[0] or not same_minor
        if self.dirty and operator in ("<", "<=", "=<"):
            return version[0] <= low[0] and (self.minor_open or version[1] <= low[1])
        return _COMPARE[{"=>": ">=", "=<": "<="}.get(operator, operator)](version, low)


def _second(wanted: str) -> Callable[[Version], bool]:
    """Masterminds' constraints: commas are `and`, `||` is `or`; what is left out is any number.

    Raises:
        _ConstraintError: it is no such constraint.
    """
    wanted = _FROM_TO.sub(r">= \1, <= \2", wanted)
    ways = [[_loose(each) for each in part.split(",")] for part in wanted.split("||")]
    return lambda version: any(all(each.fits(version) for each in way) for way in ways)


def _loose(word: str) -> _Loose:
    match = _SECOND.fullmatch(word)
    parts = None if match is None else _LOOSE.fullmatch(match[2])
    if match is None or parts is None:
        raise _ConstraintError(word)
    major, minor, patch = parts[1], (parts[2] or "")[1:], (parts[3] or "")[1:]
    dirty = minor_open = patch_open = False
    pre = -1 if parts[4] else 0
    if major in _WILD:
        major, minor, patch, dirty, pre = "0", "0", "0", True, 0
    elif minor in _WILD or not minor:
        minor, patch, dirty, minor_open = "0", "0", True, True
    elif patch in _WILD:
        patch, dirty, patch_open = "0", True, True
    numbers = (major, minor, patch or "0")
    if not all(each.isdecimal() and len(each) <= _DIGITS for each in numbers):
        raise _ConstraintError(word)
    low = (int(numbers[0]), int(numbers[1]), int(numbers[2]), pre)
    return _Loose(match[1], low, dirty, minor_open, patch_open)
