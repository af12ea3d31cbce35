"""What the slug builder makes of a Procfile's lines.

From 5.2 on it rewrites the file's very beginning (F18) and then reads YAML (F19); 5.0 and 5.1 read
the YAML as it stands. Whether a command is valid YAML by itself is a question of its own: here it
counts only as far as a line's place and form decide it.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.base.spans import Span
from checker.parsers.procfile import LineKind, parse_procfile
from checker.platform.procfile import Duplicates, Outcome, names_web, opens_mapping
from checker.platform.rainbond.console import VARIABLE_LIMIT, cut_at, stripped_blanks
from checker.platform.slug.processes import read_processes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.procfile import Line, Procfile
    from checker.platform.procfile import Processes
    from checker.targets import Target


_INDICATORS = frozenset("\t\"'[]{}&*!|>%@`#-?:,")
"""What begins something else than plain text in YAML."""


class _View(NamedTuple):
    """How the builder sees a file."""

    procfile: Procfile
    rewrites: bool
    alone: bool
    """Whether `web:` is all that is passed on."""

    def depth(self, line: Line) -> int:
        """How many spaces begin the line: what YAML takes for its indentation."""
        return len(line.text) - len(line.text.lstrip(" "))

    def root_depth(self) -> int:
        """How deep the keys of the file's mapping are: as the first one, but for the rewrite."""
        first = self.procfile.content[0]
        flat = self.rewrites or first.kind is not LineKind.PROCESS
        return 0 if flat else self.depth(first)


class Reader:
    """Rewrites the file's beginning (not in 5.0 and 5.1) and loads it as YAML."""

    is_yaml = True
    ignores_case = False
    falls_back_to_worker = False
    size_limit = VARIABLE_LIMIT
    line_limit = 0
    duplicates = Duplicates.LAST_WINS

    def __init__(self, target: Target) -> None:
        self.rewrites = target.missing_space_after_colon != "build fails"
        self.is_specified = target.missing_space_after_colon in (
            "build fails",
            "against the specification",
        )
        self.replaces_bytes = bool(target.console_limit)
        self._target = target

    def outcome(self, line: Line, procfile: Procfile) -> Outcome:
        """What YAML makes of one line, as far as its place and form decide it."""
        if line.kind in (LineKind.COMMENT, LineKind.BLANK):
            return Outcome.READ
        start, end = procfile.kept
        alone = end - start == 4 and procfile.document.text[start:end] == "web:"
        view = _View(procfile, self.rewrites, alone)
        if self.rewrites and line is procfile.first:
            return _outcome_of_beginning(line, view)
        if line.kind is LineKind.PROCESS:
            return _outcome_of_process(line, view)
        return _outcome_of_text(line, view)

    def processes(self, data: bytes) -> Processes:
        """What Ruby loads from the bytes that the builder wrote."""
        return read_processes(data, self._target.yaml == "unsafe")

    def read(self, procfile: Procfile) -> Procfile:
        """What the console leaves of it (RH1).

        A byte-order mark is judged by a rule of its own: it is no part of the text, but what
        follows it is not the file's beginning.
        """
        if not self.replaces_bytes:
            return procfile
        document, blanks = procfile.document, stripped_blanks(self._target)
        text = document.text
        start = 0 if document.mark else len(text) - len(text.lstrip(blanks))
        end = max(start, len(text.rstrip(blanks)))
        return (
            procfile
            if (start, end) == (0, len(text))
            else parse_procfile(document, Span(start, end))
        )

    def cut(self, procfile: Procfile) -> int | None:
        """Where the console cuts it (RH1)."""
        return cut_at(procfile.document.text, self._target)


def _outcome_of_beginning(line: Line, view: _View) -> Outcome:
    """The first line after `web: ` was put in front of it, or a blank after its `web:`."""
    text = line.text
    if text.startswith("web:"):
        if view.alone:
            return Outcome.BUILD_FAILS  # of `web:` alone the rewrite asks for the fifth byte
        spaced = text[4:5] == " " or not line.command
        return Outcome.READ if spaced else Outcome.REPAIRED
    if text[0] in "\"'" and text.rstrip()[1:].find(text[0]) == len(text.rstrip()) - 2:
        return Outcome.START_FAILS  # a string in quotes: the command is the whole of it
    if opens_mapping(text):
        return Outcome.BUILD_FAILS
    named = line.kind is LineKind.PROCESS or names_web(line)
    return Outcome.START_FAILS if named else Outcome.REPAIRED


def _outcome_of_process(line: Line, view: _View) -> Outcome:
    if line.text.startswith("\t"):
        return Outcome.BUILD_FAILS  # YAML indents with spaces only
    if line.text.startswith("\ufeff"):
        return Outcome.BUILD_FAILS  # it skips the mark, and finds a key that is not at its place
    if line.full_width or not _is_key(line):
        return _outcome_of_text(line, view)
    if not view.depth(line):
        return Outcome.READ
    above = _above(line, view.procfile)
    if above is None and view.rewrites:
        return Outcome.START_FAILS  # a mapping below the `web:` that was put in front
    if not view.rewrites and view.depth(line) == view.root_depth():
        # All keys must be as deep as the first one, and a key cannot follow folded text.
        keys = [other for other in view.procfile.processes if _is_key(other)]
        same = all(view.depth(other) == view.depth(line) for other in keys)
        return Outcome.READ if same else Outcome.BUILD_FAILS
    if above is None or above.kind is not LineKind.PROCESS or not _is_key(above):
        return Outcome.BUILD_FAILS
    # Below a key without a value, or as deep as a key that is already below one: a mapping there.
    nested = not above.command or view.depth(above) == view.depth(line)
    return Outcome.START_FAILS if nested else Outcome.BUILD_FAILS


def _outcome_of_text(line: Line, view: _View) -> Outcome:
    """A line that is no key: YAML folds it into the value above where it is deeper."""
    above, text = _above(line, view.procfile), line.text
    if above is None and not view.rewrites and text.rstrip() == "---":
        return Outcome.READ  # where a document begins
    as_deep = not view.depth(line) and not view.root_depth()
    if as_deep and text[:1] not in _INDICATORS and opens_mapping(text):
        return Outcome.READ  # a key with blanks in it, which nobody asks for
    keys = view.root_depth()
    if above is not None and above.kind is LineKind.PROCESS and _is_key(above):
        keys = max(keys, view.depth(above))
    if text.startswith("\t") or view.depth(line) <= keys:
        return Outcome.BUILD_FAILS
    if above is None:
        foldable = view.rewrites
    else:
        between = view.procfile.lines[above.number : line.number - 1]
        foldable = not above.command or all(other.kind is LineKind.BLANK for other in between)
    return Outcome.FOLDED if foldable and not opens_mapping(text) else Outcome.BUILD_FAILS


def _above(line: Line, procfile: Procfile) -> Line | None:
    """The nearest line above that is no comment and not blank."""
    for index in range(line.number - 2, -1, -1):
        if procfile.lines[index].kind not in (LineKind.COMMENT, LineKind.BLANK):
            return procfile.lines[index]
    return None


def _is_key(line: Line) -> bool:
    """Whether YAML takes the type for a key: only with a blank, or nothing, behind the colon."""
    return not line.full_width and (line.gap.end > line.gap.start or not line.command)
