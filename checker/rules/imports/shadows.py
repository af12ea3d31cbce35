"""Files of the repository that are imported in the place of a package."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.reachable.failing import Why, failing
from checker.reachable.shadowing import shadows
from checker.rules.imports.modules import finding_of
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

STOPS = (
    "{path} is imported instead of the module `{module}` that {program} needs → "
    "the start stops with `{error}`"
)
PAGE = (
    "{path} is imported instead of the module `{module}` that {program} needs → "
    "it starts, but every request fails with `{error}`"
)
FOUND = "`{name}` is {found} here, not the installed package"
HELP = "rename {found}: it has the name of a package that is imported"
RENAME = "rename {path}: it has the name of a module that is imported"


@rule("IMP004")
def module_shadows_package(project: Project) -> Iterator[Finding]:
    """A module of the repository is imported in the place of a package of that name."""
    told = set()
    for each in shadows(project):
        if not each.known:
            continue
        told.add(each.path)
        yield Finding(
            "IMP004",
            say(
                PAGE if each.page else STOPS,
                path=each.path,
                module=each.module,
                program=each.program,
                error=each.error,
            ),
            Location(each.path),
            Severity.ERROR,
            certain=each.certain,
            help=say(RENAME, path=each.path),
            related=((each.at, "it is started here"),),
        )
    for found in failing(project):
        if found.why is Why.SHADOWED and found.found not in told:
            error = "ImportError" if found.doubt.module.path else "ModuleNotFoundError"
            yield finding_of(project, "IMP004", found, FOUND, HELP, error=error)
