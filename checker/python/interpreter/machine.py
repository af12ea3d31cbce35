"""The interpreter's state: one run over the repository, with the decisions that it takes.

A condition that is not known is *decided*: the run goes one way, and the reading is repeated with
the other decision (`explore`). What all runs agree on is known; what they differ in is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter import limits
from checker.python.interpreter.values import (
    HOME,
    ROOT,
    Environ,
    FileText,
    Module,
    Namespace,
    Place,
    PyRaise,
    Unknown,
)
from checker.python.syntax.parse import Parsed, parse_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from checker.files.tree import Tree
    from checker.python.interpreter.filesystem import Files
    from checker.python.models.distributions import Distributions


class LimitReached(Exception):
    """A bound of `limits` was met: nothing more is known of this run."""


class World:
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
        extra: Callable[[Machine, str, Place | None], Module | None] | None = None,
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
        self.steps = limits.STEPS
        self._parsed: dict[tuple[str, str], Parsed] = {}

    def parse(self, path: str, data: bytes, complete: bool = True) -> Parsed:
        """A file's syntax tree, parsed once for all runs."""
        key = (path, "") if not path.startswith("<") else (path, data.decode("utf-8", "replace"))
        if key not in self._parsed:
            if len(self._parsed) >= limits.FILES:
                raise LimitReached("too many files")
            self._parsed[key] = parse_file(self.tree, path, data, self.python, complete)
        return self._parsed[key]


class Frame:
    """Where names are looked up while a piece of code runs."""

    __slots__ = (
        "assigned", "function", "globals", "kind", "module", "names", "nonlocals", "outer", "path",
        "raised", "shared", "yields",
    )  # fmt: skip

    def __init__(
        self,
        module: Module,
        names: dict[Any, Any],
        outer: Frame | None = None,
        kind: str = "module",
        path: str | None = None,
    ) -> None:
        self.module = module
        self.globals: dict[Any, Any] = module.namespace if outer is None else outer.globals
        self.names = names
        self.outer = outer
        """The enclosing frame whose names can be seen."""
        self.kind = kind
        """`module`, `class`, `function` or `comprehension`."""
        self.path = module.path if path is None else path
        self.shared: set[str] = set()
        """Names declared `global`."""
        self.nonlocals: set[str] = set()
        self.assigned: frozenset[str] = frozenset()
        """Names that a function assigns, so that they are its own throughout."""
        self.function: Any = None
        self.yields: list[Any] | None = None
        self.raised: PyRaise | None = None
        """What an `except` clause is handling."""


