"""A tree that notes what is asked of it: what a result rests on, beside what was answered."""

from __future__ import annotations

from checker.base.typed import TypeVar
from checker.files.tree import OverlayTree, Tree
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
        self._plain: set[str] = set()
        """Paths of regular files, to which no link leads: what they hold is theirs alone."""

    def changed_in(self, tree: Tree) -> set[str] | None:
        """The files that another tree has otherwise; None where more than their bytes may differ.

        That tree is what was seen from now on.
        """
        now = Seen(tree)
        known = now._below is self._below and None is not now._changes == self._changes
        paths: set[str] | None = None
        if known:
            removed = {path for each in (now, self) for path, d in each._over.items() if d is None}
            both = now._over.keys() | self._over.keys()
            paths = {path for path in both if now._over.get(path) != self._over.get(path)}
            if removed or any(self._below.kind(path) is not Kind.FILE for path in paths):
                paths = None  # folders may have other entries
        if paths is None:
            self._plain = set()
        self._below, self._over, self._changes = now._below, now._over, now._changes
        return paths

    def stands(self, question: Question, changed: set[str]) -> bool:
        """Whether the answer to a question is what it was, if only these files have changed."""
        kind, path = question
        if kind == "entries":
            return True
        if path in changed or kind not in ("document", "read", TEXT):
            return False
        if path not in self._plain and self._below.kind(path) is Kind.FILE:
            self._plain.add(path)
        return path in self._plain
