"""Fix after fix until nothing changes: each one must make its finding go, and no error come.

An error that comes with a fix and has an allowed fix of its own is no reason to take the first one
back: both are applied, and judged together.
"""

from __future__ import annotations

from collections import Counter

from checker.base.findings import Applicability, Finding, Severity
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.fixes.editing import Proposal, RefusedError, apply
from checker.fixes.elsewhere import first_new
from checker.fixes.revealing import is_revealed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.base.findings import Fix
    from checker.check.report import Report
    from checker.files.tree import Tree

_ROUNDS = 30
"""Runs of the rules in which something was fixed, at the most."""


_CHAIN = 8
"""Fixes that follow from each other and are judged together, at the most."""


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
    been = [_state(now)]
    for _ in range(_ROUNDS):
        chosen = _apart(f for f in report.findings if wanted(f) and _key(f) not in refused)
        if not chosen:
            break
        batches = [chosen, *([finding] for finding in chosen)] if len(chosen) > 1 else [chosen]
        for batch in batches:
            tried = _Attempt(now, report, batch)
            why = tried.settle(check, lambda f: wanted(f) and _key(f) not in refused)
            if not why and _state(tried.now) in been:
                why = "it would undo another fix"
            if not why:
                now, report = tried.now, tried.report
                applied += tried.fixed
                been.append(_state(now))
                break
            if len(batch) == 1:
                refused[_key(batch[0])] = Refusal(batch[0], why)
    return Outcome(now, before, report, tuple(applied), tuple(refused.values()))


def _state(now: Proposal) -> dict[str, bytes | None]:
    """The files that differ from those below."""
    return {
        path: data
        for path, data in now.files.items()
        if data is None or now.below.read(path).problem or now.below.read(path).data != data
    }


class _Attempt:
    """Some fixes, with those of the findings that they bring, applied before anything is kept.

    Args:
        now: the files so far.
        report: what was found in them.
        batch: the findings to fix, whose fixes do not touch each other.
    """

    def __init__(self, now: Proposal, report: Report, batch: list[Finding]) -> None:
        self.now, self.report = now, report
        self.fixed = list(batch)
        """The findings that are fixed, in their order."""
        self._before, self._batch = report, batch

    def settle(self, check: Callable[[Tree], Report], wanted: Callable[[Finding], bool]) -> str:
        """Apply them; why they must be taken back, or empty if they may stay."""
        step = self._batch
        for _ in range(_CHAIN):
            try:
                self.now = apply(self.now, [f.fix for f in step if f.fix is not None])
            except RefusedError as error:
                return str(error)
            self.report = check(self.now)
            why, causes = self._objection()
            if not why:
                return ""
            if not causes or not all(wanted(finding) for finding in causes):
                return why
            # What speaks against them has a fix of its own: it is judged with that.
            step = _apart(causes)
            self.fixed += step
        return why

    def _objection(self) -> tuple[str, list[Finding]]:
        """Why the fixes must be taken back, and which findings say so; empty if they may stay."""
        befores = self._before.parts or (self._before,)
        afters = self.report.parts or (self.report,)
        for before, after in zip(befores, afters, strict=True):
            name = before.target.name if self._before.parts else ""
            batch = [f for f in self._batch if not name or name in f.targets]
            if len(batch) < len(self._batch):  # what is for another target must leave it alone
                new = first_new(before, after)
                if new is not None:
                    kind = "error" if new.severity is Severity.ERROR else "warning"
                    why = fill(
                        "it would make a new {kind} for {name}: {code} {message}",
                        kind=fill(kind),
                        name=name,
                        code=new.code,
                        message=new.message,
                    )
                    return why, [new]
            why, causes = self._against(before, after, batch)
            if why:
                return why, causes
        return "", []

    def _against(
        self, before: Report, after: Report, batch: list[Finding]
    ) -> tuple[str, list[Finding]]:
        """What speaks against the fixes on one target.

        Args:
            before: what it found before them.
            after: what it finds after them.
            batch: the findings to fix that it reports.
        """
        if len(after.crashes) > len(before.crashes):
            return "a rule failed afterwards", []
        if not set(after.not_judged) <= set(before.not_judged):
            return "the check afterwards did not finish", []
        known = Counter(_identity(f) for f in before.findings)
        old, new = (Counter(_place(f) for f in report.findings) for report in (before, after))
        words = Counter(_identity(f) for f in after.findings)
        for place, number in Counter(_place(f) for f in batch).items():
            if new[place] <= old[place] - number:
                continue
            same = [_identity(f) for f in batch if _place(f) == place]
            if any(words[each] > known[each] - same.count(each) for each in same):
                return "the finding remains", []  # in the very same words
            return "the finding remains", [
                f for f in after.findings if _place(f) == place and not known[_identity(f)]
            ]
        fixes = [f.fix for f in self.fixed if f.fix is not None]
        for finding in after.findings:
            if finding.severity is not Severity.ERROR:
                continue
            if is_revealed(finding, fixes, before, after):
                continue
            old[_place(finding)] -= 1
            if old[_place(finding)] < 0:
                why = fill(
                    "it would make a new error: {code} {message}",
                    code=finding.code,
                    message=finding.message,
                )
                return why, [finding]
        return "", []


def _place(finding: Finding) -> tuple[str, str, Severity]:
    return finding.code, finding.at.path, finding.severity


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.at.path, finding.message


def _key(finding: Finding) -> tuple[str, str, str, str]:
    title = finding.fix.title if finding.fix else ""
    return finding.code, finding.at.path, finding.message, title


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
