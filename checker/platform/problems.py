"""What a platform of its own finds wrong: values that become findings where a rule has no words."""

from __future__ import annotations

from checker.base.findings import Fix, Location, Severity
from checker.base.records import NamedTuple


class Problem(NamedTuple):
    """One thing that the platform does not take as it was meant."""

    code: str
    """The rule that it is reported as."""
    message: str
    at: Location
    severity: Severity = Severity.ERROR
    help: str = ""
    certain: bool = True
    fix: Fix | None = None
