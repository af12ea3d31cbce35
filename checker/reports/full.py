"""The report that a person reads: grouped by file, with the source line and what to type."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from checker.model import Severity
from checker.plan.fitting import fitting_target
from checker.reports.excerpt import excerpt_of
from checker.reports.summary import clean, counts, left_out
from checker.rules import load_rules
from checker.targets import citation
from checker.text import visible

if TYPE_CHECKING:
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
_INDENT = 2
_LABEL_WIDTH = 6


def write_full(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the report of each root, then what was found in all."""
    for prefix, report in reports:
        if not report.findings and not output.quiet:
            output.line(clean(prefix, report))
        for path, findings in groupby(report.findings, key=lambda finding: finding.at.path):
            _heading(output, visible(prefix + path) or ".")
            for finding in findings:
                _finding(output, report, finding)
    if not output.quiet and any(report.findings for _, report in reports):
        _summary(output, reports)


def _heading(output: Output, path: str) -> None:
    line = "─" if output.unicode else "-"
    text = Text(path + " ", style="bold", overflow="fold")
    if (left := output.width - text.cell_len) > 0:
        text.append(line * left, style=_FAINT)
    output.show(text)
    output.line()


def _finding(output: Output, report: Report, finding: Finding) -> None:
    rule = load_rules()[finding.code]
    place = report.place(finding.at)
    head = Text(" " * _INDENT)
    if place:
        head.append(f"{place[0]}:{place[1]}  ")
    head.append(finding.severity.label, style=STYLES[finding.severity])
    head.append(f"  {finding.code} ", style="bold")
    head.append(rule.name, style=_FAINT)
    if not finding.certain:
        head.append("  uncertain", style=_FAINT)
    output.show(head)
    _indented(output, Text(visible(finding.message)))
    _excerpt(output, report, finding)
    for at, message in finding.related:
        where = report.place(at)
        spot = visible(at.path) + (f":{where[0]}:{where[1]}" if where else "")
        _labelled(output, "see", f"{spot}  {visible(message)}", _FAINT)
    if finding.help:
        _labelled(output, "write" if _is_literal(finding.help) else "help", visible(finding.help))
    first, *others = rule.cites
    also = f" (also {', '.join(others)})" if others else ""
    _labelled(output, "spec", f"{first}: {citation(first)}{also}", _FAINT)
    output.line()


def _is_literal(help: str) -> bool:
    return help.startswith("`") and help.endswith("`") and help.count("`") == 2


def _indented(output: Output, text: Text) -> None:
    output.show(Padding(text, (0, 0, 0, _INDENT + 2)))


def _labelled(output: Output, label: str, words: str, style: str = "") -> None:
    """A label, and words that wrap beside it."""
    from rich.table import Table

    grid = Table.grid(padding=0)
    grid.add_column(width=_LABEL_WIDTH, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(label, style=_LABEL), Text(words, style=style))
    output.show(Padding(grid, (0, 0, 0, _INDENT + 2)))


def _excerpt(output: Output, report: Report, finding: Finding) -> None:
    document = report.project.document(finding.at.path)
    if document is None or not document.text:
        return
    bar = "│" if output.unicode else "|"
    margin = _INDENT + 2 + 5
    found = excerpt_of(document, finding.at.start, finding.at.end, output.width - margin - 4)
    digits = max(3, len(str(found.number)))
    pad = " " * (_INDENT + 2)
    body = Text()
    for piece in found.pieces:
        body.append(piece.text, style="reverse" if piece.escape else "")
    source = Text.assemble((f"{pad}{found.number:>{digits}} {bar} ", _FAINT), body)
    carets = Text.assemble(
        (f"{pad}{'':>{digits}} {bar} ", _FAINT),
        " " * found.caret,
        ("^" * found.carets, STYLES[finding.severity]),
    )
    for text in (source, carets):
        output.show(text, wrap=False)


def _summary(output: Output, reports: list[tuple[str, Report]]) -> None:
    for prefix, report in reports:
        if not report.findings:
            continue
        files = len({finding.at.path for finding in report.findings})
        target = report.target
        words = Text()
        if len(reports) > 1:
            words.append(f"{visible(prefix.rstrip('/') or '.')}: ", style="bold")
        words.append(counts(report), style=STYLES[report.worst])
        words.append(f" in {files} file{'s' if files > 1 else ''}, checked against ")
        words.append(target.name, style="bold")
        words.append(f" ({target.title})")
        words.append(left_out(report))
        output.show(words)
        fit = fitting_target(report.project)
        if fit is not None:
            output.show(
                Text(f"{visible(fit.because)}: perhaps --target {fit.target} is the one that fits")
            )
    example = next(finding.code for _, report in reports for finding in report.findings)
    output.show(
        Text(
            f"--target NAME chooses another edition (pyspec-check targets); "
            f"pyspec-check explain {example} says more",
            style=_FAINT,
        )
    )
