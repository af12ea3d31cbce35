"""Characters of the Procfile that do not belong into it: at its end, and within its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.model import Applicability, Edit, Finding, Fix, Location, Severity
from checker.parsers.characters import (
    DASHES,
    LONG_DASHES,
    QUOTES,
    SPACES,
    ascii_for,
    is_control,
    is_invisible,
)
from checker.parsers.procfile import LineKind, Odd, odd_characters, shell_marks
from checker.procfile_readers import (
    Outcome,
    is_at_very_beginning,
    is_specified,
    opens_mapping,
    outcome,
    reads_yaml,
    rewrites,
)
from checker.rules import rule, say
from checker.text import code_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project import Project
    from checker.targets import Target

_STOPS = frozenset("。，；：、！？…．＆｜＼～")
"""Punctuation that an input method leaves behind a command, where nothing can be meant by it."""
_OPERATORS = "&;|\\"


class _Tail(NamedTuple):
    """What stands behind the last command and is none of it."""

    start: int
    end: int
    char: str
    """The character that says most about it."""


@rule(
    "PROC004",
    "special-characters-at-end",
    Severity.ERROR,
    cites=("procfile.no-special-characters-at-end", "F19", "F23"),
    fix=Applicability.SAFE,
)
def special_characters_at_end(project: Project) -> Iterator[Finding]:
    r"""Special characters stand at the end of the Procfile.

    Why:
        The source specification says that the end of the file cannot contain special characters.
        Those are: control characters (also NUL and the Ctrl-Z of old editors), a byte-order mark,
        zero-width characters and no-break spaces, full-width or typographic punctuation, a
        backslash, `&`, `;` or `|`, and a quote that is never closed. Control characters are no YAML
        and fail the build; the others reach the shell: `&` ends the component at once, `|` and a
        quote are syntax errors, the rest becomes a part of the command's last word. A final
        newline, no final newline, empty lines, CRLF, blanks at the end, and what stands in a
        comment are not special.

    Example:
        web: gunicorn app:app &

    Use instead:
        web: gunicorn app:app
    """
    procfile, target = project.procfile, project.target
    if procfile is None:
        return
    last = next((line for line in reversed(procfile.content) if line.command), None)
    alone = [
        line
        for line in procfile.content[-100:]
        if line.kind is LineKind.INVALID and not line.command and line is not last
        if last is None or line.number > last.number
    ]
    if alone:
        yield _lines_at_end(alone, procfile, target)
    tail = None if last is None else _tail(last, procfile)
    if last is None or tail is None:
        return
    unfinished = _is_unfinished(procfile, tail)
    judged = _judged_tail(tail, unfinished, last, target)
    if judged is None:
        return
    severity, then = judged
    shown = f"`{tail.char}`" if tail.char.isascii() and tail.char.isprintable() else "{character}"
    what = (
        "the quote {character} is never closed"
        if tail.char in "\"'"
        else (f"{shown} ends the last command")
    )
    yield Finding(
        "PROC004",
        say(
            f"{what} → {then}",
            character=f"`{tail.char}`" if tail.char in "\"'" else code_point(tail.char),
        ),
        Location("Procfile", tail.start, tail.end),
        severity,
        help="close the quote"
        if tail.char in "\"'"
        else say("end the file after `{end}`", end=_before(procfile, tail, last)),
        fix=None
        if tail.char in "\"'"
        else Fix(
            "delete what stands after the command",
            Applicability.UNSAFE if unfinished else Applicability.SAFE,
            (Edit("Procfile", tail.start, tail.end, ""),),
        ),
    )


def _lines_at_end(alone: list[Line], procfile: Procfile, target: Target) -> Finding:
    """The finding for lines behind the last command that show nothing and are not empty."""
    line = alone[0]
    result = outcome(line, procfile, target)
    char = next((char for char in line.text if is_control(char)), "")
    char = char or next(char for char in line.text if is_invisible(char))
    if result is Outcome.BUILD_FAILS or (is_control(char) and reads_yaml(target)):
        severity = Severity.ERROR
        then = "the builder reads the file as YAML and the build fails"
    elif result is Outcome.FOLDED:
        severity, then = Severity.ERROR, "it becomes a part of the command above"
    elif is_specified(target):
        severity, then = Severity.ERROR, "the specification allows none there"
    else:
        severity, then = Severity.INFO, "this builder skips the line"
    return Finding(
        "PROC004",
        say(f"{{character}} stands at the end of the file → {then}", character=code_point(char)),
        Location("Procfile", line.span.start, line.span.end),
        severity,
        help="end the file after the last command",
        fix=Fix(
            "delete it",
            Applicability.SAFE,
            tuple(Edit("Procfile", other.span.start, other.span.end, "") for other in alone),
        ),
    )


def _tail(line: Line, procfile: Procfile) -> _Tail | None:
    """What stands behind the command of the last line, or the quote that it leaves open."""
    text = procfile.document.text
    start, end = line.command_span
    shell = shell_marks(text, line.command_span)
    if shell.comment is not None:
        return None  # what stands in a comment reaches nobody
    at = end
    while at > start and (text[at - 1] in " \t" or _is_special(text, at - 1, start)):
        at -= 1
    while at < end and text[at] in " \t":
        at += 1
    if at < end:
        chars = text[at:end]
        told = next((char for char in chars if is_control(char)), None)
        told = told or next((char for char in chars if char in _OPERATORS), None)
        told = told or next(char for char in chars if char not in " \t")
        first = at
        while first > start and text[first - 1] in " \t":
            first -= 1
        return _Tail(first if first > start else at, end, told)
    if shell.unclosed is not None:
        return _Tail(shell.unclosed, end, text[shell.unclosed])
    return None


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
    tail: _Tail, unfinished: bool, line: Line, target: Target
) -> tuple[Severity, str] | None:
    char, specified = tail.char, is_specified(target)
    if is_control(char) and reads_yaml(target):
        return Severity.ERROR, "the builder reads the file as YAML and the build fails"
    if unfinished or char in "\"'":
        then = "the shell refuses the command"
    elif char == "&":
        then = "the process goes to the background and the component ends"
    elif char == ";":
        then = "the shell ends the command there, as it would without"
    else:
        then = "it becomes a part of the command"
    if specified and line.type != "web":
        return Severity.ERROR, "the specification allows none there"
    if specified:
        return Severity.ERROR, f"the specification allows none there; {then}"
    if line.type != "web":
        return None
    return (Severity.INFO if char == ";" else Severity.ERROR), then


def _before(procfile: Procfile, tail: _Tail, line: Line) -> str:
    text = procfile.document.text[line.command_span.start : tail.start].rstrip()
    return text.split()[-1] if text.split() else "web:"


def _is_unfinished(procfile: Procfile, tail: _Tail) -> bool:
    """Whether something was to follow: a pipe, or a second command after `&&`."""
    text = procfile.document.text[tail.start : tail.end]
    return "|" in text or "&&" in text


@rule(
    "PROC008",
    "procfile-typography",
    Severity.ERROR,
    cites=("procfile.default", "F18", "F19", "F20"),
    fix=Applicability.SAFE,
)
def typography(project: Project) -> Iterator[Finding]:
    """A line of the Procfile holds typographic or invisible characters in the place of ASCII.

    Why:
        Word processors, chats and input methods write curly quotes, long dashes, no-break spaces
        and full-width colons. To a shell they are letters: a curly quote becomes a part of the
        module's name, a no-break space glues two words into one, and an option that begins with a
        dash of the wrong kind is no option, so that gunicorn starts and drops it. With a full-width
        colon the line is no process. Comments, text in quotes, and text in another script than
        Latin are left alone.

    Example:
        web：gunicorn app:app –bind 0.0.0.0:5000

    Use instead:
        web: gunicorn app:app --bind 0.0.0.0:5000
    """
    procfile, target = project.procfile, project.target
    if procfile is None:
        return
    last = next((line for line in reversed(procfile.content) if line.command), None)
    reported = 0
    for line in procfile.content:
        if line.kind is LineKind.INVALID and line.command:
            continue
        if not line.type and (last is None or line.number > last.number):
            continue
        tail = _tail(line, procfile) if line is last else None
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
            say(
                f"{{character}} stands in the line → {then}",
                character=code_point(told.char),
                word=(line.text.split() or [""])[0],
            ),
            Location("Procfile", told.offset, told.offset + 1),
            severity,
            help=say("write `{line}`", line=_applied(line, edits)),
            related=tuple(
                (
                    Location("Procfile", odd.offset, odd.offset + 1),
                    say("{c}", c=code_point(odd.char)),
                )
                for odd in found[:10]
                if odd is not told
            ),
            fix=Fix("write ASCII", Applicability.SAFE, edits),
        )
        reported += 1
        if reported == 10:
            return


def _is_wrong(odd: Odd, line: Line, procfile: Procfile, tail: _Tail | None) -> bool:
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
    web, yaml = line.type == "web", reads_yaml(target)
    if is_control(odd.char) and yaml:
        return Severity.ERROR, "the builder reads the file as YAML and the build fails"
    if odd.offset < line.gap.start:
        if yaml:
            begins = rewrites(target) and is_at_very_beginning(line, procfile)
            if not begins or opens_mapping(line.text):
                return Severity.ERROR, "the line is no process, and the build fails"
            if any(other.regular for other in procfile.of_type("web")):
                return None  # it stands before `web:`, which wins
            return Severity.ERROR, "the line is no process; `{word}` is started and not found"
        then = "this builder skips the line and finds no `web` process"
        return (Severity.ERROR, then) if web else None
    if not web:
        return Severity.INFO, "the process is not started anyway"
    if odd.char in DASHES:
        at, text = odd.offset, procfile.document.text
        if text[at + 1 : at + 2].strip() == "" and text[at - 1] in " \t":
            return Severity.WARNING, "the command takes it for a name, not for `-`"
        if text[at - 1] in " \t-":
            return Severity.WARNING, "the word is no option; the command drops it or refuses it"
    return Severity.ERROR, "to the shell it is a letter of the word that it stands in"


def _judged_line(line: Line, procfile: Procfile, target: Target) -> tuple[Severity, str] | None:
    """How bad a line is that shows nothing, or that continues another."""
    result = outcome(line, procfile, target)
    if not line.command and result is Outcome.BUILD_FAILS:
        return Severity.ERROR, "the line only looks empty; the build fails"
    if line.command and result is Outcome.FOLDED:
        return Severity.WARNING, "to the shell it is a letter of the word that it stands in"
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
