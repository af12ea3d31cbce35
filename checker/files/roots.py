"""From the paths of a command line to the roots that are checked."""

from __future__ import annotations

import os

from checker.base.errors import UsageError
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.base.text import printable

MARKERS = (
    ("requirements.txt",),
    ("Procfile", "runtime.txt", "Pipfile", "pyproject.toml", "setup.py"),
)
"""Names that make a folder the root of a file in it, the surest first."""

PLATFORM_FILES = {
    "rainbondfile": "rainbond-5",
    "app.json": "heroku",
    ".do": "digitalocean",
    "railway.json": "railway",
    "railway.toml": "railway",
    "railpack.json": "railway",
    "manifest.yml": "cloudfoundry",
    "manifest.yaml": "cloudfoundry",
    "scalingo.json": "scalingo",
    "DOKKU_SCALE": "dokku",
    "project.toml": "heroku-cnb",
}
"""Names in a root that only one platform looks for, and its target: the first ones say most."""

JOURNAL = ".pyspec-check-fix.journal"
"""What a `--fix` that was killed leaves in a root; the next one puts its files right."""


class Root(NamedTuple):
    """One folder to check."""

    path: str
    """As it can be opened from here."""

    @property
    def prefix(self) -> str:
        """What stands before a path of this root to reach it from here: empty, or ends in `/`."""
        path = os.path.normpath(self.path).replace(os.sep, "/")
        return "" if path == "." else path.rstrip("/") + "/"


def roots_of(paths: list[str]) -> list[Root]:
    """The roots that `paths` stand for, each once, in their order.

    A folder is a root; a file stands for the root that holds it.

    Raises:
        UsageError: for a path that does not exist, is neither file nor folder or can't be opened.
    """
    found: dict[str, Root] = {}
    for path in paths:
        root = _root_of(path)
        found.setdefault(os.path.realpath(root.path), root)
    return list(found.values())


def _root_of(path: str) -> Root:
    shown = printable(path)
    if "\0" in path:
        raise UsageError(fill("`{shown}`: a path cannot contain NUL", shown=shown))
    if os.path.isdir(path):
        if not os.access(path, os.R_OK | os.X_OK):
            raise UsageError(fill("`{shown}`: permission denied", shown=shown))
        return Root(path)
    if os.path.isfile(path):
        return Root(holder_of(path))
    if os.path.exists(path):
        raise UsageError(fill("`{shown}` is neither a file nor a folder", shown=shown))
    if os.path.islink(path):
        raise UsageError(fill("`{shown}` is a broken symbolic link", shown=shown))
    raise UsageError(fill("`{shown}` does not exist", shown=shown), missing_path=path)


def holder_of(path: str) -> str:
    """The root that holds a file: the nearest folder above it with the platform's files.

    The search ends at the top of the git working tree; without any such file it is the file's own
    folder. The file itself need not exist.
    """
    own = os.path.dirname(path) or "."
    above = [own]
    while not os.path.lexists(os.path.join(above[-1], ".git")):
        parent = os.path.normpath(os.path.join(above[-1], os.pardir))
        if os.path.abspath(parent) == os.path.abspath(above[-1]):  # at the top of the disk
            break
        above.append(parent)
    for names in MARKERS:
        for folder in above:
            if any(os.path.lexists(os.path.join(folder, name)) for name in names):
                return folder
    return own
