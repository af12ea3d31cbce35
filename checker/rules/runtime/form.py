"""The form of runtime.txt where the builder reads it as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.base.text import code_point, visible
from checker.parsers.characters import is_invisible
from checker.parsers.runtime import Shape
from checker.platform.python_releases import best_of_minor, nearest, recommended
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule
from checker.rules.shared.lfs import is_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.runtime import Runtime
    from checker.project.project import Project
    from checker.targets import Target

WORKS = "the shell passes on only the first word, so Python {version} is installed all the same"
_FOUND = {
    Shape.CASE: "`{found}` is not all in lower case",
    Shape.NO_PREFIX: "`{found}` lacks `python-` before the number",
    Shape.SEPARATOR: "`{found}` does not have just a hyphen between `python` and the number",
    Shape.SHORT: "`{found}` lacks the third number",
    Shape.WILDCARD: "`{found}` stands for many versions",
    Shape.QUOTED: "`{found}` stands in quotes",
    Shape.LINES: "`{found}` is not the one line `python-X.Y.Z`",
    Shape.MISSPELT: "`{found}` does not spell `python`",
    Shape.IMPLEMENTATION: "`{found}` is no CPython",
    Shape.TAIL: "`{found}` goes on after the version",
    Shape.OTHER: "`{found}` is no version",
}


def read_runtime(project: Project) -> Runtime | None:
    """The root's runtime.txt where the name in it is what the builder looks for (F30)."""
    python = python_version(project)
    if python.declared_in != "runtime.txt":
        return None  # a rainbondfile names it
    taken = python.reading in (Reading.FIRST_WORD, Reading.STRIPPED)
    return project.runtime if taken else None


def ending(project: Project) -> str:
    """How the build ends at a name that the builder does not have, in its own words."""
    target, python = project.target, python_version(project)
    message = target.python_unknown_message
    if python.fails and target.python_refused_message == python.log:
        message = target.python_refused_message
    return say("the build ends with `{words}`", words=message.replace("{name}", "…"))


def proposal(runtime: Runtime, target: Target) -> tuple[str, bool]:
    """The target's version that was meant or comes next, and whether there is no doubt of it."""
    if not runtime.version:
        return recommended(target), False
    if runtime.version in target.python_supported:
        return runtime.version, True
    if not runtime.full:
        version, certain = best_of_minor(runtime.version, target)
        if version:
            return version, certain
    return nearest(runtime.version, target)[0], False


@rule("RUN002")
def bad_format(project: Project) -> Iterator[Finding]:
    """runtime.txt holds something other than one `python-X.Y.Z`."""
    runtime = read_runtime(project)
    if runtime is None or runtime.shape is Shape.EXACT or is_pointer(runtime.document):
        return
    version, certain = proposal(runtime, project.target)
    effective = python_version(project).effective
    works = effective is not None
    if works and not runtime.version:
        version, certain = effective or "", True
    text = runtime.document.text[runtime.stripped.start : runtime.stripped.end]
    if re.fullmatch(r"python-\d+\.\d+\.\d+", "".join(c for c in text if not is_invisible(c))):
        return  # RUN005 names the character, which is all that is wrong
    if runtime.shape is Shape.EMPTY:
        message = "runtime.txt holds no version → " + ending(project)
    elif works:
        message = say(
            f"{_FOUND[runtime.shape]} → {WORKS}", found=visible(text, 60), version=effective
        )
    else:
        message = say(_FOUND[runtime.shape], found=visible(text, 60)) + " → " + ending(project)
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
        help=say("write `python-{version}`", version=version),
        fix=fix,
    )


@rule("RUN005")
def invisible_characters(project: Project) -> Iterator[Finding]:
    """runtime.txt holds characters that do not show."""
    runtime = read_runtime(project)
    if runtime is None:
        return
    document = runtime.document
    if document.mark or document.encoding != "utf-8":
        wide = document.encoding != "utf-8"
        yield Finding(
            "RUN005",
            say(
                "runtime.txt is {encoding} → {then}"
                if wide
                else "runtime.txt begins with a byte-order mark → {then}",
                then=ending(project),
                encoding=document.encoding.upper(),
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
    if runtime.odd:
        first, works = runtime.odd[0], python_version(project).effective
        yield Finding(
            "RUN005",
            say(
                "{character} stands in it → {then}",
                character=code_point(first.char),
                then=WORKS.replace("{version}", works) if works else ending(project),
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
                "`{blanks}` stands after the version → only the amd64 builder takes it off; on "
                "arm64 the version is unknown",
                blanks=document.text[trailing.start : trailing.end],
            ),
            Location("runtime.txt", *trailing),
            Severity.INFO,
            help="delete the blanks and carriage returns at the end of the line",
            fix=Fix(
                "delete what stands after the version",
                Applicability.SAFE,
                (Edit("runtime.txt", *trailing, ""),),
            ),
        )
