"""Typographic and invisible characters within the Procfile's lines."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then, say_whole
from checker.base.text import code_point
from checker.parsers.characters import (
    DASHES,
    LONG_DASHES,
    SPACES,
    ascii_for,
    is_control,
    is_invisible,
)
from checker.parsers.procfile import LineKind, Odd, odd_characters
from checker.platform.builder import reader_of
from checker.platform.procfile import Outcome, opens_mapping
from checker.platform.procfile_read import procfile_read
from checker.rules.procfile.end import Tail, tail_of
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project
    from checker.targets import Target

FOUND = "{written} contains {character}"
FOUND_BEFORE = "the line contains {character}"
STRIPPED = "it works all the same, because the platform trims the file"
THEN = {
    "yaml": "the builder reads the file as YAML and the build fails",
    "no process": "the line is not a process, and the build fails",
    "not found": "the line is not a process; the shell looks for `{word}` and does not find it",
    "skipped": "this builder skips the line and finds no `web` process",
    "not started": "the process is not started anyway",
    "name": "the command reads it as a name, not as `-`",
    "option": "the command does not read it as an option",
    "letter": "the shell reads it as a letter of the word",
    "empty": "the line only looks empty, and the build fails",
    "key": "it becomes part of the process type, and there is no `web` process",
}
"""What follows."""
_ODD = 10
"""Further characters of one line that are pointed at, at the most."""


@rule("PROC008")
def typography(project: Project) -> Iterator[Finding]:
    """A line of the Procfile holds typographic or invisible characters in the place of ASCII."""
    procfile, target = procfile_read(project), project.target
    if procfile is None:
        return
    last = next((line for line in reversed(procfile.content) if line.command or line.type), None)
    if finding := _trimmed(procfile):
        yield finding
    for line in procfile.content:
        if line.kind is LineKind.INVALID and line.command:
            continue
        if not line.type and (last is None or line.number > last.number):
            continue
        tail = tail_of(line, procfile) if line is last else None
        found = [odd for odd in odd_characters(line) if _is_wrong(odd, line, procfile, tail)]
        if not found:
            continue
        told = _most_telling(found, line)
        if line.type:
            judged = _judged_character(told, line, procfile, target)
        else:
            judged = _judged_line(line, procfile, target)
        if judged is None:
            continue
        severity, then = judged
        edits = tuple(_replaced(odd, line, procfile) for odd in found)
        yield Finding(
            "PROC008",
            say_then(
                FOUND,
                THEN[then],
                written=_written(told, line),
                character=code_point(told.char),
                word=(line.text.split() or [""])[0],
            ),
            Location("Procfile", told.offset, told.offset + 1),
            severity,
            help=say_whole("write `{line}`", line=_applied(line, edits)),
            related=tuple(
                (
                    Location("Procfile", odd.offset, odd.offset + 1),
                    say("{c}", c=code_point(odd.char)),
                )
                for odd in found[:_ODD]
                if odd is not told
            ),
            fix=Fix("write ASCII", Applicability.SAFE, edits),
        )


def _trimmed(procfile: Procfile) -> Finding | None:
    """What the platform takes off at the beginning of the file, where it is not white space."""
    text, start = procfile.document.text, procfile.kept.start
    found = [at for at in range(start) if text[at] not in " \t\r\n"]
    if procfile.first is None or not found:
        return None
    return Finding(
        "PROC008",
        say_then(FOUND_BEFORE, STRIPPED, character=code_point(text[found[0]])),
        Location("Procfile", found[0], found[0] + 1),
        Severity.WARNING,
        help="delete it",
        fix=Fix(
            "delete it",
            Applicability.SAFE,
            tuple(Edit("Procfile", at, at + 1, "") for at in found[:100]),
        ),
    )


def _written(odd: Odd, line: Line) -> str:
    """The word that a character is in; the whole line's name where it shows as a blank."""
    at = odd.offset - line.span.start
    start, end = line.text.rfind(" ", 0, at) + 1, line.text.find(" ", at)
    word = line.text[start : end if end >= 0 else len(line.text)].strip()
    return f"`{word[:40]}`" if len(word) > 1 and not is_invisible(odd.char) else "the line"


