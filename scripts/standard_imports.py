"""What the modules of Python's standard library import when they are imported, from their source.

    python -m scripts.standard_imports PYTHON …

Prints a line for each module: its name, and what any of the Pythons imports with it.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = frozenset(
    {"test", "tests", "idlelib", "lib2to3", "turtledemo", "site-packages", "encodings",
     "pydoc_data", "ensurepip", "distutils", "tkinter", "msilib", "curses", "__pycache__",
     "lib-dynload", "_pyrepl", "config", "sitecustomize"}
)  # fmt: skip
"""Folders that are left out."""


def imports_of(tree: ast.Module, package: str) -> Iterator[str]:
    """The modules that a module imports outside of functions, and what may be a part of them."""
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'":
            continue
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            parts = [*(above if node.level else []), *([node.module] if node.module else [])]
            yield ".".join(parts)
            yield from (".".join([*parts, each.name]) for each in node.names)
        todo += ast.iter_child_nodes(node)


def modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """The modules below a folder, each with its file."""
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        if _SKIPPED.isdisjoint(parts):
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


def standard_imports(pythons: list[Path]) -> dict[str, set[str]]:
    """Of each module what any of the Pythons imports with it, dotted."""
    found: dict[str, set[str]] = {}
    ask = "import json, sysconfig; print(json.dumps(sysconfig.get_paths()['stdlib']))"
    for python in pythons:
        done = subprocess.run([python, "-c", ask], capture_output=True, check=True)
        for name, file in modules(Path(json.loads(done.stdout))):
            try:
                tree = ast.parse(file.read_bytes())
            except (SyntaxError, OSError):
                continue
            package = name if file.name == "__init__.py" else name.rpartition(".")[0]
            found.setdefault(name, set()).update(imports_of(tree, package))
    return {name: each & found.keys() - {name} for name, each in found.items()}


def main(arguments: list[str]) -> int:
    """Print the table."""
    for name, found in sorted(standard_imports([Path(each) for each in arguments]).items()):
        if found:
            print(name, *sorted(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
