"""The modules of the repository that the start command and the settings import.

First the texts are looked at only: which files can be reached, and is one of them suspicious at
all. Only then are the suspicious files and those on the way to them read as Python does.
"""

from __future__ import annotations

import itertools

from checker.reachable.attributes import may_lack_attribute, taken_parts
from checker.reachable.entry_points import entry_points
from checker.reachable.source_scan import MODULES, Lookup, SourceScan
from checker.reachable.values import Followed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.project.project import Project
    from checker.reachable.entry_points import EntryPoint
    from checker.reachable.text_facts import TextFacts
    from checker.reachable.values import Edge, ReachableFile


def reachable_files(
    project: Project,
    python: tuple[int, int],
    words: tuple[str, ...] = (),
) -> Followed:
    """The files that matter: suspicious ones, those with doubtful imports, those on the way there.

    Args:
        project: the project.
        python: the Python that reads them.
        words: what makes a text suspicious besides what that Python may not be able to run.
    """
    found: dict[str, ReachableFile] = {}
    moved: dict[str, None] = {}
    looked: dict[str, None] = {}
    complete = True
    scan = SourceScan(project, python, words)
    numbers = {True: itertools.count(), False: itertools.count()}
    for entry_point in entry_points(project):
        bare = entry_point._replace(
            at=None
        )  # where it is named changes nothing of what it leads to

        def follow(project: Project, bare: EntryPoint = bare) -> Followed:
            following = _Following(project, bare, scan)
            files = tuple(following.follow())
            return Followed(
                files,
                tuple(following.moved),
                len(following.nodes) < MODULES,
                looked=tuple(following.nodes),
            )

        kind = "build" if entry_point.build else "start"
        name = f"reachable from {kind} {next(numbers[entry_point.build])}"
        led = project.query_with(name, follow, (bare, python, scan.outside.names, words))
        moved.update(dict.fromkeys(led.moved))
        looked.update(dict.fromkeys(led.looked))
        complete = complete and led.complete
        for each in led.files:
            known = found.get(each.document.path)
            here = each._replace(entry_point=entry_point)
            if known is None or _rank(here) < _rank(known):
                found[each.document.path] = here
    return Followed(
        tuple(found.values()), tuple(moved), complete, next(numbers[False]), tuple(looked)
    )


def _rank(each: ReachableFile) -> int:
    """The start itself before what it goes on without, certain before uncertain, then requests."""
    return 4 * bool(each.entry_point.program) + 2 * (not each.certain) + each.request


class _Following(Lookup):
    """What one entry point leads to."""

    def __init__(self, project: Project, entry_point: EntryPoint, scan: SourceScan) -> None:
        super().__init__(project, entry_point, scan)
        self.moved: list[str] = []
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

    def by_name(self, path: str) -> list[Edge]:
        """What a file that was looked at leads to through the settings that it names."""
        return self._by_name[path]

    def _named(self, path: str, facts: TextFacts) -> list[Edge]:
        edges: list[Edge] = []
        if facts.settings or (facts.application and self.entry_point.settings):
            from checker.reachable import named_settings  # noqa: PLC0415  gate: Django

            document = self.project.document(path)
            edges = [] if document is None else list(named_settings.edges(self, document))
        if facts.celery and self.entry_point.command == "celery":
            from checker.reachable import celery_tasks  # noqa: PLC0415  gate: celery

            document = self.project.document(path)
            edges += [] if document is None else celery_tasks.edges(self, document)
        return edges

    def look(self, todo: Iterable[tuple[str, str]]) -> set[str]:
        """Look at all texts; those that are suspicious."""
        queue, suspicious = list(todo), set()
        parts: list[tuple[str, str]] = []
        for path, package in queue:  # which grows meanwhile
            if len(self.nodes) >= MODULES:
                break
            facts = None
            if path not in self.nodes:
                facts = self.scan.facts_of(path)
            if facts is None:
                continue
            self.nodes[path] = package
            if facts.odd:
                suspicious.add(path)
            children = self.children[path] = set()
            if facts.moves:
                self.moved.append(path)
            doubtful = False
            for each in facts.imports:
                targets, bad = self.led(each, package)
                doubtful = doubtful or bad
                children.update(target[0] for target in targets)
                queue.extend(targets)
            doubtful = doubtful or may_lack_attribute(
                self, path, package, facts.imports, facts.dotted
            )
            if facts.dotted:
                taken = taken_parts(self, path, package, facts.imports, facts.dotted)
                parts += [(path, part) for part in taken]
            edges = self._by_name[path] = self._named(path, facts)
            for edge in edges:
                bad = any(self.is_lacking(target) for target, _ in edge.targets)
                doubtful = doubtful or bad or self.names_nothing(edge)
                children.update(target[0] for target in edge.targets)
                queue.extend(edge.targets)
            if doubtful:
                suspicious.add(path)
        suspicious.update(path for path, part in parts if self.is_unimported(part))
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
