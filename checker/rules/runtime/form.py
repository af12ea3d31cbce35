"""The form of runtime.txt where the builder reads it as it stands."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then
from checker.base.text import printable
from checker.parsers.characters import is_invisible
from checker.parsers.runtime import Shape
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.runtime.shared import (
    MIRROR,
    UNSUPPORTED,
    WORKS,
    last_words,
    proposal,
    read_runtime,
)
from checker.rules.shared.lfs import is_pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

FOUND = {
    Shape.EMPTY: "runtime.txt contains no version",
    Shape.CASE: "`{found}` must be all lower case",
    Shape.NO_PREFIX: "`{found}` must start with `python-`",
    Shape.SEPARATOR: "`{found}` must read `python-X.Y.Z`, with one hyphen after `python`",
    Shape.SHORT: "`{found}` lacks the third number",
    Shape.WILDCARD: "`{found}` matches many versions",
    Shape.QUOTED: "`{found}` is in quotes",
    Shape.LINES: "`{found}` is more than the one line `python-X.Y.Z`",
    Shape.MISSPELT: "`{found}` does not spell `python`",
    Shape.IMPLEMENTATION: "`{found}` is not CPython",
    Shape.TAIL: "`{found}` goes on after the version",
    Shape.OTHER: "`{found}` is not a version",
}
"""What is wrong with the declaration."""
HELP = {
    Shape.SEPARATOR: "write `python-{version}`: a hyphen between `python` and the version",
    Shape.LINES: "write `python-{version}` alone",
    Shape.OTHER: "write `python-{version}`",
}
"""What to type, where more than the declaration itself is worth a word; else that of `OTHER`."""


@rule("RUN002")
def bad_format(project: Project) -> Iterator[Finding]:
    """runtime.txt contains something other than one `python-X.Y.Z`."""
    runtime = read_runtime(project)
    if runtime is None or runtime.shape is Shape.EXACT or is_pointer(runtime.document):
        return
    version, certain = proposal(runtime, project)
    python = python_version(project)
    effective = python.effective
    works = not python.fails
    if works and not runtime.version:
        version, certain = effective or "", True
    text = runtime.document.text[runtime.stripped.start : runtime.stripped.end]
    if re.fullmatch(r"python-\d+\.\d+\.\d+", "".join(c for c in text if not is_invisible(c))):
        return  # RUN005 names the character, which is all that is wrong
    then = UNSUPPORTED
    if works and runtime.shape is not Shape.EMPTY:
        then = WORKS if effective else MIRROR
    found = printable(text, 60)
    message = say_then(
        FOUND[runtime.shape],
        then,
        found=found,
        version=effective,
        words=last_words(project),
        name=(python.declared.split() or [""])[0],
    )
    shape = runtime.shape if runtime.shape in HELP else Shape.OTHER
    fix = None
    if works or runtime.version:
        fix = Fix(
            say("write `python-{version}`", version=version),
            Applicability.SAFE if certain else Applicability.UNSAFE,
            (Edit("runtime.txt", *runtime.stripped, f"python-{version}"),),
        )
    yield Finding(
        "RUN002",
        message,
        Location("runtime.txt", *(runtime.stripped if text else (0, 0))),
        Severity.WARNING if works else Severity.ERROR,
        help=say(HELP[shape], version=version),
        fix=fix,
    )
