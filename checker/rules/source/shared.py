"""What all findings about the source's Python have in common."""

from __future__ import annotations

from checker.base.findings import Location, Severity
from checker.base.messages import say
from checker.platform.builder import builder_of
from checker.platform.python_releases import numbers
from checker.platform.python_version import python_version
from checker.rules.registry import findings_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.project.project import Project
    from checker.reachable.values import ReachableFile


THEN = {
    "build": "collectstatic fails and the build stops",
    "request": "every request fails with `{error}`",
    "some": "requests that need it fail with `{error}`",
    "program": "{program} stops with `{error}`",
}
"""What becomes of a file that its Python does not read."""


MANY = 4
"""Files with one defect of which the common cause is told, too."""


def cause_at(project: Project) -> Location:
    """Where the Python is chosen that many files do not fit: runtime.txt, if there is one.

    Without it, the first requirement that does not support that Python either says it as well.
    """
    runtime = project.runtime
    if runtime is not None:
        return Location("runtime.txt", *runtime.at)
    for found in findings_of("REQ014")(project):
        if found.fold is not None and found.fold.key == "mismatch":
            return found.at
    return Location("runtime.txt")


def consequence(each: ReachableFile) -> str:
    """What becomes of it: a key of `THEN`."""
    if each.entry_point.build:
        return "build"
    return "request" if each.request else "program"


def fields_of(project: Project, each: ReachableFile, error: str) -> dict[str, str]:
    """What the messages on a file name."""
    return {
        "version": python_version(project).effective or "",
        "path": each.document.path,
        "program": each.entry_point.program or "the start",
        "error": error,
    }


def severity_of(each: ReachableFile) -> Severity:
    """An error ends the build, the start or every request; another program's end is a warning."""
    point = each.entry_point
    beside = point.program and not (point.build or point.alone)
    return Severity.WARNING if beside else Severity.ERROR


def line_of(each: ReachableFile, line: int) -> Location:
    """A 1-based line of the file, without its indentation and end."""
    return line_in(each.document, line)


def line_in(document: Document, line: int) -> Location:
    """A 1-based line of a document, without its indentation and end."""
    line = max(1, min(line, len(document.starts)))
    start, end = document.line_span(line)
    text = document.text[start:end]
    return Location(document.path, start + len(text) - len(text.lstrip()), end)


def related(project: Project, each: ReachableFile) -> tuple[tuple[Location, str], ...]:
    """What starts the file, and the lines on the way to it."""
    places = [] if each.entry_point.at is None else [(each.entry_point.at, "started here")]
    for step in each.way:
        document = project.document(step.path)
        at = Location(step.path) if document is None else line_in(document, step.line)
        places.append((at, step.words))
    return tuple(places)


def dotted(version: tuple[int, ...]) -> str:
    """`3.6`."""
    return ".".join(map(str, version))


def declare(project: Project, least: tuple[int, int] | None, most: tuple[int, int] | None) -> str:
    """How to get another Python on the target; empty where it has none that fits."""
    fitting = [
        version
        for version in project.target.python_supported
        if (least is None or numbers(version)[:2] >= least)
        and (most is None or numbers(version)[:2] <= most)
    ]
    if not fitting:
        return ""
    fitting.sort(key=numbers)
    chosen = fitting[-1] if least is None else fitting[0]
    same = [version for version in fitting if numbers(version)[:2] == numbers(chosen)[:2]]
    return say(builder_of(project.target).terms.choose_python, version=same[-1])
