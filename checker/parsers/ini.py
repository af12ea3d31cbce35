"""INI files as the two readers that matter here take them: Python's `configparser` and uWSGI's.

Both are total and linear. Offsets are code points of the text, 0-based and half-open.
"""

from __future__ import annotations

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document


class Setting(NamedTuple):
    """One `key = value`."""

    section: str
    key: str
    value: str
    """A value of several lines is joined with line feeds."""
    start: int
    """Where the value stands; the key, where the value is empty."""
    end: int


class Ini(NamedTuple):
    """What a file says."""

    settings: tuple[Setting, ...]
    """In order."""
    sections: dict[str, tuple[int, int]]
    """The sections in order, each with the place of its name."""
    problem: int | None = None
    """Where the program that reads it stops with an error; None where it takes all."""

    def section(self, name: str) -> dict[str, Setting]:
        """The settings of a section; of a key that is set twice, the last."""
        return {each.key: each for each in self.settings if each.section == name}


def parse_uwsgi(document: Document) -> Ini:
    """Read a file as uWSGI does: line by line, no continuation, no comment behind a value."""
    settings: list[Setting] = []
    sections: dict[str, tuple[int, int]] = {}
    section = ""
    for start, line in _lines(document):
        body = line.strip()
        at = start + len(line) - len(line.lstrip())
        if not body or body[0] in ";#":
            continue
        if body[0] == "[":
            section = body[1:-1]
            sections.setdefault(section, (at, at + len(body)))
            continue
        key, equals, value = body.partition("=")
        settings.append(_setting(section, key, value, at, at + len(key) + len(equals)))
    return Ini(tuple(settings), sections)


def parse_config(document: Document) -> Ini:
    """Read a file as Python's `configparser.ConfigParser` does, which is strict on repetitions."""
    settings: list[Setting] = []
    sections: dict[str, tuple[int, int]] = {}
    seen: set[tuple[str, str]] = set()
    section, problem = "", None
    indent: int | None = None
    """How far the key is indented whose value may go on; None where none may."""
    more: list[str] = []
    for start, line in _lines(document):
        body = line.strip()
        depth = len(line) - len(line.lstrip())
        at = start + depth
        if not body or body[0] in "#;":
            if not body and indent is not None:
                more.append("")
            continue
        if indent is not None and depth > indent and settings:
            more.append(body)
            settings[-1] = settings[-1]._replace(end=at + len(body))
            continue
        _join(settings, more)
        more, indent = [], None
        if body[0] == "[" and "]" in body[2:]:
            section = body[1 : body.rindex("]")]
            if section in sections and section != "DEFAULT":
                problem = at if problem is None else problem
            sections.setdefault(section, (at, at + len(section) + 2))
            continue
        cut = min((i for i in (body.find("="), body.find(":")) if i >= 0), default=-1)
        if cut < 1 or not sections or (section, body[:cut].rstrip()) in seen:
            problem = at if problem is None else problem
            continue
        seen.add((section, body[:cut].rstrip()))
        settings.append(_setting(section, body[:cut], body[cut + 1 :], at, at + cut + 1))
        indent = depth
    _join(settings, more)
    return Ini(tuple(settings), sections, problem)


def _lines(document: Document) -> list[tuple[int, str]]:
    """The lines with their offsets; a line ends at LF or CR LF."""
    found, at = [], 0
    for line in document.text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _setting(section: str, key: str, value: str, at: int, value_at: int) -> Setting:
    text = value.strip()
    start = value_at + len(value) - len(value.lstrip())
    if not text:
        return Setting(section, key.strip(), "", at, at + len(key.rstrip()))
    return Setting(section, key.strip(), text, start, start + len(text))


def _join(settings: list[Setting], more: list[str]) -> None:
    """Put the lines that follow to the last value."""
    while more and not more[-1]:
        more.pop()
    if more and settings:
        last = settings[-1]
        settings[-1] = last._replace(value="\n".join([last.value, *more]))
