"""What the modules beside a setup.py import as soon as they are imported: read, and never run."""

from __future__ import annotations

import ast

from checker.data.stdlib import has_module
from checker.python.syntax.parse import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_MOST = 50
"""Modules that are followed."""


def may_stop(
    dotted: str,
    python: tuple[int, int],
    known: Collection[str],
    read: Callable[[str], bytes | None],
) -> bool:
    """Whether importing a module beside a setup.py may stop, since it imports what a build lacks.

    Args:
        dotted: the module.
        python: the Python of the build.
        known: the modules that the build has beside the standard library.
        read: the content of a file beside the script; None if there is none.
    """
    pending, seen = [dotted], set()
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        if len(seen) > _MOST:
            return True
        path = name.replace(".", "/")
        package = read(f"{path}/__init__.py")
        data = package if package is not None else read(f"{path}.py")
        parent = name.rpartition(".")[0]
        pending += [parent] if parent else []
        if data is None:
            continue
        parsed = parse(data, python)
        if parsed.tree is None:
            return True
        for other in _imported(parsed.tree, name if package is not None else parent):
            top = other.partition(".")[0]
            if top == dotted.partition(".")[0] or read(f"{top}/__init__.py") or read(f"{top}.py"):
                pending.append(other)
            elif top not in known and top != "__future__" and not has_module(top, python):
                return True
    return False


def _imported(tree: ast.Module, package: str) -> Iterator[str]:
    """The modules that a module's own statements import, none of them in a branch."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            if base:
                yield base
                if node.level:
                    yield from (f"{base}.{alias.name}" for alias in node.names)
