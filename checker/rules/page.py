"""A rule's page, cut into its sections, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.rules import Rule

_PROSE = ("", "Why:")
"""Headings whose lines are one paragraph; what stands under others stays as it is."""


def sections(page: str) -> list[tuple[str, list[str]]]:
    """A page as (heading, lines) pairs, unindented; the summary's heading is empty."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in page.splitlines():
        if line in ("Why:", "Example:", "Use instead:"):
            found.append((line, []))
        elif line.strip() or found[-1][0] not in _PROSE:
            found[-1][1].append(line.removeprefix("    "))
    return found


def markdown_page(rule: Rule) -> list[str]:
    """The page as lines of Markdown: prose, and examples as blocks of text."""
    lines: list[str] = []
    for heading, body in sections(rule.page):
        if heading in _PROSE:
            prose = " ".join(body)
            lines += ["", f"**{heading}** {prose}" if heading else prose]
        else:
            lines += ["", f"**{heading}**", "", "```text", *body, "```"]
    return lines
