"""How reports name targets: those that were checked, and those that a finding holds for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.check.report import Report

_NAMED = 4
"""Targets that are listed even if they are all that were checked."""
_EXCEPTED = 2
"""Targets that are named as those for which something does not hold."""


def checked_against(report: Report) -> str:
    """The targets of a report: one with its title, several by name, many as a number."""
    if not report.parts:
        return f"{report.target.name} ({report.target.title})"
    names = [target.name for target in report.targets]
    return ", ".join(names) if len(names) <= _NAMED else f"{len(names)} targets"


def held_for(report: Report, finding: Finding) -> str:
    """The targets that a finding holds for; empty if only one was checked."""
    every = [target.name for target in report.targets]
    if len(every) == 1 or not finding.targets:
        return ""
    others = [name for name in every if name not in finding.targets]
    if len(every) > _NAMED and not others:
        return f"all {len(every)} targets"
    if len(every) > 2 * _NAMED and len(others) <= _EXCEPTED:
        return f"all targets but {' and '.join(others)}"
    return ", ".join(finding.targets)


def message_of(report: Report, finding: Finding) -> str:
    """What a finding says, with the targets that it holds for if several were checked."""
    names = held_for(report, finding)
    return f"{finding.message} [{names}]" if names else finding.message
