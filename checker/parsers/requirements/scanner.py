"""The requirements that nearly every line is, recognised without importing `packaging`.

`scan` answers for a plain subset of the dependency specifiers of PEP 508 exactly what `packaging`
answers, and gives up on everything else. A test holds both together.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple

_LIMIT = 400
"""Longer lines are left to `packaging`."""
PIN = re.compile(
    r"([A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?)==([0-9]{1,9}(?:\.[0-9]{1,9}){0,9})"
)
"""What nearly every line is, without white space: the name, and the release."""
_NAME = re.compile(
    r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)[ \t]*"
    r"(?:\[[ \t]*([A-Za-z0-9][A-Za-z0-9,-]*)\][ \t]*)?"
)
_CLAUSE = re.compile(
    r"(==|>=|<=|~=|!=|<|>)[ \t]*"
    r"([0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc|\.post|\.dev)[0-9]+|\.\*)?)(?=[ \t,;]|\Z)[ \t]*"
)
_MARKER = (
    r"[ \t]*(?:python_version|python_full_version|os_name|sys_platform|platform_system"
    r"|platform_machine|platform_python_implementation|implementation_name)\b"
    r"[ \t]*(?:==|!=|<=|>=|<|>|in\b|not in\b)[ \t]*(?:'[\w .,+*-]*'|\"[\w .,+*-]*\")[ \t]*"
)


class Scanned(NamedTuple):
    """A requirement's parts, with places as indices of the scanned text."""

    name: str
    name_end: int
    extras: tuple[str, ...]
    clauses: tuple[tuple[str, str, int, int], ...]
    """Operator, version, start, end."""
    marker: str
    marker_start: int


def leading_name(text: str) -> str:
    """The name that a line begins with which pip refuses; empty if it begins with none."""
    found = _NAME.match(text)
    rest = "" if found is None else text[found.end() :]
    return found[1] if found is not None and (not rest or rest[0] in "=<>!~;[(@") else ""


def plain_name(text: str) -> tuple[str, int] | None:
    """The name without extras that a text begins with, and where the blanks behind it end."""
    found = _NAME.match(text) if len(text) <= _LIMIT else None
    return None if found is None or found[2] else (found[1], found.end())


def leading_clauses(text: str, at: int) -> int:
    """Where plain clauses end that begin at `at`, blanks included; `at` if there are none."""
    start = at
    while (clause := _CLAUSE.match(text, at)) is not None and _is_valid(*clause.groups()):
        at = clause.end()
        if text[at : at + 1] != ",":
            return at
        at += 1
        while text[at : at + 1] in (" ", "\t"):
            at += 1
    return start


def _is_valid(operator: str, version: str) -> bool:
    """Whether a version may stand behind the operator."""
    if version.endswith(".*"):
        return operator in ("==", "!=")
    return operator != "~=" or re.match(r"[0-9]+\.[0-9]", version) is not None


def scan(text: str) -> Scanned | None:
    """The parts of a plain requirement; None where `packaging` has to say what it is."""
    if len(text) > _LIMIT:
        return None
    found = _NAME.match(text)
    if found is None:
        return None
    name, listed = found.groups()
    extras: tuple[str, ...] = tuple(listed.split(",")) if listed else ()
    if any(not extra or extra.startswith("-") or extra.endswith("-") for extra in extras):
        return None
    at = found.end()
    clauses: list[tuple[str, str, int, int]] = []
    while at < len(text) and text[at] != ";":
        clause = _CLAUSE.match(text, at)
        if clause is None:
            return None
        operator, version = clause.groups()
        if not _is_valid(operator, version):
            return None
        clauses.append((operator, version, clause.start(), clause.end(2)))
        at = clause.end()
        if text[at : at + 1] == ",":
            at += 1
            if operator == "===" and text[at : at + 1].isspace():
                return None  # the comma is of the version
            while text[at : at + 1] in (" ", "\t"):
                at += 1
            if at >= len(text) or text[at] == ";":
                return None  # a trailing comma: pips differ
        elif at < len(text) and text[at] != ";":
            return None
    marker = ""
    marker_start = len(text)
    if at < len(text):
        marker_start = at + 1
        marker = text[marker_start:]
        if not re.fullmatch(rf"{_MARKER}(?:(?:and|or)\b{_MARKER})*", marker, re.ASCII):
            return None
        marker_start += len(marker) - len(marker.lstrip())
        marker = marker.strip()
    return Scanned(name, found.end(1), extras, tuple(clauses), marker, marker_start)
