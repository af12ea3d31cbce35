"""Files whose name is nearly requirements.txt."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.spelling import edit_distance
from checker.files.values import Kind

TYPE_CHECKING = False
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
    return not re.search(r"\d", folded) and edit_distance(folded, NAME) <= 2
