"""What lock files and Pipfiles ask for, as requirements."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.spans import Span
from checker.parsers import locks
from checker.parsers.requirements import Requirements
from checker.parsers.requirements.lines import LogicalLine
from checker.parsers.requirements.requirement_line import Source, parse_requirement
from checker.parsers.requirements.values import Entry, RequirementsFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.base.text import Document
    from checker.parsers.locks import Locked


def requirements_of(document: Document) -> Requirements | None:
    """What a Pipfile or a lock file asks for; None where it cannot be read, or is another file.

    Each entry lies at the name in the file.
    """
    rows: Iterable[Locked] | None = None
    if document.path == "Pipfile.lock":
        table = locks.objects(document)
        rows = None if table is None else locks.of_pipfile_lock(table)
    elif document.path == "Pipfile":
        table = locks.tables(document)
        rows = None if table is None else locks.of_pipfile(table)
    elif document.path in ("poetry.lock", "uv.lock", "pdm.lock"):
        table = locks.tables(document)
        rows = None if table is None else locks.of_packages(table)
    return None if rows is None else as_requirements(document, list(rows))


def as_requirements(document: Document, rows: list[Locked]) -> Requirements:
    """The rows of a file as requirements, each at its name in the file."""
    entries = []
    at = 0
    for row in rows:
        found = re.compile(rf"(?<![\w.-]){re.escape(row.name)}(?![\w-])").search(document.text, at)
        if found is None:
            found = re.compile(re.escape(row.name)).search(document.text)
        start = found.start() if found else 0
        span = Span(start, start + len(row.name) if found else 0)
        at = span.end if found else at
        line = LogicalLine(1, row.line, [(0, 0)], None)
        requirement = parse_requirement(Source(line, document.path, row.line, 0, False)).requirement
        if requirement is None:
            continue
        clauses = tuple(each._replace(span=span) for each in requirement.specifiers)
        place = requirement._replace(
            span=span, name_span=span, specifiers=clauses, marker_span=None, url_span=None
        )
        number, _ = document.line_column(start)
        entries.append(Entry(document.path, number, row.line, span, place))
    file = RequirementsFile(document, tuple(entries), False, "", document.complete)
    return Requirements((file,), ())
