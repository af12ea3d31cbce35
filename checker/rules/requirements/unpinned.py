"""Requirements without an upper bound."""

from __future__ import annotations

from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import say, say_several
from checker.data.os_packages import OS_PACKAGES
from checker.rules.registry import rule
from checker.rules.requirements.not_distributions import is_no_distribution
from checker.rules.requirements.one_system import only_for
from checker.rules.requirements.shared import quoted, readable_files, requirements_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Requirement
    from checker.project.project import Project

OPEN = "{name} has no upper bound → each build takes the newest release"
OPEN_SEVERAL = (
    "{count} of {all} requirements have no upper bound, starting with {name} → each build takes "
    "the newest release"
)


@rule("REQ011")
def unpinned(project: Project) -> Iterator[Finding]:
    """Nothing holds the next major release of a requirement back."""
    if project.requirements is None:
        return
    bounded = {
        found.normalised
        for file in project.requirements.files
        if file.constraint
        for _, found in requirements_of(file)
        if _is_bounded(found)
    }
    for file in readable_files(project):
        if file.constraint:
            continue
        named = [found for _, found in requirements_of(file) if found.name]
        for found in named:
            if _is_bounded(found) or found.normalised in bounded or found.name_span is None:
                continue
            if found.url or found.local or found.hashes or cannot_be_installed(found):
                continue
            name = quoted(found.name, 40)
            yield Finding(
                "REQ011",
                say(OPEN, name=name),
                Location(file.path, *found.name_span),
                Severity.INFO,
                help="write the versions that you have tested: `pip freeze > requirements.txt`",
                fold=Fold("open", say_several(OPEN_SEVERAL, name=name, all=len(named))),
            )


def cannot_be_installed(requirement: Requirement) -> bool:
    """Whether another rule says that this name has no release for the platform at all."""
    if requirement.normalised in OS_PACKAGES or is_no_distribution(requirement):
        return True
    return only_for(requirement) is not None


def _is_bounded(requirement: Requirement) -> bool:
    return any(clause.operator not in (">=", ">", "!=") for clause in requirement.specifiers)
