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
        if not has_project(found):
            below = projects_below(found.tree)
            command = _command(found, below)
            if not command:
                from checker.cli.nothing_here import next_step  # noqa: PLC0415  gate: few roots

                command = next_step(found)
            if command:
                note(found, command)


def has_project(found: Settings) -> bool:
    """Whether a root has a file that makes it one; of what is no folder on this disk, always."""
    return not isinstance(found.tree, DirectoryTree) or _is_project(found.tree.entries())


def note(found: Settings, command: str) -> None:
    """Say on standard error that a root has no project, and what to do."""
    folder = printable(found.prefix or ".")
    eprint(
        fill(
            "pyspec-check: note: {folder} has no project; {command}", folder=folder, command=command
        )
    )


def _command(found: Settings, below: list[str]) -> str:
    if below:
        paths = " ".join(printable(found.prefix + path) for path in below[:_SHOWN])
        if len(below) == 1:
            return fill("`pyspec-check {paths}` checks the one below", paths=paths)
        if len(below) > _SHOWN:
            return _many(found, below)
        names = ", ".join(f'"{printable(path)}"' for path in below)
        return fill(
            "`pyspec-check {paths}` checks those below, as does `roots = "
            "[{names}]` in pyspec-check.toml",
            paths=paths,
            names=names,
        )
    above = project_above(found.prefix or ".")
    return (
        fill("`pyspec-check {above}` checks the one above", above=printable(above)) if above else ""
    )


def _many(found: Settings, below: list[str]) -> str:
    """The next step above many projects: repositories of their own, or parts of this one."""
    first = printable(found.prefix + below[0])
    if all(found.tree.kind(f"{path}/.git") is not Kind.MISSING for path in below[:_SHOWN]):
        return fill(
            "`pyspec-check {first}` checks the first of {count} repositories below, "
            "`pyspec-check fleet run {folder}` all of them",
            first=first,
            count=len(below),
            folder=printable(found.prefix.rstrip("/") or "."),
        )
    return fill(
        "`pyspec-check {first}` checks the first of {count} projects below; name those to check "
        "with `roots` in pyspec-check.toml",
        first=first,
        count=len(below),
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
