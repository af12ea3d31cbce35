"""Checking again after a change: what rested on files that are as they were is taken over.

A `QueryCache` is kept from check to check of one root. While queries are answered and rules run,
every question to the tree is noted beside the answer. The next check first asks the same questions
again; a query or a rule none of whose answers changed, directly or by way of another query, is not
worked out anew. A query that is worked out anew and comes to the same ends the chain: what rests on
it stays. So it does where what is made of a text (`Project.of_text`) comes to the same. The cache
keeps what the last check found, and not without bound: it does not grow.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.base.typed import TypeVar
from checker.project.asked import TEXT, AskedTree, Seen
from checker.project.project import Project, made_of
from checker.project.query import ask, is_query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from typing import Any, Concatenate

    from checker.base.text import Document
    from checker.files.tree import Tree
    from checker.files.values import Content
    from checker.project.asked import Question
    from checker.project.query import Key, Query
    from checker.targets import Target

_T = TypeVar("_T")
_ASKED_FOR: Question = ("asked for", "")
"""Which files were asked for so far: another answer at every check."""
_FOUND = 10_000
"""What was found in the tree, at the most; then the older half is forgotten."""
_MADE = 32
"""What is made of one text, at the most; then only what a result rests on is kept."""
_EACH = 3
"""Checks after which what nobody needs is dropped."""
_UNREACHED = 100
"""Results that the last check did not ask for, at the most; then all of them are forgotten."""


class Result(NamedTuple):
    """What was worked out, and what it rests on."""

    value: Any
    questions: frozenset[Question]
    queries: frozenset[Key]
    """The keys of the results among the questions."""
    paths: frozenset[str]
    """The files whose documents, or what was made of their texts, are among the questions."""
    given: object = None
    """What else it depends on."""


class QueryCache:
    """What is known of one root from its last check; empty before the first."""

    def __init__(self) -> None:
        self.results: dict[Key, Result] = {}
        self.answers: dict[Question, Any] = {}
        self.documents: dict[str, Document] = {}
        self.made: dict[str, dict[tuple[Any, ...], Any]] = {}
        """By path, what was made of the text: by which function, with what else; see `of_text`."""
        self.derived: dict[tuple[str, str], tuple[bytes, Any]] = {}
        """What was made of a file's bytes: see `Tree.derived`."""
        self.found: dict[object, tuple[Any, set[Question]]] = {}
        """What was found in the tree, and what it rests on: see `Tree.once`."""
        self.doubtful: dict[Key, Result] = {}
        """Results that rest on others that must be worked out anew, and may come out the same."""
        self.outdated: dict[Key, Result] = {}
        """Results of the last check of which something has changed."""
        self.reached: set[Key] = set()
        """The keys of the results that the last check came to."""
        self._target: Target | None = None
        self._seen: Seen | None = None
        self._checks = 0

    def project(self, tree: Tree, target: Target) -> Project:
        """The root as it is now, with all that is known of it from before."""
        if target is not self._target:
            self.results, self.answers, self.documents = {}, {}, {}
            self.derived, self.found, self.made = {}, {}, {}
            self._target = target
            self._seen = None
        asked = AskedTree(tree)
        asked.budget = tree.budget
        stale, changed = {_ASKED_FOR}, []
        seen = self._seen = self._seen or Seen(tree)
        for question in seen.unsure(set(self.answers), tree):
            answer, now = self.answers[question], asked.answer(question)
            if now is not answer and now != answer:
                if question[0] == TEXT:
                    changed.append((question[1], now))
                else:
                    stale.add(question)
        self.made = {path: made for path, made in self.made.items() if (TEXT, path) in self.answers}
        for path, content in changed:
            stale |= self._differing(path, content, asked)
        self._forget(stale)
        asked.keep_in(self.derived, self.found, self.answers)
        return _Remembered(asked, target, self)

    def document(self, path: str, content: Content) -> Document | None:
        """The document of what was read, which is the last one while it is the same."""
        if content.problem:
            return None
        known = self.documents.get(path)
        if known is None or content != (known.data, known.size, ""):
            known = self.documents[path] = content.decoded(path)
        return known

    def _differing(self, path: str, content: Content, tree: Tree) -> set[Question]:
        """What comes out otherwise, made of another text; all is brought up to date."""
        document = self.document(path, content)
        stale: set[Question] = set()
        made = self.made.get(path, {})
        for kind, before in made.items():
            now = None if document is None else made_of(tree, document.text, *kind)
            if now != before:
                made[kind] = now
                stale.add((kind, path))
        if (TEXT, path) in self.answers:
            self.answers[TEXT, path] = content
        return stale

    def _forget(self, stale: set[Question]) -> None:
        """Put the results away that rest on an answer that changed, drop answers nobody needs."""
        if len(self.results) - len(self.reached) > _UNREACHED:
            self.results = {k: result for k, result in self.results.items() if k in self.reached}
        self.outdated = {
            key: result
            for key, result in self.results.items()
            if not stale.isdisjoint(result.questions)
        }
        gone = set(self.outdated)
        self.doubtful = {}
        before = -1
        while before != len(gone):
            before = len(gone)
            for key, result in self.results.items():
                if key not in gone and not gone.isdisjoint(result.queries):
                    self.doubtful[key] = result
                    gone.add(key)
        self.results = {key: result for key, result in self.results.items() if key not in gone}
        for question in stale:
            self.answers.pop(question, None)
        for rested in [k for k, v in self.found.items() if not stale.isdisjoint(v[1])]:
            del self.found[rested]
        self._checks += 1
        if self._checks % _EACH == 0 or len(self.found) > _FOUND:
            self._drop()

    def _drop(self) -> None:
        """Drop what nothing rests on any more; what the dropped results were made of stays a while.

        That is likely to be needed once more.
        """
        held = {path for kind, path in self.answers if kind in ("document", "read", TEXT)}
        found = list(self.found.items())
        self.found = dict(found if len(found) < _FOUND else found[-_FOUND // 2 :])
        needed = set().union(
            *(result.questions for result in self.results.values()),
            *(result.questions for result in self.doubtful.values()),
            *(rests_on for _, rests_on in self.found.values()),
        )
        self.answers = {q: answer for q, answer in self.answers.items() if q in needed}
        self.documents = {p: document for p, document in self.documents.items() if p in held}
        self.derived = {key: made for key, made in self.derived.items() if key[0] in held}
        for path, made in self.made.items():
            if len(made) > _MADE:
                self.made[path] = {k: v for k, v in made.items() if (k, path) in needed}


class _Remembered(Project):
    """A project whose queries may be answered from the last check."""

    notes_questions = True

    def __init__(self, tree: AskedTree, target: Target, cache: QueryCache) -> None:
        super().__init__(tree, target)
        self._asked = tree
        self._cache = cache
        self._used: set[Key] = set()
        self._texts: set[str] = set()
        """Files of whose texts something was made."""
        self._differing: set[Key] = set()
        """Queries that were worked out anew and are others now."""

    def query(self, name: Key, make: Callable[[Any], _T]) -> _T:
        return self.query_with(name, make)

    def query_with(self, name: Key, make: Callable[[Any], _T], given: object = None) -> _T:
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
            if self.tree.budget.refused:  # worked out with what was left: nothing to rely on later
                notes[-1] |= questions
                self._differing.add(name)
                return value
            if is_query(name) and (before is None or before.value != value):
                self._differing.add(name)
            result = cache.results[name] = _result(value, questions, given)
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
            for key in result.queries:
                if key not in self._cache.results:
                    if not is_query(key):
                        return False
                    ask(self, key)
            return self._differing.isdisjoint(result.queries)
        finally:
            self._asked.notes.pop()

    def document(self, path: str) -> Document | None:
        if path in self._documents:
            self._asked.notes[-1].add(("document", path))
        else:
            self._documents[path] = self._open(path, self._asked.document(path))
        return self._documents[path]

    def _open(self, path: str, content: Content) -> Document | None:
        return self._cache.document(path, content) or self.open(path, content)

    def of_text(
        self, path: str, make: Callable[Concatenate[str, ...], _T], *given: Hashable
    ) -> _T | None:
        kind = (make, *given)
        self._asked.notes[-1].add((kind, path))
        self._texts.add(path)
        content = self._asked.text(path)
        known = self._cache.made.setdefault(path, {})
        if kind not in known:
            document = self._open(path, content)
            known[kind] = (
                None if document is None else made_of(self.tree, document.text, make, *given)
            )
        found: _T | None = known[kind]
        return found

    def kept(self, path: str, name: str) -> Any:  # noqa: ARG002
        return None  # to know it would rest on each byte

    def settled(self) -> Project:
        project = Project(self._asked.below, self.target)
        project.take_over(self.documents, self.unreadable)
        project.take_over_answers(
            (key, result.value) for key, result in self._cache.results.items() if is_query(key)
        )
        return project

    def independent(self) -> dict[Key, Any]:
        return {}  # what rests on what is known by other means

    @property
    def documents(self) -> Mapping[str, Document | None]:
        self._asked.notes[-1].add(_ASKED_FOR)
        todo, reached, paths = list(self._used), set(self._used), set(self._texts)
        while todo:
            result = self._cache.results.get(todo.pop())
            if result is not None:
                paths |= result.paths
                todo += result.queries - reached
                reached |= result.queries
        self._asked.notes.append(set())  # whoever asks rests on which files they are
        for path in paths - self._documents.keys():
            content = self._asked.answers.get((TEXT, path))
            if content is None:
                self.document(path)
            else:
                self._documents[path] = self._open(path, content)
        self._asked.notes.pop()
        self._cache.reached = reached
        return self._documents


def _result(value: Any, questions: Iterable[Question], given: object) -> Result:
    """What was worked out, what it rests on sorted by kind."""
    return Result(
        value,
        frozenset(questions),
        frozenset(name for kind, name in questions if kind == "query"),
        frozenset(path for kind, path in questions if kind in ("document", TEXT)),
        given,
    )
