"""Logical lines to entries: lines of every kind, while `reading` knows the plainest by itself."""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.requirements.options import first_option, parse_options
from checker.parsers.requirements.requirement_line import Source, parse_editable, parse_requirement
from checker.parsers.requirements.values import ALL_PIPS, Entry, Pips, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements.lines import LogicalLine


def parse_any_line(line: LogicalLine, path: str, constraint: bool) -> Entry:
    """What a line asks for.

    Args:
        line: the logical line.
        path: the file that it stands in.
        constraint: whether that is read as constraints.
    """
    text = line.text
    variables: tuple[str, ...] = ()
    if "${" in text:
        variables = tuple(re.findall(r"\$\{([A-Z0-9_]+)\}", text))
    entry = Entry(path, line.number, text, line.span(0, len(text)), variables=variables)
    cut, some = first_option(text), None
    if cut < len(text):
        options, refusal, dropped = parse_options(line, cut)
        every = refusal is not None and refusal.pips == ALL_PIPS
        entry = entry._replace(options=options, refusal=refusal if every else None, dropped=dropped)
        some = None if every else refusal
    if entry.refusal is None:
        entry = _with_requirement(entry, line, text[:cut].rstrip(), constraint)
        entry = entry._replace(refusal=entry.refusal or some)
    if entry.refusal and variables:
        entry = entry._replace(refusal=entry.refusal._replace(certain=False))
    return entry


def _with_requirement(entry: Entry, line: LogicalLine, words: str, constraint: bool) -> Entry:
    """The entry with what its words, or its first `-e`, ask for."""
    editable = entry.option("--editable")
    if words:
        source = Source(line, entry.path, words, 0, constraint)
    elif editable is not None:
        start = next(
            index
            for index in range(len(line.text) + 1)
            if index == len(line.text) or line.at(index) == editable.value_span.start
        )
        source = Source(line, entry.path, editable.value, start, constraint)
    else:
        return entry
    parsed = parse_requirement(source) if words else parse_editable(source)
    if words and editable is not None and parsed.refusal is None:
        # Since 25.0 these words, and not what stands behind `-e`, are taken for what is editable.
        message = f"{words} is not a valid editable requirement"
        parsed = parsed._replace(refusal=Refusal(message, source.span(), Pips(first=(25, 0))))
    requirement = parsed.requirement
    if requirement is not None:
        hashes = tuple(option.value for option in entry.options if option.name == "--hash")
        requirement = requirement._replace(hashes=hashes)
    return entry._replace(requirement=requirement, refusal=parsed.refusal)
