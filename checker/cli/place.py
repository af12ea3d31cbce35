"""Where the root that was meant probably is, if the one that was checked holds no project."""

from __future__ import annotations

import os

from checker.base.errors import eprint
from checker.base.messages import fill
from checker.base.text import printable
from checker.files.roots import MARKERS
from checker.files.tree import DirectoryTree
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.config.settings import Settings
    from checker.files.tree import Tree

_DEPTH = 3
_SHOWN = 5
_SKIPPED = frozenset({".git", ".venv", "venv", "env", "node_modules", "site-packages"})


def tell_where(settings: list[Settings]) -> None:
    """Say on standard error which command was probably wanted, for each root without a project."""
    for found in {found.prefix: found for found in settings}.values():
        if isinstance(found.tree, DirectoryTree) and not _is_project(found.tree.entries()):
            below = projects_below(found.tree)
            command = _command(found, below)
            if not command:
                from checker.cli.nothing_here import next_step  # noqa: PLC0415  gate: few roots

                command = next_step(found)
            if command:
                folder = printable(found.prefix or ".")
                eprint(
                    fill(
                        "pyspec-check: note: {folder} has no project; {command}",
                        folder=folder,
                        command=command,
                    )
                )


def _command(found: Settings, below: list[str]) -> str:
    if below:
        paths = " ".join(printable(found.prefix + path) for path in below[:_SHOWN])
        more = " …" if len(below) > _SHOWN else ""
        if len(below) == 1:
            return fill("`pyspec-check {paths}` checks the one below", paths=paths)
        names = ", ".join(f'"{printable(path)}"' for path in below[:_SHOWN])
        return fill(
            "`pyspec-check {paths}{more}` checks those below, as does `roots = "
            "[{names}{more}]` in pyspec-check.toml",
            paths=paths,
            more=more,
            names=names,
        )
    above = project_above(found.prefix or ".")
    return (
        fill("`pyspec-check {above}` checks the one above", above=printable(above)) if above else ""
    )


def _is_project(names: object) -> bool:
    return any(name in names for each in MARKERS for name in each)  # type: ignore[operator]


def projects_below(tree: Tree) -> list[str]:
    """The topmost folders of a tree that hold a requirements.txt, sorted."""
    found: list[str] = []
    for path, kind in tree.walk(depth=_DEPTH, skip=_SKIPPED):
        folder, _, name = path.rpartition("/")
        inside = any(folder == other or folder.startswith(f"{other}/") for other in found)
        if name == MARKERS[0][0] and kind is Kind.FILE and folder and not inside:
            found.append(folder)
    return sorted(found)


def project_above(root: str) -> str:
    """The nearest folder above a root, in its checkout, that holds a project; empty for none."""
    here = root
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.normpath(os.path.join(here, os.pardir))
        if os.path.abspath(above) == os.path.abspath(here):
            return ""  # in no checkout: what lies above belongs to nobody
        here = above
        if any(os.path.isfile(os.path.join(here, name)) for each in MARKERS for name in each):
            return here
    return ""
