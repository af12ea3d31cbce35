"""Whether nothing else that is installed keeps a distribution below a release."""

from __future__ import annotations

from checker.data.dependencies import needs_of
from checker.data.releases import below
from checker.platform.detection import build_requirements
from checker.reachable.installed import installed
from checker.start.servers.release import newest_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project


def is_settled(project: Project, distribution: str, release: str) -> bool:
    """Whether the requirement of a distribution alone says that it is not below a release.

    Args:
        project: the project.
        distribution: its normalised name.
        release: the one that pip chooses if no other requirement has a bound.
    """
    required = build_requirements(project)
    if required is None or installed(project).why:
        return False
    fixed = {
        each.normalised
        for each in required.installed
        if any(clause.operator not in (">", ">=") for clause in each.specifiers)
    }
    todo = [
        (each.normalised, each.normalised in fixed)
        for each in required.installed
        if each.normalised != distribution
    ]
    seen = set(todo)
    declared = {name for name, _ in todo}
    while todo:
        name, older = todo.pop()  # older: perhaps not in its newest release
        needs = needs_of(name)
        if needs is None:
            if name in declared:
                return False
            continue
        release = "" if older else newest_for(project, name, needs.newest)
        for need in needs.each:
            if not need.is_of(release):
                continue
            bound = need.bound
            if need.name == distribution:
                if bound is not None and (
                    older or (bound != "~" and (not bound or below(release, bound) is not True))
                ):
                    return False
                continue
            each = need.name, older or need.name in fixed or bound not in (None, "~")
            if each not in seen:
                seen.add(each)
                todo.append(each)
    return True
