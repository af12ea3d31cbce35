"""The JSON contract, version 1: fields are only ever added."""

from __future__ import annotations

import json
from itertools import groupby

from checker import __version__
from checker.base.findings import Location, Severity
from checker.check.fingerprint import fingerprints
from checker.reports.identity import identity, sentence
from checker.rules.codes import RULES
from checker.rules.page import page_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.base.findings import Edit, Finding, Fix
    from checker.check.report import Report
    from checker.reports.output import Output


def write_json(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one document for all roots; lone surrogates and controls are escaped as JSON does."""
    output.line(dumped(document(reports)))


def dumped(value: object) -> str:
    """JSON in ASCII; what a build server would take for a command in its log is escaped."""
    return _without_commands(json.dumps(value, indent=2))


_ENCODER = json.JSONEncoder(check_circular=False)


def on_one_line(value: object) -> str:
    """The same on one line."""
    return _without_commands(_ENCODER.encode(value))


def _without_commands(text: str) -> str:
    return text.replace("##", "#\\u0023")


def document(reports: list[tuple[str, Report]]) -> dict[str, Any]:
    """The whole document as plain values; with several targets, `target` is null.

    A root that several targets judged is compared in `comparison`.
    """
    reports = by_target(reports)
    several = by_root(reports)
    targets = list(dict.fromkeys(report.target.name for _, report in reports))
    return {
        "version": 1,
        "tool": {"name": "pyspec-check", "version": __version__},
        "target": targets[0] if len(targets) == 1 else None,
        "roots": [
            {
                "root": report.project.tree.label,
                "target": report.target.name,
                "findings": findings_of(report),
                "summary": _summary(report),
                **({"not_judged": list(report.not_judged)} if report.not_judged else {}),
            }
            for _, report in reports
        ],
        **({"comparison": [_comparison(those) for _, those in several]} if several else {}),
    }


def by_target(reports: list[tuple[str, Report]]) -> list[tuple[str, Report]]:
    """The same with a report for each target; its findings name all targets that report them."""
    found: list[tuple[str, Report]] = []
    for prefix, report in reports:
        if report.parts:
            from checker.check.several import named  # noqa: PLC0415  gate: most name one target

            found += [(prefix, part) for part in named(report.parts)]
        else:
            found.append((prefix, report))
    return found


def by_root(reports: list[tuple[str, Report]]) -> list[tuple[str, list[Report]]]:
    """The reports of each root that several targets judged."""
    groups = groupby(reports, key=lambda item: item[0])
    listed = [(prefix, [report for _, report in group]) for prefix, group in groups]
    return [(prefix, those) for prefix, those in listed if len(those) > 1]


def _comparison(reports: list[Report]) -> dict[str, Any]:
    from checker.reports.compared import comparison_json  # noqa: PLC0415  gate: most name one target

    return comparison_json(reports)


def _summary(report: Report) -> dict[str, int]:
    return {
        **{severity.label: report.count(severity) for severity in reversed(Severity)},
        "fixable": sum(finding.fix is not None for finding in report.findings),
        "suppressed": report.suppressed,
        "uncertain": report.hidden,
    }


def findings_of(report: Report) -> list[dict[str, Any]]:
    """Each finding of a report as plain values."""
    prints = fingerprints(report)
    return [
        _finding(report, finding, mark)
        for finding, mark in zip(report.findings, prints, strict=True)
    ]


def _finding(report: Report, finding: Finding, fingerprint: str) -> dict[str, Any]:
    rule = RULES[finding.code]
    return {
        "code": finding.code,
        "name": rule.name,
        "severity": finding.severity.label,
        "certain": finding.certain,
        "message": finding.message,
        **identity(finding.message),
        "help": finding.help,
        **identity(finding.help, "help_"),
        "cites": list(rule.cites),
        "url": page_url(rule.code),
        **_place(report, finding.at),
        "fix": _fix(report, finding.fix) if finding.fix else None,
        "related": [{**_place(report, at), **sentence(words)} for at, words in finding.related],
        "fingerprint": fingerprint,
        **({"targets": list(finding.targets)} if finding.targets else {}),
    }


def _fix(report: Report, fix: Fix) -> dict[str, Any]:
    created = {step.path for step in fix.steps if step.verb == "create"}
    return {
        "title": fix.title,
        **identity(fix.title, "title_"),
        "applicability": fix.applicability.label,
        "edits": [_edit(report, edit, edit.path in created) for edit in fix.edits],
        "steps": [
            {"verb": step.verb, "path": step.path, "to": step.to or None} for step in fix.steps
        ],
    }


def _edit(report: Report, edit: Edit, created: bool) -> dict[str, Any]:
    place = _place(report, Location(edit.path, edit.start, edit.end))
    if created:  # an edit of a file that its own fix makes: at its beginning
        place.update(line=1, column=1, end_line=1, end_column=1)
    return {**place, "text": edit.text}


def _place(report: Report, at: Location) -> dict[str, Any]:
    place = report.place(at) or (None, None, None, None)
    return {
        "path": at.path,
        "line": place[0],
        "column": place[1],
        "end_line": place[2],
        "end_column": place[3],
    }
