"""Names that differ only in upper and lower case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.files.values import Kind
from checker.platform.facts import needed_files
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.project.project import Project

_LINK_MODE = "120000"
_SHOWN = 5
"""Findings of one rule about the whole tree at the most; the last one counts the rest."""

BOTH = (
    "git has both `{first}` and `{second}` → macOS and Windows check out only one of them, the "
    "platform has both"
)
BOTH_AND_MORE = (
    "git has both `{first}` and `{second}`, and {more} more such pairs → macOS and Windows check "
    "out only one of each, the platform has both"
)


@rule("GIT004")
def name_case_conflict(project: Project) -> Iterator[Finding]:
    """Two names in git differ only in upper and lower case, or git's name is not the disk's."""
    tracked = project.tracked
    if tracked is None:
        return
    spellings, pairs = project.query_with("spellings in git", _spellings)
    for index, (first, second) in enumerate(pairs[:_SHOWN]):
        more = len(pairs) - _SHOWN
        yield Finding(
            "GIT004",
            say(
                BOTH_AND_MORE if more > 0 and index == _SHOWN - 1 else BOTH,
                first=first,
                second=second,
                more=more,
            ),
            Location(second),
            Severity.WARNING,
            help="rename one of them with `git mv`, or remove it with `git rm`",
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


def _spellings(project: Project) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The first name in git of each lower-case one, and the pairs that differ only in case."""
    spellings: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for path in _with_folders(project.tracked or {}):
        other = spellings.setdefault(path.lower(), path)
        if other != path and path.rpartition("/")[0] == other.rpartition("/")[0]:
            pairs.append((other, path))
    return spellings, pairs
