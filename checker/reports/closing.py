"""What ends a full report: what was found, which fixes there are, how to go on."""

from __future__ import annotations

from checker.advice.target import fitting_target
from checker.base.findings import Severity
from checker.base.text import printable
from checker.reports.naming import checked_against
from checker.reports.styled import Text
from checker.reports.summary import counts, left_out, notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.base.messages import Language
    from checker.check.report import Report
    from checker.reports.output import Output

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
"""The colours of the severities."""
UNSHOWN = (
    "{count} more finding not shown (--max-findings {most})",
    "{count} more findings not shown (--max-findings {most})",
)
DETAILS = "Run `pyspec-check explain {code}` for details."
FOUND = ("{counts} in {count} file for {target}", "{counts} in {count} files for {target}")
FIXABLE = "{count} fixable with `{option}`"
MORE = " ({count} more with `--unsafe-fixes`)"


def write_summary(reports: list[tuple[str, Report]], output: Output, unshown: int) -> None:
    """Write the last lines.

    Args:
        reports: those of all roots.
        output: where they go.
        unshown: findings that `--max-findings` left out.
    """
    if unshown:
        words = output.say(UNSHOWN[unshown > 1], count=unshown, most=output.view.most)
        output.show(Text(words))
        output.line()
    for prefix, report in reports:
        if report.findings:
            output.show(_found(prefix, report, output.language, several=len(reports) > 1))
            fit = None if report.parts or report.note else fitting_target(report.project)
            if fit is not None:
                output.show(Text(printable(output.language.of(fit.question))))
    for note in notes(reports, output.language):
        output.show(Text(note))
    for line in _fixable(reports, output):
        output.show(line)
    worst = max(
        (finding for _, report in reports for finding in report.findings),
        key=lambda finding: finding.severity,
    )
    output.show(Text(output.say(DETAILS, code=worst.code), "dim"))


def _found(prefix: str, report: Report, language: Language, several: bool) -> Text:
    files = len({finding.at.path for finding in report.findings})
    words = Text()
    if several:
        words.append(f"{printable(prefix.rstrip('/') or '.')}: ", "bold")
    words = Text.assemble(
        words,
        marked(
            language.template(FOUND[files > 1]),
            {
                "counts": Text(counts(report.findings, language), STYLES[report.worst]),
                "count": Text(str(files)),
                "target": _bold_name(checked_against(report, language)),
            },
        ),
    )
    words.append(left_out(report, language))
    for part in report.parts:
        own = counts(part.findings, language)
        words.append(f"\n  {part.target.name}: ")
        words.append(own or language.say("nothing"), STYLES[part.worst] if own else "")
    return words


def _fixable(reports: list[tuple[str, Report]], output: Output) -> Iterator[Text]:
    """How many findings the fixes of this command would remove, and how many unsafe ones more."""
    view = output.view
    findings = [finding for _, report in reports for finding in report.findings]
    safe, unsafe = sum(map(view.applies, findings)), sum(map(view.hides, findings))
    option = view.offers or "--fix"
    if safe:
        words = output.say(FIXABLE, count=safe, option=option)
        if unsafe:
            words += output.say(MORE, count=unsafe)
        yield Text.assemble(("[*]", "bold green"), f" {words}")
    elif unsafe:
        yield Text(output.say(FIXABLE, count=unsafe, option=f"{option} --unsafe-fixes"))


def _bold_name(words: str) -> Text:
    """A target, its title not as bold as its name."""
    name = words.partition(" (")[0].partition("（")[0]
    return Text.assemble((name, "bold"), words[len(name) :])


def marked(template: str, fields: Mapping[str, Text]) -> Text:
    """A template filled with words that have a style each."""
    words = Text()
    before, *parts = template.split("{")
    words.append(before)
    for part in parts:
        name, _, after = part.partition("}")
        words = Text.assemble(words, fields[name], after)
    return words
