"""A runtime.txt that equals no row of the table of versions."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then
from checker.base.text import printable
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule
from checker.rules.runtime.shared import proposal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


CAUSE = {
    "encoding": "runtime.txt is UTF-16 or UTF-32",
    "empty": "runtime.txt contains no version",
    "more": "`{found}` is more than `python-{version}`",
    "unknown": "`{found}` is not in the table of versions",
}
"""Why the version is not found."""


@rule("RUN006")
def silently_replaced(project: Project) -> Iterator[Finding]:
    """runtime.txt equals no row of the platform's version table, so another Python is installed."""
    runtime = project.runtime
    python = python_version(project)
    if runtime is None or python.reading is not Reading.LOOKED_UP:
        return
    if runtime.version == python.effective:
        return
    version, certain = proposal(runtime, project)
    text, span = runtime.document.text, runtime.stripped
    shown = (span.start, span.end)
    if runtime.document.encoding != "utf-8":
        cause, shown = "encoding", (0, 0)
    elif span.start == span.end:
        cause, shown = "empty", (0, 0)
    elif text[span.start : span.end] == f"python-{version}":
        cause, shown = "more", (0, len(text))
    else:
        cause = "unknown"
    yield Finding(
        "RUN006",
        say_then(
            CAUSE[cause],
            "python-{taken} is installed instead, silently",
            found=printable(runtime.raw, 60),
            version=version,
            taken=python.effective,
        ),
        Location("runtime.txt", *shown),
        Severity.WARNING,
        help=say(
            "write `python-{version}` without a newline at the end (an editor may add it again), "
            "or set the version in the console",
            version=version,
        ),
        fix=Fix(
            say("write `python-{version}` and nothing else", version=version),
            Applicability.SAFE if certain and runtime.version else Applicability.UNSAFE,
            (Edit("runtime.txt", 0, len(text), f"python-{version}"),),
            (FileStep("reencode", "runtime.txt", "utf-8"),)
            if runtime.document.mark or runtime.document.encoding != "utf-8"
            else (),
        ),
    )
