"""`Project`: one root for one target, its files as documents, and the answers about it so far."""

from __future__ import annotations

from checker.base.typed import Generic, TypeVar, overload
from checker.files.values import Kind
from checker.parsers.procfile import parse_procfile
from checker.parsers.requirements import read_requirements
from checker.parsers.requirements.reading import LINE_LIMIT
from checker.parsers.runtime import parse_runtime
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterable, Mapping
    from typing import Any, Concatenate

    from checker.base.text import Document
    from checker.files.tree import Tree
    from checker.files.values import Content
    from checker.parsers.procfile import Procfile
    from checker.parsers.requirements import Requirements
    from checker.parsers.runtime import Runtime
    from checker.project.query import Key, Query
    from checker.project.resolution import Resolution, Resolver
    from checker.targets import Target

_T = TypeVar("_T")
_REQUIREMENT = 100
"""What reading a line of requirements costs, in a budget's units."""


if TYPE_CHECKING:

    class query_property(Generic[_T]):  # noqa: N801 - a decorator, as `property` is
        """A query that is read as an attribute of the project: what the lower layers know of it."""

        name: str

        def __init__(self, make: Callable[[Project], _T]) -> None: ...
        def __call__(self, project: Project) -> _T: ...
        @overload
        def __get__(self, project: None, owner: type) -> query_property[_T]: ...
        @overload
        def __get__(self, project: Project, owner: type) -> _T: ...
        def __get__(self, project: Project | None, owner: type) -> query_property[_T] | _T: ...

else:

    class query_property(property):  # noqa: N801
        """A query that is read as an attribute of the project: what the lower layers know of it."""

        def __init__(self, make):
            super().__init__(query(make))
            self.name = self.fget.name

        def __call__(self, project):
            return self.fget(project)


def made_of(
    tree: Tree, text: str, make: Callable[Concatenate[str, ...], _T], *given: Hashable
) -> _T:
    """What `make` gives of a text of a tree, once of all that are alike: many `__init__.py` are."""
    key = (make, text, given)
    if key not in tree.made_of_texts:
        tree.made_of_texts[key] = make(text, *given)
    found: _T = tree.made_of_texts[key]
    return found


class Project:
    """One root, as one target of the platform would see it."""

    notes_questions = False
    """Whether it notes what each answer rests on: then none may be asked outside of what rests."""

    def __init__(self, tree: Tree, target: Target, resolver: Resolver | None = None) -> None:
        self.tree = tree
        self.target = target
        self.resolver = resolver
        """Asks the package index; None unless that was allowed."""
        self._documents: dict[str, Document | None] = {}
        self.answers: dict[Key, Any] = {}
        """The answers to queries so far that rest on no watched one, by the query's key."""
        self.resting: dict[Key, Any] = {}
        """The answers that rest on one, or may do so."""
        self.watched = 0
        """How often a watched query, or what rests on one, was asked."""
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

    def of_text(
        self, path: str, make: Callable[Concatenate[str, ...], _T], *given: Hashable
    ) -> _T | None:
        """What a function makes of a file's text; None where it is missing or cannot be read.

        Whoever asks rests on the value alone: while that stays, the text may change.

        Args:
            path: of the file.
            make: makes something of the text and of `given` that can be compared, and of nothing
                else; a function of a module.
            given: further arguments.
        """
        document = self.document(path)
        return None if document is None else made_of(self.tree, document.text, make, *given)

    def kept(self, path: str, name: str) -> Any:
        """What was made of a file's bytes so far, as `Tree.derived` names it; None if nothing was.

        Nobody's answer may rest on it: what is known sooner only saves work.
        """
        document = self.document(path)
        return None if document is None else self.tree.known(path, name, document.data)

    def query(self, name: Key, make: Callable[[Any], _T]) -> _T:
        """The answer to the query of that key, worked out by `make`: `answers` does not have it."""
        if name in self.resting:
            self.watched += 1
            known: _T = self.resting[name]
            return known
        before = self.watched
        found = make(self)
        (self.answers if self.watched == before else self.resting)[name] = found
        return found

    def query_with(self, name: Key, make: Callable[[Any], _T], given: object) -> _T:  # noqa: ARG002
        """What `make` gives of this project and of what it rests on besides.

        Whoever asks is a query, so it is asked once: it is the next check that keeps the answer if
        it rests on the same.

        Args:
            name: tells it from all else that is derived.
            make: reads the project, and `given`.
            given: what else it depends on; can be compared.
        """
        return make(self)

    def before(self, query: Query[Project, _T]) -> _T | None:  # noqa: ARG002
        """The answer to a query when the root was another one; None where nobody knows it."""
        return None

    def knows(self, name: Key) -> bool:
        """Whether the query of that key was answered already."""
        return name in self.answers or name in self.resting

    def settled(self) -> Project:
        """The same project with the answers that are known now, whatever is checked after this."""
        return self

    def take_over(
        self, documents: Mapping[str, Document | None], unreadable: Mapping[str, str]
    ) -> None:
        """Know these files from the beginning."""
        self._documents.update(documents)
        self.unreadable.update(unreadable)

    def take_over_answers(self, answers: Iterable[tuple[Key, Any]]) -> None:
        """Know these answers from the beginning, by the query's key."""
        self.resting.update(answers)  # nobody knows on what

    def forget(self, kept: Container[str]) -> None:
        """Forget all that can be worked out and read again, but for the documents `kept`."""
        self.answers.clear()
        self.resting.clear()
        self._documents = {path: d for path, d in self._documents.items() if path in kept}
        self.tree.forget_contents()

    @property
    def documents(self) -> Mapping[str, Document | None]:
        """The files that were asked for so far."""
        return self._documents

    @query_property
    def tracked(self) -> Mapping[str, str] | None:
        """What git holds below the root; None where that says nothing about this root.

        A root without a single tracked file (a folder that is not in git yet) is not judged.
        """
        return self.tree.tracked() or None

    def has_root_file(self, name: str) -> bool:
        """Whether the root holds `name`, in exactly this case, as something other than a folder."""
        return self.tree.kind(name) not in (Kind.MISSING, Kind.DIRECTORY)

    def has_any_root_file(self, names: Iterable[str]) -> bool:
        """Whether the root holds one of some files: most have none, which one look tells."""
        held = self.tree.entries().keys()
        return not held.isdisjoint(names) and any(map(self.has_root_file, names))

    @query_property
    def requirements(self) -> Requirements | None:
        """The root's requirements.txt with all that it includes; None where there is none."""

        def document(path: str) -> Document | None:
            found = self.document(path)
            if found is not None:
                self.tree.budget.charge(_REQUIREMENT * min(len(found.starts), LINE_LIMIT))
            return found

        return read_requirements("requirements.txt", document, self.before(Project.requirements))

    @query_property
    def procfile(self) -> Procfile | None:
        """The root's Procfile; None where there is none that can be read."""
        document = self.document("Procfile")
        return None if document is None else parse_procfile(document)

    @query_property
    def runtime(self) -> Runtime | None:
        """The root's runtime.txt; None where there is none that can be read."""
        document = self.document("runtime.txt")
        if document is None:
            return None
        self.tree.budget.charge(len(document.text))
        return parse_runtime(document)

    @query_property
    def resolution(self) -> Resolution | None:
        """What the index says that the build would install; None if nobody allowed to ask it."""
        return None if self.resolver is None else self.resolver(self)
