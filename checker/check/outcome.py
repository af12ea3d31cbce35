"""What the findings of a check come to for the plan: the build and the start have one outcome.

The plan decides as the platform's own steps do. What pip, Django and the source do in them is
what the rules find, so a plan that is shown takes their word.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.budget import Budget
from checker.base.findings import Severity
from checker.check.engine import run_rules
from checker.check.request import MEGABYTES, SECONDS
from checker.platform.values import Build, Imports
from checker.reachable.verdict import whole_plan
from checker.rules.codes import ALL_RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.platform.values import Plan
    from checker.project.project import Project

_ENDS = re.compile(r"\bbuild (?:fails|stops|has no key)\b|\bbreaks the build\b")
_START = frozenset({"CMD001", "CMD002", "CMD003", "CMD009", "CMD010", "CMD011", "CMD012"})
"""Rules that speak of programs, applications and options without which nothing is started."""
_STOPS = re.compile(
    r"\bdoes not start\b|\bstops (?:with|at once)\b|\bthe start fails\b|\bis not started\b"
    r"|\bstarts nothing\b"
)
"""Of their errors, that the server does not serve at all."""
_LATER = re.compile(r"^(?:it|`[^`]*`) stops with|^the specification asks|does not recognise")
"""Of errors about requirements, what ends no installation: an import of the start, a clause."""


def judged_plan(project: Project) -> Plan:
    """The whole plan, with the outcome of the build that the findings of a check leave."""
    decided = whole_plan(project)
    if decided.build.succeeds is False:
        return decided
    before, project.tree.budget = project.tree.budget, Budget(SECONDS, MEGABYTES)
    ran = run_rules(project, ALL_RULES, project.tree.budget)
    project.tree.budget = before
    return _with_findings(decided, ran.findings, bool(ran.not_judged))


def reported_plan(report: Report) -> Plan:
    """The same of a project that was checked: what is suppressed there does not count."""
    decided = whole_plan(report.project)
    if decided.build.succeeds is False:
        return decided
    return _with_findings(decided, report.findings, bool(report.not_judged))


def _with_findings(decided: Plan, findings: Iterable[Finding], cut_short: bool) -> Plan:
    """The plan with what the findings say of the build and of the start."""
    found = list(findings)
    return decided._replace(
        build=_build(decided.build, found, cut_short), imports=_imports(decided.imports, found)
    )


def _imports(decided: Imports | None, findings: Iterable[Finding]) -> Imports | None:
    """Whether the start gets so far: a program, an application or an option may be missing."""
    if decided is None or decided.succeeds is False:
        return decided
    asked = [
        each
        for each in findings
        if each.code in _START and each.severity is Severity.ERROR and _STOPS.search(each.message)
    ]
    for each in sorted(asked, key=lambda each: not each.certain):
        if each.certain or decided.succeeds:
            return Imports(False if each.certain else None, each.message, (each.at,))
    return decided


def _build(decided: Build, findings: Iterable[Finding], cut_short: bool) -> Build:
    """What the build comes to: certain errors end it, uncertain ones leave it open."""
    doubtful: Finding | None = None
    for each in findings:
        if each.severity is not Severity.ERROR:
            continue
        if each.code.startswith("GIT") or not each.certain:
            if doubtful is None and (each.code.startswith("GIT") or ends_build(each)):
                doubtful = each
        elif ends_build(each):
            return Build(False, each.message, (each.at,))
    if decided.succeeds and doubtful is not None:
        return Build(None, doubtful.message, (doubtful.at,))
    if decided.succeeds and cut_short:
        return Build(None, "the check was not completed")
    return decided


def ends_build(finding: Finding) -> bool:
    """Whether an error is about the build, and not about the start or the specification alone."""
    then = finding.message.rpartition("→")[2].strip()
    if finding.code.startswith("REQ"):
        return _LATER.search(then) is None
    return _ENDS.search(then) is not None
