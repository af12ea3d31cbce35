"""`Project`: the lazy, cached facts of one root for one target; what rules and the plan read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from checker.files.tree import Kind, Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.base.text import Document
    from checker.files.tree import Content
    from checker.parsers.procfile import Procfile
    from checker.parsers.requirements import Requirements
    from checker.parsers.runtime import Runtime
    from checker.platform.detection import Recognised
    from checker.platform.django_facts import DjangoFacts
    from checker.platform.values import Plan
    from checker.reachable.reachable import Reached
    from checker.start.command import StartCommand
    from checker.targets import Target

_T = TypeVar("_T")


class fact(Generic[_T]):  # noqa: N801 - a decorator, as `property` is
    """A property of a project that is found out once, when it is first asked for."""

    def __init__(self, make: Callable[[Any], _T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, project: None, owner: type) -> fact[_T]: ...
    @overload
    def __get__(self, project: Project, owner: type) -> _T: ...
    def __get__(self, project: Project | None, owner: type) -> fact[_T] | _T:
        if project is None:
            return self
        return project.find_out(self.name, self.make)


class Project:
    """One root, as one target of the platform would see it."""

    def __init__(self, tree: Tree, target: Target) -> None:
        self.tree = tree
        self.target = target
        self._documents: dict[str, Document | None] = {}
        self.unreadable: dict[str, str] = {}
        """Regular files that could not be read, each with the operating system's words."""

    def document(self, path: str) -> Document | None:
        """The decoded file at `path`; None where it is missing or cannot be read."""
        if path not in self._documents:
            self._documents[path] = self.open(path, self.tree.read(path))
        return self._documents[path]

    def open(self, path: str, content: Content) -> Document | None:
        """The document of what was read at `path`; why there is none is kept in `unreadable`."""
        if not content.problem:
            return content.decoded(path)
        if self.tree.is_file(path):
            self.unreadable[path] = content.problem
        return None

    def find_out(self, name: str, make: Callable[[Any], _T]) -> _T:
        """The fact of that name, found out now; from now on it is an attribute of the project."""
        found = self.__dict__[name] = make(self)
        return found

    def derive(self, name: str, make: Callable[[Any], _T], given: object = None) -> _T:  # noqa: ARG002
        """What `make` gives of this project.

        Args:
            name: tells it from all else that is derived.
            make: reads the project, and `given`.
            given: what else it depends on; can be compared.
        """
        return make(self)

    def knows(self, name: str) -> bool:
        """Whether the fact of that name was found out already."""
        return name in self.__dict__

    def settled(self) -> Project:
        """The same project with the facts that are known now, whatever is checked after this."""
        return self

    def take_over(
        self, documents: Mapping[str, Document | None], unreadable: Mapping[str, str]
    ) -> None:
        """Know these files from the beginning."""
        self._documents.update(documents)
        self.unreadable.update(unreadable)

    @property
    def documents(self) -> Mapping[str, Document | None]:
        """The files that were asked for so far."""
        return self._documents

    @fact
    def tracked(self) -> Mapping[str, str] | None:
        """What git holds below the root; None where that says nothing about this root.

        A root without a single tracked file (a folder that is not in git yet) is not judged.
        """
        return self.tree.tracked() or None

    @fact
    def needed_files(self) -> tuple[str, ...]:
        """The files on this disk that the platform reads, as far as they are known so far."""
        names = ["requirements.txt", "Procfile", "runtime.txt"]
        if self.requirements is not None:
            names += [file.path for file in self.requirements.files]
        if self.target.collectstatic == "runs":
            names += [at.path for at in self.django.chain]
        return tuple(
            path for path in dict.fromkeys(names) if self.tree.kind(path) is not Kind.MISSING
        )

    def has_root_file(self, name: str) -> bool:
        """Whether the root holds `name`, in exactly this case, as something other than a folder."""
        return self.tree.kind(name) not in (Kind.MISSING, Kind.DIRECTORY)

    @fact
    def requirements(self) -> Requirements | None:
        """The root's requirements.txt with all that it includes; None where there is none."""
        from checker.parsers.requirements import read_requirements

        return read_requirements("requirements.txt", self.document)

    @fact
    def procfile(self) -> Procfile | None:
        """The root's Procfile; None where there is none that can be read."""
        from checker.parsers.procfile import parse_procfile

        document = self.document("Procfile")
        return None if document is None else parse_procfile(document)

    @fact
    def runtime(self) -> Runtime | None:
        """The root's runtime.txt; None where there is none that can be read."""
        from checker.parsers.runtime import parse_runtime

        document = self.document("runtime.txt")
        return None if document is None else parse_runtime(document)

    @fact
    def django(self) -> DjangoFacts:
        """What its Django project comes to in the build; that there is none without a manage.py."""
        from checker.platform.django_facts import read_django

        return read_django(self)

    @fact
    def plan(self) -> Plan:
        """What the target will do with this root."""
        from checker.platform.plan import make_plan

        return make_plan(self)

    @fact
    def recognised(self) -> Recognised:
        """Which languages the target detects: the part of the plan that every project needs."""
        from checker.platform.detection import recognise

        return recognise(self)

    @fact
    def start(self) -> StartCommand | None:
        """The web command with the processes and servers that it starts; None without one."""
        from checker.start.command import read_start

        return read_start(self)

    @fact
    def sources(self) -> tuple[Reached, ...]:
        """The reachable modules that its Python may refuse, read; nothing where none may be."""
        from checker.reachable.sources import read_sources

        return read_sources(self)
