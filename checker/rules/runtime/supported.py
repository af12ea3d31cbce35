"""Versions that the target does not have."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import listed, say, say_then
from checker.parsers.runtime import Shape
from checker.platform.python_releases import listed_in, minor, nearest
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule
from checker.rules.runtime.fitting import first_fitting
from checker.rules.runtime.shared import UNSUPPORTED, last_words, read_runtime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

ONLY = "Python {version} is not in the list of the specification, only in that of {versions}"
NONE = "Python {version} is not in the list of the specification, nor of any Rainbond 5"
NO_OTHER = (
    "no Python of this target fits the program: choose a platform that has Python {version}, or "
    "write it for an older one"
)
UNLISTED = "the build stops with `{words}` unless its mirror has it"


@rule("RUN003")
def unsupported_version(project: Project) -> Iterator[Finding]:
    """runtime.txt names a version that the target does not have."""
    runtime = read_runtime(project)
    if runtime is None or runtime.shape is not Shape.EXACT:
        return
    target, python = project.target, python_version(project)
    if runtime.version in target.python_supported:
        return
    hidden = python.reading is Reading.FIRST_WORD and python.declared != f"python-{runtime.version}"
    if hidden and not target.versions:
        return  # what does not show makes another name of it: RUN005 says so
    near = nearest(runtime.version, target)
    fit = first_fitting(project, near)
    help = say(NO_OTHER, version=minor(runtime.version))
    if fit:
        help = say("write the nearest supported one, `python-{first}`", first=fit)
        if fit == near[0]:
            help = say(
                "write the nearest supported one, `python-{first}` (or {others})",
                first=fit,
                others=listed(f"`python-{other}`" for other in near[1:3]),
            )
    yield Finding(
        "RUN003",
        _lacks(project, runtime.version),
        Location("runtime.txt", *runtime.at),
        Severity.ERROR,
        certain=target.versions != () or python.fails,
        help=help,
        fix=Fix(
            say("write `python-{version}`", version=fit),
            Applicability.UNSAFE,
            (Edit("runtime.txt", *runtime.at, fit),),
        )
        if fit
        else None,
    )


def _lacks(project: Project, version: str) -> str:
    """What a target without this version makes of it."""
    target, python = project.target, python_version(project)
    if target.versions:
        having = listed_in(version, target)
        return say(ONLY if having else NONE, version=version, versions=having)
    return say_then(
        "{target} does not have Python {version}",
        UNSUPPORTED if python.fails else UNLISTED,
        version=version,
        target=target.name,
        words=last_words(project),
    )
