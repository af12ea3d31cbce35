"""Names that differ only in upper and lower case."""

from __future__ import annotations

from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import say, say_several
from checker.files.values import Kind
from checker.platform.facts import needed_files
from checker.project.query import query
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.project.project import Project

BOTH = (
    "git has both `{first}` and `{second}` → macOS and Windows check out only one of them, the "
    "platform has both"
)
SEVERAL = (
    "git has {count} pairs of names that differ only in case, starting with `{first}` and "
    "`{second}` → macOS and Windows check out only one of each, the platform has both"
)


@rule("GIT004")
def name_case_conflict(project: Project) -> Iterator[Finding]:
    """Two names in git differ only in upper and lower case, or git's name is not the disk's."""
    tracked = project.tracked
    if tracked is None:
        return
    spellings, pairs = _spellings(project)
    for first, second in pairs:
        yield Finding(
            "GIT004",
            say(BOTH, first=first, second=second),
            Location(second),
            Severity.WARNING,
            help="rename one of them with `git mv`, or remove it with `git rm`",
            fold=Fold("pair", say_several(SEVERAL, first=first, second=second), across=True),
        )
    for path in needed_files(project):
        held = spellings.get(path.lower(), path)
        if path not in tracked and held != path and project.tree.kind(held) is Kind.MISSING:
            yield Finding(
                "GIT004",
                say(
                    "git has this file as `{held}`, here it is `{path}` → "
                    "the platform gets `{held}` and finds no `{path}`",
                    held=held,
                    path=path,
                ),
                Location(path),
                Severity.ERROR,
                help=say("`git mv --force {held} {path}`, and commit it", held=held, path=path),
            )


@query
def _spellings(project: Project) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The first name in git of each lower-case one, and the pairs that differ only in case."""
    names = _with_folders(project.tracked or {})
    spellings = {name.lower(): name for name in reversed(names)}
    pairs: list[tuple[str, str]] = []
    if len(spellings) < len(names):
        for name in names:
            first = spellings[name.lower()]
            if first != name and name.rpartition("/")[0] == first.rpartition("/")[0]:
                pairs.append((first, name))
    return spellings, pairs


def _with_folders(paths: Iterable[str]) -> list[str]:
    """Every path and, before what is in it, each folder above it, once."""
    found: dict[str, None] = {}
    folder = ""
    for path in paths:
        above = path.rpartition("/")[0]
        if above != folder:  # git lists what is in one folder together
            folder = above
            at = path.find("/")
            while at >= 0:
                found[path[:at]] = None
                at = path.find("/", at + 1)
        found[path] = None
    return list(found)
