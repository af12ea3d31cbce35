"""`.gitmodules`: which submodules there are and where each is cloned from, with places."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document

_SECTION = re.compile(r'\s*\[submodule\s+"((?:[^"\\\n]|\\.)*)"\]\s*(?:[#;].*)?')
_SETTING = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)[ \t]*=[ \t]*(.*)")


class Submodule(NamedTuple):
    """One section of `.gitmodules` that has a path."""

    name: str
    path: str
    """Where it lies, POSIX, from the top of the repository."""
    url: str
    """As written; empty where there is none."""
    start: int
    """Offset of the address in code points; of the path where there is no address."""
    end: int
    """The end of the same, exclusive."""


def parse_gitmodules(document: Document) -> list[Submodule]:
    """The submodules in their order; of a key that is set twice, the last counts, as in git."""
    sections: dict[str, dict[str, tuple[str, int, int]]] = {}
    settings: dict[str, tuple[str, int, int]] | None = None
    for number in range(1, len(document.starts) + 1):
        start, end = document.line_span(number)
        line = document.text[start:end]
        if line.lstrip().startswith("["):
            section = _SECTION.fullmatch(line)
            settings = sections.setdefault(section[1], {}) if section else None
            continue
        setting = _SETTING.fullmatch(line)
        if setting is None or settings is None:
            continue
        value, first, last = _value(setting[2])
        at = start + setting.start(2)
        settings[setting[1].lower()] = (value, at + first, at + last)
    found = []
    for name, values in sections.items():
        path = values.get("path")
        if path is not None:
            _, first, last = values.get("url", path)
            found.append(Submodule(name, path[0], values.get("url", ("", 0, 0))[0], first, last))
    return found


def _value(text: str) -> tuple[str, int, int]:
    """A setting's value without quotes and comment, and its half-open span in `text`."""
    quoted, at = False, 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == '"':
            quoted = not quoted
        elif char in "#;" and not quoted:
            break
        at += 1
    raw = text[: min(at, len(text))].rstrip()
    return re.sub(r'\\(.)|"', lambda found: found[1] or "", raw), 0, len(raw)
