"""What the package index says that the build would install, as values.

Nothing here asks an index. Whoever allows that gives a project a `Resolver`, which is called when
`Project.resolution` is first needed; without one that is None, and verdicts are the offline ones.
"""

from __future__ import annotations

from checker.base.enums import Enum
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.parsers.requirements.values import Requirement

    Resolver = Callable[[Any], "Resolution"]
    """Asks an index what the build of a `Project` would install."""


class Distribution(NamedTuple):
    """One release that the build would install."""

    name: str
    """Normalised."""
    version: str
    source: bool = False
    """Whether the build has to make a wheel of its source."""
    required_by: tuple[str, ...] = ()
    """The normalised names of the distributions that depend on it; empty for a line's own."""
    unbuilt: bool = False
    """Whether only a build would tell what it depends on, so that this is not known."""


class Cause(Enum):
    """Why the build's pip would not find releases that fit."""

    NO_NAME = "the index has no such name"
    NO_RELEASE = "the index has no such release"
    NO_PYTHON = "the release does not support the Python"
    NO_FILE = "the release has no wheel for the Python or the system, and no source"
    CONFLICT = "the requirements exclude each other"
    NO_HASH = "a requirement has no hash, but pip asks for one on each"
    WRONG_HASH = "no file of the release that fits has one of its hashes"
    NO_BUILD = "the source stops its own build"
    NO_ADDRESS = "the server has nothing at the address"
    STALE = "the lock file was made from another pyproject.toml"


class Trouble(NamedTuple):
    """The smallest set of requirements that cannot be installed."""

    cause: Cause
    requirements: tuple[Requirement, ...]
    """In the order in which they are read; never empty."""
    name: str
    """The distribution that there is no release of, normalised."""
    because: str = ""
    """What the releases ask for: `celery 5.0.0 needs kombu<6.0,>=5.0.0`; what stops a build:
    `raise RuntimeError`; empty if not known."""
    wanted: str = ""
    """The Pythons that a release supports."""
    instead: str = ""
    """A release of the last requirement's that would resolve it; empty if none is known."""
    certain: bool = True
    constraints: tuple[Requirement, ...] = ()
    """The constraints that take part in it."""


class Resolution(NamedTuple):
    """What the index was asked, and what it said."""

    installs: bool | None
    """Whether pip finds a release of everything; None if that is not known."""
    distributions: tuple[Distribution, ...] = ()
    """All that would be installed, by name; empty if it is certain that nothing is. If `installs`
    is None, what is left out may change it."""
    troubles: tuple[Trouble, ...] = ()
    """What stands against it, each by itself."""
    because: str = ""
    """Why it is not known; empty if it is."""
    complete: bool = True
    """Whether `distributions` is everything: no requirement was left out (an address of git, a
    folder), and what each depends on is known without building it."""
    left_out: tuple[Requirement, ...] = ()
    """The requirements that an index knows nothing of."""

    @property
    def sources(self) -> tuple[Distribution, ...]:
        """What the build has to make wheels of."""
        return tuple(each for each in self.distributions if each.source)

    def find(self, name: str) -> Distribution | None:
        """What would be installed of a distribution, by its normalised name."""
        return next((each for each in self.distributions if each.name == name), None)

    def lacks(self, name: str) -> bool:
        """Whether it is certain that a distribution is not installed, by its normalised name."""
        return bool(self.installs) and self.complete and self.find(name) is None
