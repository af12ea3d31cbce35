"""One check of a root for its targets, which remembers what is known of each."""

from __future__ import annotations

from checker.base.errors import UsageError
from checker.base.findings import Finding, Location, Severity
from checker.check.pipeline import run
from checker.check.request import BASELINE
from checker.check.several import merged
from checker.fixes.elsewhere import spoiled
from checker.project.incremental import QueryCache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.base.findings import Fix
    from checker.check.report import Report
    from checker.check.request import Request
    from checker.files.tree import Tree

CONFIGURATION = "configuration"
"""The code of what is wrong with a configuration: it is no rule's."""


def checked(
    requests: list[Request], tree: Tree, caches: dict[str, QueryCache]
) -> tuple[Report, list[Finding]]:
    """The report on a tree, and what is wrong with the baseline, which does not count then.

    Args:
        requests: one for each target.
        tree: the files.
        caches: what is known from the last check, by target; it is brought up to date.
    """

    def report(count: bool) -> Report:
        found = [
            run(
                each._replace(baseline=each.baseline and count),
                tree,
                caches.setdefault(each.target.name, QueryCache()),
            )
            for each in requests
        ]
        return merged(found) if len(found) > 1 else found[0]

    try:
        return report(True), []
    except UsageError as error:  # no other file of the tool's own is read there
        wrong = Finding(CONFIGURATION, error.message, Location(BASELINE), Severity.ERROR)
        return report(False), [wrong]


def breaking(
    report: Report, findings: Sequence[Finding], requests: list[Request]
) -> dict[Fix, str]:
    """The fixes of some findings that break another target of the report, each with how."""
    known = {request.target.name: request._replace(baseline=False) for request in requests}

    def check(name: str, tree: Tree) -> Report:
        return run(known[name], tree)

    before = {part.target.name: part for part in report.parts}
    return spoiled(findings, report.project.tree, check, before)
