"""A tree that notes what is asked of it: what a result rests on, beside what was answered."""

from __future__ import annotations

from checker.base.typed import TypeVar
from checker.files.overlay import OverlayTree
from checker.files.tree import Tree
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from checker.files.values import Content

    Question = tuple[Any, Any]
    """What was asked of the tree, and of which path; `query` and the key of another result; or by
    what something is made of a text (the function, and what else it is given), and its path."""

_T = TypeVar("_T")
TEXT = "text"
"""The kind of question that reads a file for what is made of its text: that tells what changed."""
_BEFORE = "before: "
_ASKING = 20
"""What a question to the tree costs, in a budget's units."""


class AskedTree(Tree):
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
        """Keep there what is made of files, what is found, and the answers that this rests on.

        The answers that are there hold for this tree.
        """
        self._derived, self._found, self._kept = derived, found, answers
        self.answers = dict(answers)

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
        return self.below.read(path) if kind in ("read", "document", TEXT) else None

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
        return self.once(path, lambda: super(AskedTree, self).resolve(path))

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

    def text(self, path: str) -> Content:
        """As `read`, for what something is made of."""
        found: Content = self._ask(TEXT, path)
        return found

    def derived(self, path: str, name: str, data: bytes, make: Callable[[], _T]) -> _T:
        known = self._derived.get((path, name))
        if known is not None and known[0] is not data and known[0] != data:
            # While somebody types, many a file is what it was before.
            before = self._derived.pop((path, _BEFORE + name), None)
            self._derived[path, _BEFORE + name] = known
            if before is not None and before[0] == data:
                self._derived[path, name] = before
        return super().derived(path, name, data, make)

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


class Seen:
    """What the last check saw: what was told of since then need not be asked for once more."""

    def __init__(self, tree: Tree) -> None:
        self._below = tree.below if isinstance(tree, OverlayTree) else tree
        self._over = dict(tree.overlaid) if isinstance(tree, OverlayTree) else {}
        self._changes = self._below.changes
        self._standing: set[Question] = set()
        """Questions whose answers stand while the bytes of their own file do."""

    def unsure(self, questions: set[Question], tree: Tree) -> set[Question]:
        """Those of some questions that another tree may answer otherwise; it is seen from now on.

        Args:
            questions: what was asked of the tree that was seen.
            tree: the other one.
        """
        now = Seen(tree)
        changed = self._changed_files(now)
        if changed is None:
            self._standing = set()
        self._below, self._over, self._changes = now._below, now._over, now._changes
        found = questions - self._standing
        self._standing.update(filter(self._stands, found))
        for path in changed or ():
            found |= questions & {("document", path), ("read", path), (TEXT, path)}
        return found

    def _changed_files(self, now: Seen) -> set[str] | None:
        """The files whose bytes are others; None where more may differ."""
        if now._below is not self._below or None is now._changes or now._changes != self._changes:
            return None
        both = now._over.keys() | self._over.keys()
        changed = {path for path in both if now._over.get(path) != self._over.get(path)}
        removed = any(data is None for each in (now, self) for data in each._over.values())
        if removed or any(self._below.kind(path) is not Kind.FILE for path in changed):
            return None  # folders may have other entries
        return changed

    def _stands(self, question: Question) -> bool:
        kind, path = question
        if kind == "entries":
            return True
        # No link leads to a file of which the tree itself says so.
        return kind in ("document", "read", TEXT) and self._below.kind(path) is Kind.FILE
