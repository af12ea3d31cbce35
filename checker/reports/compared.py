"""The findings of one root against several targets, each with what every target says of it."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.check.outcome import reported_plan
from checker.reports.decisions import decisions
from checker.reports.identity import identity
from checker.rules.codes import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.platform.values import Plan


class Compared(NamedTuple):
    """One finding: a rule at a place."""

    code: str
    path: str
    place: tuple[int, int] | None
    """1-based line and column; None if the file is missing."""
    targets: dict[str, Finding | None]
    """What each target reports there, in the order of the targets; None for nothing."""

    @property
    def differs(self) -> bool:
        """Whether some target reports nothing here, or with another severity."""
        found = {each and (each.severity, each.certain) for each in self.targets.values()}
        return len(found) > 1


def compared(reports: Sequence[Report]) -> list[Compared]:
    """All findings that any of the targets has, by path, place and code."""
    names = [report.target.name for report in reports]
    found: dict[tuple[str, int, int, str, int], dict[str, Finding | None]] = {}
    places: dict[tuple[str, int, int, str, int], tuple[int, int] | None] = {}
    for report in reports:
        seen: dict[tuple[str, int, int, str], int] = {}
        for finding in report.findings:
            at = (finding.at.path, finding.at.start, finding.at.end, finding.code)
            seen[at] = seen.get(at, 0) + 1
            key = (*at, seen[at])
            found.setdefault(key, dict.fromkeys(names))[report.target.name] = finding
            place = report.place(finding.at)
            places.setdefault(key, place[:2] if place else None)
    return [Compared(key[3], key[0], places[key], found[key]) for key in sorted(found)]


class Differing(NamedTuple):
    """One decision of the platform, with each target's value."""

    name: str
    values: dict[str, str]

    @property
    def differs(self) -> bool:
        """Whether the targets decide it differently."""
        return len(set(self.values.values())) > 1


def compared_plans(plans: Sequence[Plan]) -> list[Differing]:
    """What the targets decide, in the order in which a platform does."""
    every = {plan.target: {d.name: d.value for d in decisions(plan)} for plan in plans}
    names = dict.fromkeys(name for values in every.values() for name in values)
    return [
        Differing(name, {target: values.get(name, "") for target, values in every.items()})
        for name in names
    ]


def comparison_json(reports: Sequence[Report]) -> dict[str, Any]:
    """One root of the JSON document's `comparison`."""
    plans = [reported_plan(report) for report in reports]
    return {
        "root": reports[0].project.tree.label,
        "targets": [report.target.name for report in reports],
        "decisions": [
            {
                "name": each.name,
                "differs": each.differs,
                "values": each.values,
                "sentences": {name: identity(value) for name, value in each.values.items()},
            }
            for each in compared_plans(plans)
        ],
        "findings": [
            {
                "code": each.code,
                "name": RULES[each.code].name,
                "path": each.path,
                "line": each.place[0] if each.place else None,
                "column": each.place[1] if each.place else None,
                "differs": each.differs,
                "targets": {name: _said(finding) for name, finding in each.targets.items()},
            }
            for each in compared(reports)
        ],
    }


def _said(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "severity": finding.severity.label,
        "certain": finding.certain,
        "message": finding.message,
        **identity(finding.message),
    }
