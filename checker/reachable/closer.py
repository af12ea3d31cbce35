"""The files that matter, read as the Python does, with what each certainly imports and may not get.

Loaded only if a text is suspicious: a clean run reads no file.
"""

from __future__ import annotations

from collections import deque

from checker.data.stdlib import absent_module, absent_name, has_module
from checker.python.names.always_bound import depends
from checker.python.names.bindings import Binds
from checker.python.names.imported import UNKNOWN
from checker.python.names.resolve_module import Module, State
from checker.python.names.resolve_name import NameResolver, exported
from checker.reachable.attributes import lacking_attributes, may_lack_attribute, taken_parts
from checker.reachable.called import is_called
from checker.reachable.circles import Circles
from checker.reachable.source_scan import absolute, lacks
from checker.reachable.text_facts import dotted_words
from checker.reachable.values import Doubt, Edge, ReachableFile, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.base.text import Document
    from checker.python.names.imported import Import
    from checker.python.syntax.reading import Reading
    from checker.reachable.source_scan import Lookup


def reached_files(
    following: Lookup,
    first: list[tuple[str, str]],
    wanted: set[str],
    by_name: Callable[[str], list[Edge]],
) -> list[ReachableFile]:
    """The wanted files, those that are best known first.

    Args:
        following: what an entry point leads to, its texts looked at.
        first: the files that the entry point itself runs, each with its package.
        wanted: the suspicious files, and those on the way to them.
        by_name: what a file leads to through the settings that it names.
    """
    return list(_Closer(following, by_name).follow(first, wanted))


