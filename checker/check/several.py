"""The reports of one root for several targets as one, in which each finding names its targets."""

from __future__ import annotations

from collections import Counter

from checker.check.baseline import outdated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.base.findings import Finding
    from checker.check.report import Known, Report

_OF_ALL = "INT003"
"""A comment that does nothing for one target may be needed for another."""

Key = tuple[object, ...]


def merged(reports: Sequence[Report]) -> Report:
    """One report of what several targets find in the same files.

    Findings that are equal in all that is told of them are one; `Finding.targets` names those that
    report it. What each target found is in `Report.parts`.
    """
    first, names = reports[0], [report.target.name for report in reports]
    found: dict[Key, Finding] = {}
    held: dict[Key, list[str]] = {}
    for report in reports:
        for key, finding in zip(keys(report), report.findings, strict=True):
            found.setdefault(key, finding)
            held.setdefault(key, []).append(report.target.name)
    findings = [
        finding._replace(targets=tuple(held[key]))
        for key, finding in found.items()
        if finding.code != _OF_ALL or len(held[key]) == len(reports)
    ]
    gone = _gone(reports)
    if gone:
        findings.append(outdated(gone)._replace(targets=tuple(names)))
    findings.sort(key=lambda f: (*f.at, f.code, names.index(f.targets[0])))
    return first._replace(
        findings=tuple(findings),
        hidden=max(report.hidden for report in reports),
        crashes=tuple(dict.fromkeys(crash for report in reports for crash in report.crashes)),
        suppressed=max(report.suppressed for report in reports),
        not_judged=tuple(dict.fromkeys(code for each in reports for code in each.not_judged)),
        unmatched=None,
        parts=tuple(reports),
    )


def keys(report: Report) -> list[Key]:
    """What tells each finding from all others of other targets: equal ones are numbered."""
    seen: Counter[Key] = Counter()
    found: list[Key] = []
    for finding in report.findings:
        at = (finding.at, finding.code, finding.severity, finding.certain)
        key = (*at, finding.message, finding.help, finding.fix)
        seen[key] += 1
        found.append((*key, seen[key]))
    return found


def named(reports: Sequence[Report]) -> list[Report]:
    """The same reports, each finding with the names of all targets that report the same."""
    held: dict[Key, list[str]] = {}
    every = [keys(report) for report in reports]
    for report, own in zip(reports, every, strict=True):
        for key in own:
            held.setdefault(key, []).append(report.target.name)
    return [
        report._replace(
            findings=tuple(
                finding._replace(targets=tuple(held[key]))
                for key, finding in zip(own, report.findings, strict=True)
            )
        )
        for report, own in zip(reports, every, strict=True)
    ]


def _gone(reports: Sequence[Report]) -> list[Known]:
    """The entries of a baseline of these targets that no target reports any more."""
    unmatched = [report.unmatched for report in reports if report.unmatched is not None]
    if len(unmatched) < len(reports):
        return []
    if set(unmatched[0].targets) != {report.target.name for report in reports}:
        return []
    left = Counter(unmatched[0].entries)
    for each in unmatched[1:]:
        left &= Counter(each.entries)
    return list(left.elements())
