"""What a Procfile comes to, whoever reads it: its lines' outcomes, and its processes."""

from __future__ import annotations

from checker.base.enums import Enum
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.procfile import Line


class Outcome(Enum):
    """What becomes of one line."""

    READ = "read"
    """It gives a process, or is skipped as it should be."""
    REPAIRED = "repaired"
    """The builder's rewrite makes it what was meant."""
    IGNORED = "ignored"
    """Skipped, although it was meant for something."""
    FOLDED = "folded"
    """It becomes the end of the command above."""
    START_FAILS = "start fails"
    """The build passes, and what is then started is not what was meant."""
    BUILD_FAILS = "build fails"


class Duplicates(Enum):
    """What becomes of lines with the same process type."""

    LAST_WINS = "the last one wins"
    FIRST_WINS = "the first one wins"
    UNDEFINED = "one of them wins, and it is not defined which"
    BUILD_FAILS = "the build fails"


class Release(Enum):
    """When the command of the process type `release` runs."""

    NEVER = "never"
    BEFORE_START = "after the build, before the new version is started"
    IN_BUILD = "during the build"


class Processes(NamedTuple):
    """What a reader makes of a whole Procfile."""

    commands: tuple[tuple[str, str], ...] = ()
    """Each process type, as it is shown, with its command."""
    web: str = ""
    """The command of `web`; empty if there is none."""
    problem: str = ""
    """Why the file is refused; empty if it is not."""
    line: int = 0
    """0-based line and column (in code points) of the problem in what was read."""
    column: int = 0
    shown: str = ""
    """How a report may quote the reader's own words."""
    code: str = "PROC002"
    """The rule that the problem is reported as."""
    certain: bool = True
    """False if only a copy of the reader is known to refuse the file."""

    @property
    def names(self) -> tuple[str, ...]:
        """The process types."""
        return tuple(name for name, _ in self.commands)


def opens_mapping(text: str) -> bool:
    """Whether YAML takes a line of plain text for a key and its value: `: ` in it, `:` at its end.

    What follows ` #` is a comment. Inside a command this is an error: `mapping values are not
    allowed in this context`.
    """
    text = text.partition(" #")[0].rstrip(" \t")
    return text.endswith(":") or ": " in text or ":\t" in text


def names_web(line: Line) -> bool:
    """Whether a line without a colon begins with the word `web`: `web gunicorn …`, `web= …`."""
    return line.command[:3].lower() == "web" and not line.command[3:4].isalnum()


def lacks_space(line: Line) -> bool:
    """Whether a line `type:command` has nothing between its colon and its command."""
    return line.regular and bool(line.command) and line.gap.start == line.gap.end
