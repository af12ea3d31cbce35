"""Markdown for an editor: what comes from the repository is always code, never markup."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.text import printable

LONGEST = 4_000
"""Code points of a hover at the most."""
_SPAN = 200
"""Code points of one piece of the repository's text."""


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


def block(lines: list[str]) -> str:
    """Lines as a block of code; of our own pages only, which hold no fence."""
    return "\n".join(("```text", *lines, "```"))


def joined(parts: list[str], limit: int = LONGEST) -> str:
    """Paragraphs one after the other; those that would make it too long are left out."""
    found: list[str] = []
    length = 0
    for part in parts:
        if not part:
            continue
        if found and length + len(part) > limit:
            found.append("…")
            break
        found.append(part)
        length += len(part) + 2
    return "\n\n".join(found)
