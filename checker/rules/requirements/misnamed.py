"""Files whose name is nearly requirements.txt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.files.values import Kind

if TYPE_CHECKING:
    from checker.project.project import Project

NAME = "requirements.txt"
_WILD = frozenset(
    {
        *("requeriments.txt", "requirement.txt", "requirments.txt", "requirements.txt.txt"),
        *("requirements.text", "requirements.tx", "requirements.txt.", "requirementstxt"),
        *("requirements_txt", "requirements-txt", "requirements,txt"),
        *("requirements", "requirement", "requirments", "requeriments"),
    }
)
"""Names that repositories really have, in lower case (many are named in Heroku's buildpack)."""


def misnamed_files(project: Project) -> list[str]:
    """Files of the root whose name is nearly requirements.txt, the surest first."""
    found = [
        name
        for name, kind in project.tree.entries().items()
        if kind in (Kind.FILE, Kind.LINK) and _is_near(name)
    ]
    return sorted(found, key=lambda name: (not is_certain(name), name))


def is_certain(name: str) -> bool:
    """Whether nothing else can be meant: another case, a blank, or a known misspelling."""
    folded = name.casefold().strip()
    return folded == NAME or folded in _WILD


def _is_near(name: str) -> bool:
    if is_certain(name):
        return True
    folded = name.casefold().strip()
    if folded.endswith(("~", ".bak", ".orig", ".swp")) or abs(len(folded) - len(NAME)) > 2:
        return False
    # requirements2.txt and the like are files of their own.
    return not re.search(r"\d", folded) and distance(folded, NAME) <= 2


def distance(one: str, other: str) -> int:
    """How many single letters have to be changed, added, removed or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
