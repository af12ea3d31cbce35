"""The modules of the repository that the start command and the settings import.

First the texts are looked at only: which files can be reached, and is one of them suspicious at
all. Only then are syntax trees made, of the suspicious files and of those on the way to them.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from checker.command.processes import join
from checker.patterns import lazy
from checker.python.importable import Module, State, find_module
from checker.python.local_imports import Import, imports_in_text
from checker.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.model import Location
    from checker.project import Project
    from checker.python.source import Parsed
    from checker.text import Document

MODULES = 1500
"""Files that are followed at the most."""
TEXT = 1_000_000
"""Code points of a file that is looked at, at the most; a longer one is generated."""
_SETTINGS = lazy(
    r"DJANGO_SETTINGS_MODULE[\"'][ \t]*(?:,|\][ \t]*=)\s*[\"']([A-Za-z_][\w.]{0,200})[\"']"
)


class Origin(NamedTuple):
    """Where the reading begins: a module that something starts."""

    name: str
    """Dotted; empty for a script."""
    path: str
    """The script's path; empty for a module."""
    paths: tuple[str | None, ...]
    """Where modules are looked for."""
    at: Location | None
    """What names it."""
    certain: bool
    build: bool = False
    """Whether the build runs it, and not the start."""


class Reached(NamedTuple):
    """A file that is imported, read as the Python does."""

    document: Document
    parsed: Parsed
    imports: list[Import]
    origin: Origin
    way: tuple[str, ...]
    """The files from the origin to this one, itself left out."""
    certain: bool
    paths: tuple[str | None, ...]
    package: str
    """What relative imports start from."""


class _Node:
    """A file as its text shows it."""

    def __init__(self, document: Document, package: str) -> None:
        self.document = document
        self.package = package
        self.children: dict[str, None] = {}
        self.suspicious = False


def origins(project: Project) -> list[Origin]:
    """What the start command and the build start."""
    found: list[Origin] = []
    start = project.start
    if start is not None:
        for service in start.services:
            process, application = service.process, service.application
            if application is None:
                continue
            certain = service.certain and not process.conditional and not process.disturbed
            at = start.at(application.start, application.end)
            directory = service.paths[0] if service.paths else None
            path = join(directory, application.path, process.environment.home) or ""
            if application.path or application.module:
                name = "" if application.path else application.module
                found.append(
                    Origin(name, path if application.path else "", service.paths, at, certain)
                )
        found += _scripts(project)
    if project.target.collectstatic == "runs" and project.plan.collectstatic.runs is not False:
        manage = project.django.manage_py
        if manage:
            folder = manage.rpartition("/")[0]
            found.append(Origin("", manage, (folder,), None, True, build=True))
            settings = project.django.settings_module
            if settings:
                named = project.django.settings_module_at
                found.append(Origin(settings, "", (folder,), named, True, build=True))
    return found


def _scripts(project: Project) -> Iterator[Origin]:
    """`python FILE` and `python -m NAME` of the start command."""
    from checker.command.services import python_path

    start = project.start
    for process in start.processes if start is not None else ():
        if process.interpreter is None or process.word is process.interpreter or start is None:
            continue
        at = start.at(process.word.start, process.word.end)
        certain = not process.conditional and not process.disturbed
        extra = python_path(process.environment)
        if process.module:
            yield Origin(process.path, "", (process.directory, *extra), at, certain)
            continue
        path = join(process.directory, process.path, process.environment.home)
        if path and path.endswith(".py"):
            yield Origin("", path, (path.rpartition("/")[0], *extra), at, certain)


def reached(
    project: Project, suspicious: Callable[[str], bool], parse: Callable[[Document], Parsed]
) -> tuple[Reached, ...]:
    """The files that matter: suspicious ones and those on the way to them, each once.

    Args:
        project: the project.
        suspicious: whether a text is worth a closer look; may err towards yes.
        parse: reads a file as the effective Python does.
    """
    found: dict[str, Reached] = {}
    for origin in origins(project):
        reading = _Reading(project, origin, suspicious)
        for each in reading.follow(parse):
            known = found.get(each.document.path)
            if known is None or (each.certain and not known.certain):
                found[each.document.path] = each
    return tuple(found.values())


