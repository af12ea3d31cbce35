"""What the console passes on to a slug builder of what detection read.

Detection's answer is JSON, in which a byte that is not UTF-8 becomes U+FFFD; the console strips
each value and cuts it. So the builder never gets the raw Procfile or runtime.txt.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.platform.files import content
from checker.platform.rainbond.rainbondfile import build_variable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.targets import Target

VARIABLE_LIMIT = 131_072 - len("PROCFILE=") - 1
"""Bytes that one variable of a process can hold (Linux: 32 pages, with name and NUL)."""
_ASCII_BLANKS = " \t\n\r\x0b\x0c"
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


class PassedOn(NamedTuple):
    """A file's text as a build variable."""

    text: str
    before: int = 0
    """Code points that were taken off at the beginning of the file."""
    from_file: bool = True
    """False where a rainbondfile sets the variable itself."""


def as_the_builder_gets_it(project: Project, name: str) -> PassedOn | None:
    """The root's Procfile or runtime.txt as it reaches the builder.

    None where there is none, or where it is empty: then nothing is passed on.
    """
    variable = {"Procfile": "PROCFILE", "runtime.txt": "RUNTIMES"}[name]
    said = build_variable(project, variable)
    if said is not None:
        return PassedOn(passed_on(said, project.target), from_file=False)
    data = content(project.tree, name)
    if not data:
        return None
    text = data.decode("utf-8", "surrogateescape")
    if not project.target.console_limit:
        return PassedOn(text) if text.strip() else None
    text = _NOT_UTF8.sub("\ufffd", text)
    before = len(text) - len(text.lstrip(stripped_blanks(project.target)))
    return PassedOn(passed_on(text, project.target), before)


def cut_at(text: str, target: Target) -> int | None:
    """Where the console cuts a file's text, in code points; None where it keeps all of it."""
    if not target.console_limit:
        return None
    blanks = stripped_blanks(target)
    start, end = len(text) - len(text.lstrip(blanks)), len(text.rstrip(blanks))
    kept = _cut(_NOT_UTF8.sub("\ufffd", text[start:end]), target)
    return start + len(kept) if len(kept) < end - start else None


def stripped_blanks(target: Target) -> str | None:
    """What `strip` takes off (None: all of Unicode's): Python 2's values are bytes."""
    return _ASCII_BLANKS if target.console_python == 2 else None


def passed_on(text: str, target: Target) -> str:
    """A value as the console keeps it: stripped, then cut."""
    text = text.strip(stripped_blanks(target))
    return _cut(text, target) if target.console_limit else text


def _cut(text: str, target: Target) -> str:
    if target.console_python == 2:
        return text.encode("utf-8")[: target.console_limit].decode("utf-8", "ignore")
    return text[: target.console_limit]
