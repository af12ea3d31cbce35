"""What the check of one repository comes to, as rows of the store's tables."""

from __future__ import annotations

import json

from checker.base.findings import Applicability, Severity
from checker.check.outcome import reported_plan
from checker.platform.plan import plan_json
from checker.reports.formats.json_report import findings_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.fleet.addresses import Address

    Row = dict[str, Any]


def repository_row(
    address: Address, state: str, reason: str, commit: str = "", seconds: float | None = None
) -> Row:
    """What became of one entry of the list: `checked`, `unchanged` or `failed`, and why."""
    return {
        "repository": address.name,
        "address": address.place,
        "rev": address.rev,
        "dir": address.folder,
        "columns": json.loads(address.columns),
        "commit": commit,
        "state": state,
        "reason": reason,
        "seconds": seconds,
    }


def root_row(report: Report, root: str, with_plan: bool) -> Row:
    """One root against one target: what the platform will do with it, and how much was found."""
    found = report.findings
    errors = [each for each in found if each.severity is Severity.ERROR]
    row: Row = {
        "root": root,
        "target": report.target.name,
        "errors": len(errors),
        "certain_errors": sum(each.certain for each in errors),
        "safely_fixable": sum(_is_safe(each) for each in errors),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "fixable": sum(each.fix is not None for each in found),
        "suppressed": report.suppressed,
        "uncertain": report.hidden,
        "not_judged": list(report.not_judged),
        "fails": any(report.fails(each) for each in found),
        "recognised": None,
        "python": None,
        "builds": None,
        "build_because": None,
        "starts": None,
        "start_because": None,
        "plan": None,
    }
    if with_plan:
        decided = reported_plan(report)
        row.update(
            recognised=decided.recognised.language or None,
            python=decided.python.effective,
            builds=decided.build.succeeds,
            build_because=decided.build.because,
            plan=plan_json(decided),
        )
        if decided.imports is not None:
            row.update(starts=decided.imports.succeeds, start_because=decided.imports.because)
    return row


def _is_safe(finding: Finding) -> bool:
    """Whether `--fix` makes a finding go away."""
    return finding.fix is not None and finding.fix.applicability is Applicability.SAFE


def finding_rows(report: Report, root: str) -> list[Row]:
    """Each finding, with the JSON of it that `check --format jsonl` prints."""
    rows: list[Row] = []
    for number, document in enumerate(findings_of(report), 1):
        fix = document["fix"]
        rows.append(
            {
                "root": root,
                "target": report.target.name,
                "number": number,
                "code": document["code"],
                "name": document["name"],
                "severity": document["severity"],
                "certain": document["certain"],
                "path": document["path"],
                "line": document["line"],
                "column": document["column"],
                "message": document["message"],
                "help": document["help"],
                "fix": fix and fix["applicability"],
                "fingerprint": document["fingerprint"],
                "document": json.dumps(document),
            }
        )
    return rows
