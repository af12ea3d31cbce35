"""An import that the installed release of a distribution does not have."""

from __future__ import annotations

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.data.releases import Lacking, ReleaseRange


class Removed(NamedTuple):
    """An import that the installed release does not have."""

    distribution: str
    shown: str
    """The release: `Django 4.2`, `flask below 2.1.0 (for Python 3.6)`."""
    what: Lacking
    pinned: bool
    """Whether the requirements say this release, or admit only ones that lack it."""
    release: str
    """A version that has the same."""
    instead: str
    """What to write instead; empty if that is not known."""
    meant: str = ""
    """The distribution that has it, if another one with a module of that name is required."""

    @property
    def dotted(self) -> str:
        """The module, with the name that is taken from it."""
        return f"{self.what.module}.{self.what.name}" if self.what.name else self.what.module

    @property
    def last(self) -> str:
        """The last earlier release that has it; empty if only later ones have it."""
        spans = [each.last for each in self.what.spans if not _later(each, self.release)]
        return spans[-1] if spans else ""

    @property
    def first(self) -> str:
        """The first later release that has it; empty if none has."""
        return next((e.first for e in self.what.spans if _later(e, self.release)), "")


def _later(span: ReleaseRange, release: str) -> bool:
    """Whether a span begins after a release."""
    first = tuple(map(int, span.first.split("."))) if span.first else ()
    return first > tuple(map(int, release.split(".")))
