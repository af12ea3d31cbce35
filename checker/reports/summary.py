"""The words that end a report: what was found, for which target, how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model import Severity
from checker.text import visible

if TYPE_CHECKING:
    from checker.engine import Report


def counts(report: Report) -> str:
    """`2 errors, 1 warning`; empty where nothing was found."""
    words = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        number = report.count(severity)
        if number:
            plural = "s" if number > 1 and severity is not Severity.INFO else ""
            words.append(f"{number} {severity.label}{plural}")
    return ", ".join(words)


def clean(prefix: str, report: Report) -> str:
    """The one line of a clean run."""
    root = visible(prefix.rstrip("/") or ".")
    hidden = f"; {hidden_words(report)}" if report.hidden else ""
    return f"{root}: nothing to report for {report.target.name} ({report.target.title}){hidden}"


def hidden_words(report: Report) -> str:
    """How many uncertain findings were left out, and how to see them."""
    plural = "s" if report.hidden > 1 else ""
    return f"{report.hidden} uncertain finding{plural} not shown (--all)"
