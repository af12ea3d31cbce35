"""Fix after fix until nothing changes: each one must make its finding go, and no error come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Finding, Severity
from checker.base.records import NamedTuple
from checker.fixes.editing import Proposal, RefusedError, apply
from checker.fixes.revealing import is_revealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.base.findings import Fix
    from checker.check.report import Report
    from checker.files.tree import Tree

_ROUNDS = 30
"""Runs of the rules in which something was fixed, at the most."""


class Refusal(NamedTuple):
    """A fix that was not applied, or that was taken back."""

    finding: Finding
    why: str
    """Words that end a sentence."""


class Outcome(NamedTuple):
    """What fixing a root came to; nothing is written yet."""

    tree: Proposal
    """The root with all fixes applied."""
    before: Report
    after: Report
    applied: tuple[Finding, ...]
    """The findings that were fixed, in their order."""
    refused: tuple[Refusal, ...]


def fix_all(
    tree: Tree,
    check: Callable[[Tree], Report],
    wanted: Callable[[Finding], bool],
    begun: Proposal | None = None,
) -> Outcome:
    """Apply the fixes of the wanted findings, and of those that then come, to a fixed point.

    Args:
        tree: the files of a root.
        check: runs the rules over a tree.
        wanted: whether the fix of a finding may be applied.
        begun: a proposal for that tree to go on with.
    """
    now = begun or Proposal(tree)
    before = report = check(now)
    applied: list[Finding] = []
    refused: dict[tuple[str, str, str, str], Refusal] = {}
    for _ in range(_ROUNDS):
        chosen = _apart(f for f in report.findings if wanted(f) and _key(f) not in refused)
        if not chosen:
            break
        batches = [chosen, *([finding] for finding in chosen)] if len(chosen) > 1 else [chosen]
        for batch in batches:
            try:
                proposal = apply(now, [f.fix for f in batch if f.fix is not None])
            except RefusedError as error:
                why = str(error)
            else:
                after = check(proposal)
                why = _objection(batch, report, after)
                if not why:
                    now, report = proposal, after
                    applied += batch
                    break
            if len(batch) == 1:
                refused[_key(batch[0])] = Refusal(batch[0], why)
    return Outcome(now, before, report, tuple(applied), tuple(refused.values()))


def _key(finding: Finding) -> tuple[str, str, str, str]:
    title = finding.fix.title if finding.fix else ""
    return finding.code, finding.at.path, finding.message, title


def _objection(fixed: list[Finding], before: Report, after: Report) -> str:
    """Why fixes must be taken back; empty where they may stay."""
    if len(after.crashes) > len(before.crashes):
        return "a rule failed afterwards"
    if not set(after.not_judged) <= set(before.not_judged):
        return "the check afterwards did not come to its end"
    old = Counter((f.code, f.at.path, f.severity) for f in before.findings)
    new = Counter((f.code, f.at.path, f.severity) for f in after.findings)
    for place, number in Counter((f.code, f.at.path, f.severity) for f in fixed).items():
        if new[place] > old[place] - number:
            return "the finding remains"
    for finding in after.findings:
        if finding.severity is not Severity.ERROR:
            continue
        if is_revealed(finding, [f.fix for f in fixed if f.fix is not None], before, after):
            continue
        place = (finding.code, finding.at.path, finding.severity)
        old[place] -= 1
        if old[place] < 0:
            return f"it would make a new error: {finding.code} {finding.message}"
    return ""


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The first of the findings whose fixes do not touch each other."""
    chosen: list[Finding] = []
    steps: set[str] = set()
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        fix = finding.fix
        if fix is None:
            continue
        touched = {name for step in fix.steps for name in (step.path, step.to) if name}
        if touched & (steps | set(spans)) or any(edit.path in steps for edit in fix.edits):
            continue
        if any(
            edit.start <= end and start <= edit.end
            for edit in fix.edits
            for start, end in spans.get(edit.path, ())
        ):
            continue
        chosen.append(finding)
        steps |= touched
        for edit in fix.edits:
            spans.setdefault(edit.path, []).append((edit.start, edit.end))
    return chosen


def is_fixable(fix: Fix | None, unsafe: bool) -> bool:
    """Whether a fix may be applied: a safe one, on request an unsafe one, never a shown one."""
    least = Applicability.UNSAFE if unsafe else Applicability.SAFE
    return fix is not None and fix.applicability >= least and bool(fix.edits or fix.steps)
