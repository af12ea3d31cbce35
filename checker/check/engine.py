"""Run the rules over a project: select, keep what a crash would hide, sort."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.project.project import Project
from checker.rules.codes import RULES, Rule
from checker.rules.registry import run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.files.tree import Tree
    from checker.project.incremental import Memory
    from checker.targets import Target


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

    @property
    def target(self) -> Target:
        """The edition of the platform that was checked against."""
        return self.project.target

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def worst(self) -> Severity:
        """The highest severity that was found; `INFO` where nothing was."""
        return max((finding.severity for finding in self.findings), default=Severity.INFO)

    def place(self, at: Location) -> tuple[int, int, int, int] | None:
        """1-based line, column, end line, end column of a location; None where there is no file."""
        document = self.project.document(at.path)
        if document is None:
            return None
        return document.line_column(at.start) + document.line_column(at.end)


def check(
    tree: Tree,
    target: Target,
    rules: Iterable[Rule] | None = None,
    uncertain: bool = False,
    memory: Memory | None = None,
) -> Report:
    """Check one root against one target.

    Args:
        tree: the root's files.
        target: the edition of the platform.
        rules: the rules to run; all of them where None.
        uncertain: whether findings that rest on an unknown value are kept.
        memory: what is known from the last check of this root; it is brought up to date.
    """
    project = Project(tree, target) if memory is None else memory.project(tree, target)
    found: list[Finding] = []
    crashes: list[str] = []
    chosen = list(RULES.values() if rules is None else rules)
    for rule in chosen:
        try:
            found.extend(project.derive(rule.code, partial(run, rule.code)))
        except Exception as error:  # one broken rule must not hide what the others found
            import traceback

            crashes.append(traceback.format_exc())
            found.append(_crash(rule, error))
    suppressed = 0
    if any(d is not None and "pyspec:" in d.text for d in project.documents.values()):
        from checker.check import comments as suppression

        found, suppressed = suppression.suppressed(project, found, chosen)
    kept = [finding for finding in found if finding.certain or uncertain]
    kept.sort(key=lambda f: (f.at.path, f.at.start, f.at.end, f.code, f.message))
    hidden = len(found) - len(kept)
    return Report(project.settled(), tuple(kept), hidden, tuple(crashes), suppressed)


def _crash(rule: Rule, error: Exception) -> Finding:
    return Finding(
        "INT001",
        say(
            "the rule {code} failed with {kind}: {error}; the other rules still ran",
            code=rule.code,
            kind=type(error).__name__,
            error=error,
        ),
        Location(""),
        Severity.ERROR,
        help="report this with the output of `pyspec-check --version`",
    )
