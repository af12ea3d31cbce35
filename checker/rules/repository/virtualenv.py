"""Virtual environments in git."""

from __future__ import annotations

from collections import Counter

from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import say, say_several
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

MANY = (
    "{folder}/ is a virtual environment in git ({count} files) → the platform clones it and cannot "
    "use it"
)
ONE = (
    "{folder}/ is a virtual environment in git (1 file) → the platform clones it and cannot use it"
)
SEVERAL = (
    "{count} virtual environments are in git, starting with {folder}/ → the platform clones them "
    "and cannot use them"
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
    files = Counter(_outermost(path, folders) for path in tracked)
    del files[""]
    for folder, count in files.items():
        yield Finding(
            "GIT005",
            say(ONE if count == 1 else MANY, folder=folder, count=count),
            Location(folders[folder]),
            Severity.WARNING,
            help=say(
                "`git rm -r --cached {folder}`, and add `{folder}/` to .gitignore",
                folder=folder,
            ),
            fold=Fold("environment", say_several(SEVERAL, folder=folder), across=True),
        )


def _outermost(path: str, folders: dict[str, str]) -> str:
    """The outermost of the folders that holds a path; empty if none does."""
    at = path.find("/")
    while at >= 0:
        if path[:at] in folders:
            return path[:at]
        at = path.find("/", at + 1)
    return ""


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
