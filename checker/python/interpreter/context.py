"""What all runs of one reading share: the repository, and what it is read for."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.syntax.parse import parse_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from checker.files.tree import Tree
    from checker.python.interpreter.values import Module, Place
    from checker.python.models.distributions import Distributions
    from checker.python.syntax.host import Parsed


_SIGNS = b"()[]{},.:;=+-*/%&|^~<>@!#\n"


_ROUND = 1_000
"""Steps between two looks at the check's own budget; one takes about two microseconds."""


class Context:
    """What all runs of one reading share: the repository and what it is read for."""

    def __init__(
        self,
        tree: Tree,
        *,
        python: tuple[int, int],
        python_full: str,
        django: tuple[int, int] | None,
        django_full: str,
        environment: Mapping[str, str | None],
        distributions: Distributions,
        unsure: Callable[[str], bool] | None = None,
        extra: Callable[[Any, str, Place | None], Module | None] | None = None,
        loaded: frozenset[str] = frozenset(),
        daphne_checks: bool = False,
    ) -> None:
        self.tree = tree
        self.python = python
        self.python_full = python_full
        self.django = django
        self.django_full = django_full
        self.environment = environment
        """Variables of the build; None for one that is set to what is not known."""
        self.distributions = distributions
        self.unsure = unsure
        """Whether a variable may be set by the builder; None: what is not listed is not set."""
        self.extra = extra
        """Models of further modules: gives the module of a dotted name, or None."""
        self.loaded = loaded
        """Modules of Python that are loaded before the repository is looked at."""
        self.daphne_checks = daphne_checks
        """Whether the app `daphne`, if it is one, refuses to come behind that of static files."""
        self.steps = limits.STEPS
        """Units of work that are left."""
        self.mark = self.steps
        """What is left of them when the check's own budget is to be charged next."""
        self.memory = limits.MEMORY
        """Bytes of values that may still be computed."""
        self.signs = limits.SIGNS
        self._parsed: dict[tuple[str, str], Parsed] = {}

    def look(self) -> None:
        """Charge the check's budget for the steps since the last look; refuse where none is left.

        Raises:
            LimitReached: where the reading has used its steps up.
            BudgetSpentError: where the check has used its time or memory up.
        """
        if self.steps < 0:
            raise limits.LimitReached(limits.TOO_LONG)
        self.tree.budget.charge(2 * (self.mark - self.steps + _ROUND))
        self.mark = self.steps - _ROUND

    def parse(self, path: str, data: bytes, complete: bool = True) -> Parsed:
        """A file's syntax tree, parsed once for all runs."""
        key = (path, "") if not path.startswith("<") else (path, data.decode("utf-8", "replace"))
        if key not in self._parsed:
            self.signs -= len(data) - len(data.translate(None, _SIGNS)) + 2 * data.count(b"\n")
            if self.signs < 0:
                raise limits.LimitReached("there is too much code to read")
            if len(self._parsed) >= limits.FILES:
                raise limits.LimitReached("too many files")
            self._parsed[key] = parse_file(self.tree, path, data, self.python, complete)
        return self._parsed[key]
