"""The interpreter as its files and the models know it: the state, and the operations by name.

Each operation is a function of one file; `assembled` puts them together. So no file imports another
one for an operation: it asks the interpreter that it was given. This is for the type checker, which
sees to it that the assembled one has them all; a run does not load it.
"""

from __future__ import annotations

from abc import abstractmethod

from checker.python.interpreter.state import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.values import (
        Class,
        Environ,
        Found,
        Function,
        Module,
        Place,
        Unknown,
    )


class Interpreter(State):
    """One run: its state, and what can be done with it."""

    # -- statements and expressions ----------------------------------------------------------------

    @abstractmethod
    def run_body(self, frame: Frame, body: list[Any]) -> None:
        """Run the statements of a block."""

    @abstractmethod
    def run_try(self, frame: Frame, node: Any) -> None:
        """`try`: what is raised goes to the first clause that takes it."""

    @abstractmethod
    def run_raise(self, frame: Frame, node: Any) -> None:
        """`raise`, with an exception, a class of one, or again what is handled."""

    @abstractmethod
    def run_with(self, frame: Frame, node: Any, at: int) -> None:
        """Enter the context managers from number `at` on, run the body, leave them."""

    @abstractmethod
    def run_match(self, frame: Frame, node: Any) -> None:
        """Run the first `case` that fits."""

    @abstractmethod
    def evaluate(self, frame: Frame, node: Any) -> Any:
        """The value of an expression."""

    @abstractmethod
    def elements(self, frame: Frame, nodes: Any) -> list[Any]:
        """The values of a display's or a call's items, starred ones unpacked."""

    @abstractmethod
    def comprehension(self, frame: Frame, node: Any) -> Any:
        """The value of a list, set or mapping comprehension, or of a generator expression."""

    # -- names and items ---------------------------------------------------------------------------

    @abstractmethod
    def bind(self, frame: Frame, name: str, value: Any, place: Place) -> None:
        """Give a name a value, where the frame's declarations say."""

    @abstractmethod
    def assign(self, frame: Frame, target: Any, value: Any, at: Any = None) -> None:
        """`target = value`; `at` is the node that the value comes from."""

    @abstractmethod
    def delete(self, frame: Frame, target: Any) -> None:
        """`del target`."""

    @abstractmethod
    def set_item(self, owner: Any, key: Any, value: Any, place: Place) -> None:
        """`owner[key] = value`."""

    @abstractmethod
    def set_variable(self, environ: Environ, key: Any, value: Any, place: Place | None) -> None:
        """`os.environ[key] = value`: both must be text."""

    @abstractmethod
    def look_up(self, frame: Frame, name: str, place: Place) -> Any:
        """The value of a name: local, enclosing, global, built-in."""

    @abstractmethod
    def get_item(self, value: Any, key: Any, place: Place | None) -> Any:
        """`value[key]`."""

    @abstractmethod
    def iterate(self, value: Any, place: Place | None) -> Iterable[Any] | Unknown:
        """The items of an iterable, known ones; or unknown."""

    @abstractmethod
    def items_of(self, value: Any, place: Place | None) -> list[Any]:
        """As `iterate`, with an unknown iterable as one item that stands for all of them."""

    @abstractmethod
    def get_attribute(self, value: Any, name: str, place: Place | None) -> Any:
        """`value.name`."""

    @abstractmethod
    def set_attribute(self, owner: Any, name: str, value: Any, place: Place) -> None:
        """`owner.name = value`."""

    # -- calls and classes -------------------------------------------------------------------------

    @abstractmethod
    def call(
        self, function: Any, args: list[Any], keywords: dict[str, Any], place: Place | None
    ) -> Any:
        """Call any value."""

    @abstractmethod
    def bind_arguments(
        self, function: Function, args: list[Any], keywords: dict[str, Any], place: Place | None
    ) -> dict[str, Any]:
        """The names of a function's parameters with their values; raises where they do not fit."""

    @abstractmethod
    def make_function(self, frame: Frame, node: Any, name: str) -> Function:
        """The function that a `def` or a `lambda` makes."""

    @abstractmethod
    def call_method(
        self, owner: Any, name: str, args: list[Any], keywords: dict[str, Any], place: Place | None
    ) -> Any:
        """`owner.name(*args, **keywords)` for a value of the host."""

    @abstractmethod
    def construct(
        self, cls: type, args: list[Any], keywords: dict[str, Any], place: Place | None
    ) -> Any:
        """`cls(*args, **keywords)` for a class of the host."""

    @abstractmethod
    def make_class(self, frame: Frame, node: Any) -> Any:
        """The class that a `class` statement makes."""

    @abstractmethod
    def instantiate(
        self, cls: Class, args: list[Any], keywords: dict[str, Any], place: Place | None
    ) -> Any:
        """`cls(*args, **keywords)`."""

    @abstractmethod
    def execute_text(
        self, frame: Frame, text: Any, names: Any, place: Place, local: Any = None
    ) -> None:
        """Run code that is in a string, in the namespace `names`."""

    @abstractmethod
    def builtin(self, name: str) -> tuple[Any] | None:
        """The built-in called `name` in the target's Python, in a tuple; None without one."""

    @abstractmethod
    def sort_values(self, values: list[Any], keywords: dict[str, Any], place: Place | None) -> Any:
        """`sorted`, with a key function of the program; unknown where a value is."""

    @abstractmethod
    def reduce_values(self, place: Place | None, args: list[Any], keywords: Any) -> Any:
        """`functools.reduce`."""

    # -- operators and text ------------------------------------------------------------------------

    @abstractmethod
    def truth(self, value: Any, place: Place | None = None) -> bool:
        """Whether a value is true; an unknown one is decided."""

    @abstractmethod
    def binary(
        self, name: str, left: Any, right: Any, place: Place | None, augmented: bool = False
    ) -> Any:
        """`left op right`, or `left op= right` where `augmented`."""

    @abstractmethod
    def compare(self, name: str, left: Any, right: Any, place: Place | None) -> Any:
        """One comparison of a chain: True, False, unknown."""

    @abstractmethod
    def contains(self, item: Any, container: Any, place: Place | None) -> Any:
        """`item in container`: True, False or unknown."""

    @abstractmethod
    def equal(self, left: Any, right: Any, place: Place | None) -> Any:
        """`left == right`: True, False or unknown."""

    @abstractmethod
    def negate(self, value: Any) -> Any:
        """`not value`; of an unknown value unknown, and tied to it."""

    @abstractmethod
    def unary(self, name: str, value: Any, place: Place | None) -> Any:
        """`not`, `-`, `+`, `~`."""

    @abstractmethod
    def text_of(self, value: Any, place: Place | None, shown: str = "__str__") -> Any:
        """`str(value)`, or `repr(value)` where `shown` is `__repr__`; it may be unknown."""

    @abstractmethod
    def percent(self, template: Any, values: Any, place: Place | None) -> Any:
        """`template % values`."""

    @abstractmethod
    def format_method(
        self, template: str, args: list[Any], keywords: dict[str, Any], place: Place | None
    ) -> Any:
        """`template.format(*args, **keywords)`."""

    @abstractmethod
    def formatted(
        self, value: Any, conversion: str, specification: str, place: Place | None
    ) -> Any:
        """One replacement field: `{value!conversion:specification}`."""

    # -- modules and files -------------------------------------------------------------------------

    @abstractmethod
    def import_module(self, name: str, place: Place | None) -> Module:
        """The module of an absolute dotted name, each part of it imported; raises where missing."""

    @abstractmethod
    def find_local(self, name: str, part: str, parent: Any) -> Found | None:
        """The module's file in the repository, where it has one."""

    @abstractmethod
    def import_statement(self, frame: Frame, node: Any) -> None:
        """`import a.b as c, d`."""

    @abstractmethod
    def import_from_statement(self, frame: Frame, node: Any) -> None:
        """`from a.b import c as d`, `from . import x`, `from a import *`."""

    @abstractmethod
    def top_names(self) -> set[str]:
        """The names of the modules and folders in the repository's folders of `sys.path`."""

    @abstractmethod
    def open_file(self, place: Place | None, args: list[Any], keywords: Any) -> Any:
        """`open(path, mode)`."""

    @abstractmethod
    def known_codec(self, codec: Any, place: Place | None) -> None:
        """Raise what a codec that does not exist raises."""

    @abstractmethod
    def await_value(self, value: Any, place: Place | None) -> Any:
        """What awaiting a value gives: a coroutine of the program is run."""

    @abstractmethod
    def path_text(self, value: Any, place: Place | None) -> Any:
        """A path argument as text; unknown where it is."""

    @abstractmethod
    def no_such_file(self, path: str, place: Place | None) -> Any:
        """The exception of a file that is not there."""

    @abstractmethod
    def model_module(self, name: str, place: Place | None) -> Module | None:
        """The module `name` where the build has it; None where it certainly has none.

        Where the requirements are not known to the end, whether it is there is decided.
        """

    @abstractmethod
    def is_standard(self, name: str) -> bool:
        """Whether the target's Python has a top-level module of this name."""

    @abstractmethod
    def lacks(self, module: Module, name: str) -> bool:
        """Whether a module is known not to have `name` in the target's version."""

    @abstractmethod
    def has_function(self, module: Module, name: str) -> bool:
        """Whether `name` is known to be a function or class of a module that is not modelled."""

    # -- whole modules -----------------------------------------------------------------------------

    @abstractmethod
    def run_module(self, module: Module, tree: Any) -> None:
        """Evaluate a module's body into its namespace."""
