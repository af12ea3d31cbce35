"""The report that a person reads: each finding with its place, source line and what to type.

A finding is written as rustc and ruff write theirs, so that a terminal makes a link of the place.
"""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.messages import ARROW
from checker.base.text import printable
from checker.reports.arranging import arranged, chosen
from checker.reports.closing import STYLES, marked, write_summary
from checker.reports.excerpt import excerpt_of
from checker.reports.folding import SHOWN
from checker.reports.naming import held_for, message_of
from checker.reports.styled import Text, cell_len, wrapped
from checker.reports.summary import clean, counts
from checker.rules.codes import RULES
from checker.rules.page import page_url, reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding, Location
    from checker.check.report import Report
    from checker.reports.arranging import Group
    from checker.reports.folding import Folded
    from checker.reports.output import Output

_FAINT, _GUIDE, _FIXABLE, _LABEL, _ASIDE = "dim", "bold blue", "bold green", "bold", "bold dim"
_LABELS = 6
"""Cells of the longest label, `help: `."""
LABELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
FURTHER = "and {count} more {code} in {path}"
UNLISTED = "and {count} more; `--format concise` lists them all"


def write_full(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the report of each root, then what was found in all."""
    view, room = output.view, output.view.most
    left_out = 0
    for prefix, report in reports:
        if not report.findings and not output.quiet:
            output.line(clean(prefix, report, output.language))
        shown = [] if view.most and not room else chosen(report.findings, room)
        room = max(0, room - len(shown))
        left_out += len(report.findings) - sum(1 + len(each.others) for each in shown)
        for group in arranged(shown, view):
            for line in _group(output, prefix, report, group):
                output.show(line, wrap=False)
    if not output.quiet and any(report.findings for _, report in reports):
        write_summary(reports, output, left_out)


def _group(output: Output, prefix: str, report: Report, group: Group) -> Iterator[Text]:
    yield from _heading(output, prefix, group)
    reasons: set[tuple[str, str]] = set()
    digits = max(_digits(report, each.finding) for each in group.whole)
    for each in group.whole:
        yield from _Block(output, prefix, report, digits).lines(each, reasons)
        yield Text()
    for several in group.brief:
        yield from _brief(output, prefix, report, several)
        yield Text()


def _heading(output: Output, prefix: str, group: Group) -> Iterator[Text]:
    """The file or the rule, a line, and what was found there."""
    if output.view.group_by == "rule":
        words = f"{group.key} {RULES[group.key].name}"
    else:
        words = printable(prefix + group.key) or "."
    found = counts(group.findings, output.language)
    *above, last = wrapped(Text(words, "bold"), output.width)
    left = output.width - last.cell_len - cell_len(found) - 2
    if left > 0:
        last.append(" " + ("─" if output.unicode else "-") * left + " ", _ASIDE)
        last.append(found, _ASIDE)
    yield from (*above, last, Text())


def _brief(
    output: Output, prefix: str, report: Report, several: tuple[Folded, ...]
) -> Iterator[Text]:
    """The fifth and later findings of one rule and file: a line each, of the first ones."""
    finding = several[0].finding
    total = sum(1 + len(each.others) for each in several)
    path = Text(printable(prefix + finding.at.path))
    yield marked(
        output.language.template(FURTHER),
        {"count": Text(str(total)), "code": _code(output, finding), "path": path},
    )
    for each in several[:SHOWN]:
        place = _spot(prefix, report, each.finding.at)
        line = Text.assemble(("  --> ", _GUIDE), f"{place}  ")
        least = line.cell_len
        message = message_of(report, each.finding, output.language)
        line.append(printable(message), _FAINT)
        yield line.truncated(max(output.width, least))
    if (more := total - sum(1 + len(each.others) for each in several[:SHOWN])) > 0:
        yield Text(f"      {output.say(UNLISTED, count=more)}", _FAINT)


def _code(output: Output, finding: Finding) -> Text:
    """The severity and the code, which leads to the rule's page where the terminal has links."""
    style = STYLES[finding.severity]
    linked = f"{style} link {page_url(finding.code)}" if output.links else style
    label = output.say(LABELS[finding.severity])
    return Text.assemble((f"{label}[", style), (finding.code, linked), ("]", style))


def _spot(prefix: str, report: Report, at: Location) -> str:
    """`path:line:column`, as terminals and editors link it; a missing file has its path alone."""
    place = report.place(at)
    return (printable(prefix + at.path) or ".") + (f":{place[0]}:{place[1]}" if place else "")


def _digits(report: Report, finding: Finding) -> int:
    place = report.place(finding.at)
    return len(str(place[0])) if place else 1


class _Block:
    """The lines of one finding, or of several that are shown as one."""

    def __init__(self, output: Output, prefix: str, report: Report, digits: int) -> None:
        self.output, self.prefix, self.report, self.digits = output, prefix, report, digits
        self.bar = "│" if output.unicode else "|"
        self.language = output.language

    def lines(self, each: Folded, reasons: set[tuple[str, str]]) -> Iterator[Text]:
        """The head, the place, the source line, and the labelled lines below it.

        Args:
            each: what is shown.
            reasons: the files and rules whose reason is shown already; it is added to.
        """
        finding, view = each.finding, self.output.view
        yield from self._head(finding, any(map(view.applies, (finding, *each.others))))
        pad = " " * self.digits
        spot = _spot(self.prefix, self.report, finding.at)
        yield Text.assemble((f"{pad}--> ", _GUIDE), spot)
        yield from self._excerpt(finding)
        others = tuple(
            (other.at, message_of(self.report, other, self.language))
            for other in each.others[:SHOWN]
        )
        for at, message in (*finding.related, *others):
            where = _spot(self.prefix, self.report, at)
            yield from self._labelled("see", f"{where}: {printable(message)}", keep=len(where) + 1)
        if (more := len(each.others) - SHOWN) > 0:
            yield from self._labelled("see", self.output.say("and {count} more", count=more))
        for number, line in enumerate(finding.help.splitlines()):
            yield from self._labelled("" if number else "help", printable(line))
        names = held_for(self.report, finding, self.language)
        if names:
            yield from self._labelled("for", names)
        key = (finding.at.path if view.group_by == "file" else "", finding.code)
        if key not in reasons:
            reasons.add(key)
            reason = reason_of(finding.code, self._builder(finding), self.language)
            yield from self._labelled("why", reason, _FAINT)

    def _builder(self, finding: Finding) -> str:
        """The builder of the first target that reports a finding."""
        targets = self.report.targets
        return next((t.builder for t in targets if t.name in finding.targets), targets[0].builder)

    def _head(self, finding: Finding, fixable: bool) -> Iterator[Text]:
        head = _code(self.output, finding)
        if fixable:
            head.append(" [*]", _FIXABLE)
        if not finding.certain:
            head.append(f" {self.output.say('(uncertain)')}", _FAINT)
        found, arrow, then = printable(finding.message).partition(ARROW)
        head.append(" " + found, "bold").append(arrow + then)
        first, *rest = wrapped(head, self.output.width)
        if rest:
            after = head.part(len(first.plain)).without_leading_blanks()
            rest = [Text.assemble("    ", line) for line in wrapped(after, self.output.width - 4)]
        yield from (first, *rest)

    def _excerpt(self, finding: Finding) -> Iterator[Text]:
        pad = " " * self.digits
        document = self.report.project.document(finding.at.path)
        if document is not None and document.text:
            room = self.output.width - self.digits - 4
            found = excerpt_of(document, finding.at.start, finding.at.end, room)
            body = Text()
            for piece in found.pieces:
                body.append(piece.text, "reverse" if piece.escape else "")
            yield Text(f"{pad} {self.bar}", _GUIDE)
            number = f"{found.number:>{self.digits}} {self.bar} "
            yield Text.assemble((number, _GUIDE), body)
            yield Text.assemble(
                (f"{pad} {self.bar} ", _GUIDE),
                " " * found.caret,
                ("^" * found.carets, STYLES[finding.severity]),
            )
        yield Text(f"{pad} {self.bar}", _GUIDE)

    def _labelled(self, label: str, words: str, style: str = "", keep: int = 0) -> Iterator[Text]:
        """A label, and words that wrap beside it; the first `keep` characters stay on one line."""
        sign = "=" if label else " "
        shown = self.output.say("{name}: ", name=self.output.say(label)).rstrip() if label else ""
        shown += " " * (_LABELS - cell_len(shown))
        head = Text.assemble((f"{' ' * self.digits} {sign} ", _GUIDE), (shown, _LABEL))
        room = max(self.output.width - head.cell_len, keep)
        for number, line in enumerate(wrapped(Text(words, style), room)):
            yield Text.assemble(head if number == 0 else " " * head.cell_len, line)
