"""Code actions: each finding's fix, all safe fixes at once, and ways to keep a finding.

Everything is a value: an `Action` carries a `Fix` whose steps on whole files come first and whose
edits are in code points of the texts as the report's tree has them.
"""

from __future__ import annotations

from checker.base.findings import Applicability, Finding, Fix
from checker.base.messages import Message, fill, listed, message_of
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.editor.actions.ignore import ways_to_ignore
from checker.editor.actions.text_edits import as_fix
from checker.fixes.editing import Proposal, RefusedError, apply
from checker.fixes.loop import fix_all, is_fixable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.check.report import Report
    from checker.config.values import Config
    from checker.files.tree import Tree

QUICK_FIX = "quickfix"
ALL = "Fix all that pyspec-check can fix safely"
FIX_ALL = "source.fixAll.pyspec-check"
_LONGEST_TITLE = 120


class Action(NamedTuple):
    """Something that a user can have done with one key."""

    title: str
    kind: str
    """`QUICK_FIX` or `FIX_ALL`, as the protocol names kinds."""
    fix: Fix
    """What to apply: all of it or nothing."""
    findings: tuple[Finding, ...] = ()
    """The findings that go."""
    preferred: bool = False
    """Whether it is the one that a client's own key for the best fix should take."""


def code_actions(
    report: Report,
    path: str,
    start: int,
    end: int,
    *,
    config: Config | None = None,
    findings: Iterable[Finding] | None = None,
) -> list[Action]:
    """The actions for a range of a file: fixes, the safe ones first, then ways to ignore.

    Args:
        report: what was found, with the tree that it was found in.
        path: the file, from the root.
        start: where the range begins, in code points.
        end: where it ends; the same for a caret.
        config: the configuration that the report was made with, if there is one.
        findings: the findings to act on, where others than those in the range are shown there (a
            missing file's, which are shown on the file that needs it).
    """
    chosen = list(touching(report, path, start, end) if findings is None else findings)
    fixes = _fixes(report, chosen)
    fixes.sort(key=lambda action: not action.preferred)
    return fixes + _ignores(report, chosen, config)


def touching(report: Report, path: str, start: int, end: int) -> list[Finding]:
    """The findings of a file whose range touches a range, its ends included."""
    return [
        finding
        for finding in report.findings
        if finding.at.path == path and finding.at.start <= end and start <= finding.at.end
    ]


def fix_all_action(
    report: Report, check: Callable[[Tree], Report], path: str = ""
) -> Action | None:
    """All safe fixes of the root, as `--fix` would apply them; None where there is none.

    Args:
        report: what was found.
        check: runs the same rules, with the same decisions, over a tree.
        path: only the fixes that stay within this file, as one more quick fix; None is given where
            it would be the only one, which has an action of its own.
    """

    def wanted(finding: Finding) -> bool:
        return is_fixable(finding.fix, unsafe=False) and (not path or _stays_in(finding, path))

    number = sum(wanted(finding) for finding in report.findings)
    if number <= (1 if path else 0):
        return None
    outcome = fix_all(report.project.tree, check, wanted)
    if not outcome.applied:
        return None
    title: str = ALL
    if path:
        name = printable(path.rpartition("/")[2], 40)
        title = fill("Fix all in {name} that pyspec-check can fix safely", name=name)
    fix = as_fix(outcome.tree, title, Applicability.SAFE)
    if fix is None or not (fix.edits or fix.steps):
        return None
    return Action(title, QUICK_FIX if path else FIX_ALL, fix, outcome.applied)


def _stays_in(finding: Finding, path: str) -> bool:
    """Whether a finding and its fix are about the text of one file only."""
    fix = finding.fix
    if fix is None or fix.steps or finding.at.path != path:
        return False
    return all(edit.path == path for edit in fix.edits)


def _fixes(report: Report, findings: list[Finding]) -> list[Action]:
    """One action for each different fix, as edits of the files as they are."""
    same: dict[Fix, list[Finding]] = {}
    for finding in findings:
        fix = finding.fix
        if fix is None or fix.applicability is Applicability.DISPLAY:
            continue
        same.setdefault(fix, []).append(finding)
    found: list[Action] = []
    for fix, resolved in same.items():
        made = _made(report, fix)
        if made is None:
            continue
        safe = fix.applicability is Applicability.SAFE
        codes = listed(dict.fromkeys(finding.code for finding in resolved))
        template = "{codes}: {title}" if safe else "{codes}: {title} (unsafe)"
        title = fill(template, codes=codes, title=_title(fix.title))
        found.append(Action(title, QUICK_FIX, made, tuple(resolved), safe))
    return found


def _ignores(report: Report, findings: list[Finding], config: Config | None) -> list[Action]:
    found: list[Action] = []
    for finding, way in ways_to_ignore(report, findings, config):
        made = _made(report, Fix(way.title, Applicability.SAFE, way.edits, way.steps))
        if made is not None:
            gone = (finding,) if way.line else _like(findings, finding)
            found.append(Action(way.title, QUICK_FIX, made, gone))
    return found


def _like(findings: list[Finding], finding: Finding) -> tuple[Finding, ...]:
    """The findings of the same rule in the same file."""
    return tuple(f for f in findings if (f.code, f.at.path) == (finding.code, finding.at.path))


def _made(report: Report, fix: Fix) -> Fix | None:
    """A fix as it comes out on these files; None where it can't be applied to them."""
    try:
        proposal = apply(Proposal(report.project.tree), [fix])
    except RefusedError:
        return None
    made = as_fix(proposal, fix.title, fix.applicability)
    return made if made is not None and (made.edits or made.steps) else None


def _title(text: str) -> str:
    """A fix's title as a menu shows it."""
    shown = printable(text, _LONGEST_TITLE)
    shown = shown[:1].upper() + shown[1:]
    if isinstance(text, Message):
        return message_of(shown, text.template, text.fields)
    return shown if "{" in text else message_of(shown, text, {})
