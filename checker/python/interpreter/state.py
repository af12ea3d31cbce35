"""The state of one run: what it holds, and the decisions that it takes.

A condition that is not known is *decided*: the run goes one way, and the reading is repeated with
the other decision (`interp.explore`). What all runs agree on is known; what they differ in is not.
"""

from __future__ import annotations

import builtins
from itertools import islice

from checker.python.interpreter import limits
from checker.python.interpreter.classification import is_hashable
from checker.python.interpreter.costs import MANY, Weight, makes_items, size_of, weigh
from checker.python.interpreter.filesystem import Files
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.prices import price
from checker.python.interpreter.values import (
    HOME,
    ROOT,
    Environ,
    FileText,
    Kind,
    Place,
    PyRaise,
    Unknown,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from checker.python.interpreter.context import Context


class State:
    """What one run knows, apart from the operations."""

    def __init__(self, context: Context, decisions: list[bool]) -> None:
        self.context = context
        self.python = context.python
        self.planned = decisions
        self.taken: list[bool] = []
        self.unsure: list[Unknown] = []
        """The unknown conditions that this run decided."""
        self.modules: dict[str, Any] = {}
        self.path: list[Any] = []
        """`sys.path`."""
        self.argv: list[Any] = []
        self.cwd = ROOT
        self.files = Files(context.tree, self.charge)
        self.environ = Environ()
        for name, value in context.environment.items():
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
        self.resume: list[Any] | None = None
        """What takes the values that the next generator yields, where not all are asked for."""
        self.opaque_calls = False
        """Whether anything was called whose effect is not known."""
        self.kinds: dict[type, Kind] = {}
        """Classes of the host that the imported modules model themselves."""
        self.notes: dict[str, Any] = {}
        """What models of packages remember for this run."""

    # -- work ------------------------------------------------------------------------------------

    def step(self) -> None:
        """Count one piece of work."""
        context = self.context
        context.steps -= 1
        if context.steps < context.mark:
            context.look()

    def charge(self, cost: int) -> None:
        """Count work before it is done, in the units of `limits`."""
        context = self.context
        context.steps -= cost
        if context.steps < context.mark:
            context.look()

    def allocate(self, size: int) -> None:
        """Count memory, in bytes."""
        self.context.memory -= size
        if self.context.memory < 0:
            raise LimitReached("it takes too much memory to evaluate")

    def weigh(self, values: Iterable[Any]) -> Weight:
        """What the values hold, the walk through them counted as work."""
        weight = weigh(values)
        self.charge(weight.visits >> 3)
        return weight

    def shown(self, value: Any) -> str:
        """`repr(value)` for a message, or its class where that would be long."""
        weight = self.weigh([value])
        if weight.too_much or weight.text > limits.BECAUSE or weight.visits > limits.BECAUSE:
            return f"a {type_name(value)}"
        return repr(value)

    def unknown_in(self, value: Any) -> Unknown | None:
        """The first unknown value within a structure; also where it is too large to look at."""
        if isinstance(value, (str, int, float, bytes, type(None))):
            return None
        weight = weigh([value], stop_at_unknown=True)
        self.charge(weight.visits >> 3)
        return Unknown("the structure is too large") if weight.too_much else weight.unknown

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
        if isinstance(message, str) and len(message) > limits.BECAUSE:
            message = f"{message[: limits.BECAUSE]}…"
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

    def host(self, place: Place | None, function: Any, *args: Any, **keywords: Any) -> Any:
        """Call a function of the host; what it raises is raised in the program.

        What costs too much is not called: then the result is unknown.
        """
        if any(hasattr(value, "__next__") for value in args) and function is not next:
            # Items that come one by one: all of them, so that they can be reckoned.
            args = tuple(map(self._at_once, args))
        cost = price(function, args, keywords)
        if isinstance(cost, str):
            self.charge(limits.STRUCTURE >> 3 if cost == MANY else 64)  # the reckoning itself
            return Unknown(cost, place)
        if cost > limits.OPERATION:
            return Unknown(limits.TOO_LONG, place)
        self.charge(cost)
        try:
            result = function(*args, **keywords)
        except (PyRaise, LimitReached, RecursionError):
            raise
        except MemoryError:
            return Unknown("it takes too much memory to evaluate", place)
        except Exception as error:
            raise self.fail(error, None, place) from None
        if args and result is args[0]:
            return result
        return self.hold(result, place, makes_items(function))

    def _at_once(self, value: Any) -> Any:
        """The items of an iterator of the host as a list, no more than a loop may take."""
        if not hasattr(value, "__next__"):
            return value
        items = list(islice(value, limits.ITEMS + 1))
        if len(items) > limits.ITEMS:
            raise LimitReached("a loop is too long")
        return items

    def put(self, mapping: dict[Any, Any], key: Any, value: Any, place: Place | None) -> None:
        """`mapping[key] = value`; a key that costs too much is one that is not known."""
        if not is_hashable(key):
            raise self.fail(TypeError, f"unhashable type: '{key.cls.name}'", place)
        refused = self.host(place, mapping.__setitem__, key, value)
        if isinstance(refused, Unknown):
            mapping[refused] = value
        if len(mapping) > 2 * limits.ITEMS:
            raise LimitReached("a mapping is too large")

    def hold(self, value: Any, place: Place | None, fresh: bool = False) -> Any:
        """A value that the host computed, its memory counted; unknown where it is too large."""
        kind = type(value)
        if kind is bool or value is None:
            return value
        if kind.__module__ == "itertools":
            # What would give its items one by one gives them now, no more than a loop may take.
            return iter(self._at_once(value))
        size, refused = size_of(value, fresh)
        self.allocate(size)
        return Unknown(refused, place) if refused else value

    # -- modules ---------------------------------------------------------------------------------

    def source(self, path: str, place: Place | None) -> Any:
        """The syntax tree of a file of the repository; raises what importing it would raise."""
        content = self.context.tree.read(path)
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
        parsed = self.context.parse(key, data, complete)
        where = path or key
        if parsed.unreadable:
            raise LimitReached(f"{where}:{parsed.line}: {parsed.unreadable}")
        if parsed.tree is None:
            at = Place(where, parsed.line, parsed.column) if not where.startswith("<") else place
            error = getattr(builtins, parsed.exception)
            raise self.fail(error, parsed.error, at, "syntax-error", exception=parsed.exception)
        return parsed.tree
