"""Modules that import each other in a circle, and take a name that is not bound yet.

The imports that certainly run are run here in their order: a module that takes a name of one that
is still being imported gets only what that has bound so far.
"""

from __future__ import annotations

from checker.python.names.bindings import Binds
from checker.python.names.resolve_module import State
from checker.python.names.resolve_name import NameResolver
from checker.reachable.source_scan import absolute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.python.names.imported import Import
    from checker.reachable.source_scan import Lookup

STEPS = 400
"""Modules that are run at the most."""


class Circles:
    """What is not bound yet when it is taken.

    Args:
        following: what an entry point leads to, its texts looked at and read.
        first: the files that the entry point runs, in order.
    """

    def __init__(self, following: Lookup, first: Iterable[str]) -> None:
        self.following = following
        self.found: dict[str, list[tuple[str, int, str]]] = {}
        self._done: set[str] = set()
        self._running: dict[str, int] = {}
        """Files that are being imported, each with the line that it has come to."""
        self._resolver = NameResolver(
            following.project.tree, following.entry_point.paths, following.project.document
        )
        # A script is no module of its own name: what it imports imports it once more.
        self._over = not following.in_circle or not following.entry_point.name
        for path in first:
            self._run(path)

    def broken(self, path: str) -> list[tuple[str, int, str]]:
        """Of a file, each module with the line that imports it and the name that is not bound."""
        return self.found.get(path, [])

    def _run(self, path: str) -> None:
        if self._over or path in self._done or path in self._running:
            return
        package = self.following.nodes.get(path)
        if package is None or not self.following.scan.was_read(path):
            self._done.add(path)
            return
        if len(self._done) > STEPS or len(self._running) > STEPS // 8:
            self._over = True
            return
        self._running[path] = 0
        for each in self.following.scan.reading(path).imports:
            if each.called or not each.certain:
                if not each.inside and not each.called:
                    self._perhaps(each, package)
                continue
            self._running[path] = each.line
            self._import(path, each, package)
            if self._over:
                return
        del self._running[path]
        self._done.add(path)

    def _perhaps(self, each: Import, package: str) -> None:
        """What a condition imports may be done, or not: it is not told apart after that."""
        for target, _ in self.following.targets(each, package):
            if target not in self._running:
                self._done.add(target)

    def _import(self, path: str, each: Import, package: str) -> None:
        following = self.following
        name = absolute(each, package)
        if not name:
            return
        for target, _ in following.files(name):
            self._run(target)
        module = following.module(name)
        if self._over or each.guarded or module.state is not State.FOUND or not module.path:
            return
        line = self._running.get(module.path)
        for taken in each.names:
            inner = following.module(f"{name}.{taken}") if module.is_package else None
            if inner is not None and inner.state is not State.MISSING:
                for target, _ in following.files(f"{name}.{taken}"):
                    self._run(target)
                if self._over:
                    return
                continue
            if line is None or module.path == path:
                continue
            if self._unbound(module.path, taken, line):
                self.found.setdefault(path, []).append((name, each.line, taken))
                self._over = True  # Python stops here
                return

    def _unbound(self, path: str, taken: str, line: int) -> bool:
        """Whether a module binds a name only after a line, and certainly."""
        names = self._resolver.names(path)
        if names is None or names.doubtful or names.stars or taken in names.perhaps:
            return False
        bound = names.bound.get(taken)
        if not bound:
            return False
        return names.binds(taken) is Binds.YES and all(each.line >= line for each in bound)
