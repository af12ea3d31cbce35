"""A file that was meant for the platform, under a name that the platform does not read."""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.records import NamedTuple
from checker.base.spelling import edit_distance
from checker.files.values import Kind
from checker.project.query import query_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_ENDINGS = (".txt", ".text", ".md", ".yml", ".yaml", ".sh", ".py", ".bak", ".")
_SKIPPED = frozenset(
    {".git", "node_modules", "venv", ".venv", "env", "site-packages", "__pycache__", ".tox"}
)
PROCFILE_NAMES = frozenset(
    {"profile", "procfile.windows.txt", "prcofile", "procfiles", "proc-file"}
)
"""Lower-case names that people give a Procfile, beside slips of one or two letters."""


class MisnamedFile(NamedTuple):
    """A file whose name is nearly the wanted one."""

    path: str
    certain: bool
    """Whether the name leaves no doubt: only its case or an added ending differs."""
    moved: bool = False
    """Whether it has the right name in a folder of its own."""


def misnamed_file(
    project: Project, wanted: str, also: frozenset[str] = frozenset()
) -> MisnamedFile | None:
    """The root's file that was most likely meant to be `wanted`, else one in a folder below.

    Args:
        project: the root.
        wanted: the name that the platform reads.
        also: further lower-case names that people give it.
    """
    found = misspelt(project, wanted, also)
    if found is not None:
        return found
    for path, kind in project.tree.walk("", 2, _SKIPPED):
        if kind is Kind.FILE and path.endswith("/" + wanted):
            return MisnamedFile(path, False, moved=True)
    return None


@query_of
def misspelt(
    project: Project, wanted: str, also: frozenset[str] = frozenset()
) -> MisnamedFile | None:
    """The root's file whose name is nearest to `wanted`; None where none is near."""
    lower = wanted.lower()
    found: list[tuple[int, str]] = []
    for name, kind in project.tree.entries().items():
        if kind is Kind.DIRECTORY or name == wanted or abs(len(name) - len(wanted)) > 5:
            continue
        has = name.lower().strip()
        if has == lower:
            found.append((0, name))
        elif any(has == lower + ending for ending in _ENDINGS) or has == "." + lower:
            found.append((1, name))
        elif has.startswith("."):
            continue  # `.profile` is a file of its own, sourced at the start
        elif has in also:
            found.append((2, name))
        elif abs(len(has) - len(lower)) <= 2 and _is_near(has, lower):
            found.append((3, name))
    rank, name = min(found, default=(0, ""))
    return MisnamedFile(name, rank < 2) if name else None


@lru_cache(500)
def _is_near(name: str, wanted: str) -> bool:
    """Whether not more than two letters differ; many repositories have the same names."""
    return edit_distance(name, wanted) <= 2
