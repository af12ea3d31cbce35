"""What is asked of a check: everything but the files."""

from __future__ import annotations

from checker.base.budget import Budget
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.project.resolution import Resolver
    from checker.rules.codes import Rule
    from checker.targets import Target


BASELINE = ".pyspec-check-baseline.json"
"""The file in a root that lists the findings to live with."""

SECONDS = 10
"""CPU time for one root, where nobody asks for another."""
MEGABYTES = 300
"""Memory for one root, beside what the process holds."""


class Policy(NamedTuple):
    """What a user has decided about findings, as it is written in one configuration."""

    severity: Mapping[str, str] = {}
    """A code, prefix or name, and `error`, `warning` or `info`; the longest selector counts."""
    per_file_ignores: Mapping[str, Iterable[str]] = {}
    """A pattern of paths, and the selectors of rules that do not count there."""
    exclude: tuple[str, ...] = ()
    """Patterns of paths where nothing counts."""
    base: str = ""
    """The root's path from where patterns start: empty, or ends in `/`."""

    @property
    def decides(self) -> bool:
        """Whether it decides anything."""
        return bool(self.severity or self.per_file_ignores or self.exclude)


class Request(NamedTuple):
    """How one root is to be checked."""

    target: Target
    """The edition of the platform."""
    rules: tuple[Rule, ...]
    """The rules to run, in the order of reports."""
    policy: Policy = Policy()
    uncertain: bool = False
    """Whether findings that rest on an unknown value are kept."""
    baseline: bool = True
    """Whether the root's baseline counts, if it has one."""
    comments: bool = True
    """Whether comments suppress findings."""
    seconds: float = 0
    """CPU time that the whole check may take; 0: as much as it needs, and as much memory."""

    resolver: Resolver | None = None
    """Asks the package index; None unless that was allowed."""

    def budget(self) -> Budget:
        """A budget for one check, which begins now."""
        return Budget(self.seconds, MEGABYTES) if self.seconds else Budget()
