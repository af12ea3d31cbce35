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


def _with_folders(paths: Iterable[str]) -> Iterator[str]:
    """Every path and, before it, each folder above it, once."""
    seen = set()
    for path in paths:
        at = path.find("/")
        while at >= 0:
            folder = path[:at]
            if folder not in seen:
                seen.add(folder)
                yield folder
            at = path.find("/", at + 1)
        yield path


@query
def _spellings(project: Project) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The first name in git of each lower-case one, and the pairs that differ only in case."""
    spellings: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for path in _with_folders(project.tracked or {}):
        other = spellings.setdefault(path.lower(), path)
        if other != path and path.rpartition("/")[0] == other.rpartition("/")[0]:
            pairs.append((other, path))
    return spellings, pairs
