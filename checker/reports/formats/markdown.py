"""GitHub-flavoured Markdown, for a job's summary or a comment.

What comes from the repository stays text: every character that Markdown, HTML or GitHub gives a
meaning to is written as an entity, which can't be one.
"""

from __future__ import annotations

from checker.base.text import printable
from checker.reports.arranging import arranged, chosen
from checker.reports.entries import entries
from checker.reports.naming import checked_against, message_of
from checker.reports.summary import TITLED, UNSHOWN, counts, left_out
from checker.rules.page import page_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.messages import Language
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output

_SPECIAL = frozenset("\\`*_{}[]<>#+!|~&$^:.")
"""Also `:` and `.`, which make links of addresses."""
HEADS = ("severity", "rule", "place", "what", "write instead")
HEADING = "pyspec-check: {root} for {target}"


def write_markdown(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write a heading and a table for each root."""
    found = list(entries(reports))
    view, room = output.view, output.view.most
    for index, (prefix, report) in enumerate(reports):
        if index:
            output.line()
        root = escape(prefix.rstrip("/") or ".")
        against = _checked_against(report, output.language)
        output.line(f"### {output.say(HEADING, root=root, target=against)}")
        output.line()
        found_here = counts(report.findings, output.language) or output.say("Nothing to report")
        output.line(f"{found_here}{left_out(report, output.language)}")
        if report.note:
            output.line()
            output.line(prose(output.language.of(report.note)))
        own = [entry for entry in found if entry.report is report]
        if own:
            output.line()
            output.line(f"| {' | '.join(map(output.say, HEADS))} |")
            output.line("| --- | --- | --- | --- | --- |")
        shown = [] if view.most and not room else chosen((entry.finding for entry in own), room)
        room = max(0, room - len(shown))
        for each in (each for group in arranged(shown, view) for each in group.every):
            output.line(_row(own[each.number]._replace(finding=each.finding), output.language))
        if unshown := len(own) - sum(1 + len(each.others) for each in shown):
            output.line()
            output.line(output.say(UNSHOWN, count=unshown, most=view.most))


def _checked_against(report: Report, language: Language) -> str:
    if report.parts:
        return checked_against(report, language)
    title = escape(language.of(report.target.title))
    return language.say(TITLED, name=report.target.name, title=title)


def _row(entry: Entry, language: Language) -> str:
    finding = entry.finding
    place = f":{entry.place[0]}:{entry.place[1]}" if entry.place else ""
    certain = "" if finding.certain else f" {language.say('(uncertain)')}"
    cells = (
        f"{language.say(finding.severity.label)}{certain}",
        f"[{finding.code}]({page_url(entry.rule.code)})",
        f"<code>{escape(entry.path + place)}</code>",
        prose(message_of(entry.report, finding, language)),
        prose(finding.help),
    )
    return f"| {' | '.join(cells)} |"


def prose(text: str) -> str:
    """A message as Markdown: what it puts between backticks is shown as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # a backtick of the repository's own: no telling which is which
        return escape(text)
    return "".join(
        f"<code>{escape(part)}</code>" if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    found = []
    for char in printable(text):
        if char == "@":
            found.append("&#64;<!-- -->")  # an entity alone would still notify somebody
        elif char in _SPECIAL:
            found.append(f"&#{ord(char)};")
        else:
            found.append(char)
    return "".join(found)
