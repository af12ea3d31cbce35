"""How a report for people is arranged: grouped, cut, and which fixes it offers."""

from __future__ import annotations

from checker.base.findings import Applicability
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding

GROUPS = ("file", "rule")
"""What `--group-by` accepts; the first is the default."""


class View(NamedTuple):
    """What a reader asked for; only the reports for people look at it."""

    group_by: str = GROUPS[0]
    most: int = 0
    """Findings that are shown at most; 0 shows all."""
    offers: str = "--fix"
    """The option that applies the fixes of this run: empty after they were applied."""
    unsafe: bool = False
    """Whether that option applies unsafe fixes too."""

    def applies(self, finding: Finding) -> bool:
        """Whether the offered option fixes the finding: what `[*]` says."""
        return bool(self.offers) and _level(finding) >= (
            Applicability.UNSAFE if self.unsafe else Applicability.SAFE
        )

    def hides(self, finding: Finding) -> bool:
        """Whether `--unsafe-fixes` would fix the finding too."""
        return not self.unsafe and _level(finding) is Applicability.UNSAFE


def _level(finding: Finding) -> Applicability:
    fix = finding.fix
    if fix is None or not (fix.edits or fix.steps):
        return Applicability.DISPLAY
    return fix.applicability
