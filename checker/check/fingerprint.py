"""A finding's identity that survives moved lines: for baselines and for other tools."""

from __future__ import annotations

from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.check.report import Report

_LENGTH = 16
"""Hexadecimal digits that are kept."""


def fingerprints(report: Report) -> list[str]:
    """One for each finding of the report, in its order, all different.

    It is made of the code, the path and the text of the lines in question with blanks folded;
    equal ones are numbered in their order.
    """
    seen: dict[str, int] = {}
    found: list[str] = []
    for finding in report.findings:
        document = report.project.document(finding.at.path)
        excerpt = ""
        if document is not None:
            first = document.line_column(finding.at.start)[0]
            excerpt = " ".join(document.text[slice(*document.line_span(first))].split())
        key = "\0".join((finding.code, finding.at.path, excerpt))
        seen[key] = seen.get(key, 0) + 1
        key += f"\0{seen[key]}"
        found.append(sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH])
    return found
