"""What the rules on runtime.txt have in common."""

from __future__ import annotations

from checker.platform.python_releases import best_of_minor, nearest, recommended
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.runtime.fitting import first_fitting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.runtime import Runtime
    from checker.project.project import Project


WORKS = "the shell passes on only the first word, so Python {version} is installed all the same"
MIRROR = (
    "the shell passes on only `{name}`, which the builder's list does not have: its mirror decides"
)
TRIMMED = "it works all the same, because the platform trims the file"
UNSUPPORTED = "the build stops with `{words}`"


def read_runtime(project: Project) -> Runtime | None:
    """The root's runtime.txt where the name in it is what the builder looks for (F30)."""
    python = python_version(project)
    if python.declared_in != "runtime.txt":
        return None  # a rainbondfile names it
    taken = python.reading in (Reading.FIRST_WORD, Reading.STRIPPED)
    return project.runtime if taken else None


def last_words(project: Project) -> str:
    """What the builder prints last for a name that it does not have: `words` of `UNSUPPORTED`."""
    target, python = project.target, python_version(project)
    message = target.python_unknown_message
    if python.fails and target.python_refused_message == python.log:
        message = target.python_refused_message
    return message.replace("{name}", "…")


def proposal(runtime: Runtime, project: Project) -> tuple[str, bool]:
    """The target's version that was meant or comes next, and whether there is no doubt of it."""
    target = project.target
    if not runtime.version:
        return recommended(target), False
    if runtime.version in target.python_supported:
        return runtime.version, True
    if not runtime.full:
        version, certain = best_of_minor(runtime.version, target)
        if version:
            return version, certain
    near = nearest(runtime.version, target)
    return first_fitting(project, near) or near[0], False
