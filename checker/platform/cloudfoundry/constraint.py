"""runtime.txt as Cloud Foundry resolves it: a constraint, tried by two libraries in turn (C4)."""

from __future__ import annotations

from checker.base import regex as re

Version = tuple[int, int, int]
_EXACT = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
_FIRST = re.compile(r"(==|=|>=|<=|>|<|!=|!)?([0-9x.]+)")
_SECOND = re.compile(
    r"[\t\n\f\r ]*(=>|>=|=<|<=|~>|!=|=|>|<|~|\^|)[\t\n\f\r ]*"
    r"v?([0-9xX*]+)(\.[0-9xX*]+)?(\.[0-9xX*]+)?[\t\n\f\r ]*"
)
_DIGITS = 9
"""A number of more is no version of Python."""


def resolve(text: str, versions: tuple[str, ...]) -> str | None:
    """The newest version that satisfies it; None if none does, or it is no constraint.

    Args:
        text: the file's content.
        versions: what the buildpack has, `3.12.14`.
    """
    wanted = text.strip().lstrip("python-")
    known = [(_numbers(each), each) for each in versions]
    for read in (_first, _second):
        matches = read(wanted, [version for version, _ in known])
        if matches:
            newest = max(matches)
            return next(each for version, each in known if version == newest)
    return None


def _numbers(text: str) -> Version:
    major, minor, patch = map(int, text.split("."))
    return major, minor, patch


def _first(wanted: str, known: list[Version]) -> list[Version]:
    """Blang's ranges: blanks are `and`; a word of one character is dropped."""
    matches: list[Version] = []
    for part in wanted.split("||"):
        words = [word for word in part.split(" ") if len(word) > 1]
        if not words:
            return []
        left = known
        for word in words:
            match = _FIRST.fullmatch(word)
            found = None if match is None else _first_word(match[1] or "", match[2], left)
            if found is None:
                return []
            left = found
        matches += left
    return matches


def _first_word(operator: str, text: str, known: list[Version]) -> list[Version] | None:
    if "x" in text:
        parts = text.split(".")
        at = parts.index("x") if "x" in parts else -1
        digits = parts[:at]
        if at < 1 or len(parts) > 3 or not all(_is_number(each) for each in digits):
            return None
        low = tuple(map(int, digits))
        compare = {version: version[: len(low)] for version in known}
    else:
        match = _EXACT.fullmatch(text)
        if match is None or max(map(len, match.groups())) > _DIGITS:
            return None
        low = _numbers(text)
        compare = {version: version for version in known}
    return [version for version in known if _holds(compare[version], operator, low)]


def _is_number(text: str) -> bool:
    return text.isdigit() and len(text) <= _DIGITS and (text == "0" or text[0] != "0")


def _holds(version: tuple[int, ...], operator: str, other: tuple[int, ...]) -> bool:
    if operator in ("", "=", "=="):
        return version == other
    if operator in ("!", "!="):
        return version != other
    if operator in (">", "<"):
        return version > other if operator == ">" else version < other
    return version >= other if operator in (">=", "=>") else version <= other


def _second(wanted: str, known: list[Version]) -> list[Version]:
    """Masterminds' constraints: commas are `and`; what is left out or `x` is any number."""
    matches: list[Version] = []
    for part in wanted.split("||"):
        left = known
        for word in part.split(","):
            match = _SECOND.fullmatch(word)
            found = (
                None if match is None else _second_word(match[1], list(match.groups()[1:]), left)
            )
            if found is None:
                return []
            left = found
        matches += left
    return matches


def _second_word(
    operator: str, parts: list[str | None], known: list[Version]
) -> list[Version] | None:
    texts = [(part or "").removeprefix(".") for part in parts]
    wild = [text.lower() in ("", "x", "*") for text in texts]
    if any(len(text) > _DIGITS for text in texts):
        return None
    if any(not text.isdigit() for text, is_wild in zip(texts, wild, strict=True) if not is_wild):
        return None
    # A patch that is left out is 0; one that is written `x` is any (and so are the ones before).
    patch_is_wild = wild[2] and bool(texts[2])
    size = 0 if wild[0] else 1 if wild[1] else 2 if patch_is_wild else 3
    numbers = [0 if is_wild else int(text) for text, is_wild in zip(texts, wild, strict=True)]
    low = (numbers[0], numbers[1], numbers[2])
    dirty = size < 3
    if size == 0:
        low = (0, 0, 0)
    if operator in ("~", "~>") or (operator in ("", "=") and dirty):
        return [v for v in known if not any(low) or _tilde(v, low, minor=size != 1)]
    if operator == "^":
        return [v for v in known if v >= low and (low[0] == 0 or v[0] == low[0])]
    if dirty and operator == ">":
        return [v for v in known if v[:size] > low[:size]]
    if dirty and operator in ("<=", "=<"):
        return [v for v in known if v[:size] <= low[:size]]
    if dirty and operator == "!=":
        return [v for v in known if v[:size] != low[:size]]
    return [v for v in known if _holds(v, operator, low)]


def _tilde(version: Version, low: Version, *, minor: bool) -> bool:
    return version >= low and version[0] == low[0] and (not minor or version[1] == low[1])
