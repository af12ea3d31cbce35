"""What a check gives: the findings of one root, with all that a report says of them."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.targets import Target


class Known(NamedTuple):
    """One entry of a baseline."""

    fingerprint: str
    code: str
    path: str = ""
    message: str = ""
    certain: bool = True
    """Whether it shows without `--all`."""


class Unmatched(NamedTuple):
    """Entries of a baseline that one target no longer reports; another may."""

    targets: tuple[str, ...]
    """Those that the baseline was written for."""
    entries: tuple[Known, ...]


class Report(NamedTuple):
    """What checking one root gave."""

    project: Project
    findings: tuple[Finding, ...]
    """Sorted by path, place and code; only certain ones unless all were asked for."""
    hidden: int
    """Uncertain findings that were left out."""
    crashes: tuple[str, ...]
    """Tracebacks of rules that failed, each shown as a finding `INT001` too."""
    suppressed: int = 0
    """Findings that the user has decided not to see."""
    not_judged: tuple[str, ...] = ()
    """The codes of the rules for which the budget was too small; reported as `INT005`."""
    fail_on: str = "error"
    """The lowest severity that makes the run fail, or `never`."""
    unmatched: Unmatched | None = None
    """What is left of a baseline that was written for several targets."""
    parts: tuple[Report, ...] = ()
    """What each target found, if this is a report on several."""
    note: str = ""
    """A sentence on the target for people: why it was chosen, or which one may be meant."""

    @property
    def target(self) -> Target:
        """The edition of the platform that was checked against."""
        return self.project.target

    @property
    def targets(self) -> tuple[Target, ...]:
        """All targets that were checked against."""
        return tuple(part.target for part in self.parts) or (self.target,)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the run fail: what the exit code says."""
        if self.fail_on == "never" or finding.severity < Severity[self.fail_on.upper()]:
            return False
        # An entry of the baseline that is fixed is no reason to fail, unless somebody says so.
        return finding.code != "INT004" or finding.severity > Severity.INFO

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def worst(self) -> Severity:
        """The highest severity that was found; `INFO` where nothing was."""
        return max((finding.severity for finding in self.findings), default=Severity.INFO)

    def forget(self) -> None:
        """Forget what was known of the root, but for what shows the findings: one of many roots."""
        shown = {each.at.path for each in self.findings}
        shown.update(at.path for each in self.findings for at, _ in each.related)
        for part in (*self.parts, self):
            part.project.forget(shown)

    def place(self, at: Location) -> tuple[int, int, int, int] | None:
        """1-based line, column, end line, end column of a location; None where there is no file."""
        document = self.project.document(at.path)
        if document is None:
            return None
        return document.line_column(at.start) + document.line_column(at.end)