class Machine:
    """One run."""

    def __init__(self, world: World, decisions: list[bool]) -> None:
        from checker.python.interpreter.filesystem import Files

        self.world = world
        self.python = world.python
        self.planned = decisions
        self.taken: list[bool] = []
        self.unsure: list[Unknown] = []
        """The unknown conditions that this run decided."""
        self.modules: dict[str, Any] = {}
        self.path: list[Any] = []
        """`sys.path`."""
        self.argv: list[Any] = []
        self.cwd = ROOT
        self.files: Files = Files(world.tree)
        self.environ = Environ()
        for name, value in world.environment.items():
            if value is None:
                unset = Unknown(f"the build's value of {name}", decided=True)
                self.environ[name] = HOME if name == "HOME" else unset
            else:
                self.environ[name] = value
        self.depth = 0
        self.calls: list[Place] = []
        """The calls and imports that are under way, outermost first."""
        self.importing: list[str] = []
        self.sources: list[str] = []
        """The files of the repository that were read as Python, in order."""
        self.opaque_calls = False
        """Whether anything was called whose effect is not known."""
        self.notes: dict[str, Any] = {}
        """What models of packages remember for this run."""

    # -- work ------------------------------------------------------------------------------------

    def step(self) -> None:
        """Count one piece of work."""
        self.world.steps -= 1
        if self.world.steps < 0:
            raise LimitReached("it takes too many steps to evaluate")

    def decide(self, unknown: Unknown) -> bool:
        """The truth of an unknown condition in this run."""
        if unknown.decided is not None:
            return unknown.decided
        if unknown.negation_of is not None:
            unknown.decided = not self.decide(unknown.negation_of)
            return unknown.decided
        at = len(self.taken)
        if at >= limits.DECISIONS:
            raise LimitReached("it depends on too many conditions that are not known")
        self.taken.append(self.planned[at] if at < len(self.planned) else False)
        self.unsure.append(unknown)
        unknown.decided = self.taken[at]
        return unknown.decided

    def maybe(self, because: str, place: Place | None = None) -> bool:
        """Decide something that is not known, without a value for it."""
        return self.decide(Unknown(because, place))

    # -- exceptions ------------------------------------------------------------------------------

    def fail(
        self, exception: type[BaseException] | Any, message: Any, place: Place | None,
        kind: str = "", /, **fields: str,
    ) -> PyRaise:  # fmt: skip
        """An exception of the program, to be raised by the caller."""
        value = exception(message) if isinstance(exception, type) else exception
        raised = PyRaise(value, place, kind)
        raised.fields.update(fields)
        raised.trace = list(self.calls)
        return raised

    def missing(self, module: str, message: str, place: Place | None, /, **fields: str) -> PyRaise:
        """The exception of an import that finds nothing."""
        error: type[ImportError] = ModuleNotFoundError if self.python >= (3, 6) else ImportError
        raised = self.fail(error, message, place, "module-not-found", module=module, **fields)
        raised.value.name = module
        return raised

    # -- modules ---------------------------------------------------------------------------------

    def source(self, path: str, place: Place | None) -> Any:
        """The syntax tree of a file of the repository; raises what importing it would raise."""
        content = self.world.tree.read(path)
        if path not in self.sources:
            self.sources.append(path)
        if content.problem:
            raise LimitReached(f"{path} cannot be read: {content.problem}")
        return self._tree(path, content.data, len(content.data) >= content.size, place)

    def text_source(self, text: str, place: Place | None) -> tuple[Any, str]:
        """The syntax tree of code in a string (`exec`), and the file that it is said to be of."""
        path = text.path if isinstance(text, FileText) else "<string>"
        key = path if path.startswith("<") else f"<{path}>"
        data = text.encode("utf-8", "surrogateescape")
        tree = self._tree(key, data, True, place, path)
        return tree, path if not path.startswith("<") else (place.path if place else "")

    def _tree(
        self, key: str, data: bytes, complete: bool, place: Place | None, path: str = ""
    ) -> Any:
        parsed = self.world.parse(key, data, complete)
        where = path or key
        if parsed.unreadable:
            raise LimitReached(f"{where}:{parsed.line}: {parsed.unreadable}")
        if parsed.tree is None:
            import builtins

            at = Place(where, parsed.line, parsed.column) if not where.startswith("<") else place
            error = getattr(builtins, parsed.exception)
            raise self.fail(error, parsed.error, at, "syntax-error", exception=parsed.exception)
        return parsed.tree

    def run_module(self, module: Module, tree: Any) -> None:
        """Evaluate a module's body into its namespace."""
        from checker.python.interpreter.statements import run_body

        if getattr(tree, "lazy_annotations", False):
            module.namespace["annotations"] = Unknown("a feature of Python", decided=True)
        self.depth += 1
        if self.depth > limits.CALL_DEPTH:
            raise LimitReached("imports are nested too deeply")
        try:
            run_body(self, Frame(module, module.namespace), tree.body)
        finally:
            self.depth -= 1

    def run_main(self, path: str) -> Module:
        """Evaluate a file as `__main__`, as `python path` in the root folder would."""
        folder, _, _ = path.rpartition("/")
        self.path.insert(0, f"{ROOT}/{folder}" if folder else ROOT)
        file = path if self.python < (3, 9) else f"{ROOT}/{path}"
        module = Module("__main__", Namespace(), path=path, file=file)
        module.namespace.update(
            __name__="__main__", __file__=file, __doc__=None, __package__=None, __builtins__=None
        )
        self.modules["__main__"] = module
        self.argv[:] = [path, *self.argv]
        self.run_module(module, self.source(path, None))
        return module


def explore(make: Callable[[list[bool]], Machine]) -> Iterator[tuple[Machine, bool]]:
    """Make machines until every decision was taken both ways.

    Yields each machine before it has run, and whether more runs than `limits.RUNS` would follow.
    """
    pending: list[list[bool]] = [[]]
    for _ in range(limits.RUNS):
        plan = pending.pop()
        machine = make(plan)
        yield machine, False
        taken = machine.taken
        pending += [[*taken[:at], not taken[at]] for at in range(len(plan), len(taken))]
        if not pending:
            return
    yield make([]), True
