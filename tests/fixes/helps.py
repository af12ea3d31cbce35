"""Doing what a help says, as its reader would: a line written, taken out or added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.check.report import Report

_LINE = re.compile(r"(?:write|create a Procfile with the line) `((?:\w+): .+?)`(?:$|, or )")
_VERSION = re.compile(
    r"(?:write|create runtime.txt with the line)(?: the nearest supported one,)? `(python-[\d.]+)`"
)
_REQUIREMENT = re.compile(r"write `([^`\s]+(?:[<>=!~]=?[^`]+)?)`(?:$|, or )")
_ADDED = re.compile(r"add (?:a line )?`([^`]+)` to requirements\.txt")


def followed(report: Report, finding: Finding) -> tuple[str, str] | None:
    """The file that a help is about and its text if it is done; None for other kinds of helps."""
    help, path = finding.help, finding.at.path
    if "start the file with" in help or help.startswith("set ") or ", and " in help:
        return None  # two steps
    added = _ADDED.search(help)
    if added is not None:
        text = _text(report, "requirements.txt")
        return "requirements.txt", text + "\n" * (not text.endswith("\n")) + added[1] + "\n"
    version = _VERSION.match(help)
    if path == "runtime.txt" and version is not None:
        return path, version[1]
    if path == "Procfile" and (line := _LINE.search(help)) is not None:
        return path, _replaced(report, finding, line[1])
    if path == "requirements.txt":
        if help.startswith("delete the line"):
            return path, _replaced(report, finding, "")
        written = _REQUIREMENT.match(help)
        if written is not None and written[1] != "name==version":
            return path, _replaced(report, finding, written[1])
    return None


def _text(report: Report, path: str) -> str:
    document = report.project.document(path)
    return document.text if document is not None else ""


def _replaced(report: Report, finding: Finding, line: str) -> str:
    """The file with the line of a finding replaced."""
    document = report.project.document(finding.at.path)
    if document is None or not document.text:
        return line + "\n"
    start, end = document.line_span(document.line_column(finding.at.start)[0])
    return document.text[:start] + line + document.text[end:]
