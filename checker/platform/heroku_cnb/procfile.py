"""The Procfile as Heroku's cloud native buildpack reads it since 4.0.0: strictly (HC8)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.platform.heroku.procfile import LineReader
from checker.platform.procfile import Processes

_LINE = re.compile(r"[ \t]*([A-Za-z0-9_-]+):[ \t]*([^\n]*)")
_NAME_LIMIT = 63


class Reader(LineReader):
    """Blank lines, comments and `key: value`; anything else ends the build."""

    ignores_case = True

    def processes(self, data: bytes) -> Processes:
        """Names are corrected to lower case and hyphens; the last of a type wins."""
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return Processes(problem="the file is not UTF-8", shown="the file is not UTF-8")
        lines = text.replace("\r\n", "\n").split("\n")
        found: dict[str, str] = {}
        for number, line in enumerate(lines):
            if not line.strip(" \t") and (number < len(lines) - 1 or not line):
                continue
            if line.lstrip(" \t").startswith("#"):
                continue
            match = _LINE.fullmatch(line)
            name = match[1].lower().replace("_", "-") if match else ""
            command = match[2].strip(" \t") if match else ""
            if not command or not _is_name(name):
                what = "has no command" if _is_name(name) else "is not `type: command`"
                problem = say("line {number} {what}", number=number + 1, what=what)
                return Processes(problem=problem, line=number, shown=problem)
            found[name] = command
        return Processes(tuple(found.items()), found.get("web", ""))


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _NAME_LIMIT and name[0] != "-" and name[-1] != "-"
