"""The findings of all roots, one after the other, as formats for other tools need them."""

from __future__ import annotations

from hashlib import sha256

from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.check.fingerprint import fingerprints
from checker.reports.checkout import from_checkout, from_here
from checker.reports.naming import message_of
from checker.rules.codes import RULES

TYPE_CHECKING = False
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
    """What stands before its paths, from the top of the checkout: empty, or ends in `/`."""
    path: str
    """From the top of the checkout, POSIX; of a root in no checkout, from the working folder, and
    a path outside of that starts with `..` or `/`."""
    place: tuple[int, int, int, int] | None
    """1-based line, column, end line, end column; None where there is no such file."""
    fingerprint: str
    """Different for each finding of the run."""

    def path_of(self, at: Location) -> str:
        """The path of another place of the finding, as `path` is that of its own."""
        return self.prefix + at.path or "."

    @property
    def message(self) -> str:
        """What the finding says, with its targets if several were checked."""
        return message_of(self.report, self.finding)

    @property
    def words(self) -> str:
        """The message and, on a line of its own, what to write instead; both printable."""
        message, help = printable(self.message), printable(self.finding.help)
        return f"{message}\n{help}" if help else message


def entries(reports: list[tuple[str, Report]], here: bool = False) -> Iterator[Entry]:
    """All findings, root by root, in the order of their reports.

    Args:
        reports: of each root, with the prefix of its paths from the working folder.
        here: whether paths start at the working folder rather than at the top of the checkout.
    """
    rules = RULES
    for prefix, report in reports:
        top = from_checkout(prefix, report.project.tree.inside)
        shown = from_here(prefix) if here else top
        for finding, mark in zip(report.findings, fingerprints(report), strict=True):
            yield Entry(
                report,
                finding,
                rules[finding.code],
                shown,
                shown + finding.at.path or ".",
                report.place(finding.at),
                mark if len(reports) == 1 else _apart(top, mark),
            )


def _apart(prefix: str, mark: str) -> str:
    """The fingerprint of one of several roots: equal findings of two roots must stay two."""
    return sha256(f"{prefix}\0{mark}".encode("utf-8", "surrogatepass")).hexdigest()[: len(mark)]


def is_encodable(text: str) -> bool:
    """Whether a text can stand in UTF-8; a byte that is not UTF-8 cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
