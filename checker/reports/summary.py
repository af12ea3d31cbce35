"""The words that end a report: what was found, for which target, how to go on."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.messages import ENGLISH, Language
from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.reports.output import Output


_COUNTS = {
    Severity.ERROR: ("{count} error", "{count} errors"),
    Severity.WARNING: ("{count} warning", "{count} warnings"),
    Severity.INFO: ("{count} info", "{count} info"),
}
"""One of them, and several."""
CLEAN = "{root}: nothing to report for {target}{left_out}"
HIDDEN = (
    "; {count} uncertain finding not shown (`--all` shows them)",
    "; {count} uncertain findings not shown (`--all` shows them)",
)
SUPPRESSED = "; {count} suppressed"
UNSHOWN = "{count} more not shown (--max-findings {most})"
TITLED = "{name} ({title})"


def counts(findings: Iterable[Finding], language: Language = ENGLISH) -> str:
    """`2 errors, 1 warning`; empty if there is none."""
    severities = [finding.severity for finding in findings]
    words = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        number = severities.count(severity)
        if number:
            words.append(language.say(_COUNTS[severity][number > 1], count=number))
    return language.between.join(words)


def clean(prefix: str, report: Report, language: Language = ENGLISH) -> str:
    """The one line of a clean run."""
    root = printable(prefix.rstrip("/") or ".")
    title = language.of(report.target.title)
    target = language.say(TITLED, name=report.target.name, title=title)
    if report.parts:
        from checker.reports.naming import checked_against  # noqa: PLC0415  gate: most have one

        target = checked_against(report, language)
    return language.say(CLEAN, root=root, target=target, left_out=left_out(report, language))


def write_clean(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the full report of roots that have nothing to report: a line each."""
    if not output.quiet:
        for prefix, report in reports:
            output.line(clean(prefix, report, output.language))
        for note in notes(reports, output.language):
            output.line(note)


def notes(reports: list[tuple[str, Report]], language: Language = ENGLISH) -> Iterator[str]:
    """What is to be said of the targets of the roots, each thing once."""
    roots: dict[str, list[str]] = {}
    for prefix, report in reports:
        if report.note:
            roots.setdefault(report.note, []).append(prefix.rstrip("/") or ".")
    for note, named in roots.items():
        words = language.of(note)
        yield words if len(reports) == 1 else f"{printable(language.between.join(named))}: {words}"


def left_out(report: Report, language: Language = ENGLISH) -> str:
    """How many findings were left out, and how to see them; empty, or starts with `; `."""
    words = ""
    if len({(part.hidden, part.suppressed) for part in report.parts}) > 1:
        each = {part.target.name: _bare(left_out(part, language)) for part in report.parts}
        return "".join(f"; {name}: {own}" for name, own in each.items() if own)
    if report.hidden:
        words += language.say(HIDDEN[report.hidden > 1], count=report.hidden)
    if report.suppressed:
        words += language.say(SUPPRESSED, count=report.suppressed)
    return words


def _bare(words: str) -> str:
    """Words without the semicolon that they start with."""
    return words.lstrip(";； ")
