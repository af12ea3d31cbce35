"""The report that a person reads: grouped by file, with the source line and what to type."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from checker.model import Severity
from checker.plan.fitting import fitting_target
from checker.reports.excerpt import excerpt_of
from checker.reports.styled import Styled, joined
from checker.reports.summary import clean, counts, left_out
from checker.rules import load_rules
from checker.targets import citation
from checker.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.engine import Report
    from checker.model import Finding
    from checker.reports.output import Output

# The colours of GCC's diagnostics: they read on light and on dark, where yellow and blue do not.
STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold magenta",
    Severity.INFO: "bold cyan",
}
_LABEL = "green"
_FAINT = "dim"
_INDENT, _BODY = 2, 4
"""Cells before a finding's head, and before what belongs to it."""
_LABEL_WIDTH = 6
_LEAST = 8
"""Cells that words get at the least, however narrow the output is."""


def write_full(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the report of each root, then what was found in all."""
    for prefix, report in reports:
        if not report.findings and not output.quiet:
            output.line(clean(prefix, report))
        for path, findings in groupby(report.findings, key=lambda finding: finding.at.path):
            for line in _heading(output, visible(prefix + path) or "."):
                output.styled(line)
            for finding in findings:
                for line in _finding(output, report, finding):
                    output.styled(line)
    if not output.quiet and any(report.findings for _, report in reports):
        _summary(output, reports)


def _heading(output: Output, path: str) -> Iterator[Styled]:
    line = "─" if output.unicode else "-"
    *above, last = Styled((path, "bold")).wrapped(output.width)
    if (left := output.width - last.cells) > 0:
        last.add(" ", "bold")
        last.add(line * (left - 1), _FAINT)
    yield from (*above, last, Styled())


def _finding(output: Output, report: Report, finding: Finding) -> Iterator[Styled]:
    """The lines of one finding, none wider than the output."""
    rule = load_rules()[finding.code]
    place = report.place(finding.at)
    head = Styled((" " * _INDENT, ""))
    if place:
        head.add(f"{place[0]}:{place[1]}  ")
    head.add(finding.severity.label, STYLES[finding.severity])
    head.add(f"  {finding.code} ", "bold")
    head.add(rule.name, _FAINT)
    if not finding.certain:
        head.add("  uncertain", _FAINT)
    yield head
    yield from _beside(output, Styled((" " * _BODY, "")), Styled((visible(finding.message), "")))
    yield from _excerpt(output, report, finding)
    for at, message in finding.related:
        where = report.place(at)
        spot = visible(at.path) + (f":{where[0]}:{where[1]}" if where else "")
        yield from _labelled(output, "see", f"{spot}  {visible(message)}", _FAINT)
    if finding.help:
        yield from _labelled(output, "help", visible(finding.help))
    first, *others = rule.cites
    also = f" (also {', '.join(others)})" if others else ""
    yield from _labelled(output, "spec", f"{first}: {citation(first)}{also}", _FAINT)
    yield Styled()


def _labelled(output: Output, label: str, words: str, style: str = "") -> Iterator[Styled]:
    """A label, and words that wrap beside it."""
    head = Styled((" " * _BODY, ""), (f"{label:<{_LABEL_WIDTH}}", _LABEL))
    return _beside(output, head, Styled((words, style)))


def _beside(output: Output, head: Styled, words: Styled) -> Iterator[Styled]:
    """Words that wrap to the right of a head."""
    margin = head.cells
    for number, line in enumerate(words.wrapped(max(_LEAST, output.width - margin))):
        yield joined((head if number == 0 else Styled((" " * margin, "")), line))


def _excerpt(output: Output, report: Report, finding: Finding) -> Iterator[Styled]:
    document = report.project.document(finding.at.path)
    if document is None or not document.text:
        return
    bar = "│" if output.unicode else "|"
    found = excerpt_of(document, finding.at.start, finding.at.end, output.width - _BODY - 9)
    digits = max(3, len(str(found.number)))
    pad = " " * _BODY
    source = Styled((f"{pad}{found.number:>{digits}} {bar} ", _FAINT))
    for piece in found.pieces:
        source.add(piece.text, "reverse" if piece.escape else "")
    yield source
    yield Styled(
        (f"{pad}{'':>{digits}} {bar} ", _FAINT),
        (" " * found.caret, ""),
        ("^" * found.carets, STYLES[finding.severity]),
    )


def _summary(output: Output, reports: list[tuple[str, Report]]) -> None:
    for prefix, report in reports:
        if not report.findings:
            continue
        files = len({finding.at.path for finding in report.findings})
        target = report.target
        words = Styled()
        if len(reports) > 1:
            words.add(f"{visible(prefix.rstrip('/') or '.')}: ", "bold")
        words.add(counts(report), STYLES[report.worst])
        words.add(f" in {files} file{'s' if files > 1 else ''}, checked against ")
        words.add(target.name, "bold")
        words.add(f" ({target.title})")
        words.add(left_out(report))
        _wrapped(output, words)
        fit = fitting_target(report.project)
        if fit is not None:
            hint = f"{visible(fit.because)}: perhaps --target {fit.target} is the one that fits"
            _wrapped(output, Styled((hint, "")))
    example = next(finding.code for _, report in reports for finding in report.findings)
    hint = (
        f"--target NAME chooses another edition (pyspec-check targets); "
        f"pyspec-check explain {example} says more"
    )
    _wrapped(output, Styled((hint, _FAINT)))


def _wrapped(output: Output, words: Styled) -> None:
    for line in words.wrapped(output.width):
        output.styled(line)
