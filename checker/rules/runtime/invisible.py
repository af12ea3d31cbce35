"""Characters of runtime.txt that do not show."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then
from checker.base.text import code_point
from checker.parsers.runtime import Shape
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule
from checker.rules.runtime.shared import TRIMMED, UNSUPPORTED, WORKS, last_words, read_runtime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.runtime import Runtime
    from checker.project.project import Project


MARK = "runtime.txt starts with a byte-order mark"
ENCODING = "runtime.txt is {encoding}"
ARM = (
    "`{blanks}` follows the version → only the amd64 builder removes it; on arm64 the version is "
    "unknown"
)


@rule("RUN005")
def invisible_characters(project: Project) -> Iterator[Finding]:
    """runtime.txt contains characters that do not show."""
    runtime = read_runtime(project)
    if runtime is None:
        return
    document = runtime.document
    if document.mark or document.encoding != "utf-8":
        wide = document.encoding != "utf-8"
        yield Finding(
            "RUN005",
            say_then(
                ENCODING if wide else MARK,
                UNSUPPORTED,
                encoding=document.encoding.upper(),
                words=last_words(project),
            ),
            Location("runtime.txt"),
            Severity.ERROR,
            help="save it as UTF-8 without a byte-order mark",
            fix=Fix(
                "save runtime.txt as UTF-8 without a byte-order mark",
                Applicability.SAFE,
                steps=(FileStep("reencode", "runtime.txt", "utf-8"),),
            ),
        )
    works = python_version(project).effective
    seen: set[int] = set()
    for first in runtime.odd:
        line = document.line_column(first.offset)[0]
        if line in seen:
            continue
        seen.add(line)
        yield Finding(
            "RUN005",
            say_then(
                "runtime.txt contains {character}",
                WORKS if works else UNSUPPORTED,
                character=code_point(first.char),
                version=works,
                words=last_words(project),
            ),
            Location("runtime.txt", first.offset, first.offset + 1),
            Severity.WARNING if works else Severity.ERROR,
            help=say("write `{plain}`", plain=runtime.plain)
            if runtime.shape is Shape.EXACT
            else "delete it",
            fix=Fix(
                "delete the characters that do not show",
                Applicability.SAFE,
                tuple(Edit("runtime.txt", odd.offset, odd.offset + 1, "") for odd in runtime.odd),
            )
            if runtime.shape is Shape.EXACT and len(runtime.odd) < 100
            else None,
        )
    if runtime.shape is Shape.EXACT and not runtime.odd:
        yield from _around(runtime, project)


def _around(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """What is before and behind the version: white space of some kind."""
    text, python = runtime.document.text, python_version(project)
    if python.reading is Reading.STRIPPED:
        trailing = runtime.trailing
        if trailing.end > trailing.start:
            blanks = text[trailing.start : trailing.end]
            yield _deleted(say(ARM, blanks=blanks), *trailing, Severity.INFO)
        return
    ends = ((0, runtime.stripped.start), (runtime.stripped.end, len(text)))
    odd = [at for ends_of in ends for at in range(*ends_of) if text[at] not in " \t\r\n"]
    if not odd or runtime.document.mark:
        return
    words = last_words(project)
    message = say_then(
        "runtime.txt contains {character}",
        UNSUPPORTED if python.fails else TRIMMED,
        character=code_point(text[odd[0]]),
        words=words,
    )
    severity = Severity.ERROR if python.fails else Severity.WARNING
    yield _deleted(message, odd[0], odd[0] + 1, severity, odd)


def _deleted(
    message: str, start: int, end: int, severity: Severity, places: list[int] | None = None
) -> Finding:
    """A finding whose fix deletes its place, or these characters."""
    ranges = [(start, end)] if places is None else [(at, at + 1) for at in places[:100]]
    return Finding(
        "RUN005",
        message,
        Location("runtime.txt", start, end),
        severity,
        help="delete what is around the version",
        fix=Fix(
            "delete what is around the version",
            Applicability.SAFE,
            tuple(Edit("runtime.txt", *place, "") for place in ranges),
        ),
    )
