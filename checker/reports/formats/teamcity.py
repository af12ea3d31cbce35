"""TeamCity's service messages: each finding becomes an inspection of the build.

A message is one line `##teamcity[name key='value' …]`; values are escaped with `|`. The type of an
inspection is declared before its first use.
"""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.text import printable
from checker.reports.entries import entries
from checker.rules.page import page_url, summary_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_ESCAPES = {"|": "||", "'": "|'", "[": "|[", "]": "|]", "\n": "|n", "\r": "|r"}


def write_teamcity(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write a message for each finding, and before it one for its rule's first."""
    declared: set[str] = set()
    for entry in entries(reports):
        code = entry.rule.code
        if code not in declared:
            declared.add(code)
            output.command(
                message(
                    "inspectionType",
                    id=code,
                    name=f"{code} {entry.rule.name}",
                    category="pyspec-check",
                    description=f"{summary_of(code, output.language)} {page_url(code)}",
                )
            )
        output.command(_inspection(entry))


def _inspection(entry: Entry) -> str:
    line = str(entry.place[0]) if entry.place else "1"
    return message(
        "inspection",
        typeId=entry.rule.code,
        message=entry.words,
        file=printable(entry.path),
        line=line,
        SEVERITY=_SEVERITIES[entry.finding.severity],
    )


def message(name: str, /, **values: str) -> str:
    """One service message."""
    written = "".join(f" {key}='{escape(value)}'" for key, value in values.items())
    return f"##teamcity[{name}{written}]"


def escape(text: str) -> str:
    """A value, as TeamCity will undo it; what is not ASCII is `|0xNNNN`."""
    found = []
    for char in text:
        point = ord(char)
        if char in _ESCAPES:
            found.append(_ESCAPES[char])
        elif point < 0x7F:
            found.append(char)
        elif point <= 0xFFFF:
            found.append(f"|0x{point:04X}")
        else:  # TeamCity reads UTF-16: a pair of surrogates
            high, low = divmod(point - 0x10000, 0x400)
            found.append(f"|0x{0xD800 + high:04X}|0x{0xDC00 + low:04X}")
    return "".join(found)
