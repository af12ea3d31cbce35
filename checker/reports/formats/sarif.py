"""SARIF 2.1.0, for GitHub's code scanning, Azure DevOps, Visual Studio and viewers.

One run for all roots; columns are code points. Beyond the schema it keeps to what GitHub asks for:
each result has a region (of a missing file its first line), each rule a help text in Markdown, and
`primaryLocationLineHash` is our fingerprint.

Left out, because no reader would get it right: findings that are suppressed (GitHub keeps an alert
open whose result says so in `suppressions`, and closes that of a result which is gone), and fixes
that rename, remove or re-encode a file, which SARIF cannot express. Braces stay single, though the
standard asks for `{{`: readers show them as they are, and a command would be copied wrong.
"""

from __future__ import annotations

import os
from urllib.parse import quote

from checker import HOMEPAGE, __version__
from checker.base import regex as re
from checker.base.findings import Location, Severity
from checker.base.messages import LANGUAGES, Message
from checker.base.text import printable
from checker.languages import language
from checker.reports.entries import entries, is_encodable
from checker.reports.formats.json_report import dumped
from checker.reports.identity import identity
from checker.rules.page import markdown_page, page_of, page_url, summary_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from checker.base.findings import Fix
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output
    from checker.rules.codes import Rule

_START = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
"""GitHub's words for how bad a problem is that is none of security."""
_TAGS = {"zh": "zh-CN"}
_ESCAPED = re.compile(
    r"(?<!\\)((?:\\\\)*)"
    r"\\u(4[e-f][0-9a-f]{2}|[5-9][0-9a-f]{3}|30[0-3][0-9a-f]|ff[0-6][0-9a-f])"
)
"""An escape of a Chinese character or sign, behind an even number of backslashes."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write_sarif(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one document."""
    found = list(entries(reports))
    failed = [entry for entry in found if entry.finding.code == "INT001"]
    found = [entry for entry in found if entry.finding.code != "INT001"]
    rules = list(dict.fromkeys(entry.rule for entry in found))
    target = "+".join(each.name for each in reports[0][1].targets) if reports else ""
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
        # Where that is on this machine is nobody's business, and would differ from run to run.
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The top of the checkout."}},
        },
        "invocations": [
            {
                "executionSuccessful": not failed,
                # A rule that failed says nothing of the repository: it is no result.
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": printable(entry.finding.message)}}
                    for entry in failed
                ],
            }
        ],
        "results": [_result(entry, rules.index(entry.rule)) for entry in found],
        "translations": [
            _translation(code, rules, [entry.finding.message for entry in found])
            for code in LANGUAGES[1:]
        ],
    }
    text = dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
    output.line(_readable(text) if output.unicode else text)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": summary_of(rule.code)},
        "fullDescription": {"text": summary_of(rule.code)},
        "help": {"text": page_of(rule.code), "markdown": "\n".join(markdown_page(rule)).strip()},
        "helpUri": page_url(rule.code),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family, *rule.cites],
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _result(entry: Entry, index: int) -> dict[str, Any]:
    finding = entry.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {**_message(entry.words), **_identity(entry.finding.message)},
        "locations": [{"physicalLocation": _physical(entry, finding.at)}],
        "partialFingerprints": {
            "pyspecCheck/v1": entry.fingerprint,
            "primaryLocationLineHash": entry.fingerprint,
        },
        "properties": {"certain": finding.certain},
    }
    if finding.targets:
        result["properties"]["targets"] = list(finding.targets)
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _related(entry, at),
                "message": _message(printable(words)),
            }
            for number, (at, words) in enumerate(finding.related, 1)
        ]
    fix = _fix(entry, finding.fix) if finding.fix else None
    if fix:
        result["fixes"] = [fix]
    return result


def _message(text: str) -> dict[str, str]:
    """A plain message; what would be read as a link in it has its bracket escaped."""
    return {"text": text.replace("](", "\\](")}


def _identity(message: str) -> dict[str, Any]:
    """The message's template and fields, so that a viewer can say it in another language."""
    if not isinstance(message, Message):
        return {}
    told = identity(message)
    return {"properties": {"template": told["message_id"], "fields": told["fields"]}}


def _translation(code: str, rules: list[Rule], messages: Iterable[str]) -> dict[str, Any]:
    """The texts of the rules, and the templates of the messages, in another language."""
    spoken = language(code)
    templates = dict.fromkeys(each for message in messages for each in _templates(message))
    return {
        "name": "pyspec-check",
        "language": _TAGS.get(code, code),
        "contents": ["localizedData"],
        "rules": [
            {
                "id": rule.code,
                "shortDescription": {"text": summary_of(rule.code, spoken)},
                "help": {"text": page_of(rule.code, spoken)},
            }
            for rule in rules
        ],
        "properties": {"messages": {each: spoken.template(each) for each in templates}},
    }


def _templates(message: str) -> Iterator[str]:
    """The template of a message, and those of the sentences within it."""
    if isinstance(message, Message):
        yield message.template
        for field in message.fields.values():
            yield from _templates(field)


def _readable(text: str) -> str:
    """JSON with Chinese as it is, which takes half of the bytes of its escapes."""
    return _ESCAPED.sub(lambda found: found[1] + chr(int(found[2], 16)), text)


def _physical(entry: Entry, at: Location) -> dict[str, Any]:
    return {"artifactLocation": _artifact(entry, at.path), "region": _region(entry.report, at)}


def _related(entry: Entry, at: Location) -> dict[str, Any]:
    """A second place: without a region where it is all of a file, or of one that is missing."""
    if entry.report.place(at) is None:
        return {"artifactLocation": _artifact(entry, at.path)}
    return _physical(entry, at)


def _artifact(entry: Entry, path: str) -> dict[str, str]:
    path = entry.path_of(Location(path))
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
    """A fix as replacements of text: a file that it creates is inserted into an empty one."""
    created = {step.path for step in fix.steps if step.verb == "create"}
    if any(step.verb != "create" for step in fix.steps):
        return None
    changes: dict[str, list[dict[str, Any]]] = {path: [] for path in sorted(created)}
    for edit in fix.edits:
        at = Location(edit.path, edit.start, edit.end)
        is_new = edit.path in created
        if (entry.report.place(at) is None) is not is_new or not is_encodable(edit.text):
            return None
        region = _START if is_new else _region(entry.report, at)
        changes.setdefault(edit.path, []).append(
            {"deletedRegion": region, "insertedContent": {"text": edit.text}}
        )
    if not changes or not all(changes.values()):  # an empty file cannot be said either
        return None
    return {
        "description": {"text": printable(fix.title)},
        "artifactChanges": [
            {"artifactLocation": _artifact(entry, path), "replacements": found}
            for path, found in changes.items()
        ],
    }
