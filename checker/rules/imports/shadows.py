"""Files of the repository that are imported in the place of a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.reachable.failing import Why, failing
from checker.reachable.shadowing import shadows
from checker.rules.imports.modules import finding_of
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


@rule("IMP004")
def module_shadows_package(project: Project) -> Iterator[Finding]:
    """A module of the repository is imported in the place of a package of that name."""
    told = set()
    for each in shadows(project):
        told.add(each.path)
        yield Finding(
            "IMP004",
            say(
                "{path} is found before the module `{module}` that {program} imports → "
                "the start ends with `{error}`",
                path=each.path,
                module=each.module,
                program=each.program,
                error=each.error,
            ),
            Location(each.path),
            Severity.ERROR,
            certain=each.certain,
            help=_help(each.path),
            related=((each.at, "it is started here"),),
        )
    for found in failing(project):
        if found.why is not Why.SHADOWED or found.found in told:
            continue
        module = found.doubt.name
        message = say("`{module}` is {path} here, not the installed package", module=module,
                      path=found.found)  # fmt: skip
        error = "ImportError" if found.doubt.names else "ModuleNotFoundError"
        yield finding_of(project, "IMP004", found, message, error, _help(found.found))


def _help(path: str) -> str:
    return say("rename {path}: it has the name of a package that is imported", path=path)
