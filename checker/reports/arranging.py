"""The findings of a report for people, in groups: worst first if only some are shown."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.reports.folding import Folded, folded
from checker.rules.codes import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.base.findings import Finding
    from checker.reports.view import View

WHOLE = 4
"""Findings of one rule and file that are shown whole; the fifth and later get a line each."""


class Group(NamedTuple):
    """The findings of one file, or of one rule."""

    key: str
    """The path, or the code."""
    whole: tuple[Folded, ...]
    """Shown with their source lines."""
    brief: tuple[tuple[Folded, ...], ...]
    """Further findings of one rule and file, each shown as one line."""

    @property
    def every(self) -> list[Folded]:
        """All that the group shows, in its order."""
        brief = (each for several in self.brief for each in several)
        return sorted((*self.whole, *brief), key=lambda each: each.number)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that the group stands for."""
        return tuple(f for each in self.every for f in (each.finding, *each.others))


def chosen(findings: Iterable[Finding], most: int) -> list[Folded]:
    """The findings to show, in their order; of more than `most` the worst ones."""
    shown = folded(findings)
    if most:
        kept = {id(each) for each in sorted(shown, key=lambda each: -each.finding.severity)[:most]}
        shown = [each for each in shown if id(each) in kept]
    return shown


def worst(findings: Iterable[Finding], most: int) -> tuple[Finding, ...]:
    """The `most` worst findings, in their order; nothing is folded."""
    listed = list(enumerate(findings))
    kept = sorted(listed, key=lambda item: -item[1].severity)[:most]
    return tuple(finding for _, finding in sorted(kept, key=lambda item: item[0]))


def arranged(shown: Iterable[Folded], view: View) -> list[Group]:
    """Findings grouped as the view says: files in their order, rules in the table's."""
    groups: dict[str, list[Folded]] = {}
    for each in shown:
        key = each.finding.code if view.group_by == "rule" else each.finding.at.path
        groups.setdefault(key, []).append(each)
    return [_group(key, groups[key]) for key in _order(groups, view)]


def _order(groups: dict[str, list[Folded]], view: View) -> list[str]:
    return [code for code in RULES if code in groups] if view.group_by == "rule" else list(groups)


def _group(key: str, shown: list[Folded]) -> Group:
    seen: dict[tuple[str, str, int, bool], int] = {}
    whole: list[Folded] = []
    brief: dict[tuple[str, str, int, bool], list[Folded]] = {}
    for each in shown:
        finding = each.finding
        kind = (finding.at.path, finding.code, finding.severity, finding.certain)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > WHOLE:
            brief.setdefault(kind, []).append(each)
        else:
            whole.append(each)
    return Group(key, tuple(whole), tuple(tuple(several) for several in brief.values()))
