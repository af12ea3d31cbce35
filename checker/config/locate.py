"""The configuration: where it is found.

`pyspec-check.toml`, or `[tool.pyspec-check]` in `pyproject.toml`. The nearest one, from the root
upwards to the top of the git checkout, is the only one: nothing merges. The command line is above.
"""

from __future__ import annotations

import os

from checker.base.errors import PlacedError, UsageError
from checker.base.messages import fill
from checker.base.text import printable
from checker.check.request import BASELINE
from checker.config.values import UNCONFIGURED, Config
from checker.files.tree import DirectoryTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.files.tree import Tree

OWN_FILE = "pyspec-check.toml"
SHARED_FILE = "pyproject.toml"
_KNOWN = frozenset({OWN_FILE, BASELINE})


class FoldersAbove:
    """The folders above the roots of one run: each is read once, however many lie below it."""

    def __init__(self) -> None:
        self._without: set[str] = set()

    def config_of(
        self, above: str, shown: str, below: str, doubtful: list[PlacedError]
    ) -> Config | None:
        """The configuration in a folder above a root; None where there is none."""
        if above in self._without:
            return None
        found = _read(DirectoryTree(above), "", shown, below, doubtful)
        if found is None and not doubtful:
            self._without.add(above)
        return found


def find_config(
    tree: Tree, root: str | None, folder: str = "", above: FoldersAbove | None = None
) -> Config:
    """The configuration for a root.

    Args:
        tree: the files of the root, or of one above it.
        root: where the tree lies on disk, for looking above it; None: nothing is above.
        folder: the root within the tree.
        above: what is known of the folders above it.

    Raises:
        UsageError: for a mistake in it.
    """
    doubtful: list[PlacedError] = []
    found = _nearest(tree, root, folder, doubtful, above or FoldersAbove())
    return found._replace(warnings=(*doubtful, *found.warnings)) if doubtful else found


def _nearest(
    tree: Tree,
    root: str | None,
    folder: str,
    doubtful: list[PlacedError],
    known: FoldersAbove,
) -> Config:
    """The first configuration from a root upwards; what was to be one on the way is `doubtful`."""
    inner, base = folder + "/" if folder else "", ""
    while True:
        found = _read(tree, inner, inner, base, doubtful)
        if found is not None:
            return found
        if not inner:
            break
        inner, _, name = inner[:-1].rpartition("/")
        inner, base = inner + "/" if inner else "", f"{name}/{base}"
    if root is not None:
        for above in folders_above(root):
            here = os.path.realpath(root)
            shown = os.path.relpath(above, here).replace(os.sep, "/") + "/"
            below = os.path.relpath(here, above).replace(os.sep, "/") + "/" + base
            found = known.config_of(above, shown, below, doubtful)
            if found is not None:
                return found
    return UNCONFIGURED


def read_config(path: str, root: str) -> Config:
    """The configuration in a file that was named, for a root that need not lie below it.

    Raises:
        UsageError: where it can't be read, is no configuration or has a mistake.
    """
    from checker.config.table import TABLE, read_table  # noqa: PLC0415  gate: few have one

    shown, folder = printable(path), os.path.dirname(path) or "."
    content = DirectoryTree(folder).read(os.path.basename(path))
    if content.problem:
        raise UsageError(
            fill(
                "--config: cannot read `{shown}`: {problem}",
                shown=shown,
                problem=fill(content.problem),
            )
        )
    base = path_below(root, folder)
    table = TABLE if os.path.basename(path) == SHARED_FILE else ()
    found = read_table(content.decoded(path), table, f"{base}/" if base else "")
    if found is None:
        raise UsageError(
            fill("--config: `{shown}` has no table [{table}]", shown=shown, table=".".join(TABLE))
        )
    return found


def path_below(path: str, folder: str) -> str | None:
    """A path from a folder above it, POSIX, links followed; empty for the folder itself, else None.

    `os.path.relpath` fails on Windows where both are on different drives.
    """
    inside, start = os.path.realpath(path), os.path.realpath(folder)
    if os.path.normcase(inside) == os.path.normcase(start):
        return ""
    start = os.path.join(start, "")
    if not os.path.normcase(inside).startswith(os.path.normcase(start)):
        return None
    return inside[len(start) :].replace(os.sep, "/")


def folders_above(root: str) -> list[str]:
    """The folders above a root up to the top of its checkout; outside of one there are none."""
    found: list[str] = []
    here = os.path.realpath(root)
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return []
        here = above
        found.append(here)
    return found


def _read(
    tree: Tree, folder: str, shown: str, base: str, doubtful: list[PlacedError]
) -> Config | None:
    """The configuration in one folder of a tree; None where there is none."""
    names = tree.entries(folder.rstrip("/"))
    if any("spec" in name.lower() and name not in _KNOWN for name in names):
        from checker.config.unread import misnamed_files  # noqa: PLC0415  gate: few have one

        doubtful += misnamed_files(names, shown, OWN_FILE)
    own = tree.read(folder + OWN_FILE)
    shared = tree.read(folder + SHARED_FILE)
    if own.problem not in ("", "missing"):
        raise UsageError(
            fill(
                "cannot read {shown}{own_file}: {problem}",
                shown=printable(shown),
                own_file=OWN_FILE,
                problem=fill(own.problem),
            )
        )
    if own.problem and (shared.problem or b"pyspec" not in shared.data.lower()):
        return None
    from checker.config.table import TABLE, read_table  # noqa: PLC0415  gate: few have one

    if not own.problem:
        found = read_table(own.decoded(shown + OWN_FILE), (), base)
        if found is not None and b"\n[tool.pyspec-check" in b"\n" + shared.data:
            text = shared.decoded(shown + SHARED_FILE).text
            at = ("\n" + text).find("\n[tool.pyspec-check")
            words = fill(
                "its [tool.pyspec-check] does not count beside {own_file}", own_file=OWN_FILE
            )
            with_context = fill(
                "{place}: {words}", place=printable(shown) + SHARED_FILE, words=words
            )
            warning = PlacedError(with_context, shown + SHARED_FILE, at, at + 1, words)
            found = found._replace(warnings=(*found.warnings, warning))
        return found
    document = shared.decoded(shown + SHARED_FILE)
    found = read_table(document, TABLE, base)
    if found is None:
        from checker.config.unread import misnamed_tables  # noqa: PLC0415  gate: few have one

        doubtful += misnamed_tables(document)
    return found