class _Reading:
    """What one origin leads to."""

    def __init__(self, project: Project, origin: Origin, suspicious: Callable[[str], bool]) -> None:
        self.project = project
        self.origin = origin
        self.suspicious = suspicious
        self.nodes: dict[str, _Node] = {}
        self._modules: dict[str, Module] = {}

    def module(self, name: str) -> Module:
        """Where a module is."""
        if name not in self._modules:
            self._modules[name] = find_module(
                self.project.tree, name, self.origin.paths, self.project.document
            )
        return self._modules[name]

    def files(self, name: str) -> Iterator[tuple[str, str]]:
        """The files that importing a module runs, packages first, each with its package."""
        parts = name.split(".")
        for count in range(1, min(len(parts), 12) + 1):
            dotted = ".".join(parts[:count])
            module = self.module(dotted)
            if module.state is not State.FOUND:
                return
            if module.path:
                yield module.path, dotted if module.is_package else dotted.rpartition(".")[0]

    def targets(self, each: Import, package: str) -> list[tuple[str, str]]:
        """The files of the repository that an import runs."""
        name = each.module
        if each.level:
            above = package.split(".") if package else []
            if each.level - 1 > len(above) or not above:
                return []
            above = above[: len(above) - (each.level - 1)]
            name = ".".join([*above, *([name] if name else [])])
        if not name:
            return []
        found = list(self.files(name))
        for taken in each.names:
            if taken.isidentifier() and self.module(name).is_package:
                found += self.files(f"{name}.{taken}")
        return found

    def start(self) -> list[tuple[str, str]]:
        """The files that the origin itself runs."""
        if self.origin.name:
            found = list(self.files(self.origin.name))
            if self.module(self.origin.name).is_package and self.origin.name.isidentifier():
                found += list(self.files(f"{self.origin.name}.__main__"))
            return found
        return [(self.origin.path, "")] if self.origin.path else []

    def look(self, todo: Iterable[tuple[str, str]]) -> bool:
        """Look at all texts; whether one is suspicious."""
        queue, any_suspicious = deque(todo), False
        while queue and len(self.nodes) < MODULES:
            path, package = queue.popleft()
            document = None if path in self.nodes else self.project.document(path)
            if document is None:
                continue
            node = self.nodes[path] = _Node(document, package)
            if len(document.text) > TEXT:
                continue
            node.suspicious = self.suspicious(document.text)
            any_suspicious = any_suspicious or node.suspicious
            for target in self.named(document.text, package):
                node.children[target[0]] = None
                queue.append(target)
        return any_suspicious

    def named(self, text: str, package: str) -> Iterator[tuple[str, str]]:
        """The files that a text may lead to."""
        for each in imports_in_text(text):
            yield from self.targets(each, package)
        for found in _SETTINGS.finditer(text):
            yield from self.files(found[1])

    def follow(self, parse: Callable[[Document], Parsed]) -> Iterator[Reached]:
        """The files that matter, certain ones first."""
        first = self.start()
        if not self.look(first):
            return
        wanted = self.relevant()
        done: dict[str, bool] = {}
        certain: deque[tuple[str, tuple[str, ...]]] = deque()
        unsure: deque[tuple[str, tuple[str, ...]]] = deque()
        for path, _ in first:
            (certain if self.origin.certain else unsure).append((path, ()))
        while certain or unsure:
            sure = bool(certain)
            path, way = (certain or unsure).popleft()
            if path in done or path not in wanted:
                continue
            done[path] = sure
            node = self.nodes[path]
            parsed = parse(node.document)
            imports: list[Import] = []
            if parsed.tree is not None:
                from checker.python.local_imports import imports_in_tree

                imports = imports_in_tree(parsed.tree)
            yield Reached(
                node.document, parsed, imports, self.origin, way, sure, self.origin.paths,
                node.package,
            )  # fmt: skip
            for each in imports:
                runs = sure and each.certain and not each.guarded
                for target, _ in self.targets(each, node.package):
                    (certain if runs else unsure).append((target, (*way, path)))
            for found in _SETTINGS.finditer(node.document.text):
                for target, _ in self.files(found[1]):
                    (certain if sure else unsure).append((target, (*way, path)))

    def relevant(self) -> set[str]:
        """The suspicious files and those from which one can be reached."""
        above: dict[str, list[str]] = {}
        for path, node in self.nodes.items():
            for child in node.children:
                above.setdefault(child, []).append(path)
        found = {path for path, node in self.nodes.items() if node.suspicious}
        todo = list(found)
        while todo:
            for path in above.get(todo.pop(), ()):
                if path not in found:
                    found.add(path)
                    todo.append(path)
        return found
