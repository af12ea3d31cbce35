"""The interpreter put together: the one file that knows all others, and who starts a run imports.

`explore` repeats the reading with other decisions until all that is not known went both ways.
"""

from __future__ import annotations

from checker.base.loading import load
from checker.python.interpreter import (
    assignment,
    attributes,
    calls,
    classes,
    expressions,
    imports,
    items,
    limits,
    methods,
    operators,
    statements,
)
from checker.python.interpreter.frame import Frame
from checker.python.interpreter.state import State
from checker.python.interpreter.values import ROOT, Module, Namespace, Unknown
from checker.python.models import installed, stdlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from checker.python.interpreter.interface import Interpreter
else:
    Interpreter = State


class _Late:
    """An operation that many settings do without: its file is loaded when it is first used."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = f"checker.python.interpreter.{module}", name

    def __get__(self, instance: Any, owner: type) -> Any:
        function = getattr(load(self._module), self._name)
        setattr(owner, self._name, function)
        return function.__get__(instance, owner)


def _late(module: str, name: str) -> Any:
    return _Late(module, name)


class AssembledInterpreter(Interpreter):
    """One run."""

    # -- statements and expressions ----------------------------------------------------------------

    run_body = statements.run_body
    run_try = _late("exceptions", "run_try")
    run_raise = _late("exceptions", "run_raise")
    run_with = _late("with_statement", "run_with")
    run_match = _late("match_statement", "run_match")
    evaluate = expressions.evaluate
    elements = expressions.elements
    comprehension = _late("comprehensions", "comprehension")

    # -- names and items ---------------------------------------------------------------------------

    bind = assignment.bind
    assign = assignment.assign
    delete = assignment.delete
    set_item = assignment.set_item
    set_variable = assignment.set_variable
    look_up = items.look_up
    get_item = items.get_item
    iterate = items.iterate
    items_of = items.items_of
    get_attribute = attributes.get_attribute
    set_attribute = attributes.set_attribute

    # -- calls and classes -------------------------------------------------------------------------

    call = calls.call
    bind_arguments = calls.bind_arguments
    make_function = calls.make_function
    call_method = methods.call_method
    construct = _late("constructors", "construct")
    make_class = classes.make_class
    instantiate = classes.instantiate
    execute_text = _late("scoped_builtins", "execute_text")
    builtin = _late("builtins", "builtin")
    sort_values = _late("builtin_functions", "sort_values")
    reduce_values = _late("builtin_functions", "reduce_values")

    # -- operators and text ------------------------------------------------------------------------

    truth = operators.truth
    binary = operators.binary
    compare = operators.compare
    contains = operators.contains
    equal = operators.equal
    negate = operators.negate
    unary = operators.unary
    text_of = _late("formatting", "text_of")
    percent = _late("formatting", "percent")
    format_method = _late("formatting", "format_method")
    formatted = _late("formatting", "formatted")

    # -- modules and files -------------------------------------------------------------------------

    import_module = imports.import_module
    find_local = imports.find_local
    import_statement = imports.import_statement
    import_from_statement = imports.import_from_statement
    top_names = imports.top_names
    open_file = _late("files", "open_file")
    known_codec = _late("files", "known_codec")
    await_value = calls.await_value
    path_text = _late("files", "path_text")
    no_such_file = _late("files", "no_such_file")
    model_module = installed.model_module
    is_standard = stdlib.is_standard
    lacks = stdlib.lacks
    has_function = stdlib.has_function

    # -- whole modules -----------------------------------------------------------------------------

    def run_module(self, module: Module, tree: Any) -> None:
        """Evaluate a module's body into its namespace."""
        if getattr(tree, "lazy_annotations", False):
            module.namespace["annotations"] = Unknown("a feature of Python", decided=True)
        self.depth += 1
        if self.depth > limits.CALL_DEPTH:
            raise limits.LimitReached("imports are nested too deeply")
        try:
            self.run_body(Frame(module, module.namespace), tree.body)
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


def explore(
    make: Callable[[list[bool]], AssembledInterpreter],
) -> Iterator[tuple[AssembledInterpreter, bool]]:
    """Make interpreters until every decision was taken both ways.

    Yields each before it has run, and whether more runs than `limits.RUNS` would follow.
    """
    pending: list[list[bool]] = [[]]
    for _ in range(limits.RUNS):
        plan = pending.pop()
        interp = make(plan)
        yield interp, False
        taken = interp.taken
        pending += [[*taken[:at], not taken[at]] for at in range(len(plan), len(taken))]
        if not pending:
            return
    yield make([]), True
