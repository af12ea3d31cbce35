"""Symbolic links where the platform reads a file."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.files.values import Kind
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

_LINK_MODE = "120000"


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
                    "{path} is a symbolic link to `{target}`, which is not a file of this "
                    "repository → on the platform it is broken and {path} is missing",
                    path=path,
                    target=target,
                ),
                Location(path),
                Severity.ERROR,
                help=say("replace the link with the file itself: a real {path}", path=path),
            )
        elif on_disk:
            yield Finding(
                "GIT003",
                say(
                    "{path} is a symbolic link to `{target}` → the platform follows it, "
                    "but a checkout on Windows contains the target's name instead of the file",
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
                    "{path} is a symbolic link in git but a file here → the "
                    "platform does not get "
                    "what is checked here",
                    path=path,
                ),
                Location(path),
                Severity.WARNING,
                help=say("`git rm --cached {path}`, then `git add {path}`", path=path),
            )
