"""What git holds instead of the content itself: LFS pointers, submodules of somewhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.files.tree import SUBMODULE
from checker.platform.facts import needed_files
from checker.rules.registry import rule
from checker.rules.shared.lfs import is_pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.text import Document
    from checker.project.project import Project

_LINES = 200
"""Lines of .gitattributes about filters that are judged at the most: each meets every file."""
_SHOWN = 3
"""Names that a message gives as examples at the most."""


@rule("GIT002")
def file_is_lfs_pointer(project: Project) -> Iterator[Finding]:
    """A file is in Git LFS, which the platform does not fetch: it gets a pointer instead."""
    for path in needed_files(project):
        document = project.document(path)
        if document is not None and is_pointer(document):
            end = document.line_span(1)[1]
            yield Finding(
                "GIT002",
                say(
                    "{path} is a pointer of Git LFS → the platform does not fetch what it points "
                    "to, and reads these lines instead",
                    path=path,
                ),
                Location(path, 0, end),
                Severity.ERROR,
                help=say("`git lfs migrate export --include={path} --everything`", path=path),
            )
    tracked = project.tracked
    if tracked is None:
        return
    top = project.document(".gitattributes") if ".gitattributes" in tracked else None
    if top is None:
        return
    for document, pattern, start, paths in _stored_in_lfs(top, tracked):
        names = ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")
        needed = any(path in needed_files(project) for path in paths)
        number = f"{len(paths)} files" if len(paths) > 1 else "one file"
        yield Finding(
            "GIT002",
            say(
                "`{pattern}` puts {number} into Git LFS ({names}) → the platform gets pointers "
                "of a few lines instead",
                pattern=pattern,
                number=number,
                names=names,
            ),
            Location(document.path, start, start + len(pattern)),
            Severity.ERROR if needed else Severity.WARNING,
            help=say(
                '`git lfs migrate export --include="{pattern}" --everything`, '
                "or load the content when the app starts",
                pattern=pattern,
            ),
        )


def _stored_in_lfs(
    document: Document, tracked: Iterable[str]
) -> Iterator[tuple[Document, str, int, list[str]]]:
    """Each line that puts files into LFS: the document, its pattern, where, and the files.

    As in git, of the lines that match a file the last that says something of `filter` counts.
    """
    lines: list[tuple[str, int, bool]] = []
    for number in range(1, len(document.starts) + 1):
        start, end = document.line_span(number)
        words = document.text[start:end].split()
        if not words or words[0].startswith(("#", "!", '"', "[attr]")):
            continue
        settings = [word for word in words[1:] if re.fullmatch(r"[-!]?filter(=.*)?", word)]
        if settings:
            at = document.text.index(words[0], start)
            lines.append((words[0], at, settings[-1] == "filter=lfs"))
    if len(lines) > _LINES or not any(lfs for _, _, lfs in lines):
        return
    from checker.base.globs import matches

    held: dict[int, list[str]] = {}
    for path in tracked:
        for index in range(len(lines) - 1, -1, -1):
            if matches(lines[index][0], path):
                if lines[index][2]:
                    held.setdefault(index, []).append(path)
                break
    for index, paths in sorted(held.items()):
        yield document, lines[index][0], lines[index][1], paths


@rule("GIT006")
def submodule_needs_credentials(project: Project) -> Iterator[Finding]:
    """A submodule's address can't be cloned without a key, or not at all."""
    document = project.document(".gitmodules")
    if document is None:
        return
    from checker.parsers.gitmodules import parse_gitmodules

    tracked = project.tracked
    for module in parse_gitmodules(document):
        if tracked is not None and tracked.get(module.path) != SUBMODULE:
            continue  # nothing in git is of this submodule: it is not cloned
        at = Location(document.path, module.start, module.end)
        public = _https(module.url)
        if public:
            yield Finding(
                "GIT006",
                say(
                    "the submodule {path} is cloned over SSH from {url} → the platform can do "
                    "so only with a key that opens this repository and that one",
                    path=module.path,
                    url=module.url,
                ),
                at,
                Severity.WARNING,
                help=say("`url = {public}`, if it is public there", public=public),
            )
        elif re.match(r"file:|/|~|[A-Za-z]:[\\/]", module.url):
            yield Finding(
                "GIT006",
                say(
                    "the submodule {path} is cloned from {url}, a place on this machine → "
                    "the platform's clone ends there",
                    path=module.path,
                    url=module.url,
                ),
                at,
                Severity.ERROR,
                help="an address that the platform can reach: `url = https://…`",
            )
        elif re.match(r"https?://[^/@]*@", module.url):
            yield Finding(
                "GIT006",
                say(
                    "the address of the submodule {path} holds credentials → everybody who can "
                    "read this repository has them, and the clone ends when they expire",
                    path=module.path,
                ),
                at,
                Severity.WARNING,
                help="take the part before `@` out of the address, and revoke it",
            )


def _https(url: str) -> str:
    """The HTTPS address of the same repository for an SSH one; empty for any other address."""
    found = re.fullmatch(r"(?:git\+)?ssh://(?:[^@/]*@)?([^/:]+)(?::\d+)?/+(.+)", url)
    if found is None and "://" not in url:
        found = re.fullmatch(r"(?:[^@/:]+@)?([^@/:]{2,}):(?!\\)/*([^/].*)", url)
    return f"https://{found[1]}/{found[2]}" if found else ""
