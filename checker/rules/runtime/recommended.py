"""Versions that the target supports and does not recommend."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import listed, say
from checker.parsers.runtime import Shape
from checker.platform.python_releases import nearest
from checker.rules.registry import rule
from checker.rules.runtime.fitting import first_fitting
from checker.rules.runtime.shared import read_runtime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


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
    liked = [known for known in nearest(version, target) if known in target.python_recommended]
    fit = first_fitting(project, liked, no_worse=True)
    if not fit:
        return  # nothing that is recommended would run the program
    names = listed(f"python-{known}" for known in target.python_recommended)
    yield Finding(
        "RUN004",
        say(
            "Python {version} is supported, but {names} are recommended",
            version=version,
            names=names,
        ),
        Location("runtime.txt", *runtime.at),
        Severity.INFO,
        help=say("write `python-{version}` if the program runs on it", version=fit),
    )
