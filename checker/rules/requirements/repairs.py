"""What a line that pip refuses was meant to be, with every mistake in it put right."""

from __future__ import annotations

from checker.parsers.requirements.scanner import scan
from checker.rules.requirements.not_requirements import NotRequirement, kind_of


def repaired_wholly(found: NotRequirement) -> NotRequirement:
    """The same line, where what it was meant to be is refused for another reason of its own."""
    if not found.repaired:
        return found
    lines = found.repaired.split("\n")
    right = [_right(line) for line in lines]
    if right == lines:
        return found
    text = "\n".join(right)
    shown = dict(found.fields)
    if shown.get("meant") == found.repaired:
        shown["meant"] = text
    return found._replace(repaired=text, safe=False, fields=tuple(shown.items()))


def _right(line: str) -> str:
    """One requirement as pip reads it, or as it is where that is not known."""
    inner = kind_of(line) if scan(line) is None else None
    return inner.repaired if inner is not None and inner.repaired else line
