"""A `.env` file as django-environ reads it (`Env.read_env`), which no other library does so."""

from __future__ import annotations

from checker.base import regex as re

_LINE = re.compile(r"(?:export )?([A-Za-z_0-9]+)=(.*)\Z")
_SINGLE = re.compile(r"'(.*)'\Z")
_DOUBLE = re.compile(r'"(.*)"\Z')
_QUOTED = re.compile(r"\s*'(.*)'\s*(?:#.*)?\Z")
_ESCAPED = re.compile(r"\\(.)")


def file_values(text: str, comments: bool) -> dict[str, str]:
    """The variables that a file sets.

    Args:
        text: the file.
        comments: whether a value ends before `#`: always in 0.11, with `parse_comments` since
            0.12, and never before.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match[1], match[2]
        single = (_QUOTED if comments else _SINGLE).match(value)
        if single is not None:
            value = single[1]
        elif comments:
            value = value.partition("#")[0]
        double = _DOUBLE.match(value)
        if double is not None:
            value = _ESCAPED.sub(_unescaped, double[1])
        found[name] = value
    return found


def _unescaped(found: re.Match[str]) -> str:
    return found[0] if found[1] in "rnt" else found[1]
