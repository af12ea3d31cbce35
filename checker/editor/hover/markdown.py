"""Markdown for an editor: what comes from the repository is always code, never markup."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill
from checker.base.text import printable

LONGEST = 4_000
"""Code points of a hover at the most."""
_SPAN = 200
"""Code points of one piece of the repository's text."""


_SPANS = {"`": "`{said}`", "``": "`` {said} ``", "```": "``` {said} ```"}
"""By the run of backticks that a sentence must not have; a translation has the same code."""


def code(text: object, limit: int = _SPAN) -> str:
    """A text as a code span, on one line and cut; nothing in it has a meaning to Markdown."""
    shown = printable(str(text), limit)
    runs = {len(run) for run in re.findall(r"`+", shown)}
    fence = "`"
    while len(fence) in runs:
        fence += "`"
    # Blanks keep a backtick off the fence; CommonMark takes one off each side again.
    edge = " " if not shown.strip() or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{edge}{shown}{edge}{fence}" if shown else "(nothing)"


def said(sentence: str) -> str:
    """A sentence of ours that quotes the repository as it is: a code span in each language."""
    for fence, template in _SPANS.items():
        if fence not in sentence:
            return (
                fill(template, said=sentence)
                if printable(sentence, _SPAN) == sentence
                else code(sentence)
            )
    return code(sentence)


def block(lines: list[str]) -> str:
    """Lines as a block of code; of our own pages only, which hold no fence."""
    return "\n".join(("```text", *lines, "```"))


def joined(parts: list[str], limit: int = LONGEST) -> str:
    """Paragraphs one after the other; those that would make it too long are left out."""
    found = ""
    length = 0
    for part in parts:
        if not part:
            continue
        if found and length + len(part) > limit:
            return fill("{first}\n\n{then}", first=found, then="…")
        found = fill("{first}\n\n{then}", first=found, then=part) if found else part
        length += len(part) + 2
    return found


def listed(items: list[tuple[str, str]]) -> str:
    """A list of names, each with what is said of it."""
    found = ""
    for name, said in items:
        item = fill("- {name}: {said}", name=code(name), said=said)
        found = fill("{first}\n{then}", first=found, then=item) if found else item
    return found


def beside(parts: list[str]) -> str:
    """Sentences of one paragraph; empty ones are left out."""
    found = ""
    for part in filter(None, parts):
        found = fill("{first} {then}", first=found, then=part) if found else part
    return found
