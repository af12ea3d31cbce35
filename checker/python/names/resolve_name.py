"""Whether a module of the repository has a name, followed through its own imports."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.python.names.bindings import Binds
from checker.python.names.module_cache import LocalNames
from checker.python.names.resolve_module import State, absolute_name, find_module, source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.base.text import Document
    from checker.files.tree import Tree
    from checker.python.names.bindings import Names
    from checker.python.names.resolve_module import Module

_DEPTH = 8
"""Imports that are followed one after the other."""


class Broken(NamedTuple):
    """A `from module import name` that fails, though its module is the repository's."""

    path: str
    """The file that it stands in."""
    line: int
    """1-based."""
    module: str
    """As it is written, leading dots included."""
    name: str
    missing: bool
    """Whether the module itself is not there."""


class NameResolver(LocalNames):
    """Looks names up in the modules of a repository."""

    def __init__(
        self,
        tree: Tree,
        paths: tuple[str | None, ...],
        read: Callable[[str], Document | None],
    ) -> None:
        super().__init__(tree, paths, read)
        self.broken: Broken | None = None
        """The import that was found to fail, where one was."""
        self._seen: set[tuple[str, str]] = set()

    def provides(self, module: Module, dotted: str, name: str) -> Binds:
        """Whether the module that is imported as `dotted` has `name` after its import."""
        if module.state is not State.FOUND or len(self._seen) > _DEPTH:
            return Binds.MAYBE
        if (module.path, name) in self._seen:
            return Binds.MAYBE
        self._seen.add((module.path, name))
        names = self.names(module.path)
        if names is None:
            return Binds.MAYBE
        package = dotted if module.is_package else dotted.rpartition(".")[0]
        verdict = names.binds(name)
        if verdict is Binds.YES:
            self._follow(names, module.path, package, name)
        elif verdict is Binds.MAYBE and not names.doubtful and name not in names.perhaps:
            verdict = self._through_stars(names, package, name)
        return verdict

    def _follow(self, names: Names, path: str, package: str, name: str) -> None:
        """Find out whether the import that binds the name fails."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        binding = names.last(name)
        if binding is None or not isinstance(binding.node, ast.ImportFrom):
            return
        node = binding.node
        target = source_of(node, package)
        original = next((a.name for a in node.names if (a.asname or a.name) == name), "")
        if not target or not original:
            return
        found = find_module(self.tree, target, self.paths, self.read)
        written = "." * node.level + (node.module or "")
        broken = Broken(path, binding.line, written, original, found.state is State.MISSING)
        if found.state is State.MISSING and (node.level or found.parent):
            self.broken = broken
        elif found.state is State.FOUND and found.path and not self._submodule(found, original):
            if self.provides(found, target, original) is Binds.NO:
                self.broken = self.broken or broken

    def _submodule(self, module: Module, name: str) -> bool:
        return any(
            self.tree.is_file(f"{folder}/{name}.py") or self.tree.is_directory(f"{folder}/{name}")
            for folder in module.folders
        )

    def _through_stars(self, names: Names, package: str, name: str) -> Binds:
        """Whether one of the modules that are imported with `*` gives the name."""
        verdict = Binds.NO
        for source, level in names.stars:
            target = absolute_name(source, level, package)
            found = find_module(self.tree, target, self.paths, self.read)
            inner = self.names(found.path) if found.state is State.FOUND else None
            if inner is None:
                verdict = Binds.MAYBE
                continue
            public = exported(inner)
            if public is None:
                verdict = Binds.MAYBE
            elif name in public or ("__all__" not in inner.bound and name[:1] != "_"):
                given = self.provides(found, target, name)
                if given is Binds.YES:
                    return given
                verdict = given if verdict is Binds.NO else verdict
        return verdict

    def source(self, names: Names, package: str, name: str) -> tuple[str, str, str] | None:
        """The file, its package and the name there that `import *` brings; None where unsure."""
        found: list[tuple[str, str, str]] = []
        for source, level in names.stars:
            target = absolute_name(source, level, package)
            module = find_module(self.tree, target, self.paths, self.read)
            inner = self.names(module.path) if module.state is State.FOUND else None
            public = exported(inner) if inner is not None else None
            if inner is None or public is None or inner.stars or inner.doubtful:
                return None
            if name in inner.bound and (name in public or "__all__" not in inner.bound):
                inside = target if module.is_package else target.rpartition(".")[0]
                found.append((module.path, inside, name))
        return found[0] if len(found) == 1 and name[:1] != "_" else None


def exported(names: Names) -> frozenset[str] | None:
    """The names of `__all__`; empty where there is none, None where it is not a plain list."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    if "__all__" not in names.bound:
        return frozenset()
    binding = names.last("__all__")
    if binding is None or len(names.bound["__all__"]) > 1 or "__all__" in names.perhaps:
        return None
    value = binding.node
    if not isinstance(value, (ast.List, ast.Tuple)):
        return None
    found = {each.value for each in value.elts if isinstance(each, ast.Constant)}
    if len(value.elts) != len(found):
        return None
    for node in ast.walk(names.tree):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "__all__":
            return None  # `__all__.append(…)`
    return frozenset(str(each) for each in found)
