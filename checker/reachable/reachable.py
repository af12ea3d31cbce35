"""The modules of the repository that the start command and the settings import.

First the texts are looked at only: which files can be reached, and is one of them suspicious at
all. Only then are the suspicious files and those on the way to them read as Python does.
"""

from __future__ import annotations

import itertools
from collections import deque
from typing import TYPE_CHECKING

from checker.base.lazy_patterns import lazy
from checker.data.stdlib import has_module
from checker.python.names.resolve_module import Module, State, find_module
from checker.reachable.entry_points import SETTINGS, entry_points
from checker.reachable.source_scan import MOVES, SourceScan, absolute, lacks
from checker.reachable.values import Doubt, Edge, Followed, ReachableFile, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.python.names.imports import Import
    from checker.python.syntax.reading import Reading
    from checker.reachable.entry_points import EntryPoint

MODULES = 1500
"""Files that are followed at the most."""
_SETTINGS = lazy(
    SETTINGS + r"[\"'][ \t]*(?:,|\][ \t]*=)\s*[\"']([A-Za-z_][\w.]{0,200})[\"']"
)  # fmt: skip


def reachable_files(
    project: Project, suspicious: Callable[[str], bool], python: tuple[int, int]
) -> Followed:
    """The files that matter: suspicious ones, those with doubtful imports, those on the way there.

    Args:
        project: the project.
        suspicious: whether a text is worth a closer look; may err towards yes.
        python: the Python that reads them.
    """
    found: dict[str, ReachableFile] = {}
    moved: dict[str, None] = {}
    complete = True
    scan = SourceScan(project, suspicious, python)
    numbers = {True: itertools.count(), False: itertools.count()}
    for entry_point in entry_points(project):
        bare = entry_point._replace(
            at=None
        )  # where it is named changes nothing of what it leads to

        def follow(project: Project, bare: EntryPoint = bare) -> Followed:
            following = _Following(project, bare, scan)
            files = tuple(following.follow())
            return Followed(files, tuple(following.moved), len(following.nodes) < MODULES)

        kind = "build" if entry_point.build else "start"
        name = f"reachable from {kind} {next(numbers[entry_point.build])}"
        led = project.query_with(name, follow, (bare, python, scan.outside.names))
        moved.update(dict.fromkeys(led.moved))
        complete = complete and led.complete
        for each in led.files:
            known = found.get(each.document.path)
            if known is None or _rank(each) < _rank(known):
                found[each.document.path] = each._replace(entry_point=entry_point)
    return Followed(tuple(found.values()), tuple(moved), complete, next(numbers[False]))


def _rank(each: ReachableFile) -> int:
    """Better known first: certain before uncertain, the start before requests."""
    return 2 * (not each.certain) + each.request


