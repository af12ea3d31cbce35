"""One finding a line, for editors, grep and people in a hurry.

The line is `path:line:column: CODE severity message`: 1-based, columns in code points. A file that
does not exist has line 1, column 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.text import visible

if TYPE_CHECKING:
    from checker.engine import Report
    from checker.model import Finding


def line(report: Report, finding: Finding, prefix: str = "") -> str:
    """The concise line of one finding; `prefix` stands before the path (a root's name and `/`)."""
    place = report.place(finding.at) or (1, 1)
    path = visible(prefix + (finding.at.path or "."))
    message = visible(finding.message)
    return f"{path}:{place[0]}:{place[1]}: {finding.code} {finding.severity.label} {message}"
