"""Whether a fix for one target breaks another one that is listed: then it says so, and waits.

The fix is tried on an overlay, and the other target's own rules judge it: a new error or warning
there is what speaks against it.
"""

from __future__ import annotations

from collections import Counter

from checker.base.findings import Applicability, Severity
from checker.base.messages import below, say
from checker.fixes.editing import Proposal, RefusedError, apply

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checker.base.findings import Finding, Fix
    from checker.check.report import Report
    from checker.files.tree import Tree

    Check = Callable[[str, Tree], Report]
    """Runs the rules for a target, given by its name, over a tree."""

BREAKS = "the fix breaks {target}: {message} ({code})"
MOST = 30
"""Different fixes that are tried one by one in a root; whether more break anything is not said."""


def judged(report: Report, tree: Tree, check: Check, beside: Mapping[str, Report]) -> Report:
    """A report in which a fix that breaks a target says so, and is no longer safe.

    Args:
        report: what one target or several found.
        tree: the files that were checked.
        check: how a target is checked again.
        beside: the reports of targets that the configuration lists and `report` is not about.
    """
    before = {part.target.name: part for part in report.parts or (report,)} | dict(beside)
    known = spoiled(report.findings, tree, check, before)
    if not known:
        return report
    level = Applicability.DISPLAY if report.parts else Applicability.UNSAFE
    parts = tuple(
        part._replace(findings=tuple(_told(each, known, level) for each in part.findings))
        for part in report.parts
    )
    findings = tuple(_told(each, known, level) for each in report.findings)
    return report._replace(findings=findings, parts=parts)


def _told(finding: Finding, known: Mapping[Fix, str], level: Applicability) -> Finding:
    fix = finding.fix
    if fix is None or fix not in known:
        return finding
    lowered = fix._replace(applicability=min(fix.applicability, level))
    return finding._replace(fix=lowered, help=below(finding.help, known[fix]))


def spoiled(
    findings: Iterable[Finding], tree: Tree, check: Check, before: Mapping[str, Report]
) -> dict[Fix, str]:
    """The fixes that break a target, each with a sentence that says which and how.

    Args:
        findings: those of the targets that are checked.
        tree: the files that were checked.
        check: how a target is checked again.
        before: what each target found, by its name.
    """
    holders: dict[Fix, set[str]] = {}
    for finding in findings:
        fix = finding.fix
        if (
            fix is not None
            and fix.applicability > Applicability.DISPLAY
            and (fix.edits or fix.steps)
        ):
            own = finding.targets or tuple(before)[:1]
            holders.setdefault(fix, set()).update(own)
    found: dict[Fix, str] = {}
    for fix in list(holders)[:MOST]:
        others = [name for name in before if name not in holders[fix]]
        why = _broken(fix, tree, check, {name: before[name] for name in others})
        if why:
            found[fix] = why
    return found


def _broken(fix: Fix, tree: Tree, check: Check, before: Mapping[str, Report]) -> str:
    """What a fix breaks first; empty if it breaks none of these targets."""
    if not before:
        return ""
    try:
        fixed = apply(Proposal(tree), [fix])
    except RefusedError:
        return ""  # nothing comes of it
    for name, report in before.items():
        new = first_new(report, check(name, fixed))
        if new is not None:
            return say(BREAKS, target=name, message=new.message, code=new.code)
    return ""


def first_new(before: Report, after: Report) -> Finding | None:
    """The worst error or warning that a target did not have before."""
    left = Counter((f.code, f.at.path, f.severity) for f in before.findings)
    new: list[Finding] = []
    for finding in after.findings:
        place = (finding.code, finding.at.path, finding.severity)
        left[place] -= 1
        if left[place] < 0 and finding.severity > Severity.INFO:
            new.append(finding)
    return max(new, key=lambda finding: finding.severity, default=None)
