"""A check of one root: rules, comments, policy, baseline, report, in this order and no other.

Each step takes what the one before has given. Those that most roots do not need are imported when
they have something to do.
"""

from __future__ import annotations

from checker.base.budget import UNLIMITED
from checker.check.engine import run_rules
from checker.check.report import Report
from checker.check.request import BASELINE
from checker.files.values import Kind
from checker.project.project import Project

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.base.findings import Finding
    from checker.check.request import Request
    from checker.files.tree import Tree
    from checker.project.incremental import QueryCache
    from checker.rules.codes import Rule


def run(request: Request, tree: Tree, cache: QueryCache | None = None) -> Report:
    """Check one root.

    Args:
        request: what is asked.
        tree: the root's files; it carries the budget of this check from now on.
        cache: what is known from the last check of this root; it is brought up to date.

    Raises:
        UsageError: where the root's baseline counts and is none.
    """
    budget = tree.budget = request.budget()
    target = request.target
    if cache is None:
        project = Project(tree, target, request.resolver)
    else:
        project = cache.project(tree, target)
    ran = run_rules(project, request.rules, budget)
    tree.budget = project.tree.budget = UNLIMITED  # what follows is short, and must not fail
    found, suppressed = ran.findings, 0
    judged: Sequence[Rule] = request.rules
    if ran.not_judged:
        judged = [rule for rule in judged if rule.code not in ran.not_judged]
    documents = [d for d in project.documents.values() if d is not None and _may_suppress(d.text)]
    if documents and request.comments:
        from checker.check.comments import without_suppressed  # noqa: PLC0415  gate: few have any

        found, suppressed = without_suppressed(project, documents, found, judged)
    kept = [finding for finding in found if finding.certain or request.uncertain]
    kept.sort(
        key=lambda f: (f.at.path, f.at.start, f.at.end, f.code, f.message, -f.severity, -f.certain)
    )
    kept = [*_each_once(kept)]
    hidden = len(found) - len(kept)
    report = Report(project.settled(), tuple(kept), hidden, ran.crashes, suppressed, ran.not_judged)
    if request.policy.decides:
        from checker.check.policy import applied  # noqa: PLC0415  gate: few have one

        report = applied(request.policy, report)
    if request.baseline and tree.kind(BASELINE) is not Kind.MISSING:
        from checker.check.baseline import apply, read  # noqa: PLC0415  gate: it needs json

        report = apply(report, read(tree), {rule.code for rule in judged}, request.uncertain)
    return report


def _each_once(found: list[Finding]) -> Iterator[Finding]:
    """Of those that say the same of the same place, the worst: two processes may come to it."""
    last = None
    for each in found:
        if (
            last is None
            or last.message != each.message
            or last.at != each.at
            or last.code != each.code
            or last.help != each.help
        ):
            yield each
        last = each


def run_each(requests: Sequence[Request], tree: Tree) -> Report:
    """Check one root for one target or several: one report, whatever their number.

    Raises:
        UsageError: where the root's baseline counts and is none.
    """
    if len(requests) == 1:
        return run(requests[0], tree)
    from checker.check.several import merged  # noqa: PLC0415  gate: most name one target

    return merged([run(request, tree) for request in requests])


_FAMILIES = ("CMD0", "GIT0", "IMP0", "PLT0", "PROC0", "PY0", "REQ0", "RUN0")
"""How codes begin that no other linter has; a test compares them with the rules."""


def _may_suppress(text: str) -> bool:
    """Whether a text may hold a comment that suppresses, or was meant to."""
    if "yspec" in text or "YSPEC" in text:
        return True
    meant = "ignore" in text or "noqa" in text or "disable" in text
    return meant and any(family in text for family in _FAMILIES)
