"""A runtime.txt that the target does not read."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.platform.builder import builder_of
from checker.platform.python_releases import minor
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


@rule("RUN007")
def runtime_ignored(project: Project) -> Iterator[Finding]:
    """The target does not read runtime.txt."""
    runtime, target = project.runtime, project.target
    if runtime is None or python_version(project).reading is not Reading.IGNORED:
        return
    said = minor(runtime.version) if runtime.version else ""
    same = said == minor(target.python_default)
    terms = builder_of(target).terms
    if said in target.python_supported:
        advice = say(terms.choose_python, version=said)
    else:
        offered = target.python_supported
        advice = say(terms.choose_one_of, first=offered[0], last=offered[-1])
    yield Finding(
        "RUN007",
        say(terms.runtime_txt_ignored, default=target.python_default),
        Location("runtime.txt", *runtime.stripped),
        Severity.INFO if same else Severity.WARNING,
        help=advice,
    )
