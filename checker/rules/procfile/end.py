"""Special characters at the end of the Procfile."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Fold, Location, Severity
from checker.base.messages import say, say_several, say_then
from checker.base.records import NamedTuple
from checker.base.text import code_point
from checker.parsers.characters import QUOTES, is_control, is_invisible
from checker.parsers.procfile import LineKind, shell_marks
from checker.platform.builder import reader_of
from checker.platform.procfile import Outcome
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project
    from checker.targets import Target

_STOPS = frozenset("。，；：、！？…．＆｜＼～")
"""Punctuation that an input method leaves behind a command, where nothing can be meant by it."""
_LINE_ENDS = frozenset("\u0085\u2028\u2029")
_OPERATORS = "&;|\\"
UNCLOSED = "the quote {character} is never closed"
LAST = "the last command ends with {character}"
COMMAND = "write the command after it: `web: gunicorn app:app`"
AT_END = "the file ends with {character}"
SEVERAL_AT_END = "{count} lines at the end show nothing but are not empty (from {character} on)"
THEN = {
    "yaml": "the builder reads the file as YAML and the build fails",
    "stripped": "it works all the same, because the platform trims the file",
    "line end": "it works all the same, because YAML takes it for the end of the line",
    "above": "it becomes part of the command above",
    "skipped": "this builder skips the line",
    "refused": "the shell refuses the command",
    "&": "the process goes into the background and the component exits",
    ";": "the shell ends the command there, as it would without it",
    "part": "it becomes part of the command",
    "forbidden": "the specification does not allow it there",
    "forbidden refused": "the specification does not allow it there, and the shell refuses the "
    "command",
    "forbidden &": "the specification does not allow it there; the process goes into the "
    "background and the component exits",
    "forbidden ;": "the specification does not allow it there, even if the shell does not mind",
    "forbidden part": "the specification does not allow it there, and it becomes part of the "
    "command",
}
"""What follows."""


class Tail(NamedTuple):
    """What stands behind the last command and is none of it."""

    start: int
    end: int
    char: str
    """The character that says most about it."""


@rule("PROC004")
def special_characters_at_end(project: Project) -> Iterator[Finding]:
    """Special characters stand at the end of the Procfile."""
    procfile, target = procfile_read(project), project.target
    if procfile is None:
        return
    last = next((line for line in reversed(procfile.content) if line.command or line.type), None)
    alone = [
        line
        for line in procfile.content
        if line.kind is LineKind.INVALID
        and not line.command
        and (last is None or line.number > last.number)
    ]
    for line in alone:
        yield _line_at_end(line, procfile, target)
    if not alone and (finding := _trimmed(procfile, last)):
        yield finding
    tail = None if last is None else tail_of(last, procfile)
    if last is None or tail is None:
        return
    unfinished = _is_unfinished(procfile, tail)
    judged: tuple[Severity, str] | None = Severity.ERROR, "yaml"
    if not _is_no_key(procfile, last, tail, target):
        judged = _judged_tail(tail, unfinished, last, target)
    if judged is None:
        return
    severity, then = judged
    plain = tail.char.isascii() and tail.char.isprintable()
    if tail.char in "\"'":
        advice, fix = "close the quote", None
    elif last.type == "web" and tail.start <= last.command_span.start:
        advice, fix = COMMAND, None  # without it nothing is left to be started
    else:
        advice = say("end the file after `{end}`", end=_before(procfile, tail, last))
        fix = Fix(
            "delete what follows the command",
            Applicability.UNSAFE if unfinished else Applicability.SAFE,
            (Edit("Procfile", tail.start, tail.end, ""),),
        )
    yield Finding(
        "PROC004",
        say_then(
            UNCLOSED if tail.char in "\"'" else LAST,
            THEN[then],
            character=f"`{tail.char}`" if plain else code_point(tail.char),
        ),
        Location("Procfile", tail.start, tail.end),
        severity,
        help=advice,
        fix=fix,
    )


def _trimmed(procfile: Procfile, last: Line | None) -> Finding | None:
    """What the platform takes off at the end of the file, where it is more than white space."""
    text, end = procfile.document.text, procfile.kept.end
    if procfile.first is None or len(text) == end or not text[end:].strip(" \t\r\n"):
        return None
    behind = text[end:].rstrip(" \t\r\n")
    at, char = next((at, c) for at, c in enumerate(behind, end) if c not in " \t\r\n")
    found = LAST if last is not None and at == end == last.span.end else AT_END
    return Finding(
        "PROC004",
        say_then(found, THEN["stripped"], character=code_point(char)),
        Location("Procfile", at, end + len(behind)),
        Severity.WARNING,
        help="end the file after the last command",
        fix=Fix("delete it", Applicability.SAFE, (Edit("Procfile", end, end + len(behind), ""),)),
    )


def _telling(chars: str) -> str:
    """The character of a tail that says most: a control, an operator, then the first."""
    told = next((char for char in chars if is_control(char)), None)
    told = told or next((char for char in chars if char in _OPERATORS), None)
    return told or next(char for char in chars if char not in " \t")


def _line_at_end(line: Line, procfile: Procfile, target: Target) -> Finding:
    """The finding for a line behind the last command that shows nothing and is not empty."""
    result = reader_of(target).outcome(line, procfile)
    char = next((char for char in line.text if is_control(char)), "")
    char = char or next(char for char in line.text if is_invisible(char))
    if reader_of(target).is_yaml and line.text.strip() == "\ufeff":
        # YAML takes no notice of a mark that begins a line.
        specified = reader_of(target).is_specified
        severity, then = (Severity.ERROR, "forbidden") if specified else (Severity.INFO, "skipped")
    elif result is Outcome.BUILD_FAILS or (is_control(char) and reader_of(target).is_yaml):
        severity, then = Severity.ERROR, "yaml"
    elif result is Outcome.FOLDED:
        severity, then = Severity.ERROR, "above"
    elif reader_of(target).is_specified:
        severity, then = Severity.ERROR, "forbidden"
    else:
        severity, then = Severity.INFO, "skipped"
    return Finding(
        "PROC004",
        say_then(AT_END, THEN[then], character=code_point(char)),
        Location("Procfile", line.span.start, line.span.end),
        severity,
        help="end the file after the last command",
        fix=Fix(
            "delete it",
            Applicability.SAFE,
            (Edit("Procfile", line.span.start, line.span.end, ""),),
        ),
        fold=Fold(then, say_several(SEVERAL_AT_END, THEN[then], character=code_point(char))),
    )


def tail_of(line: Line, procfile: Procfile) -> Tail | None:
    """What stands behind the command of the last line, or the quote that it leaves open."""
    text = procfile.document.text
    start, end = line.command_span
    shell = shell_marks(text, line.command_span)
    if shell.comment is not None:
        return None  # what stands in a comment reaches nobody
    if shell.unclosed is not None:
        return Tail(shell.unclosed, end, text[shell.unclosed])  # all that follows is in it
    at = end
    while at > start and (text[at - 1] in " \t" or _is_special(text, at - 1, start)):
        at -= 1
    while at < end and text[at] in " \t":
        at += 1
    if at < end:
        told = _telling(text[at:end])
        first = at
        while first > start and text[first - 1] in " \t":
            first -= 1
        return Tail(first if first > start else at, end, told)
    return None


def _is_no_key(procfile: Procfile, line: Line, tail: Tail, target: Target) -> bool:
    """Whether the tail is all that follows a colon, which without a blank makes no key in YAML."""
    return (
        tail.start == line.colon.end
        and reader_of(target).outcome(line, procfile) is Outcome.BUILD_FAILS
    )


def _is_special(text: str, at: int, start: int) -> bool:
    char = text[at]
    if char in _OPERATORS:
        escaped = at > start and text[at - 1] == "\\" and char != "\\"
        return not escaped  # `find … -exec … \;` ends as it should
    if char in QUOTES:
        # With its partner before it, it is typography within the line.
        return not any(other in QUOTES for other in text[start:at])
    return char in _STOPS or is_invisible(char)


def _judged_tail(
    tail: Tail, unfinished: bool, line: Line, target: Target
) -> tuple[Severity, str] | None:
    char, specified = tail.char, reader_of(target).is_specified
    if char in _LINE_ENDS and reader_of(target).is_yaml:
        return Severity.WARNING, "line end"
    if is_control(char) and reader_of(target).is_yaml:
        return Severity.ERROR, "yaml"
    if unfinished or char in "\"'":
        then = "refused"
    elif char in "&;":
        then = char
    else:
        then = "part"
    if specified and line.type != "web":
        return Severity.ERROR, "forbidden"
    if specified:
        return Severity.ERROR, f"forbidden {then}"
    if line.type != "web":
        return None
    return (Severity.INFO if char == ";" else Severity.ERROR), then


def _before(procfile: Procfile, tail: Tail, line: Line) -> str:
    text = procfile.document.text[line.command_span.start : tail.start].rstrip()
    return text.split()[-1] if text.split() else f"{line.type}:"


def _is_unfinished(procfile: Procfile, tail: Tail) -> bool:
    """Whether something was to follow: a pipe, or a second command after `&&`."""
    text = procfile.document.text[tail.start : tail.end]
    return "|" in text or "&&" in text
