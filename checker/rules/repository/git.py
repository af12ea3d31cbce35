"""What git holds of the repository: the platform clones it and sees nothing else (F5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.files.tree import Kind
from checker.platform.facts import needed_files
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.project.project import Project

_LINK_MODE = "120000"
_SHOWN = 5
"""Findings of one rule about the whole tree at the most; the last one counts the rest."""

_IGNORED = (
    "{path} is not in git: the pattern `{pattern}` in {source} line {line} ignores it "
    "→ the platform clones the repository and does not see this file"
)
_IGNORED_ELSEWHERE = (
    "{path} is not in git: {source} line {line}, outside this repository, ignores it "
    "→ the platform clones the repository and does not see this file"
)


@rule("GIT001")
def file_not_in_git(project: Project) -> Iterator[Finding]:
    """A file that the platform needs is on this disk but not in git."""
    tracked = project.tracked
    if tracked is None:
        return
    missing = [path for path in needed_files(project) if not _holds(project, tracked, path)]
    if not missing:
        return
    folded = {path.lower(): path for path in tracked}
    patterns = project.tree.ignored(missing)
    for path in missing:
        if path.lower() in folded:
            continue  # GIT004 says what is the matter
        severity = Severity.WARNING if path == "runtime.txt" else Severity.ERROR
        if path in patterns:
            source, line, pattern = patterns[path]
            places = {"path": path, "source": source, "line": line}
            if pattern:
                message = say(_IGNORED, pattern=pattern, **places)
            else:
                message = say(_IGNORED_ELSEWHERE, **places)
            help = say(
                "remove that pattern, or `git add --force {path}`; then commit it", path=path
            )
        else:
            message = say(
                "{path} is not in git → "
                "the platform clones the repository and does not see this file",
                path=path,
            )
            help = say("`git add {path}`, and commit it", path=path)
        yield Finding("GIT001", message, Location(path), severity, help=help)


@rule("GIT003")
def file_is_symlink(project: Project) -> Iterator[Finding]:
    """A file that the platform reads is a symbolic link."""
    tracked = project.tracked or {}
    for path in dict.fromkeys(("requirements.txt", "Procfile", "runtime.txt")):
        on_disk = project.tree.kind(path) is Kind.LINK
        if not on_disk and tracked.get(path) != _LINK_MODE:
            continue
        target = project.tree.link_target(path)
        if on_disk and not project.tree.is_file(path):
            yield Finding(
                "GIT003",
                say(
                    "{path} is a symbolic link to `{target}`, which is no file of this repository "
                    "→ on the platform it is broken and {path} is missing",
                    path=path,
                    target=target,
                ),
                Location(path),
                Severity.ERROR,
                help=say("replace the link by the file itself: a real {path}", path=path),
            )
        elif on_disk:
            yield Finding(
                "GIT003",
                say(
                    "{path} is a symbolic link to `{target}` → the platform follows it, "
                    "a checkout on Windows holds the target's name instead of the file",
                    path=path,
                    target=target,
                ),
                Location(path),
                Severity.INFO,
                help=say("a real {path} is the same everywhere", path=path),
            )
        else:
            yield Finding(
                "GIT003",
                say(
                    "git holds {path} as a symbolic link, here it is a file → "
                    "what is checked here is not what the platform gets",
                    path=path,
                ),
                Location(path),
                Severity.WARNING,
                help=say("`git rm --cached {path}`, then `git add {path}`", path=path),
            )


@rule("GIT004")
def name_case_conflict(project: Project) -> Iterator[Finding]:
    """Two names in git differ only in upper and lower case, or git's name is not the disk's."""
    tracked = project.tracked
    if tracked is None:
        return
    spellings, pairs = project.derive("spellings in git", _spellings)
    for index, (first, second) in enumerate(pairs[:_SHOWN]):
        more = len(pairs) - _SHOWN
        yield Finding(
            "GIT004",
            say(
                "git holds both `{first}` and `{second}`{more} → "
                "macOS and Windows check out only one of them, the platform has both",
                first=first,
                second=second,
                more=f" ({more} more such pairs)" if more > 0 and index == _SHOWN - 1 else "",
            ),
            Location(second),
            Severity.WARNING,
            help=say("rename one of them with `git mv`, or remove it with `git rm`"),
        )
    for path in needed_files(project):
        held = spellings.get(path.lower(), path)
        if path not in tracked and held != path and project.tree.kind(held) is Kind.MISSING:
            yield Finding(
                "GIT004",
                say(
                    "git holds this file as `{held}`, here it is `{path}` → "
                    "the platform gets `{held}` and finds no `{path}`",
                    held=held,
                    path=path,
                ),
                Location(path),
                Severity.ERROR,
                help=say("`git mv --force {held} {path}`, and commit it", held=held, path=path),
            )


@rule("GIT005")
def virtualenv_committed(project: Project) -> Iterator[Finding]:
    """A virtual environment is in git."""
    tracked = project.tracked
    if tracked is None:
        return
    folders: dict[str, str] = {}
    for path in tracked:
        if path.endswith("/pyvenv.cfg"):
            folders.setdefault(path.rpartition("/")[0], path)
        elif "/site-packages/" in path:
            folders.setdefault(_environment_of(path), path)
    outer = [f for f in folders if f and not any(f.startswith(o + "/") for o in folders if o)]
    for folder in outer[:_SHOWN]:
        count = sum(path.startswith(folder + "/") for path in tracked)
        yield Finding(
            "GIT005",
            say(
                "{folder}/ is a virtual environment in git ({count}) → "
                "the platform clones it and cannot use it",
                folder=folder,
                count=f"{count} file{'s' if count > 1 else ''}",
            ),
            Location(folders[folder]),
            Severity.WARNING,
            help=say(
                "`git rm -r --cached {folder}`, and write `{folder}/` into .gitignore",
                folder=folder,
            ),
        )


def _holds(project: Project, tracked: Mapping[str, str], path: str) -> bool:
    """Whether git holds `path`, itself or as part of a submodule."""
    resolved = project.tree.resolve(path)
    if path in tracked or resolved in tracked:
        return True
    return bool(project.tree.in_submodule(path))


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


def _environment_of(path: str) -> str:
    """The virtual environment's folder, told from a path below its site-packages."""
    parts = path.split("/")
    at = parts.index("site-packages")
    # POSIX: ENV/lib/python3.X/site-packages; Windows: ENV/Lib/site-packages.
    if parts[at - 1].startswith("python"):
        at -= 1
    if at > 0 and parts[at - 1].lower() in ("lib", "lib64"):
        at -= 1
    return "/".join(parts[:at])