class _Closer:
    """The files of one entry point while they are read."""

    def __init__(self, following: Lookup, by_name: Callable[[str], list[Edge]]) -> None:
        self.following = following
        self.by_name = by_name
        self.project = following.project
        self.resolver = NameResolver(
            self.project.tree, following.entry_point.paths, self.project.document
        )

    def follow(self, first: list[tuple[str, str]], wanted: set[str]) -> Iterator[ReachableFile]:
        following, entry_point = self.following, self.following.entry_point
        nodes, scan = following.nodes, following.scan
        documents = {
            path: document
            for path in nodes
            if path in wanted and (document := self.project.document(path)) is not None
        }
        scan.read(documents.values())
        self.circles = Circles(following, [path for path, _ in first])
        done: set[str] = set()
        queues: list[deque[tuple[str, tuple[Step, ...]]]] = [deque() for _ in range(4)]
        rank = 2 * (not entry_point.certain) + entry_point.request
        queues[rank].extend((path, ()) for path, _ in first)
        while (rank := next((at for at in range(4) if queues[at]), -1)) >= 0:
            path, way = queues[rank].popleft()
            if path in done or path not in documents:
                continue
            done.add(path)
            document, package = documents[path], nodes[path]
            certain, request = rank < 2, rank % 2 == 1
            reading = scan.reading(path)
            perhaps = [each.line for each in reading.imports
                       if self.may_end_there(each, document, package, reading)]  # fmt: skip
            yield ReachableFile(
                document, reading, entry_point, way, certain, request, entry_point.paths, package,
                tuple(self.doubts(document, package, reading)), tuple(perhaps),
            )  # fmt: skip
            for edge in self.edges(document, package, reading):
                to = 2 * (not (certain and edge.certain)) + (request or edge.request)
                queues[to].extend((target, (*way, *edge.steps)) for target, _ in edge.targets)

    def may_end_there(
        self, each: Import, document: Document, package: str, reading: Reading
    ) -> bool:
        """Whether an import may end with an error, where that rests on what is not followed."""
        following = self.following
        if each.inside[:2] in ("?-", "?+"):
            return self.falls_back(each, package, reading)
        runs = each.certain or is_called(following, document.path, each.inside)
        if each.guarded or not (runs or each.inside == "?"):
            return False
        if each.module == UNKNOWN:
            return True
        if each.inside == "?" and self.may_fail(each, package):
            return True
        if runs and following.is_doubtful(each, package):
            return self.depends(absolute(each, package), each.names)
        targets = () if each.called else following.targets(each, package)
        return any(path not in following.nodes for path, _ in targets)

    def doubts(self, document: Document, package: str, reading: Reading) -> Iterator[Doubt]:
        """What a file that was read certainly imports, and may not get."""
        following = self.following
        for each in reading.imports:
            sure = each.certain or is_called(self.following, document.path, each.inside)
            if (
                each.module == UNKNOWN
                or each.guarded
                or not sure
                or (each.called and "django" not in document.text)
            ):
                continue
            if each.level and not absolute(each, package):
                name = "." * each.level + each.module
                yield Doubt(name, Module(State.MISSING), each.line, each.names, relative=True)
                continue
            targets = following.targets(each, package)
            unheld = next((path for path, _ in targets if lacks(self.project, path)), "")
            if unheld or following.is_doubtful(each, package):
                name = absolute(each, package)
                found = Doubt(name, following.module(name), each.line, each.names, unheld)
                module = found.module
                if module.state is State.FOUND and not module.path and not unheld:
                    parts = [part for part in each.names if following.lacks_part(name, part)]
                    for part in parts[:1]:
                        full = f"{name}.{part}"
                        yield found._replace(name=full, module=following.module(full), names=())
                        break
                    else:
                        yield found
                    continue
                absent = "" if unheld else self.absent(name, each.names)
                if absent or unheld or module.state is not State.FOUND or self.beside(each):
                    yield found._replace(absent=absent)
        for name, line, absent in self.circles.broken(document.path):
            module = following.module(name)
            yield Doubt(name, module, line, (absent,), absent=absent, circle=True)
        dotted = dotted_words(document.text, reading.imports)
        asked = following, document.path, package, reading.imports, dotted
        if may_lack_attribute(*asked) or any(map(following.is_unimported, taken_parts(*asked))):
            lacking = lacking_attributes(following, self.resolver, document, package)
            for name, absent, line, is_part in lacking:
                module = following.module(name)
                found = Doubt(name, module, line, (absent,), absent=absent, attribute=True)
                yield found._replace(part=is_part)
        for edge in self.by_name(document.path):
            unheld = next((path for path, _ in edge.targets if lacks(self.project, path)), "")
            last, module = edge.steps[-1], Module(State.FOUND, unheld)
            about = last.line, (), unheld, edge.steps, edge.certain, edge.request, edge.some
            if unheld:
                yield Doubt("", module, *about)
            elif following.names_nothing(edge):
                taken = (edge.attribute,) if edge.attribute else ()
                found = Doubt(edge.module, following.module(edge.module), *about)
                yield found._replace(names=taken, absent=self.absent(edge.module, taken))

    def beside(self, each: Import) -> bool:
        """Whether something that is installed has the name of a module of the repository too."""
        top = each.module.partition(".")[0]
        return not each.level and self.following.scan.outside.requires(top)

    def may_fail(self, each: Import, package: str) -> bool:
        """Whether an import that a condition decides on may end with an error."""
        following = self.following
        if not following.is_doubtful(each, package):
            return False
        name = absolute(each, package)
        module = following.module(name) if name else None
        if module is None or module.state is not State.FOUND or not module.path:
            return True
        if self.beside(each) or self.absent(name, each.names):
            return True
        return self.depends(name, each.names)

    def falls_back(self, each: Import, package: str, reading: Reading) -> bool:
        """Whether an import in an `except` or an `else` may run, and may end with an error."""
        first, last = map(int, each.inside[2:].split("-"))
        tried = [other for other in reading.imports if first <= other.line <= last]
        fails = any(self.may_fail(other, package) or self.lacks(other) for other in tried)
        return fails is (each.inside[1] == "-") and (
            self.may_fail(each, package) or self.lacks(each)
        )

    def lacks(self, each: Import) -> bool:
        """Whether an import wants of Python what this version of it does not have."""
        python = self.following.scan.python
        if each.level or not each.module or each.called:
            return False
        if absent_module(each.module, python) is not None:
            return True
        return any(absent_name(each.module, name, python) is not None for name in each.names)

    def depends(self, name: str, names: tuple[str, ...]) -> bool:
        """Whether it depends on conditions that a module of the repository binds a name."""
        module = self.following.module(name) if name else None
        if module is None or module.state is not State.FOUND or not module.path:
            return False
        found = self.resolver.names(module.path)
        for taken in names if found is not None else ():
            if not self.following.may_lack(name, (taken,)) or taken == "*" or found is None:
                continue
            if depends(found, taken):
                return True
            if found.doubtful and taken not in found.bound and found.binds(taken) is Binds.MAYBE:
                return True
        return False

    def absent(self, name: str, names: tuple[str, ...]) -> str:
        """The first name that a module of the repository certainly does not define."""
        following = self.following
        module = following.module(name)
        if module.state is not State.FOUND or not module.path:
            return ""
        if names == ("*",):
            inside = self.resolver.names(module.path)
            names = tuple(sorted(exported(inside) or ())) if inside is not None else ()
        for taken in names:
            if following.may_lack(name, (taken,)):
                resolver = NameResolver(
                    self.project.tree, self.resolver.paths, self.project.document
                )
                resolver._names = self.resolver._names
                if resolver.provides(module, name, taken) is Binds.NO:
                    return taken
        return ""

    def edges(self, document: Document, package: str, reading: Reading) -> Iterator[Edge]:
        """What a file leads to that was read."""
        for each in reading.imports:
            words = "`include` names it here" if each.called else "it is imported here"
            step = Step(document.path, each.line, words)
            # The server may have imported Python's own module of that name before.
            top = each.module.partition(".")[0]
            shadows = not each.level and has_module(top, self.following.scan.python)
            runs = each.certain or is_called(self.following, document.path, each.inside)
            sure = runs and not each.guarded and not shadows
            yield Edge(self.following.targets(each, package), (step,), sure)
        yield from self.by_name(document.path)
