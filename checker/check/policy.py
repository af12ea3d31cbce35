"""Carry out what a user has decided: other severities, files where findings do not count."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.globs import matches_below
from checker.rules.codes import RULES
from checker.rules.selection import FIXED, matching

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.check.request import Policy

_OWN = "INT"
"""The family that speaks of the tool itself: no pattern of paths keeps it silent."""


def applied(policy: Policy, report: Report) -> Report:
    """The report as the user wants it; what was left out is counted as suppressed."""
    severities = _severities(policy)
    ignored = {
        pattern: frozenset(matching(RULES, selectors))
        for pattern, selectors in policy.per_file_ignores.items()
    }
    kept: list[Finding] = []
    for finding in report.findings:
        if not finding.code.startswith(_OWN):
            path = policy.base + finding.at.path
            if any(matches_below(pattern, path) for pattern in policy.exclude):
                continue
            if any(
                finding.code in codes and matches_below(pattern, path)
                for pattern, codes in ignored.items()
            ):
                continue
        severity = severities.get(finding.code, finding.severity)
        kept.append(finding._replace(severity=severity))
    left_out = len(report.findings) - len(kept)
    return report._replace(findings=tuple(kept), suppressed=report.suppressed + left_out)


def _severities(policy: Policy) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    for selector in sorted(policy.severity, key=lambda word: (word.upper() != "ALL", len(word))):
        for code in matching(RULES, [selector]):
            if code not in FIXED:
                found[code] = Severity[policy.severity[selector].upper()]
    return found
