"""Files of which git has a Git LFS pointer only."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.globs import matches
from checker.base.messages import listed, say
from checker.platform.facts import needed_files
from checker.rules.registry import rule
from checker.rules.shared.lfs import is_pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.text import Document
    from checker.project.project import Project

_LINES = 200
"""Lines of .gitattributes about filters that are judged at the most: each meets every file."""
_SHOWN = 3
"""Names that a message gives as examples at the most."""

STORED = (
    "`{pattern}` stores {number} of the files in Git LFS ({names}) → the platform gets pointers of "
    "a few lines instead"
)


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
                    "{path} is a Git LFS pointer → the platform does not fetch its content "
                    "and reads these lines instead",
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
        names = listed([*paths[:_SHOWN], *["…"][: len(paths) - _SHOWN]])
        needed = any(path in needed_files(project) for path in paths)
        yield Finding(
            "GIT002",
            say(STORED, pattern=pattern, number=len(paths), names=names),
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
    held: dict[int, list[str]] = {}
    for path in tracked:
        for index in range(len(lines) - 1, -1, -1):
            if matches(lines[index][0], path):
                if lines[index][2]:
                    held.setdefault(index, []).append(path)
                break
    for index, paths in sorted(held.items()):
        yield document, lines[index][0], lines[index][1], paths
