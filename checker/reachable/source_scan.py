"""What the texts of source files show: a first look, and the reading of those that matter."""

from __future__ import annotations

from checker.data.releases import lacking, owner_of, section
from checker.data.stdlib import is_standard_somewhere
from checker.parsers.requirements.values import normalise
from checker.platform.detection import build_requirements
from checker.platform.manage_py import manage_py
from checker.project.query import query
from checker.python.names.imported import Import
from checker.python.names.resolve_module import Module, State
from checker.python.syntax.prefilter import PARSED
from checker.reachable.certainty import held
from checker.reachable.text_facts import text_facts, unbound
from checker.start.importing import module_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.python.syntax.reading import Reading
    from checker.reachable.entry_points import EntryPoint
    from checker.reachable.text_facts import TextFacts
    from checker.reachable.values import Edge

_NAMESAKES = frozenset(
    {
        "telegram",
        "docx",
        "decouple",
        "jwt",
        "serial",
        "github",
        "socketio",
        "jose",
        "bson",
        "Crypto",
    }
)
"""Modules of which another distribution may be required (`checker.data.namesakes`)."""


@query
def required_names(project: Project) -> frozenset[str]:
    """The normalised names of the requirements: while somebody types, these mostly stay."""
    required = build_requirements(project)
    return frozenset(() if required is None else required.by_name)


@query
def _releases(project: Project) -> dict[str, list[tuple[str, str]]]:
    """By package, the distributions that bring it, each with its pin or its newest release."""
    releases: dict[str, list[tuple[str, str]]] = {}
    required = project.requirements
    for each in () if required is None else required.installed:
        found = section(each.normalised)
        for package in () if found is None else found.packages:
            release = each.pin or (found.newest if found else "")
            releases.setdefault(package, []).append((each.normalised, release))
    return releases


MODULES = 1500
"""Files of one entry point that are followed at the most."""


class Outside:
    """What is known to be installed; more than the requirements' names is read only if need be."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.names = required_names(project)
        """The normalised names of the requirements."""
        self._releases: dict[str, list[tuple[str, str]]] | None = None

    def has(self, top: str) -> bool:
        """Whether Python, the build's environment or a requirement brings a top-level module."""
        return is_standard_somewhere(top) or self.requires(top)

    def may_lack(self, module: str, names: tuple[str, ...]) -> bool:
        """Whether the release of a requirement may lack what is imported; a closer look tells."""
        top = module.partition(".")[0]
        if top == "django":
            from checker.reachable.lacking import removed  # noqa: PLC0415  gate: Django

            return "django" in self.names and removed(self._project, module, names) is not None
        if top in _NAMESAKES:
            from checker.data.namesakes import namesake_for  # noqa: PLC0415  gate: few have them

            if namesake_for(module, names, self.names) is not None:
                return True
        if self._releases is None:
            self._releases = dict(_releases(self._project))
        if top not in self._releases and not is_standard_somewhere(top):
            brought = owner_of(top)  # what the requirements may bring along
            found = section(brought) if brought else None
            self._releases[top] = [] if found is None else [(brought, found.newest)]
        found_in = self._releases.get(top, ())
        return any(lacking(name, release, module, names) for name, release in found_in)

    def requires(self, top: str) -> bool:
        """Whether a requirement brings a top-level module, itself or along the way."""
        if normalise(top) in self.names:
            return True
        from checker.reachable.installed import brought  # noqa: PLC0415  gate: odd imports

        return brought(self._project).brings(top)


class SourceScan:
    """Each file is looked at and read once, as long as it stays the same."""

    def __init__(
        self,
        project: Project,
        python: tuple[int, int],
        words: tuple[str, ...],
    ) -> None:
        self._tree = project.tree
        self.outside = Outside(project)
        self.python = python
        self.words = words
        self._version = f"of Python {python[0]}.{python[1]}"
        self._readings: dict[str, Reading] = {}
        self._project = project
        self._parsed = PARSED.format(*python) if manage_py(project).path else ""

    def facts_of(self, path: str) -> TextFacts | None:
        """What the text of a file shows; None where it is missing or cannot be read."""
        parsed = self._project.kept(path, self._parsed) if self._parsed else None
        read = parsed is not None and parsed.tree is not None
        return self._project.of_text(path, text_facts, self.python, self.words, read)

    def read(self, documents: Iterable[Document]) -> None:
        """Read files, all at once those that are not known."""
        new: list[tuple[Document, list[Reading]]] = []
        unread = [each for each in documents if each.path not in self._readings]
        if not unread:
            return
        from checker.python.syntax.reading import (  # noqa: PLC0415  gate: few files are read
            read,
            read_all,
        )

        for each in unread:
            if not each.complete:
                self._readings[each.path] = read(each.data, self.python, complete=False)
                continue
            known: list[Reading] = self._tree.derived(
                each.path, f"reading {self._version}", each.data, list
            )
            if known:
                self._readings[each.path] = known[0]
            else:
                new.append((each, known))
        found = read_all([each.data for each, _ in new], self.python)
        for (each, known), reading in zip(new, found, strict=True):
            known.append(reading)
            self._readings[each.path] = reading

    def was_read(self, path: str) -> bool:
        """Whether a file was read."""
        return path in self._readings

    def reading(self, path: str) -> Reading:
        """What was read of a file."""
        return self._readings[path]


