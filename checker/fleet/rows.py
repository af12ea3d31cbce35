"""What the check of one repository comes to, as rows of the store's tables."""

from __future__ import annotations

import json

from checker.base.findings import Applicability, Severity
from checker.check.outcome import reported_plan
from checker.platform.plan import plan_json
from checker.reports.identity import filled_from

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
        "said": filled_from(reason),
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
        "said": None,
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
        starting = None
        if decided.imports is not None:
            starting = decided.imports.because
            row.update(starts=decided.imports.succeeds, start_because=starting)
        row["said"] = filled_from(decided.build.because, starting)
    return row


def _is_safe(finding: Finding) -> bool:
    """Whether `--fix` makes a finding go away."""
    return finding.fix is not None and finding.fix.applicability is Applicability.SAFE


def finding_row(root: str, target: str, number: int, found: dict[str, Any], line: str) -> Row:
    """A finding of a root for one of the targets that report it.

    Args:
        root: the folder.
        target: that target.
        number: which of the root's findings it is, in the order of the report.
        found: the finding as plain values.
        line: what `check --format jsonl` prints of it.
    """
    fix = found["fix"]
    return {
        "root": root,
        "target": target,
        "number": number,
        "code": found["code"],
        "name": found["name"],
        "severity": found["severity"],
        "certain": found["certain"],
        "path": found["path"],
        "line": found["line"],
        "column": found["column"],
        "message": found["message"],
        "help": found["help"],
        "fix": fix and fix["applicability"],
        "fingerprint": found["fingerprint"],
        "document": line,
    }
