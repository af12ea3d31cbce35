"""The plain values that every part of the tool speaks in: findings, places, fixes."""

from __future__ import annotations

from checker.base.enums import IntEnum
from checker.base.records import NamedTuple


class Severity(IntEnum):
    """What the platform does about it, for the target that is checked."""

    INFO = 1
    """Worth knowing; nothing breaks."""
    WARNING = 2
    """It builds or starts, but not as written."""
    ERROR = 3
    """Against a `must` of the specification, or the build or the start fails."""

    @property
    def label(self) -> str:
        """The word that reports and the JSON contract use: `info`, `warning`, `error`."""
        return self.name.lower()


FAIL_ON = ("error", "warning", "info", "never")
"""What `--fail-on` takes: the least severity that makes the exit code 1."""


class Applicability(IntEnum):
    """How far a fix may be trusted to leave the meaning alone."""

    DISPLAY = 0
    """Shown only."""
    UNSAFE = 1
    """On request: the platform may read the result differently."""
    SAFE = 2
    """The platform reads what was meant."""

    @property
    def label(self) -> str:
        """The word that reports and the JSON contract use: `display`, `unsafe`, `safe`."""
        return self.name.lower()


class Location(NamedTuple):
    """A half-open range of one file; the file may be missing."""

    path: str
    """POSIX, relative to the root."""
    start: int = 0
    """Offset in code points of the decoded text (a byte-order mark is not part of it)."""
    end: int = 0


class Edit(NamedTuple):
    """Replace a half-open range of one file's decoded text by `text`."""

    path: str
    start: int
    end: int
    text: str


class FileStep(NamedTuple):
    """A step on a whole file: `create`, `rename`, `delete` or `reencode` (to UTF-8 without a mark).

    A step precedes the edits of its fix: what a created file holds is an edit of it at 0.
    """

    verb: str
    path: str
    to: str = ""
    """The new path of a `rename`; the new encoding of a `reencode`."""


class Fix(NamedTuple):
    """What can be applied to make a finding go away: all of it or nothing."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...] = ()
    steps: tuple[FileStep, ...] = ()


class Fold(NamedTuple):
    """How a report for people may tell many findings of one file in the words of one.

    Findings of one rule, severity and certainty with the same `key` are folded; nothing else ever
    is: other formats, suppression, the baseline and fixes see each of them.
    """

    key: str
    """What they have in common."""
    several: str
    """The message for all of them, with the field `{count}` alone; said by the first. Empty for
    what is told under another finding, or is that finding."""
    under: bool = False
    """Whether it is reported under the finding of this key that is not: their common cause."""
    across: bool = False
    """Whether findings of different files are folded: each of them is about a file as a whole."""


class Finding(NamedTuple):
    """One thing that the platform will not do as the repository's author meant."""

    code: str
    message: str
    """What is there, and what the platform does with it."""
    at: Location
    severity: Severity
    certain: bool = True
    """False where it rests on a value that is not known statically; shown with `--all`."""
    help: str = ""
    """What to type instead."""
    related: tuple[tuple[Location, str], ...] = ()
    """Other places that it speaks of, each with a word on why."""
    fix: Fix | None = None
    fold: Fold | None = None
    """How it may be reported together with others of its kind; None if it is reported alone."""
    targets: tuple[str, ...] = ()
    """The targets that report it, if several were checked; empty if there was one."""
