"""The modules of the repository that the start command and the settings import.

First the texts are looked at only: which files can be reached, and is one of them suspicious at
all. Only then are the suspicious files and those on the way to them read as Python does.
"""

from __future__ import annotations

import itertools

from checker.reachable.attributes import may_lack_attribute
from checker.reachable.entry_points import SETTINGS, entry_points
from checker.reachable.source_scan import Lookup, SourceScan, may_move
from checker.reachable.values import Followed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.python.names.imported import Import
    from checker.reachable.entry_points import EntryPoint
    from checker.reachable.values import Edge, ReachableFile

MODULES = 1500
"""Files that are followed at the most."""


def reachable_files(
    project: Project,
    suspicious: Callable[[str, list[Import]], bool],
    python: tuple[int, int],
    words: tuple[str, ...] = (),
) -> Followed:
    """The files that matter: suspicious ones, those with doubtful imports, those on the way there.

    Args:
        project: the project.
        suspicious: whether a text with its imports is worth a closer look; may err towards yes.
        python: the Python that reads them.
        words: what else it rests on whether a text is suspicious.
    """
    found: dict[str, ReachableFile] = {}
    moved: dict[str, None] = {}
    complete = True
    scan = SourceScan(project, suspicious, python, words)
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
        led = project.query_with(name, follow, (bare, python, scan.outside.names, words))
        moved.update(dict.fromkeys(led.moved))
        complete = complete and led.complete
        for each in led.files:
            known = found.get(each.document.path)
            here = each._replace(entry_point=entry_point)
            if known is None or _rank(here) < _rank(known):
                found[each.document.path] = here
    return Followed(tuple(found.values()), tuple(moved), complete, next(numbers[False]))


def _rank(each: ReachableFile) -> int:
    """The start itself before what it goes on without, certain before uncertain, then requests."""
    return 4 * bool(each.entry_point.program) + 2 * (not each.certain) + each.request


class _Following(Lookup):
    """What one entry point leads to."""

    def __init__(self, project: Project, entry_point: EntryPoint, scan: SourceScan) -> None:
        super().__init__(project, entry_point, scan)
        self.moved: list[str] = []
        self.children: dict[str, set[str]] = {}
        self._by_name: dict[str, list[Edge]] = {}

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
            edges: list[Edge] = []
            told = bool(self.entry_point.settings) and "_application" in document.text
            if SETTINGS in document.text or told:
                from checker.reachable import named_settings  # noqa: PLC0415  gate: Django

                edges = list(named_settings.edges(self, document))
            if self.entry_point.command == "celery" and "elery" in document.text:
                from checker.reachable import celery_tasks  # noqa: PLC0415  gate: celery

                edges += celery_tasks.edges(self, document)
            self._by_name[document.path] = edges
        return self._by_name[document.path]

    def look(self, todo: Iterable[tuple[str, str]]) -> set[str]:
        """Look at all texts; those that are suspicious."""
        queue, suspicious = list(todo), set()
        for path, package in queue:  # which grows meanwhile
            if len(self.nodes) >= MODULES:
                break
            document = None if path in self.nodes else self.project.document(path)
            if document is None:
                continue
            self.nodes[path] = document, package
            odd, imports = self.scan.look(document)
            if odd:
                suspicious.add(path)
            children = self.children[path] = set()
            if may_move(document.text):
                self.moved.append(path)
            doubtful = False
            for each in imports:
                targets, bad = self.led(each, package)
                doubtful = doubtful or bad
                children.update(target[0] for target in targets)
                queue.extend(targets)
            doubtful = doubtful or may_lack_attribute(self, document, package, imports)
            for edge in self.by_name(document):
                bad = any(self.is_lacking(target) for target, _ in edge.targets)
                doubtful = doubtful or bad or self.names_nothing(edge)
                children.update(target[0] for target in edge.targets)
                queue.extend(edge.targets)
            if doubtful:
                suspicious.add(path)
        return suspicious

    def follow(self) -> list[ReachableFile]:
        """The files that matter, those that are best known first."""
        first = self.start()
        suspicious = self.look(first)
        self.in_circle = self.circles()
        suspicious |= self.in_circle
        if not suspicious:
            return []
        from checker.reachable.closer import reached_files  # noqa: PLC0415  gate: odd files

        return reached_files(self, first, self.relevant(suspicious), self.by_name)

    def circles(self) -> frozenset[str]:
        """The files that import each other in a circle: none is on top of all the others."""
        below = {
            path: {child for child in each if child in self.children and child != path}
            for path, each in self.children.items()
        }
        above: dict[str, set[str]] = {path: set() for path in below}
        for path, each in below.items():
            for child in each:
                above[child].add(path)
        for one, other in ((below, above), (above, below)):
            todo = [path for path, each in one.items() if not each]
            while todo:
                path = todo.pop()
                for neighbour in other[path]:
                    one[neighbour].discard(path)
                    if not one[neighbour]:
                        todo.append(neighbour)
                other[path] = set()
        return frozenset(path for path in below if below[path] and above[path])

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
