"""The findings of all roots, one after the other, as formats for other tools need them."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.check.fingerprint import fingerprints
from checker.rules.codes import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding, Location
    from checker.check.report import Report
    from checker.rules.codes import Rule


class Entry(NamedTuple):
    """One finding, with what most formats say of it."""

    report: Report
    finding: Finding
    rule: Rule
    prefix: str
    """What stands before its paths, from the working folder: empty, or ends in `/`."""
    path: str
    """From the working folder, POSIX; a path outside of it starts with `..` or `/`."""
    place: tuple[int, int, int, int] | None
    """1-based line, column, end line, end column; None where there is no such file."""
    fingerprint: str
    """Different for each finding of the run."""

    def path_of(self, at: Location) -> str:
        """The path of another place of the finding, as `path` is that of its own."""
        return self.prefix + at.path or "."

    @property
    def words(self) -> str:
        """The message and, on a line of its own, what to write instead; both printable."""
        message, help = printable(self.finding.message), printable(self.finding.help)
        return f"{message}\n{help}" if help else message


def entries(reports: list[tuple[str, Report]]) -> Iterator[Entry]:
    """All findings, root by root, in the order of their reports."""
    rules = RULES
    for prefix, report in reports:
        shown = from_here(prefix)
        for finding, mark in zip(report.findings, fingerprints(report), strict=True):
            yield Entry(
                report,
                finding,
                rules[finding.code],
                shown,
                shown + finding.at.path or ".",
                report.place(finding.at),
                mark if len(reports) == 1 else _apart(prefix, mark),
            )


def _apart(prefix: str, mark: str) -> str:
    """The fingerprint of one of several roots: equal findings of two roots must stay two."""
    return sha256(f"{prefix}\0{mark}".encode("utf-8", "surrogatepass")).hexdigest()[: len(mark)]


def from_here(path: str) -> str:
    """A path below the working folder without that folder: what CI matches with its checkout."""
    if not os.path.isabs(path):
        return path
    here = os.getcwd().replace(os.sep, "/").rstrip("/") + "/"
    return path.removeprefix(here)


def is_encodable(text: str) -> bool:
    """Whether a text can stand in UTF-8; a byte that is not UTF-8 cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
