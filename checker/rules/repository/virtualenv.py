"""Virtual environments in git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

_LINK_MODE = "120000"
_SHOWN = 5
"""Findings of one rule about the whole tree at the most; the last one counts the rest."""

MANY = (
    "{folder}/ is a virtual environment in git ({count} files) → the platform clones it and cannot "
    "use it"
)
ONE = (
    "{folder}/ is a virtual environment in git (1 file) → the platform clones it and cannot use it"
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
            say(ONE if count == 1 else MANY, folder=folder, count=count),
            Location(folders[folder]),
            Severity.WARNING,
            help=say(
                "`git rm -r --cached {folder}`, and add `{folder}/` to .gitignore",
                folder=folder,
            ),
        )


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
