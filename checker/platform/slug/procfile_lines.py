"""What each edition's own reader makes of a Procfile's lines.

Three readers, three answers. The slug builder from 5.2 on rewrites the file's very beginning (F18)
and then reads YAML (F19); 5.0 and 5.1 read the YAML as it stands; the cloud native build matches
line by line (F20). Whether a command is valid YAML by itself is a question of its own: here it
counts only as far as a line's place and form decide it.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from checker.parsers.procfile import LineKind

if TYPE_CHECKING:
    from checker.parsers.procfile import Line, Procfile
    from checker.targets import Target


_INDICATORS = frozenset("\t\"'[]{}&*!|>%@`#-?:,")
"""What begins something else than plain text in YAML."""


class Outcome(enum.Enum):
    """What becomes of one line."""

    READ = "read"
    """It gives a process, or is skipped as it should be."""
    REPAIRED = "repaired"
    """The builder's rewrite makes it what was meant."""
    IGNORED = "ignored"
    """Skipped, although it was meant for something."""
    FOLDED = "folded"
    """It becomes the end of the command above."""
    START_FAILS = "start fails"
    """The build passes, and what is then started is not what was meant."""
    BUILD_FAILS = "build fails"


def reads_yaml(target: Target) -> bool:
    """Whether the target's builder reads the Procfile as YAML."""
    return target.builder == "slug"


def rewrites(target: Target) -> bool:
    """Whether the target's builder rewrites the file's beginning before it reads it (F18)."""
    return reads_yaml(target) and target.missing_space_after_colon != "build fails"


def is_specified(target: Target) -> bool:
    """Whether the written source specification holds for the target, and not measurement alone."""
    return target.missing_space_after_colon in ("build fails", "against the specification")


def rewritten(text: str, target: Target) -> str:
    """The text that the target's builder reads, the byte-order mark being part of `text`."""
    if not rewrites(target) or not text:
        return text
    if not text.startswith("web:"):
        return "web: " + text
    return text if text[4:5] == " " else "web: " + text[4:]


def opens_mapping(text: str) -> bool:
    """Whether YAML takes a line of plain text for a key and its value: `: ` in it, `:` at its end.

    What follows ` #` is a comment. Inside a command this is an error: `mapping values are not
    allowed in this context`.
    """
    text = text.partition(" #")[0].rstrip(" \t")
    return text.endswith(":") or ": " in text or ":\t" in text


def is_at_very_beginning(line: Line, procfile: Procfile) -> bool:
    """Whether the line is what the rewrite puts `web: ` in front of.

    A byte-order mark is judged by a rule of its own; here it counts as taken away.
    """
    return line.span.start == procfile.lines[0].span.start


def outcome(line: Line, procfile: Procfile, target: Target) -> Outcome:
    """What the target's reader makes of one line of the file."""
    if line.kind in (LineKind.COMMENT, LineKind.BLANK):
        return Outcome.READ
    if not reads_yaml(target):
        matches = line.regular and "." not in line.type and bool(line.command)
        return Outcome.READ if matches else Outcome.IGNORED
    if rewrites(target) and is_at_very_beginning(line, procfile):
        return _outcome_of_beginning(line)
    if line.kind is LineKind.PROCESS:
        return _outcome_of_process(line, procfile, target)
    return _outcome_of_text(line, procfile, target)


def _outcome_of_beginning(line: Line) -> Outcome:
    """The first line after `web: ` was put in front of it, or a blank after its `web:`."""
    if line.text.startswith("web:"):
        spaced = line.text[4:5] == " " or not line.command
        return Outcome.READ if spaced else Outcome.REPAIRED
    if opens_mapping(line.text):
        return Outcome.BUILD_FAILS
    named = line.kind is LineKind.PROCESS or names_web(line)
    return Outcome.START_FAILS if named else Outcome.REPAIRED


def _outcome_of_process(line: Line, procfile: Procfile, target: Target) -> Outcome:
    if line.text.startswith("\t"):
        return Outcome.BUILD_FAILS  # YAML indents with spaces only
    if line.full_width or not _is_key(line):
        return _outcome_of_text(line, procfile, target)
    if not _depth(line):
        return Outcome.READ
    above = _above(line, procfile)
    if above is None and rewrites(target):
        return Outcome.START_FAILS  # a mapping below the `web:` that was put in front
    if not rewrites(target) and _depth(line) == _root_depth(procfile, target):
        # All keys must be as deep as the first one, and a key cannot follow folded text.
        keys = [other for other in procfile.processes if _is_key(other)]
        same = all(_depth(other) == _depth(line) for other in keys)
        return Outcome.READ if same else Outcome.BUILD_FAILS
    if above is None or above.kind is not LineKind.PROCESS or not _is_key(above):
        return Outcome.BUILD_FAILS
    # Below a key without a value, or as deep as a key that is already below one: a mapping there.
    nested = not above.command or _depth(above) == _depth(line)
    return Outcome.START_FAILS if nested else Outcome.BUILD_FAILS


def _outcome_of_text(line: Line, procfile: Procfile, target: Target) -> Outcome:
    """A line that is no key: YAML folds it into the value above where it is deeper."""
    above = _above(line, procfile)
    as_deep = not _depth(line) and not _root_depth(procfile, target)
    if as_deep and line.text[:1] not in _INDICATORS and opens_mapping(line.text):
        return Outcome.READ  # a key with blanks in it, which nobody asks for
    keys = _root_depth(procfile, target)
    if above is not None and above.kind is LineKind.PROCESS and _is_key(above):
        keys = max(keys, _depth(above))
    if line.text.startswith("\t") or _depth(line) <= keys:
        return Outcome.BUILD_FAILS
    if above is None:
        foldable = rewrites(target)
    else:
        between = procfile.lines[above.number : line.number - 1]
        foldable = not above.command or all(other.kind is LineKind.BLANK for other in between)
    return Outcome.FOLDED if foldable and not opens_mapping(line.text) else Outcome.BUILD_FAILS


def _above(line: Line, procfile: Procfile) -> Line | None:
    """The nearest line above that is no comment and not blank."""
    for index in range(line.number - 2, -1, -1):
        if procfile.lines[index].kind not in (LineKind.COMMENT, LineKind.BLANK):
            return procfile.lines[index]
    return None


def _depth(line: Line) -> int:
    """How many spaces begin the line: what YAML takes for its indentation."""
    return len(line.text) - len(line.text.lstrip(" "))


def _root_depth(procfile: Procfile, target: Target) -> int:
    """How deep the keys of the file's mapping are: as the first one, but for the rewrite."""
    first = procfile.content[0]
    return 0 if rewrites(target) or first.kind is not LineKind.PROCESS else _depth(first)


def _is_key(line: Line) -> bool:
    """Whether YAML takes the type for a key: only with a blank, or nothing, behind the colon."""
    return not line.full_width and (line.gap.end > line.gap.start or not line.command)


def names_web(line: Line) -> bool:
    """Whether a line without a colon begins with the word `web`: `web gunicorn …`, `web= …`."""
    return line.command[:3].lower() == "web" and not line.command[3:4].isalnum()
