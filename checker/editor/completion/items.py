"""What an editor offers to type, as values."""

from __future__ import annotations

from checker.base.records import NamedTuple

VERSION, PROCESS, APPLICATION, OPTION, VARIABLE, DISTRIBUTION = (
    "version",
    "process",
    "application",
    "option",
    "variable",
    "distribution",
)
"""The kinds of what is offered."""


class Completion(NamedTuple):
    """One thing to type."""

    label: str
    """What a menu shows."""
    text: str
    """What comes in the place of the range."""
    start: int
    """The range that is replaced: code points, 0-based and half-open."""
    end: int
    kind: str
    detail: str = ""
    """A few words beside the label."""
    documentation: str = ""
    """Markdown."""
    order: int = 0
    """Lower ones first; of equal ones by the label."""
    filter: str = ""
    """What the typed text is compared with, where that is not the label."""
    preselect: bool = False
    """Whether it is the one to take where nothing speaks against it."""
