"""Files that the platform needs and git does not have: it clones git and sees nothing else (F5)."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.platform.facts import django, needed_files
from checker.python.names.imports_in_tree import imports_in_tree
from checker.python.syntax.host import module_tree
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.project.project import Project


IGNORED = (
    "{path} is not in git: the pattern `{pattern}` in {source} line {line} ignores it → the "
    "platform clones the repository and does not get this file"
)
IGNORED_ELSEWHERE = (
    "{path} is not in git: {source} line {line}, outside this repository, ignores it → the "
    "platform clones the repository and does not get this file"
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
        if path.endswith(".py") and _is_guarded(project, path):
            continue
        severity = Severity.WARNING if path == "runtime.txt" else Severity.ERROR
        if path in patterns:
            source, line, pattern = patterns[path]
            message = say(
                IGNORED if pattern else IGNORED_ELSEWHERE,
                path=path,
                pattern=pattern,
                source=source,
                line=line,
            )
            help = say(
                "remove that pattern, or `git add --force {path}`; then commit it", path=path
            )
        else:
            message = say(
                "{path} is not in git → "
                "the platform clones the repository and does not get this file",
                path=path,
            )
            help = say("`git add {path}`, and commit it", path=path)
        yield Finding("GIT001", message, Location(path), severity, help=help)


def _holds(project: Project, tracked: Mapping[str, str], path: str) -> bool:
    """Whether git holds `path`, itself or as part of a submodule."""
    resolved = project.tree.resolve(path)
    if path in tracked or resolved in tracked:
        return True
    return bool(project.tree.in_submodule(path))


def _is_guarded(project: Project, path: str) -> bool:
    """Whether the settings catch it if this module is not there: `except ImportError`."""
    parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
    found = False
    for at in dict.fromkeys(django(project).chain):
        document = project.document(at.path)
        tree = module_tree(document.text) if document is not None else None
        for each in imports_in_tree(tree) if tree is not None else ():
            if parts[-1] in each.module.split(".") or parts[-1] in each.names:
                if not each.guarded:
                    return False
                found = True
    return found
