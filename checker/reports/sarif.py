"""SARIF 2.1.0, for GitHub's code scanning, Azure DevOps, Visual Studio and viewers.

One run for all roots; columns are code points. Beyond the schema it keeps to what GitHub asks for:
each result has a region, each rule a help text, and `primaryLocationLineHash` is our fingerprint.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker import HOMEPAGE, __version__
from checker.model import Location, Severity
from checker.reports.entries import entries, from_here, is_encodable
from checker.reports.json_report import dumped
from checker.rules import page_url
from checker.text import visible

if TYPE_CHECKING:
    from checker.engine import Report
    from checker.model import Fix
    from checker.reports.entries import Entry
    from checker.reports.output import Output
    from checker.rules import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write_sarif(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one document."""
    found = list(entries(reports))
    failed = [entry for entry in found if entry.finding.code == "INT001"]
    found = [entry for entry in found if entry.finding.code != "INT001"]
    rules = list(dict.fromkeys(entry.rule for entry in found))
    target = reports[0][1].target.name if reports else ""
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "pyspec-check",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": HOMEPAGE,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "automationDetails": {"id": f"pyspec-check/{target}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failed,
                # A rule that failed says nothing of the repository: it is no result.
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": visible(entry.finding.message)}}
                    for entry in failed
                ],
            }
        ],
        "results": [_result(entry, rules.index(entry.rule)) for entry in found],
    }
    output.line(dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page},
        "helpUri": page_url(rule),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family, *rule.cites]},
    }


def _result(entry: Entry, index: int) -> dict[str, Any]:
    finding = entry.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": entry.words},
        "locations": [{"physicalLocation": _physical(entry, finding.at)}],
        "partialFingerprints": {
            "pyspecCheck/v1": entry.fingerprint,
            "primaryLocationLineHash": entry.fingerprint,
        },
        "properties": {"certain": finding.certain},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(entry, at),
                "message": {"text": visible(words)},
            }
            for number, (at, words) in enumerate(finding.related, 1)
        ]
    fix = _fix(entry, finding.fix) if finding.fix else None
    if fix:
        result["fixes"] = [fix]
    return result


def _physical(entry: Entry, at: Location) -> dict[str, Any]:
    return {"artifactLocation": _artifact(entry, at.path), "region": _region(entry.report, at)}


def _artifact(entry: Entry, path: str) -> dict[str, str]:
    prefix = entry.path.removesuffix(entry.finding.at.path)
    path = from_here(prefix + path) or "."
    if path.startswith("../"):  # a relative reference must not leave its base
        path = os.path.abspath(path).replace(os.sep, "/")
    written = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{written}"}
    # A first segment with a colon would read as a scheme; quote() has escaped it.
    return {"uri": written, "uriBaseId": "%SRCROOT%"}


def _region(report: Report, at: Location) -> dict[str, int]:
    place = report.place(at)
    if place is None:
        return {"startLine": 1}
    line, column, end_line, end_column = place
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _fix(entry: Entry, fix: Fix) -> dict[str, Any] | None:
    """A fix that is edits of existing files only: SARIF can't rename, and replaces text by text."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        place = entry.report.place(Location(edit.path, edit.start, edit.end))
        if place is None or not is_encodable(edit.text):
            return None
        region = _region(entry.report, Location(edit.path, edit.start, edit.end))
        changes.setdefault(edit.path, []).append(
            {"deletedRegion": region, "insertedContent": {"text": edit.text}}
        )
    if fix.steps or not changes:
        return None
    return {
        "description": {"text": visible(fix.title)},
        "artifactChanges": [
            {"artifactLocation": _artifact(entry, path), "replacements": found}
            for path, found in changes.items()
        ],
    }
