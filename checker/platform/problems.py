"""What a platform of its own finds wrong with a root: findings, and whether the build ends there.

The plan and the check rest on the same values: a build that fails has an error that says so.
"""

from __future__ import annotations

from checker.base.findings import Finding, Fix, Location, Severity
from checker.base.records import NamedTuple


class Problem(NamedTuple):
    """One thing that the platform does not take as it was meant."""

    finding: Finding
    ends_build: bool = False
    """Whether the build ends at it, as far as packages are not installed yet."""
    log: str = ""
    """What the build shows."""


def failure(code: str, message: str, at: Location, help: str, fix: Fix | None = None) -> Problem:
    """What the build ends at, an error.

    Args:
        code: the rule that it is reported as.
        message: what is there, and that the build fails.
        at: the place.
        help: what to type instead.
        fix: what can be applied.
    """
    return Problem(Finding(code, message, at, Severity.ERROR, help=help, fix=fix), True)


def problem(
    code: str,
    message: str,
    at: Location,
    help: str,
    severity: Severity = Severity.ERROR,
    *,
    fix: Fix | None = None,
) -> Problem:
    """What does not end the build; see `failure`."""
    return Problem(Finding(code, message, at, severity, help=help, fix=fix))
