"""Findings that a report for people tells together: equal ones, from three on."""

from __future__ import annotations

from checker.base.messages import complete
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.base.findings import Finding

LEAST = 3
"""Findings that are folded; fewer are shown one by one."""
SHOWN = 5
"""Further places of a fold that are shown."""


class Folded(NamedTuple):
    """One finding as it is shown, with those that it stands for."""

    number: int
    """Which of all findings it is."""
    finding: Finding
    """The first, its message that of all."""
    others: tuple[Finding, ...] = ()


def folded(findings: Iterable[Finding]) -> list[Folded]:
    """The findings in their order, those that may be told together at the first of them."""
    findings = tuple(findings)
    causes = {
        (finding.code, finding.fold.key): []
        for finding in findings
        if finding.fold is not None and not finding.fold.several and not finding.fold.under
    }  # type: dict[object, list[Finding]]
    groups: dict[object, list[Folded]] = {}
    for index, finding in enumerate(findings):
        if finding.fold is not None and finding.fold.under:
            effects = causes.get((finding.code, finding.fold.key))
            if effects is not None:
                effects.append(finding)
                continue
        key: object = index
        if finding.fold is not None and finding.fold.several:
            at = "" if finding.fold.across else finding.at.path
            kind = (finding.code, finding.severity, finding.certain, finding.targets)
            key = (at, *kind, finding.fold.key)
        groups.setdefault(key, []).append(Folded(index, finding))
    shown: list[Folded] = []
    for group in groups.values():
        first = group[0].finding
        if first.fold is not None and not first.fold.several and not first.fold.under:
            effects = causes[first.code, first.fold.key]
            shown.append(group[0]._replace(others=tuple(effects)))
            continue
        if len(group) < LEAST or first.fold is None:
            shown += group
            continue
        message = complete(first.fold.several, len(group))
        others = tuple(each.finding for each in group[1:])
        shown.append(Folded(group[0].number, first._replace(message=message), others))
    return sorted(shown, key=lambda each: each.number)
