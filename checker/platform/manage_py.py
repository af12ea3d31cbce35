"""manage.py as the builder finds it: `find . -maxdepth 3 -type f`, nearest first (F41)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.platform.files import find_named, is_held
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.files.tree import Tree
    from checker.project.project import Project

NAME = "manage.py"
DEPTH = 3
"""Folders that are looked at: the root and two below (`-maxdepth 3`)."""
_DEEPER = 3
"""Folders below those in which one that lies too deep is looked for."""
_SKIPPED = frozenset({".git", ".heroku", "node_modules"})


class ManagePy(NamedTuple):
    """Which manage.py there are among what git holds."""

    path: str
    """The one that is taken; empty where there is none."""
    too_deep: str = ""
    """The nearest below the depth that is looked at; only looked for where Django is required."""
    symlink: str = ""
    """A symbolic link, which is not taken."""


@query
def manage_py(project: Project) -> ManagePy:
    """The manage.py that the builder takes, and those that it does not accept."""
    found = find_named(project, NAME, DEPTH)
    # `cut -f2 | head -1`: a tab or a line feed in a folder's name ends it.
    path = re.split("[\t\n]", found[0])[0] if found else ""
    symlink = next(iter(find_named(project, NAME, DEPTH, Kind.LINK)), "")
    requirements = project.requirements
    if path or requirements is None or not requirements.find("django"):
        return ManagePy(path, symlink=symlink)
    deeper = project.tree.walk(depth=DEPTH + _DEEPER, skip=_SKIPPED)
    files = (each for each, kind in deeper if each.endswith("/" + NAME) and kind is Kind.FILE)
    return ManagePy(path, next((each for each in files if is_held(project, each)), ""), symlink)


def has_manage_py(tree: Tree) -> bool:
    """Whether a manage.py, even one that git does not hold, is as near as the builder looks."""
    return any(
        entries.get(NAME, Kind.DIRECTORY) is not Kind.DIRECTORY
        for _, entries in tree.folders(depth=DEPTH)
    )
