"""Versions without security fixes."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.platform.python_releases import minor, numbers, recommended
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule
from checker.rules.runtime.fitting import first_fitting
from checker.targets import end_of_life_dates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

ENDED = (
    "Python {version} has had no security fixes since {ended}, and {newest}, which the platform "
    "has too, only since {later}"
)
FIXED = (
    "Python {version} has had no security fixes since {ended}; the platform also has {newest}, "
    "which gets them until {later}"
)

WRITE = "write `python-{version}` if the program runs on it"
PORT_FIRST = "update the requirements and the program for Python {version} first"


@rule("RUN009")
def end_of_life(project: Project) -> Iterator[Finding]:
    """The Python that will be installed gets no security fixes, and the target has a later one."""
    runtime, target = project.runtime, project.target
    if runtime is None:
        return
    python = python_version(project)
    taken = python.effective or ""
    newest = recommended(target)
    if (
        python.reading is Reading.IGNORED
        or taken != runtime.version
        or numbers(minor(taken)) >= numbers(minor(newest))
    ):
        return
    if taken in target.python_recommended:
        return
    dates = end_of_life_dates()
    ended, later = dates.get(minor(taken)), dates.get(minor(newest))
    if ended is None or later is None or not ended.ended or ended.date >= later.date:
        return
    fit = first_fitting(project, [newest], no_worse=True)
    yield Finding(
        "RUN009",
        say(
            ENDED if later.ended else FIXED,
            version=minor(taken),
            ended=ended.date,
            newest=minor(newest),
            later=later.date,
        ),
        Location("runtime.txt", *runtime.at),
        Severity.INFO,
        help=say(WRITE, version=fit) if fit else say(PORT_FIRST, version=minor(newest)),
    )