class _Following:
    """What one entry point leads to."""

    def __init__(self, project: Project, entry_point: EntryPoint, scan: SourceScan) -> None:
        self.project = project
        self.entry_point = entry_point
        self.scan = scan
        self.moved: list[str] = []
        self.nodes: dict[str, tuple[Document, str]] = {}
        """Files that the texts lead to, with their packages."""
        self.children: dict[str, set[str]] = {}
        self._paths = tuple(dict.fromkeys(entry_point.paths))
        self._modules: dict[str, Module] = {}
        self._files: dict[str, list[tuple[str, str]]] = {}
        self._by_name: dict[str, list[Edge]] = {}

    def module(self, name: str) -> Module:
        """Where a module is."""
        if name not in self._modules:
            tree, paths = self.project.tree, self._paths
            self._modules[name] = tree.once(
                ("module", name, paths),
                lambda: find_module(tree, name, paths, self.project.document),
            )
        return self._modules[name]

    def files(self, name: str) -> list[tuple[str, str]]:
        """The files that importing a module runs, packages first, each with its package."""
        if name not in self._files:
            self._files[name] = list(self._find_files(name))
        return self._files[name]

    def _find_files(self, name: str) -> Iterator[tuple[str, str]]:
        parts = name.split(".")
        for count in range(1, min(len(parts), 12) + 1):
            dotted = ".".join(parts[:count])
            module = self.module(dotted)
            if module.state is not State.FOUND:
                return
            if module.path:
                yield module.path, dotted if module.is_package else dotted.rpartition(".")[0]

    def document_of(self, name: str) -> Document | None:
        """The document of a module; None where the repository has none."""
        module = self.module(name) if name else None
        if module is None or module.state is not State.FOUND or not module.path:
            return None
        return self.project.document(module.path)

    def targets(self, each: Import, package: str) -> list[tuple[str, str]]:
        """The files of the repository that an import runs."""
        name = absolute(each, package)
        if not name:
            return []
        found = list(self.files(name))
        for taken in each.names:
            if taken.isidentifier() and self.module(name).is_package:
                found += self.files(f"{name}.{taken}")
        return found

    def start(self) -> list[tuple[str, str]]:
        """The files that the entry point itself runs."""
        if self.entry_point.name:
            found = list(self.files(self.entry_point.name))
            if (
                self.module(self.entry_point.name).is_package
                and self.entry_point.name.isidentifier()
            ):
                found += list(self.files(f"{self.entry_point.name}.__main__"))
            return found
        return [(self.entry_point.path, "")] if self.entry_point.path else []

    def by_name(self, document: Document) -> list[Edge]:
        """What a file leads to through the settings that it names."""
        if document.path not in self._by_name:
            edges = list(self._edges_by_name(document)) if SETTINGS in document.text else []
            self._by_name[document.path] = edges
        return self._by_name[document.path]

    def _edges_by_name(self, document: Document) -> Iterator[Edge]:
        from checker.reachable import django_modules  # noqa: PLC0415  gate: Django

        text, path = document.text, document.path
        named = {
            found[1]: found.start()
            for found in _SETTINGS.finditer(text)
            if "#" not in text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        }
        if self.entry_point.settings and named:  # the command's environment wins over `setdefault`
            named = {self.entry_point.settings: next(iter(named.values()))}
        one = len(named) == 1  # of several, a condition decides
        for settings, start in named.items():
            line = document.line_column(start)[0]
            first = Step(path, line, "the settings are named here")
            yield Edge(list(self.files(settings)), (first,), one)
            if not django_modules.sets_up(text, self.entry_point):
                continue
            for each in django_modules.named_modules(
                self.project, settings, text, self.entry_point, self.document_of
            ):
                step = Step(each.path, each.line, each.words)
                targets, sure = list(self.files(each.module)), one and each.certain
                yield Edge(targets, (first, step), sure, each.request)

    def look(self, todo: Iterable[tuple[str, str]]) -> set[str]:
        """Look at all texts; those that are suspicious."""
        queue, suspicious = deque(todo), set()
        while queue and len(self.nodes) < MODULES:
            path, package = queue.popleft()
            document = None if path in self.nodes else self.project.document(path)
            if document is None:
                continue
            self.nodes[path] = document, package
            odd, imports = self.scan.look(document)
            if odd:
                suspicious.add(path)
            children = self.children[path] = set()
            if any(word in document.text for word in MOVES):
                self.moved.append(path)
            targets = [target for each in imports for target in self.targets(each, package)]
            for edge in self.by_name(document):
                targets += edge.targets
            if any(lacks(self.project, target) for target, _ in targets) or any(
                self.is_doubtful(each, package) for each in imports
            ):
                suspicious.add(path)
            for target in targets:
                children.add(target[0])
                queue.append(target)
        return suspicious

    def follow(self) -> Iterator[ReachableFile]:
        """The files that matter, those that are best known first."""
        first = self.start()
        wanted = self.relevant(self.look(first))
        self.scan.read((node[0] for path, node in self.nodes.items() if path in wanted))
        done: set[str] = set()
        queues: list[deque[tuple[str, tuple[Step, ...]]]] = [deque() for _ in range(4)]
        rank = 2 * (not self.entry_point.certain) + self.entry_point.request
        queues[rank].extend((path, ()) for path, _ in first)
        while (rank := next((at for at in range(4) if queues[at]), -1)) >= 0:
            path, way = queues[rank].popleft()
            if path in done or path not in wanted:
                continue
            done.add(path)
            document, package = self.nodes[path]
            certain, request = rank < 2, rank % 2 == 1
            reading = self.scan.reading(path)
            yield ReachableFile(
                document, reading, self.entry_point, way, certain, request,
                self.entry_point.paths, package, tuple(self.doubts(document, package, reading)),
            )  # fmt: skip
            for edge in self.edges(document, package, reading):
                to = 2 * (not (certain and edge.certain)) + (request or edge.request)
                queues[to].extend((target, (*way, *edge.steps)) for target, _ in edge.targets)

    def is_doubtful(self, each: Import, package: str) -> bool:
        """Whether an import may end with an error: its module is not plainly there."""
        name = "" if each.called else absolute(each, package)
        if not name:
            return False
        module, top = self.module(name), name.partition(".")[0]
        if module.state is State.MISSING:
            return bool(module.parent) or not self.scan.outside.has(top)
        return module.state is State.FOUND and not each.level and self.scan.outside.requires(top)

    def doubts(self, document: Document, package: str, reading: Reading) -> Iterator[Doubt]:
        """What a file that was read certainly imports, and may not get."""
        for each in reading.imports:
            if each.guarded or not each.certain or each.called:
                continue
            targets = self.targets(each, package)
            unheld = next((path for path, _ in targets if lacks(self.project, path)), "")
            if unheld or self.is_doubtful(each, package):
                name = absolute(each, package)
                yield Doubt(name, self.module(name), each.line, each.names, unheld)
        for edge in self.by_name(document):
            for path, _ in edge.targets:
                if lacks(self.project, path):
                    last = edge.steps[-1]
                    yield Doubt("", Module(State.FOUND, path), last.line, (), path, edge.steps,
                                edge.certain, edge.request)  # fmt: skip
                    break

    def edges(self, document: Document, package: str, reading: Reading) -> Iterator[Edge]:
        """What a file leads to that was read."""
        for each in reading.imports:
            words = "`include` names it here" if each.called else "it is imported here"
            step = Step(document.path, each.line, words)
            # The server may have imported Python's own module of that name before.
            top = each.module.partition(".")[0]
            shadows = not each.level and has_module(top, self.scan.python)
            sure = each.certain and not each.guarded and not shadows
            yield Edge(self.targets(each, package), (step,), sure)
        yield from self.by_name(document)

    def relevant(self, suspicious: set[str]) -> set[str]:
        """The suspicious files and those from which one can be reached."""
        above: dict[str, list[str]] = {}
        for path, children in self.children.items():
            for child in children:
                above.setdefault(child, []).append(path)
        found, todo = set(suspicious), list(suspicious)
        while todo:
            for path in above.get(todo.pop(), ()):
                if path not in found:
                    found.add(path)
                    todo.append(path)
        return found
