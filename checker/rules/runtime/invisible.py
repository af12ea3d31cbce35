"""Characters of runtime.txt that do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then
from checker.base.text import code_point
from checker.parsers.runtime import Shape
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.runtime.shared import UNSUPPORTED, WORKS, last_words, read_runtime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


MARK = "runtime.txt starts with a byte-order mark"
ENCODING = "runtime.txt is {encoding}"


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
    trailing = runtime.trailing
    if runtime.shape is Shape.EXACT and not runtime.odd and trailing.end > trailing.start:
        yield Finding(
            "RUN005",
            say(
                "`{blanks}` follows the version → only the amd64 builder removes it; on arm64 the "
                "version is unknown",
                blanks=document.text[trailing.start : trailing.end],
            ),
            Location("runtime.txt", *trailing),
            Severity.INFO,
            help="delete the blanks and carriage returns at the end of the line",
            fix=Fix(
                "delete what follows the version",
                Applicability.SAFE,
                (Edit("runtime.txt", *trailing, ""),),
            ),
        )
