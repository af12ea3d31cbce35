"""`make TARGET`: the recipes of a simple Makefile."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.parsers.shell import parse_mapped
from checker.start.environment import UNKNOWN
from checker.start.launcher_files import (
    PROGRAMS,
    document_of,
    enter,
    option_of,
    plain_words,
    run_scripts,
)
from checker.start.processes import NESTING, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Program, Script
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

_TARGET = re.compile(r"^([A-Za-z0-9_.][\w./-]*)[ \t]*:(?![=:])[ \t]*([^\n#;]*)$", re.MULTILINE)


def follow_make(shell: Shell, process: Process, where: Where) -> bool:
    """`make TARGET`: the target's recipe behind those of what it depends on, line by line."""
    folder = option_of(process.arguments, "-C", "--directory")
    given = option_of(process.arguments, "-f", "--file", "--makefile")
    values = frozenset({"-C", "--directory", "-f", "--file", "--makefile", "-j", "-o", "-I"})
    plain = [name for name in plain_words(process.arguments, values) if "=" not in name]
    directory = process.directory
    if folder is not None:
        directory = join(directory, folder.value or UNKNOWN, shell.environment.home)
    names = ["GNUmakefile", "makefile", "Makefile"] if given is None else [given.value or ""]
    found = (document_of(shell, directory, name) for name in names)
    document = next((each for each in found if each is not None), None)
    if document is None:
        return False
    base = enter(shell, process, document, say("{path} is read here", path=document.path))
    if base is None:
        return False
    recipes = _recipes(document.text)
    if not plain:
        plain = [name for name in recipes if not name.startswith(".")][:1]
    lines: list[tuple[int, str]] = []
    for name in plain:
        if not _collect(recipes, name, lines, []):
            return False
    scripts: list[tuple[Script | Program, str | None]] = []
    for start, line in lines:
        script = _recipe_line(line, base + start)
        if script is None:
            shell.trace.gap(base + start, "the line contains a variable of make")
            shell.disturbed = True
        else:
            scripts.append((script, directory))
    run_scripts(shell, process, document.path, scripts, where)
    return bool(lines)


def _recipes(text: str) -> dict[str, tuple[list[str], list[tuple[int, str]]]]:
    """Each target with what it depends on and the lines of its recipe."""
    found: dict[str, tuple[list[str], list[tuple[int, str]]]] = {}
    lines: list[tuple[int, str]] | None = None
    at, joined = 0, ""
    start = 0
    for line in text.split("\n"):
        here = at
        at += len(line) + 1
        if joined:
            joined += "\n" + line
        elif line.startswith("\t") and lines is not None:
            joined, start = line[1:], here + 1
        else:
            target = _TARGET.match(line)
            if target is not None:
                lines = []
                found[target[1]] = (target[2].split(), lines)
            elif line.strip() and not line.startswith("#"):
                lines = None
            continue
        if joined.endswith("\\"):
            continue
        if lines is not None:
            lines.append((start, joined))
        joined = ""
    return found


def _collect(
    recipes: dict[str, tuple[list[str], list[tuple[int, str]]]],
    name: str,
    lines: list[tuple[int, str]],
    above: list[str],
) -> bool:
    """Put the lines of a target behind those of what it depends on; False for an unknown one."""
    if name not in recipes or len(above) > NESTING or len(lines) > PROGRAMS:
        return False
    if name in above:
        return True
    needs, own = recipes[name]
    for need in needs:
        if "$" in need or not _collect(recipes, need, lines, [*above, name]):
            return False
    lines.extend(each for each in own if each not in lines)
    return True


def _recipe_line(line: str, start: int) -> Script | Program | None:
    """A line of a recipe as a script; None if make itself would put something into it."""
    skip = len(line) - len(line.lstrip("@-+ \t"))
    text: list[str] = []
    places: list[int] = []
    at = skip
    while at < len(line):
        if line[at] == "$":
            if line[at + 1 : at + 2] != "$":
                return None
            at += 1
        text.append(line[at])
        places.append(start + at)
        at += 1
    places.append(start + at)
    return parse_mapped("".join(text), places)
