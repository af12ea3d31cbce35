"""The version that runtime.txt names: whether the target has it, and whether it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.parsers.runtime import Shape
from checker.platform.python_releases import nearest, numbers, recommended
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule
from checker.rules.runtime.form import ending, read_runtime
from checker.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


ONLY = "Python {version} is not in the list of the specification → only {versions} lists it"
NONE = (
    "Python {version} is not in the list of the specification → no version of Rainbond 5 lists it"
)


@rule("RUN003")
def unsupported_version(project: Project) -> Iterator[Finding]:
    """runtime.txt names a version that the target does not have."""
    runtime = read_runtime(project)
    if runtime is None or runtime.shape is not Shape.EXACT:
        return
    target = project.target
    if runtime.version in target.python_supported:
        return
    near = nearest(runtime.version, target)
    yield Finding(
        "RUN003",
        _lacks(project, runtime.version),
        Location("runtime.txt", *runtime.at),
        Severity.ERROR,
        certain=target.versions != () or python_version(project).fails,
        help=say(
            "write the nearest supported one, `python-{first}` (or {others})",
            first=near[0],
            others=", ".join(f"`python-{other}`" for other in near[1:3]),
        ),
        fix=Fix(
            say("write `python-{version}`", version=near[0]),
            Applicability.UNSAFE,
            (Edit("runtime.txt", *runtime.at, near[0]),),
        ),
    )


def _lacks(project: Project, version: str) -> str:
    """What a target without this version makes of it."""
    target, python = project.target, python_version(project)
    if target.versions:
        versions = [targets()[name] for name in target.versions]
        having = [known.title for known in versions if version in known.python_supported]
        return say(
            ONLY if having else NONE,
            version=version,
            versions=" and ".join(having),
        )
    return say(
        "Python {version} is not among the versions of {target} → {then}"
        if python.fails
        else "Python {version} is not in {target}'s own list → if its mirror lacks it, {then}",
        version=version,
        target=target.name,
        then=ending(project),
    )


@rule("RUN004")
def not_recommended(project: Project) -> Iterator[Finding]:
    """runtime.txt names a version that the platform supports and does not recommend."""
    runtime = read_runtime(project)
    if runtime is None or runtime.shape is not Shape.EXACT:
        return
    target = project.target
    version = runtime.version
    if version not in target.python_supported or version in target.python_recommended:
        return
    if not target.python_recommended:
        return
    names = " and ".join(f"python-{known}" for known in target.python_recommended)
    yield Finding(
        "RUN004",
        say(
            "Python {version} is supported → {names} are recommended", version=version, names=names
        ),
        Location("runtime.txt", *runtime.at),
        Severity.INFO,
        help=say(
            "write `python-{version}` where the program runs on it",
            version=next(
                known for known in nearest(version, target) if known in target.python_recommended
            ),
        ),
    )


@rule("RUN009")
def end_of_life(project: Project) -> Iterator[Finding]:
    """The Python that will be installed gets no security fixes, and the target has a later one."""
    from checker.platform.python_releases import minor
    from checker.targets import end_of_life_dates

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
    yield Finding(
        "RUN009",
        say(
            "Python {version} has had no security fixes since {ended} → the platform installs it, "
            "though it has {newest}, which ended in {later}"
            if later.ended
            else "Python {version} has had no security fixes since {ended} → the platform installs "
            "it, though it has {newest}, which is mended until {later}",
            version=minor(taken),
            ended=ended.date,
            newest=minor(newest),
            later=later.date,
        ),
        Location("runtime.txt", *runtime.at),
        Severity.INFO,
        help=say("write `python-{version}` where the program runs on it", version=newest),
    )
