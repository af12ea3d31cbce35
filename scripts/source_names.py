"""The public names of the modules of a release, read and never run."""

from __future__ import annotations

import ast
import re
import warnings
from typing import Any

ANYTHING = None
"""Stands for a module whose names are not known: compiled, or made while it runs."""
_DYNAMIC = re.compile(r"\b__getattr__\b|sys\.modules\[|recreate_module|lazy\w*\.attach|globals\(\)")
_DELEGATES = re.compile(r"\bgetattr\(|import_module\(|attach\(|vars\(|__import__|globals\(\)")
_SKIPPED = (ast.Import, ast.Lambda, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)


def names_of(sources: dict[str, str | None]) -> dict[str, list[str] | None]:
    """Each module with its sorted names, or `ANYTHING`; `*` among them stands for others."""
    reader = _Reader(sources)
    found: dict[str, list[str] | None] = {}
    for module in sorted(sources):
        names = reader.names(module)
        found[module] = ANYTHING if names is None else sorted(n for n in names if n and n[0] != "_")
    return found


class _Reader:
    """The modules of one release, while they are read."""

    def __init__(self, sources: dict[str, str | None]) -> None:
        self.sources = sources
        self.packages = {name.rpartition(".")[0] for name in sources}
        self.known: dict[str, set[str] | None] = {}

    def names(self, module: str, above: tuple[str, ...] = ()) -> set[str] | None:
        """The names of a module; None where any may be there."""
        if module not in self.known:
            found = self._names(module, above)
            if above:
                return found  # it may lack what a circle would have given
            self.known[module] = found
        return self.known[module]

    def _names(self, module: str, above: tuple[str, ...]) -> set[str] | None:
        source = self.sources.get(module)
        if source is None or module in above:
            return set() if module in above else ANYTHING
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                tree = ast.parse(source)
            except (SyntaxError, ValueError):  # written for Python 2
                return ANYTHING
        names = self._bound(tree, module, above)
        if names is None:
            return ANYTHING
        moved = self._migrated(module, source)
        if moved is not None:
            return names | moved
        if _DYNAMIC.search(source):
            if _DELEGATES.search(source) and not re.search(r"recreate_module", source):
                names.add("*")
            names |= _constants(tree)
        below = {each for each in self.sources if each.rpartition(".")[0] == module}
        return names | {each.rpartition(".")[2] for each in below}

    def _migrated(self, module: str, source: str) -> set[str] | None:
        """What pydantic 2 gives for the names of pydantic 1; None for any other module."""
        table = self.sources.get("pydantic._migration")
        if table is None or "getattr_migration" not in source or module == "pydantic._migration":
            return None
        found: set[str] = set()
        for node in ast.parse(table).body:
            target = getattr(node, "target", None) or getattr(node, "targets", [None])[0]
            if getattr(target, "id", "") in {
                "MOVED_IN_V2", "DEPRECATED_MOVED_IN_V2", "REDIRECT_TO_V1"
            }:  # fmt: skip
                for text in _texts(node):
                    owner, _, name = text.partition(":")
                    if owner == module:
                        found.add(name)
        for node in ast.parse(source).body:  # `_dynamic_imports` and `__all__`
            target = getattr(node, "target", None) or getattr(node, "targets", [None])[0]
            if getattr(target, "id", "") in {"_dynamic_imports", "_deprecated_dynamic_imports"}:
                found |= {text for text in _texts(node) if text.isidentifier()}
        return found

    def _bound(self, tree: Any, module: str, above: tuple[str, ...]) -> set[str] | None:
        names: set[str] = set()
        todo: list[Any] = list(tree.body)
        while todo:
            node = todo.pop()
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                names.add(node.name)
            elif isinstance(node, ast.Import):
                names |= {a.asname or a.name.partition(".")[0] for a in node.names}
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if alias.name != "*":
                        names.add(alias.asname or alias.name)
                        continue
                    origin = self._origin(module, node)
                    inner = self.names(origin, (*above, module)) if origin else ANYTHING
                    if inner is None:
                        return ANYTHING
                    listed = _listed(self.sources.get(origin) or "")
                    shown = {n for n in inner if n in listed or (not listed and n[:1] != "_")}
                    names |= shown | ({"*"} & inner)
            elif isinstance(node, (ast.Name, ast.NamedExpr)):
                target = node if isinstance(node, ast.Name) else node.target
                if isinstance(target.ctx, ast.Store):
                    names.add(target.id)
            elif not isinstance(node, _SKIPPED):
                todo += ast.iter_child_nodes(node)
        return names

    def _origin(self, module: str, node: ast.ImportFrom) -> str:
        """The module of this release that a `from` import names; empty for another's."""
        if not node.level:
            return node.module if node.module in self.sources else ""
        parts = module.split(".")
        package = module in self.packages
        base = parts[: len(parts) - node.level + (1 if package else 0)]
        name = ".".join([*base, *([node.module] if node.module else [])])
        return name if name in self.sources else ""


def _texts(node: Any) -> list[str]:
    return [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


def _constants(tree: Any) -> set[str]:
    """Each word of a text of the module that may be a name."""
    return {word for text in _texts(tree) for word in text.split() if word.isidentifier()}


def _listed(source: str) -> set[str]:
    """The names in the texts of a module's `__all__`."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == "__all__":
            found |= set(_texts(node))
    return found
