"""Versions that the target does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then
from checker.parsers.runtime import Shape
from checker.platform.python_releases import nearest
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.runtime.shared import UNSUPPORTED, last_words, read_runtime
from checker.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

ONLY = "Python {version} is not in the list of the specification, only in that of {versions}"
NONE = "Python {version} is not in the list of the specification, nor of any Rainbond 5"
UNLISTED = "the build stops with `{words}` unless its mirror has it"


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
        return say(ONLY if having else NONE, version=version, versions=" and ".join(having))
    return say_then(
        "{target} does not have Python {version}",
        UNSUPPORTED if python.fails else UNLISTED,
        version=version,
        target=target.name,
        words=last_words(project),
    )
