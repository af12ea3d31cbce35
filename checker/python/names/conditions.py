"""What a condition of a module's top level is where the module is imported."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast


def never_on_import(test: ast.expr) -> bool:
    """Whether a condition is false on import: the main guard, `TYPE_CHECKING`, `False`, `0`."""
    return truth_on_import(test) is False


def truth_on_import(test: ast.expr) -> bool | None:
    """What a condition is where the module is imported, and not run as a program.

    Known are constants, `TYPE_CHECKING` and `__name__ == "__main__"`, and what `not`, `and` and
    `or` make of them; None for all others.
    """
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.Name):
        return {"TYPE_CHECKING": False, "__debug__": True}.get(test.id)
    if isinstance(test, ast.Attribute):
        return False if test.attr == "TYPE_CHECKING" else None
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth_on_import(test.operand)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        decides = isinstance(test.op, ast.Or)
        values = [truth_on_import(value) for value in test.values]
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
