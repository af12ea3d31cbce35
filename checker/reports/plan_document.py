"""The plan for programs: what `plan --format json` prints, as values.

`docs/plan.schema.json` describes it.
"""

from __future__ import annotations

from checker.platform.plan import plan_json
from checker.reports.identity import identity
from checker.rules.requirements.resolved import code_of, message_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from checker.parsers.requirements import Requirement
    from checker.platform.values import Plan
    from checker.project.project import Project
    from checker.project.resolution import Resolution, Trouble


def plan_document(plans: Iterable[tuple[Project, Plan]]) -> dict[str, Any]:
    """The whole of `plan --format json`: one entry for each root and target.

    Behind each `because` stands what it was filled from, as in the report's JSON.
    """
    return {"version": 1, "roots": [_root(project, plan) for project, plan in plans]}


def _root(project: Project, plan: Plan) -> dict[str, Any]:
    found = plan_json(plan)
    if plan.resolution is not None:
        found["installation"] = _installation(project, plan, plan.resolution)
    identified: dict[str, Any] = _identified(found)
    return identified


def _installation(project: Project, plan: Plan, found: Resolution) -> dict[str, Any]:
    """What the package index says that the build would install."""
    python = plan.python.effective or ""
    return {
        "succeeds": found.installs,
        "complete": found.complete,
        "because": found.because,
        "distributions": [
            {
                "name": each.name,
                "version": each.version,
                "source": each.source,
                "required_by": list(each.required_by),
            }
            for each in found.distributions
        ],
        "problems": [_problem(project, each, python) for each in found.troubles],
        "left_out": [_line(project, each) for each in found.left_out],
    }


def _problem(project: Project, trouble: Trouble, python: str) -> dict[str, Any]:
    """One thing for which the installation stops."""
    return {
        "code": code_of(trouble),
        "cause": trouble.cause.name.lower(),
        "name": trouble.name,
        "certain": trouble.certain,
        "because": message_of(trouble, python),
        "requirements": [_line(project, each) for each in trouble.requirements],
        "constraints": [_line(project, each) for each in trouble.constraints],
    }


def _line(project: Project, requirement: Requirement) -> dict[str, Any]:
    """A requirement, and where it is written."""
    document = project.document(requirement.path)
    line = None if document is None else document.line_column(requirement.span[0])[0]
    return {"path": requirement.path, "line": line, "text": requirement.text}


def _identified(value: Any) -> Any:
    """The same values, with `because_id` and `because_fields` behind each reason.

    The names of processes are the Procfile's: one of them may be called `because`.
    """
    if isinstance(value, list):
        return [_identified(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for name, each in value.items():
        found[name] = each if name == "processes" else _identified(each)
        if name == "because":
            found |= identity(each, "because_")
    return found