class Lookup:
    """Where one entry point finds the modules of the repository."""

    def __init__(self, project: Project, entry_point: EntryPoint, scan: SourceScan) -> None:
        self.project = project
        self.entry_point = entry_point
        self.scan = scan
        self.nodes: dict[str, str] = {}
        """Files that the texts lead to, with their packages."""
        self.children: dict[str, set[str]] = {}
        """Of each of them, the files that it imports, or that a setting in it names."""
        self.in_circle: frozenset[str] = frozenset()
        """Those that import each other in a circle, and take a name of each other."""
        self._aside = entry_point.loaded | entry_point.unsure
        self._modules: dict[str, Module] = {}
        self._files: dict[str, list[tuple[str, str]]] = {}
        self._lacking: dict[str, bool] = {}
        self._led: dict[object, tuple[list[tuple[str, str]], bool]] = {}
        self.importers: tuple[int, dict[str, list[str]]] = (-1, {})
        """The files of `nodes` by the words of their import statements, and how many they are."""

    def module(self, name: str) -> Module:
        """Where a module is."""
        known = self._modules.get(name)
        if known is None:
            if self._aside and (top := name.partition(".")[0]) in self._aside:
                loaded = top in self.entry_point.loaded
                known = Module(State.MISSING if loaded else State.UNKNOWN)
            else:
                known = module_in(self.project, name, self.entry_point.paths)
            self._modules[name] = known
        return known

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

    def path_of(self, name: str) -> str:
        """The file of a module; empty where the repository has none."""
        module = self.module(name) if name else None
        return module.path if module is not None and module.state is State.FOUND else ""

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

    def led(self, each: Import, package: str) -> tuple[list[tuple[str, str]], bool]:
        """The files that an import runs; whether one is not held, or it may end with an error.

        Many files import the same, and only the first of them is looked at.
        """
        key = (absolute(each, package), each.level > 0, each.called, each.names)
        known = self._led.get(key)
        if known is None:
            targets = self.targets(each, package)
            doubtful = any(self.is_lacking(target) for target, _ in targets)
            doubtful = doubtful or self.is_doubtful(each, package)
            known = self._led[key] = targets, doubtful
        return known

    def is_lacking(self, path: str) -> bool:
        """Whether git does not hold a file that is needed, as `lacks` says."""
        if path not in self._lacking:
            self._lacking[path] = lacks(self.project, path)
        return self._lacking[path]

    def is_doubtful(self, each: Import, package: str) -> bool:
        """Whether an import may end with an error: its module is not plainly there."""
        name = absolute(each, package)
        if not name:
            return each.level > 0 and not each.called
        module, top = self.module(name), name.partition(".")[0]
        if module.state is State.MISSING:
            outside = self.scan.outside
            return (
                bool(module.parent)
                or not outside.has(top)
                or (not each.level and outside.may_lack(name, each.names))
            )
        if module.state is not State.FOUND:
            return False
        return self.may_lack(name, each.names) or (
            not each.level and self.scan.outside.requires(top)
        )

    def names_nothing(self, edge: Edge) -> bool:
        """Whether a setting may name what is not there."""
        taken = (edge.attribute,) if edge.attribute else ()
        return bool(edge.module) and self.is_doubtful(Import(edge.module, 0, taken), "")

    def is_unimported(self, path: str) -> bool:
        """Whether none of the files imports that one; never where there are too many to tell."""
        if len(self.nodes) >= MODULES or path in self.nodes:
            return False
        return not any(path in children for children in self.children.values())

    def may_lack(self, name: str, names: Iterable[str]) -> bool:
        """Whether a module of the repository may not define a name: its text shows no binding."""
        module = self.module(name)
        if module.state is State.FOUND and module.is_package and not module.path:
            return any(self.lacks_part(name, taken) for taken in names)
        lacking = self.project.of_text(module.path, unbound, tuple(names)) if module.path else None
        return any(not self._is_submodule(name, taken) for taken in lacking or ())

    def lacks_part(self, name: str, taken: str) -> bool:
        """Whether a folder without `__init__.py` has no module of that name."""
        return taken != "*" and self.module(f"{name}.{taken}").state is State.MISSING

    def _is_submodule(self, name: str, taken: str) -> bool:
        return self.module(name).is_package and (
            self.module(f"{name}.{taken}").state is not State.MISSING
        )


def absolute(each: Import, package: str) -> str:
    """The full name of an imported module; empty if it leads out of all packages."""
    if not each.level:
        return each.module
    above = package.split(".") if package else []
    if each.level - 1 >= len(above):
        return ""
    above = above[: len(above) - (each.level - 1)]
    return ".".join([*above, *([each.module] if each.module else [])])


def lacks(project: Project, path: str) -> bool:
    """Whether git does not hold a file that is needed; a folder's empty `__init__.py` is not."""
    if held(project, path):
        return False
    folder, _, name = path.rpartition("/")
    if name != "__init__.py":
        return True
    return not any(each.startswith(folder + "/") for each in project.tracked or ())
