"""What a user has decided about findings: other severities, files where they do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Severity
from checker.base.globs import matches_below
from checker.base.records import NamedTuple
from checker.rules.codes import RULES
from checker.rules.selection import FIXED, matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.base.findings import Finding
    from checker.check.engine import Report

_OWN = "INT"
"""The family that speaks of the tool itself: no pattern of paths keeps it silent."""


class Policy(NamedTuple):
    """The decisions of one configuration, as they are written there."""

    severity: Mapping[str, str] = {}
    """A code, prefix or name, and `error`, `warning` or `info`; the longest selector counts."""
    per_file_ignores: Mapping[str, Iterable[str]] = {}
    """A pattern of paths, and the selectors of rules that do not count there."""
    exclude: tuple[str, ...] = ()
    """Patterns of paths where nothing counts."""
    base: str = ""
    """The root's path from where patterns start: empty, or ends in `/`."""

    def applied(self, report: Report) -> Report:
        """The report as the user wants it; what was left out is counted as suppressed."""
        severities = self._severities()
        ignored = {
            pattern: frozenset(matching(RULES, selectors))
            for pattern, selectors in self.per_file_ignores.items()
        }
        kept: list[Finding] = []
        for finding in report.findings:
            if not finding.code.startswith(_OWN):
                path = self.base + finding.at.path
                if any(matches_below(pattern, path) for pattern in self.exclude):
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

    def _severities(self) -> dict[str, Severity]:
        found: dict[str, Severity] = {}
        for selector in sorted(self.severity, key=lambda word: (word.upper() != "ALL", len(word))):
            for code in matching(RULES, [selector]):
                if code not in FIXED:
                    found[code] = Severity[self.severity[selector].upper()]
        return found