def _is_wrong(odd: Odd, line: Line, procfile: Procfile, tail: Tail | None) -> bool:
    if tail is not None and tail.start <= odd.offset < tail.end and tail.char not in "\"'":
        return False
    if is_control(odd.char) or odd.offset < line.command_span.start:
        return True
    if odd.quoted:
        return False
    if is_invisible(odd.char) and odd.char not in SPACES:
        return True
    # Next to another script it is that script's own punctuation.
    text = procfile.document.text
    around = text[max(0, odd.offset - 1) : odd.offset] + text[odd.offset + 1 : odd.offset + 2]
    return not any(char.isalpha() and ord(char) > 0x2FF for char in around)


def _most_telling(found: list[Odd], line: Line) -> Odd:
    """The character that decides: one before the command, then a control, then no dash."""
    return min(
        found,
        key=lambda odd: (
            odd.offset >= line.command_span.start,
            not is_control(odd.char),
            odd.char in DASHES,
            odd.offset,
        ),
    )


def _judged_character(
    odd: Odd, line: Line, procfile: Procfile, target: Target
) -> tuple[Severity, str] | None:
    web, yaml = line.type == "web", reader_of(target).is_yaml
    if is_control(odd.char) and yaml:
        return Severity.ERROR, "yaml"
    if odd.offset < line.gap.start:
        return _judged_type(line, procfile, target)
    if yaml and odd.offset == line.colon.end:
        # What looks like a blank is none to YAML, which wants one there.
        result = reader_of(target).outcome(line, procfile)
        if result is Outcome.BUILD_FAILS:
            return Severity.ERROR, "no process"
    if not web:
        return Severity.INFO, "not started"
    if odd.char in DASHES:
        at, text = odd.offset, procfile.document.text
        if text[at + 1 : at + 2].strip() == "" and text[at - 1] in " \t":
            return Severity.WARNING, "name"
        if text[at - 1] in " \t-":
            return Severity.WARNING, "option"
    return Severity.ERROR, "letter"


def _judged_type(line: Line, procfile: Procfile, target: Target) -> tuple[Severity, str] | None:
    """How bad a character in or around the process type is."""
    reader, web = reader_of(target), line.type == "web"
    if not reader.is_yaml:
        return (Severity.ERROR, "skipped") if web else None
    others = any(other.regular for other in procfile.of_type("web"))
    if reader.rewrites and line is procfile.first:
        if opens_mapping(line.text):
            return Severity.ERROR, "no process"
        return None if others else (Severity.ERROR, "not found")  # `web:` below it wins
    if reader.outcome(line, procfile) is not Outcome.READ:
        return Severity.ERROR, "no process"
    if web and not others:
        return Severity.ERROR, "key"
    return Severity.INFO, "not started"


def _judged_line(line: Line, procfile: Procfile, target: Target) -> tuple[Severity, str] | None:
    """How bad a line is that shows nothing, or that continues another."""
    if reader_of(target).is_yaml and any(map(is_control, line.text.replace("\t", ""))):
        return Severity.ERROR, "yaml"
    result = reader_of(target).outcome(line, procfile)
    if not line.command and result is Outcome.BUILD_FAILS:
        return Severity.ERROR, "empty"
    if line.command and result is Outcome.FOLDED:
        return Severity.WARNING, "letter"
    return None


def _replaced(odd: Odd, line: Line, procfile: Procfile) -> Edit:
    text, at = procfile.document.text, odd.offset
    put = ascii_for(odd.char)
    if at == line.colon.start and line.full_width:
        put = ":" if line.gap.end > line.gap.start or not line.command else ": "
    elif odd.char in SPACES and at == line.command_span.start and line.gap.start == line.gap.end:
        put = " "
    elif odd.char in LONG_DASHES:
        before = text[at - 1 : at]
        long_name = text[at + 1 : at + 3].isalpha() and len(text[at + 1 : at + 3]) == 2
        put = "--" if before in (" ", "\t", "") and long_name else "-"
    elif at < line.gap.start:
        put = ""  # before the colon nothing else can be meant
    return Edit("Procfile", at, at + 1, put)


def _applied(line: Line, edits: tuple[Edit, ...]) -> str:
    parts, at, base = [], 0, line.span.start
    for edit in edits:
        parts += [line.text[at : edit.start - base], edit.text]
        at = edit.end - base
    return "".join([*parts, line.text[at:]]).strip()
