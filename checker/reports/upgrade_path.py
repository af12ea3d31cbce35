"""The versions of a platform one after the other: what an upgrade changes for a repository."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.messages import say, say_whole
from checker.base.records import NamedTuple
from checker.platform.plan import plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.base.findings import Finding
    from checker.check.report import Report

BREAKS = "breaks: {code} {message}"
BREAKS_SEVERAL = "breaks: {code} {message} (and {count} more)"
BUILDS = "builds with Python {python}"
BUILDS_SOMEHOW = "builds if the mirror has {python}"
CHANGED = "builds, Python changes to {python}"
SAME = "no change"
STILL = "still breaks: {code}"


class Step(NamedTuple):
    """One version of the platform."""

    target: str
    title: str
    text: str
    """What happens there, or what changes from the step before."""


def upgrade_path(reports: Sequence[Report]) -> list[Step]:
    """The steps of the one product line that has at least two of the targets, in their order."""
    line = [report for report in reports if report.project.target.line]
    names = {report.project.target.line for report in line}
    if len(line) < 2 or len(names) != 1:
        return []
    steps: list[Step] = []
    before = ""
    for report in line:
        now = _state(report)
        target = report.project.target
        text = SAME if now == before else now
        if text == SAME and (errors := _errors(report)):
            text = say(STILL, code=errors[0].code)
        if now.startswith("builds with") and before.startswith("builds with") and now != before:
            text = say(CHANGED, python=plan(report.project).python.effective)
        steps.append(Step(target.name, target.title, text))
        before = now
    return steps


def _state(report: Report) -> str:
    """Whether the repository builds and starts on one version, and with what."""
    errors = _errors(report)
    if errors:
        return _broken(errors)
    python = plan(report.project).python
    if python.effective is None:
        return say(BUILDS_SOMEHOW, python=python.declared)
    return say(BUILDS, python=python.effective)


def _errors(report: Report) -> list[Finding]:
    return [f for f in report.findings if f.severity is Severity.ERROR and f.certain]


def _broken(errors: list[Finding]) -> str:
    first = errors[0]
    if len(errors) == 1:
        return say_whole(BREAKS, code=first.code, message=first.message)
    return say_whole(BREAKS_SEVERAL, code=first.code, message=first.message, count=len(errors) - 1)
