"""A rule's page: read, cut into its sections, and as Markdown."""

from __future__ import annotations

from checker import HOMEPAGE
from checker.base import regex as re
from checker.base.loading import own_file
from checker.base.messages import ENGLISH, Language
from checker.base.text import is_wide
from checker.targets import reasons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.rules.codes import Rule

_SENTENCE_END = re.compile(r"[.!?]`?(?=\s)|[。！？]")
_FACT = re.compile(r" \([A-Z]{1,3}\d+\)|（[A-Z]{1,3}\d+）")
"""What a page cites."""
PROSE = ("", "Why:")
"""Headings whose lines are one paragraph; the summary's is empty."""
LISTS = ("Reported:", "Not reported:", "By target:", "Fix and its safety:")
"""Headings of lists, an item per line that starts with `- `."""
EXAMPLES = ("Example:", "Use instead:")
"""Headings of text that is shown as it is."""


def page_of(code: str, language: Language = ENGLISH) -> str:
    """The page of the rule with this code, as it was written; in English if there is no other.

    Raises:
        OSError: there is none.
    """
    if language is not ENGLISH:
        try:
            return _text(f"rules/pages/{language.code}/{code}.md")
        except OSError:
            pass
    return _text(f"rules/pages/{code}.md")


def _text(path: str) -> str:
    return own_file(path).decode("utf-8").rstrip("\n")


def summary_of(code: str, language: Language = ENGLISH) -> str:
    """The first line of a rule's page: what is wrong."""
    return page_of(code, language).partition("\n")[0]


def reason_of(code: str, builder: str, language: Language = ENGLISH) -> str:
    """What the verdict rests on, in words: as the builder's facts say, or a page's `Why:`.

    Of a page it is the first sentence, without the numbers of facts.
    """
    own = reasons(builder).get(code)
    if own:
        return language.of(own)
    prose = unwrapped(dict(sections(page_of(code, language))).get("Why:", ()))
    end = _SENTENCE_END.search(prose)
    return _FACT.sub("", prose[: end.end()].rstrip() if end else prose)


def page_url(code: str) -> str:
    """The address of a rule's page."""
    return f"{HOMEPAGE}/blob/main/docs/rules.md#{code.lower()}"


def sections(page: str) -> list[tuple[str, list[str]]]:
    """A page as (heading, lines) pairs, unindented; the summary's heading is empty."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in page.splitlines():
        if line and line in (*PROSE, *LISTS, *EXAMPLES):
            found.append((line, []))
        elif line.strip() or found[-1][0] in EXAMPLES:
            found[-1][1].append(line.removeprefix("    "))
    for _, lines in found:
        while lines and not lines[-1].strip():
            del lines[-1]
    return found


def unwrapped(lines: Iterable[str]) -> str:
    """A paragraph's lines as one; no blank is between two that meet in Chinese."""
    found = ""
    for line in lines:
        closed = not found or (is_wide(found[-1]) and is_wide(line[:1]))
        found += line if closed else f" {line}"
    return found


def markdown_page(rule: Rule, language: Language = ENGLISH) -> list[str]:
    """The page as lines of Markdown: prose, lists, and examples as blocks of text."""
    lines: list[str] = []
    for heading, body in sections(page_of(rule.code, language)):
        if heading in PROSE:
            prose = unwrapped(body)
            lines += ["", _headed(language.say(heading), prose) if heading else prose]
        elif heading in LISTS:
            lines += ["", f"**{language.say(heading)}**", "", *body]
        else:
            lines += ["", f"**{language.say(heading)}**", "", "```text", *body, "```"]
    return lines


def _headed(heading: str, prose: str) -> str:
    """A paragraph with its heading; a full-width colon has its own room, and would end no bold."""
    if heading.endswith("："):
        return f"**{heading[:-1]}**：{prose}"
    return f"**{heading}** {prose}"
