"""What a condition of a module's top level is where the module is imported."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast


def never_on_import(test: ast.expr) -> bool:
    """Whether a condition is false on import: the main guard, `TYPE_CHECKING`, `False`, `0`."""
    return truth_on_import(test) is False


def truth_on_import(test: ast.expr, python: tuple[int, int] | None = None) -> bool | None:
    """What a condition is where the module is imported, and not run as a program.

    Known are constants, `TYPE_CHECKING` and `__name__ == "__main__"`, and what `not`, `and` and
    `or` make of them; None for all others. With the Python that runs the module, its version and
    its system, which is Linux, are known too.
    """
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.Name):
        return {"TYPE_CHECKING": False, "__debug__": True}.get(test.id)
    if isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING":
        return False
    if python is not None:
        from checker.python.names.system_conditions import (  # noqa: PLC0415  gate: a clean run parses nothing
            truth_on_linux,
        )

        known = truth_on_linux(test, python)
        if known is not None:
            return known
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth_on_import(test.operand, python)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        decides = isinstance(test.op, ast.Or)
        values = [truth_on_import(value, python) for value in test.values]
        if decides in values:
            return decides
        return None if None in values else not decides
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    sides = (test.left, test.comparators[0])
    named = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    main = any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
    if not (named and main) or not isinstance(test.ops[0], (ast.Eq, ast.NotEq)):
        return None
    return isinstance(test.ops[0], ast.NotEq)
