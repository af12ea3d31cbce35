"""Files to logical lines to entries, and from there to the files that they include."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from posixpath import dirname, join, normpath

from checker.base import regex as re
from checker.base.spans import Span
from checker.parsers.requirements.decoding import decode
from checker.parsers.requirements.lines import logical_lines
from checker.parsers.requirements.scanner import PIN
from checker.parsers.requirements.values import (
    Entry,
    Include,
    Reach,
    Requirement,
    Requirements,
    RequirementsFile,
    Specifier,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.base.text import Document
    from checker.parsers.requirements.lines import LogicalLine
    from checker.parsers.requirements.values import Option

FILE_LIMIT = 100
"""Files that are read for one set of requirements at the most."""
LINE_LIMIT = 20_000
"""Logical lines that are read of one file at the most."""


def read_requirements(
    path: str,
    document: Callable[[str], Document | None],
    before: Requirements | None = None,
) -> Requirements | None:
    """Read a requirements file and what it includes.

    Args:
        path: POSIX, relative to the root.
        document: gives the decoded file at such a path, None where it cannot be read.
        before: what was read when a file was another one: lines that stayed are not read again.

    Returns:
        None where the file itself cannot be read.
    """
    root = document(path)
    if root is None:
        return None
    known = {} if before is None else {(each.path, each.constraint): each for each in before.files}
    files = {path: _read_file(root, False, known.get((path, False)))}
    includes: list[Include] = []
    # Depth first, in the order of the lines, each file once: what is on the way is `stack`.
    stack: list[tuple[str, Iterator[tuple[Entry, Option]]]] = [(path, _included(files[path]))]
    while stack:
        here, pending = stack[-1]
        following = next(pending, None)
        if following is None:
            stack.pop()
            continue
        entry, option = following
        target, reach = _target(here, option.value)
        if reach is Reach.READ:
            constraint = option.name == "--constraint"
            if any(target == above for above, _ in stack):
                reach = Reach.CYCLE
            elif target in files:
                if files[target].constraint and not constraint:
                    files[target] = _as_requirements(files[target])
            elif len(files) >= FILE_LIMIT:
                reach = Reach.TOO_MANY
            else:
                found = document(target)
                if found is None:
                    reach = Reach.MISSING
                else:
                    earlier = known.get((target, constraint))
                    files[target] = _read_file(found, constraint, earlier)
                    stack.append((target, _included(files[target])))
        includes.append(Include(entry, option, target, reach))
    return Requirements(tuple(files.values()), tuple(includes))


def _as_requirements(file: RequirementsFile) -> RequirementsFile:
    """A file that was reached through `-c` first and is reached through `-r` too."""
    return _read_file(file.document, False)


def _included(file: RequirementsFile) -> Iterator[tuple[Entry, Option]]:
    """The lines whose `-r` or `-c` pip follows: `-r` wins, only the first of each counts."""
    for entry in file.entries:
        if entry.requirement is None and entry.refusal is None:
            option = entry.option("--requirement") or entry.option("--constraint")
            if option is not None:
                yield entry, option


def _target(including: str, value: str) -> tuple[str, Reach]:
    """The path that an include names, relative to the root, and whether it can be read there."""
    if re.search(r"\$\{[A-Z0-9_]+\}", value):
        return value, Reach.UNKNOWN
    if re.match(r"(http|https):", value, re.IGNORECASE):
        return value, Reach.REMOTE
    if re.match("file:", value, re.IGNORECASE) or value.startswith("/"):
        return value, Reach.OUTSIDE
    path = normpath(join(dirname(including), value))
    if path == ".." or path.startswith("../"):
        return value, Reach.OUTSIDE
    return ("" if path == "." else path), Reach.READ


def _read_file(
    document: Document, constraint: bool, before: RequirementsFile | None = None
) -> RequirementsFile:
    decoded = decode(document)
    kept = _kept(before, document, decoded.problem) if before is not None else ()
    begin, number = 0, 1
    if kept:
        begin, number = document.text.rfind("\n", 0, kept[-1].span.start) + 1, kept[-1].line
        kept = kept[:-1]
    read = logical_lines(decoded.text, decoded.offsets, begin, number)
    lines = list(islice(read, LINE_LIMIT + 1 - len(kept)))
    complete = document.complete and len(kept) + len(lines) <= LINE_LIMIT
    if not complete:
        del lines[-1:]  # the reading was bounded in the midst of it
    entries = (*kept, *(_parse_line(line, document.path, constraint) for line in lines))
    return RequirementsFile(document, entries, constraint, decoded.problem, complete)


def _kept(before: RequirementsFile, document: Document, problem: str) -> tuple[Entry, ...]:
    """The lines of an earlier reading that are still there; the last of them is to be read again.

    Only the beginning of the text that has not changed is looked at, and only in plain files.
    """
    old, new = before.document.text, document.text
    plain = old.isascii() and new.isascii() and not problem and not before.undecodable
    if not plain or not before.complete or not document.complete:
        return ()
    same = _shared(old, new)
    kept = before.entries[: bisect_left(before.entries, same, key=_start_of)]
    if not kept:
        return ()
    begin = new.rfind("\n", 0, kept[-1].span.start) + 1
    # Lines that end otherwise, or are continued, are numbered otherwise.
    return kept if len(new[:begin].splitlines()) + 1 == kept[-1].line else ()


def _start_of(entry: Entry) -> int:
    return entry.span.start


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    low, high = 0, min(len(one), len(other)) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _parse_line(line: LogicalLine, path: str, constraint: bool) -> Entry:
    begin = line.begin
    pin = None if begin is None else PIN.fullmatch(line.text)
    if begin is not None and pin is not None:
        return _pinned(line, path, constraint, pin, begin)
    from checker.parsers.requirements.any_line import (  # noqa: PLC0415  gate: not name==1.2.3
        parse_any_line,
    )

    return parse_any_line(line, path, constraint)


def _pinned(
    line: LogicalLine, path: str, constraint: bool, pin: re.Match[str], begin: int
) -> Entry:
    """The entry of a line `name==1.2.3`, which most lines are: what all of this reads, at once."""
    text, (name, version) = line.text, pin.groups()
    end, name_end = begin + len(text), begin + len(name)
    span = Span(begin, end)
    clauses = (Specifier("==", version, Span(name_end, end)),)
    requirement = Requirement(
        path, text, span, name, Span(begin, name_end), (), clauses, constraint=constraint
    )
    return Entry(path, line.number, text, span, requirement)
