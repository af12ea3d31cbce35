"""Checking again after a change: what rested on files that are as they were is taken over.

A `QueryCache` is kept from check to check of one root. While queries are answered and rules run,
every question to the tree is noted beside the answer. The next check first asks the same questions
again; a query or a rule none of whose answers changed, directly or by way of another query, is not
worked out anew. It keeps what the last check found, and not without bound: it does not grow.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.base.typed import TypeVar
from checker.files.tree import Tree
from checker.project.project import Project
from checker.project.query import QUERIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from checker.base.text import Document
    from checker.files.values import Content, Kind
    from checker.project.query import Query
    from checker.targets import Target

_T = TypeVar("_T")
Question = tuple[str, str]
"""What was asked of the tree, and of which path; or `query` and the name of another result."""
_ASKED_FOR: Question = ("asked for", "")
"""Which files were asked for so far: another answer at every check."""
_ASKING = 20
"""What a question to the tree costs, in a budget's units."""
_FOUND = 10_000
"""What was found in the tree, at the most; then the older half is forgotten."""


class Result(NamedTuple):
    """What was worked out, and what it rests on."""

    value: Any
    questions: frozenset[Question]
    given: object = None
    """What else it depends on."""


class QueryCache:
    """What is known of one root from its last check; empty before the first."""

    def __init__(self) -> None:
        self.results: dict[str, Result] = {}
        self.answers: dict[Question, Any] = {}
        self.documents: dict[str, Document] = {}
        self.derived: dict[tuple[str, str], tuple[bytes, Any]] = {}
        """What was made of a file's bytes: see `Tree.derived`."""
        self.found: dict[object, tuple[Any, set[Question]]] = {}
        """What was found in the tree, and what it rests on: see `Tree.once`."""
        self.doubtful: dict[str, Result] = {}
        """Results that rest on others that must be worked out anew, and may come out the same."""
        self.outdated: dict[str, Result] = {}
        """Results of the last check of which something has changed."""
        self._target: Target | None = None

    def project(self, tree: Tree, target: Target) -> Project:
        """The root as it is now, with all that is known of it from before."""
        if target is not self._target:
            self.results, self.answers, self.documents = {}, {}, {}
            self.derived, self.found = {}, {}
            self._target = target
        asked = _Asked(tree)
        asked.budget = tree.budget
        stale = {_ASKED_FOR}
        for question, answer in self.answers.items():
            now = asked.answer(question)
            if now is not answer and now != answer:
                stale.add(question)
        self._forget(stale)
        asked.keep_in(self.derived, self.found, self.answers)
        return _Remembered(asked, target, self)

    def _forget(self, stale: set[Question]) -> None:
        """Put the results away that rest on an answer that changed, drop answers nobody needs."""
        self.outdated = {
            name: result
            for name, result in self.results.items()
            if not stale.isdisjoint(result.questions)
        }
        gone: set[Question] = {("query", name) for name in self.outdated}
        self.doubtful = {}
        before = -1
        while before != len(gone):
            before = len(gone)
            for name, result in self.results.items():
                if ("query", name) not in gone and not gone.isdisjoint(result.questions):
                    self.doubtful[name] = result
                    gone.add(("query", name))
        self.results = {
            name: result for name, result in self.results.items() if ("query", name) not in gone
        }
        # What the dropped results were made of is likely to be needed once more.
        held = {path for kind, path in self.answers if kind in ("document", "read")}
        kept = [*self.results.values(), *self.doubtful.values()]
        found = [(k, v) for k, v in self.found.items() if stale.isdisjoint(v[1])]
        self.found = dict(found if len(found) < _FOUND else found[-_FOUND // 2 :])
        needed = set().union(
            *(result.questions for result in kept),
            *(rests_on for _, rests_on in self.found.values()),
        )
        self.answers = {q: answer for q, answer in self.answers.items() if q in needed}
        self.documents = {p: document for p, document in self.documents.items() if p in held}
        self.derived = {key: made for key, made in self.derived.items() if key[0] in held}


class _Asked(Tree):
    """Another tree; what is asked of it is noted."""

    def __init__(self, below: Tree) -> None:
        super().__init__()
        self.below = below
        self.label = below.label
        self.notes: list[set[Question]] = [set()]
        """What the results that are being worked out rest on, the innermost last."""
        self.answers: dict[Question, Any] = {}
        self._kept: dict[Question, Any] = {}

    def keep_in(
        self,
        derived: dict[tuple[str, str], tuple[bytes, Any]],
        found: dict[object, tuple[Any, set[Question]]],
        answers: dict[Question, Any],
    ) -> None:
        """Keep there what is made of files, what is found, and the answers that this rests on."""
        self._derived, self._found, self._kept = derived, found, answers

    def keep(self, questions: Iterable[Question]) -> None:
        """Keep the answers to these questions, as far as they were asked of this tree."""
        self._kept.update((q, self.answers[q]) for q in questions if q in self.answers)

    def answer(self, question: Question) -> Any:
        """What the tree answers now."""
        kind, path = question
        if kind == "entries":
            return self.below.entries(path)
        if kind == "tracked":
            return self.below.tracked()
        if kind == "link":
            return self.below.link_target(path)
        if kind == "git problem":
            return self.below.git_problem()
        if kind == "ignored":
            return self.below.ignored(path.split("\0"))
        return self.below.read(path) if kind in ("read", "document") else None

    def _ask(self, kind: str, path: str) -> Any:
        question = (kind, path)
        self.notes[-1].add(question)
        if question not in self.answers:
            self.budget.charge(_ASKING)
            self.answers[question] = self.answer(question)
        return self.answers[question]

    def entries(self, path: str = "") -> Mapping[str, Kind]:
        found: Mapping[str, Kind] = self._ask("entries", path)
        return found

    def resolve(self, path: str) -> str | None:
        return self.once(path, lambda: super(_Asked, self).resolve(path))

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        if key not in self._found:
            self.notes.append(set())
            try:
                value = make()
            finally:
                questions = self.notes.pop()
                self.notes[-1] |= questions
            if self.budget.refused:  # found with what was left: nothing to rely on later
                return value
            self._found[key] = value, questions
            self.keep(questions)
        found: _T = self._found[key][0]
        self.notes[-1] |= self._found[key][1]
        return found

    def read(self, path: str) -> Content:
        found: Content = self._ask("read", path)
        return found

    def document(self, path: str) -> Content:
        """As `read`, for what a `Document` is made of."""
        found: Content = self._ask("document", path)
        return found

    def link_target(self, path: str) -> str:
        found: str = self._ask("link", path)
        return found

    def tracked(self) -> Mapping[str, str] | None:
        found: Mapping[str, str] | None = self._ask("tracked", "")
        return found

    def ignored(self, paths: list[str]) -> Mapping[str, tuple[str, int, str]]:
        found: Mapping[str, tuple[str, int, str]] = self._ask("ignored", "\0".join(paths))
        return found

    def git_problem(self) -> str:
        found: str = self._ask("git problem", "")
        return found

    def _list(self, path: str) -> dict[str, Kind]:
        return dict(self.entries(path))

    def _read(self, path: str) -> Content:
        return self.read(path)


class _Remembered(Project):
    """A project whose queries may be answered from the last check."""

    def __init__(self, tree: _Asked, target: Target, cache: QueryCache) -> None:
        super().__init__(tree, target)
        self._asked = tree
        self._cache = cache
        self._used: set[str] = set()
        self._differing: set[str] = set()
        """Queries that were worked out anew and are others now."""

    def query(self, name: str, make: Callable[[Any], _T]) -> _T:
        return self.query_with(name, make)

    def query_with(self, name: str, make: Callable[[Any], _T], given: object = None) -> _T:
        notes = self._asked.notes
        notes[-1].add(("query", name))
        self._used.add(name)
        cache = self._cache
        before = cache.doubtful.pop(name, None)
        if before is not None and before.given == given and self._rests_on_the_same(before):
            cache.results[name] = before
        result = cache.results.get(name)
        if result is None or result.given != given:
            before = result or before or cache.outdated.get(name)
            notes.append(set())
            try:
                value = make(self)
            except BaseException:
                failed = notes.pop()
                notes[-1] |= failed  # whoever asked may go on without it
                raise
            questions = notes.pop()
            result = Result(value, frozenset(questions), given)
            if self.tree.budget.refused:  # worked out with what was left: nothing to rely on later
                notes[-1] |= questions
                self._differing.add(name)
                return value
            cache.results[name] = result
            if name in QUERIES and (before is None or before.value != value):
                self._differing.add(name)
            self._asked.keep(questions)
        found: _T = result.value
        return found

    def before(self, query: Query[Project, _T]) -> _T | None:
        outdated = self._cache.outdated.get(query.name)
        return None if outdated is None else outdated.value

    def _rests_on_the_same(self, result: Result) -> bool:
        """Whether what a result rests on has come out as before; it is worked out for that."""
        self._asked.notes.append(set())  # who wants to know does not rest on it
        try:
            for kind, name in result.questions:
                if kind != "query" or name in self._cache.results:
                    continue
                if name not in QUERIES:
                    return False
                QUERIES[name](self)
            return self._differing.isdisjoint(
                name for kind, name in result.questions if kind == "query"
            )
        finally:
            self._asked.notes.pop()

    def document(self, path: str) -> Document | None:
        if path in self._documents:
            self._asked.notes[-1].add(("document", path))
        else:
            content = self._asked.document(path)
            before = self._cache.documents.get(path)
            if before is not None and content == (before.data, before.size, ""):
                self._documents[path] = before
            else:
                self._documents[path] = self.open(path, content)
            after = self._documents[path]
            if after is not None:
                self._cache.documents[path] = after
        return self._documents[path]

    def settled(self) -> Project:
        project = Project(self._asked.below, self.target)
        project.take_over(self.documents, self.unreadable)
        project.answers.update(
            (name, result.value) for name, result in self._cache.results.items() if name in QUERIES
        )
        return project

    @property
    def documents(self) -> Mapping[str, Document | None]:
        self._asked.notes[-1].add(_ASKED_FOR)
        todo, done = list(self._used), set(self._used)
        while todo:
            result = self._cache.results.get(todo.pop())
            for kind, name in () if result is None else result.questions:
                if kind == "document":
                    self.document(name)
                elif kind == "query" and name not in done:
                    done.add(name)
                    todo.append(name)
        return self._documents
