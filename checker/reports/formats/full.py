"""The report that a person reads: grouped by file, with the source line and what to type."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from checker.advice.target import fitting_target
from checker.base.findings import Severity
from checker.base.text import printable
from checker.reports.excerpt import excerpt_of
from checker.reports.folding import SHOWN, folded
from checker.reports.summary import clean, counts, left_out
from checker.rules.codes import RULES
from checker.targets import citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.reports.folding import Folded
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


def write_full(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the report of each root, then what was found in all."""
    for prefix, report in reports:
        if not report.findings and not output.quiet:
            output.line(clean(prefix, report))
        shown = folded(report.findings)
        for path, group in groupby(shown, key=lambda each: each.finding.at.path):
            lines = list(_heading(output, printable(prefix + path) or "."))
            for each in group:
                lines += _finding(output, prefix, report, each)
            output.show(Text("\n").join(lines), wrap=False)
    if not output.quiet and any(report.findings for _, report in reports):
        _summary(output, reports)


def _heading(output: Output, path: str) -> Iterator[Text]:
    line = "─" if output.unicode else "-"
    *above, last = output.wrapped(Text(path + " ", style="bold"), output.width)
    if (left := output.width - last.cell_len) > 0:
        last.append(line * left, style=_FAINT)
    yield from (*above, last, Text())


def _finding(output: Output, prefix: str, report: Report, each: Folded) -> Iterator[Text]:
    """The lines of one finding, or of several that are told together."""
    finding = each.finding
    rule = RULES[finding.code]
    place = report.place(finding.at)
    head = Text(" " * _INDENT)
    if place:
        head.append(f"{place[0]}:{place[1]}  ")
    head.append(finding.severity.label, style=STYLES[finding.severity])
    head.append(f"  {finding.code} ", style="bold")
    head.append(rule.name, style=_FAINT)
    if not finding.certain:
        head.append("  uncertain", style=_FAINT)
    yield head
    yield from _beside(output, Text(" " * _BODY), Text(printable(finding.message)))
    yield from _excerpt(output, report, finding)
    others = tuple((other.at, other.message) for other in each.others[:SHOWN])
    for at, message in (*finding.related, *others):
        where = report.place(at)
        spot = printable(prefix + at.path) + (f":{where[0]}:{where[1]}" if where else "")
        yield from _labelled(output, "see", f"{spot}  {printable(message)}", _FAINT)
    if (more := len(each.others) - SHOWN) > 0:
        yield from _labelled(output, "see", f"and {more} more", _FAINT)
    if finding.help:
        yield from _labelled(output, "help", printable(finding.help))
    first, *further = rule.cites
    also = f" (also {', '.join(further)})" if further else ""
    yield from _labelled(output, "spec", f"{first}: {citation(first)}{also}", _FAINT)
    yield Text()


def _labelled(output: Output, label: str, words: str, style: str = "") -> Iterator[Text]:
    """A label, and words that wrap beside it."""
    head = Text.assemble(" " * _BODY, (f"{label:<{_LABEL_WIDTH}}", _LABEL))
    return _beside(output, head, Text(words, style=style))


def _beside(output: Output, head: Text, words: Text) -> Iterator[Text]:
    """Words that wrap to the right of a head."""
    margin = head.cell_len
    for number, line in enumerate(output.wrapped(words, output.width - margin)):
        yield Text.assemble(head if number == 0 else " " * margin, line)


def _excerpt(output: Output, report: Report, finding: Finding) -> Iterator[Text]:
    document = report.project.document(finding.at.path)
    if document is None or not document.text:
        return
    bar = "│" if output.unicode else "|"
    found = excerpt_of(document, finding.at.start, finding.at.end, output.width - _BODY - 9)
    digits = max(3, len(str(found.number)))
    pad = " " * _BODY
    source = Text(f"{pad}{found.number:>{digits}} {bar} ", style=_FAINT)
    body = Text()
    for piece in found.pieces:
        body.append(piece.text, style="reverse" if piece.escape else "")
    yield Text.assemble(source, body)
    yield Text.assemble(
        (f"{pad}{'':>{digits}} {bar} ", _FAINT),
        " " * found.caret,
        ("^" * found.carets, STYLES[finding.severity]),
    )


def _summary(output: Output, reports: list[tuple[str, Report]]) -> None:
    for prefix, report in reports:
        if not report.findings:
            continue
        files = len({finding.at.path for finding in report.findings})
        target = report.target
        words = Text()
        if len(reports) > 1:
            words.append(f"{printable(prefix.rstrip('/') or '.')}: ", style="bold")
        words.append(counts(report), style=STYLES[report.worst])
        words.append(f" in {files} file{'s' if files > 1 else ''}, checked against ")
        words.append(target.name, style="bold")
        words.append(f" ({target.title})")
        words.append(left_out(report))
        output.show(words)
        fit = fitting_target(report.project)
        if fit is not None:
            output.show(
                Text(
                    f"{printable(fit.because)}: perhaps --target {fit.target} is the one that fits"
                )
            )
    example = next(finding.code for _, report in reports for finding in report.findings)
    output.show(
        Text(
            f"--target NAME chooses another edition (pyspec-check targets); "
            f"pyspec-check explain {example} says more",
            style=_FAINT,
        )
    )
