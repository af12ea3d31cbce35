"""Run the rules over a project; neither a crash nor a spent budget hides what the others find."""

from __future__ import annotations

from checker.base.budget import Budget, BudgetSpentError
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import and_more, say
from checker.base.records import NamedTuple
from checker.check.groups import groups_of
from checker.rules.registry import findings_of, needs_alone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.project.project import Project
    from checker.rules.codes import Rule


class Ran(NamedTuple):
    """What the rules gave."""

    findings: list[Finding]
    crashes: tuple[str, ...]
    """Tracebacks of rules that failed."""
    not_judged: tuple[str, ...]
    """The codes of the rules that did not run, or not to their end, for want of budget."""


def run_rules(project: Project, rules: Iterable[Rule], budget: Budget) -> Ran:
    """All that the rules find, in their order."""
    found: list[Finding] = []
    crashes: list[str] = []
    not_judged: list[str] = []
    chosen = tuple(rules)
    try:
        needs = needs_alone(project)
    except Exception:  # each rule will come to that, and say so
        needs = {}
    unmet: set[str] = set()
    for need, own, group in groups_of(chosen):
        if need in unmet:
            continue
        met = not needs
        for rule in group:
            try:
                if budget.why and not own:
                    raise BudgetSpentError(budget.why)
                if not met:
                    met = needs[need](project)
                if not met:
                    unmet.add(need)
                    break
                if not own and budget.expired():
                    raise BudgetSpentError(budget.why)
                found.extend(findings_of(rule.code)(project))
            except BudgetSpentError:
                not_judged.append(rule.code)
            except Exception as error:  # one broken rule must not hide what the others found
                import traceback  # noqa: PLC0415  gate: rules hardly ever fail

                crashes.append(traceback.format_exc())
                found.append(_crash(rule, error))
    if not_judged and any(rule.code == "INT005" for rule in chosen):
        found.append(_not_judged(not_judged, budget.why or budget.limits))
    return Ran(found, tuple(crashes), tuple(not_judged))


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


def _not_judged(codes: list[str], why: str) -> Finding:
    """What the report says instead of a verdict: silence would look like a clean bill."""
    return Finding(
        "INT005",
        say(
            "the check needs more than {why} → {number} {rules} not run to the end: {codes}",
            why=why,
            number=len(codes),
            rules="rules were" if len(codes) > 1 else "rule was",
            codes=and_more(codes, 8),
        ),
        Location(""),
        Severity.INFO,
        help="`--timeout 60` allows more time; `--timeout 0` sets no limit",
    )
