r"""The Procfile that is read without YAML: plain lines `type: command`, as nearly every one is."""

from __future__ import annotations

from checker.base import regex as re
from checker.platform.procfile import Processes

_SIMPLE_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,60}): +([A-Za-z][!-~ ]{5,})|#[ -~]*|")
"""`type: command` in printable ASCII, a comment, or nothing."""

_NO_STRINGS = frozenset(("yes", "no", "on", "off", "true", "false", "null"))
"""Names that Ruby reads as something else than a string."""


def read_simply(data: bytes) -> Processes | None:
    """Read a Procfile of which every line is plainly `type: command`; None where one is not.

    Deliberately narrow: printable ASCII only, no `: ` or ` #` in a command, no `:` at its end, the
    command begins with a letter and has at least six characters, which Ruby takes for a string
    whatever they are.
    """
    if not data.isascii():
        return None
    found: dict[str, str] = {}
    for line in data.decode("ascii").replace("\r\n", "\n").split("\n"):
        match = _SIMPLE_LINE.fullmatch(line)
        if match is None:
            return None
        if match[1]:
            name, command = match[1], match[2].rstrip(" ")
            if len(command) < 6 or ": " in command or " #" in command or command.endswith(":"):
                return None
            if name.lower() in _NO_STRINGS:
                return None
            found[name] = command
    return Processes(tuple(found.items()), found.get("web", "")) if found else None
