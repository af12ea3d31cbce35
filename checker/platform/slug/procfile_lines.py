"""What the slug builder makes of a Procfile's lines.

From 5.2 on it rewrites the file's very beginning (F18) and then reads YAML (F19); 5.0 and 5.1 read
the YAML as it stands. Whether a command is valid YAML by itself is a question of its own: here it
counts only as far as a line's place and form decide it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.parsers.procfile import LineKind
from checker.platform.procfile import Outcome

if TYPE_CHECKING:
    from checker.parsers.procfile import Line, Procfile
    from checker.targets import Target


_INDICATORS = frozenset("\t\"'[]{}&*!|>%@`#-?:,")
"""What begins something else than plain text in YAML."""


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


class Reader:
    """Rewrites the file's beginning (not in 5.0 and 5.1) and loads it as YAML."""

    is_yaml = True
    ignores_case = False
    falls_back_to_worker = False

    def __init__(self, target: Target) -> None:
        self.rewrites = target.missing_space_after_colon != "build fails"
        self.is_specified = target.missing_space_after_colon in (
            "build fails",
            "against the specification",
        )

    def outcome(self, line: Line, procfile: Procfile) -> Outcome:
        """What YAML makes of one line, as far as its place and form decide it."""
        if line.kind in (LineKind.COMMENT, LineKind.BLANK):
            return Outcome.READ
        if self.rewrites and is_at_very_beginning(line, procfile):
            return _outcome_of_beginning(line)
        if line.kind is LineKind.PROCESS:
            return _outcome_of_process(line, procfile, self.rewrites)
        return _outcome_of_text(line, procfile, self.rewrites)


def _outcome_of_beginning(line: Line) -> Outcome:
    """The first line after `web: ` was put in front of it, or a blank after its `web:`."""
    if line.text.startswith("web:"):
        spaced = line.text[4:5] == " " or not line.command
        return Outcome.READ if spaced else Outcome.REPAIRED
    if opens_mapping(line.text):
        return Outcome.BUILD_FAILS
    named = line.kind is LineKind.PROCESS or names_web(line)
    return Outcome.START_FAILS if named else Outcome.REPAIRED


def _outcome_of_process(line: Line, procfile: Procfile, rewrites: bool) -> Outcome:
    if line.text.startswith("\t"):
        return Outcome.BUILD_FAILS  # YAML indents with spaces only
    if line.full_width or not _is_key(line):
        return _outcome_of_text(line, procfile, rewrites)
    if not _depth(line):
        return Outcome.READ
    above = _above(line, procfile)
    if above is None and rewrites:
        return Outcome.START_FAILS  # a mapping below the `web:` that was put in front
    if not rewrites and _depth(line) == _root_depth(procfile, rewrites):
        # All keys must be as deep as the first one, and a key cannot follow folded text.
        keys = [other for other in procfile.processes if _is_key(other)]
        same = all(_depth(other) == _depth(line) for other in keys)
        return Outcome.READ if same else Outcome.BUILD_FAILS
    if above is None or above.kind is not LineKind.PROCESS or not _is_key(above):
        return Outcome.BUILD_FAILS
    # Below a key without a value, or as deep as a key that is already below one: a mapping there.
    nested = not above.command or _depth(above) == _depth(line)
    return Outcome.START_FAILS if nested else Outcome.BUILD_FAILS


def _outcome_of_text(line: Line, procfile: Procfile, rewrites: bool) -> Outcome:
    """A line that is no key: YAML folds it into the value above where it is deeper."""
    above = _above(line, procfile)
    as_deep = not _depth(line) and not _root_depth(procfile, rewrites)
    if as_deep and line.text[:1] not in _INDICATORS and opens_mapping(line.text):
        return Outcome.READ  # a key with blanks in it, which nobody asks for
    keys = _root_depth(procfile, rewrites)
    if above is not None and above.kind is LineKind.PROCESS and _is_key(above):
        keys = max(keys, _depth(above))
    if line.text.startswith("\t") or _depth(line) <= keys:
        return Outcome.BUILD_FAILS
    if above is None:
        foldable = rewrites
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


def _root_depth(procfile: Procfile, rewrites: bool) -> int:
    """How deep the keys of the file's mapping are: as the first one, but for the rewrite."""
    first = procfile.content[0]
    return 0 if rewrites or first.kind is not LineKind.PROCESS else _depth(first)


def _is_key(line: Line) -> bool:
    """Whether YAML takes the type for a key: only with a blank, or nothing, behind the colon."""
    return not line.full_width and (line.gap.end > line.gap.start or not line.command)


def names_web(line: Line) -> bool:
    """Whether a line without a colon begins with the word `web`: `web gunicorn …`, `web= …`."""
    return line.command[:3].lower() == "web" and not line.command[3:4].isalnum()
