r"""The Procfile as Heroku reads it: `name`, a colon or none, a blank, the command (H14)."""

from __future__ import annotations

from checker.base import regex as re
from checker.platform.procfile import Duplicates, Outcome, Processes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.procfile import Line, Procfile

_SPACE = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode's White_Space, as a range of a pattern."""
_QUADS = "".join(map(chr, range(0x2000, 0x200B)))
WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680" + _QUADS + "\u2028\u2029\u202f\u205f\u3000"
"""The same, one by one."""
_LINE = re.compile(rf"[\t-\r ]*([a-zA-Z0-9_-]+):?[{_SPACE}]+([^\n]*)")


class LineReader:
    """What the readers of these platforms have in common: lines, and nothing before them."""

    is_yaml = False
    rewrites = False
    is_specified = False
    ignores_case = False
    falls_back_to_worker = False
    replaces_bytes = False
    size_limit = 0
    line_limit = 0
    duplicates = Duplicates.LAST_WINS

    def processes(self, data: bytes) -> Processes:
        """What it makes of a whole file."""
        raise NotImplementedError

    def outcome(self, line: Line, procfile: Procfile) -> Outcome:
        """A line that gives no process is ignored, or ends the build."""
        if not line.type and not line.command:
            return Outcome.READ
        text = procfile.document.text[line.span.start : line.span.end]
        found = self.processes(text.encode("utf-8", "surrogateescape"))
        if found.problem:
            return Outcome.BUILD_FAILS
        return Outcome.READ if found.commands else Outcome.IGNORED

    def read(self, procfile: Procfile) -> Procfile:
        """All of it."""
        return procfile

    def cut(self, procfile: Procfile) -> int | None:  # noqa: ARG002
        """Nowhere."""
        return None


class Reader(LineReader):
    """The slug compiler's grammar, as Heroku's own buildpack copied it."""

    def processes(self, data: bytes) -> Processes:
        """Each line that matches; the last of a type wins."""
        try:
            text = data.decode()
        except UnicodeDecodeError:
            # The copy refuses it; what the closed original does was never seen.
            problem = "the file is not UTF-8"
            return Processes(problem=problem, shown=problem, certain=False)
        found: dict[str, str] = {}
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            if match := _LINE.match(line):
                found[match[1]] = match[2]
        return Processes(tuple(found.items()), found.get("web", ""))
