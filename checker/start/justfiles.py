"""`just NAME`: the commands of a plain recipe in a justfile."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.parsers.shell import parse_mapped
from checker.start.launcher_files import document_of, enter, plain_words, run_scripts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Program, Script
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

_JUSTFILES = ("justfile", ".justfile", "Justfile", ".Justfile", "JUSTFILE")
_RECIPE = re.compile(r"^@?([A-Za-z_][\w-]*)[ \t]*:(?!=)[ \t]*(#.*)?$")
"""A recipe without parameters and without others that run before it."""


def follow_just(shell: Shell, process: Process, where: Where) -> bool:
    """`just NAME`: the lines of the recipe, or of the first one, each in a shell of its own."""
    if any((word.value or "-").startswith("-") for word in process.arguments):
        return False
    names = plain_words(process.arguments, frozenset())
    found = (document_of(shell, process.directory, name) for name in _JUSTFILES)
    document = next((each for each in found if each is not None), None)
    if document is None or len(names) > 1:
        return False
    lines = _recipe(document.text, names[0] if names else "")
    if not lines or any("{{" in line for _, line in lines):
        return False
    base = enter(shell, process, document, say("{path} is read here", path=document.path))
    if base is None:
        return False
    scripts: list[tuple[Script | Program, str | None]] = [
        (parse_mapped(line, [base + start + n for n in range(len(line) + 1)]), process.directory)
        for start, line in lines
    ]
    run_scripts(shell, process, document.path, scripts, where)
    return True


def _recipe(text: str, name: str) -> list[tuple[int, str]]:
    """The lines of a recipe, each with its place; none if it is not plain."""
    lines: list[tuple[int, str]] = []
    at, inside = 0, False
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if line.startswith(("set ", "export ", "import ", "mod ", "[")):
            return []  # it may change the shell, or the recipe
        head = _RECIPE.match(line)
        if head is not None:
            if inside:
                return lines
            inside = not name or head[1] == name
        elif inside and line.strip() and not line[:1].isspace():
            return lines
        elif inside and line.strip():
            plain = line.lstrip()
            shown = plain.lstrip("@")
            if shown.startswith(("#!", "-")) or line.rstrip().endswith("\\"):
                return []
            lines.append((start + len(line) - len(shown), shown))
    return lines
