"""Conditions in a setup.py: whether they hold in a build, as far as that is certain."""

from __future__ import annotations

import ast
import operator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ARGUMENTS = frozenset({"egg_info", "dist_info", "bdist_wheel", "setup.py"})
"""The words with which each build runs a setup.py, one after the other."""
_SIGNS = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip


def holds(test: ast.expr, python: tuple[int, int]) -> bool | None:
    """Whether a condition on constants, the Python or `__name__` holds; None if not known."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = holds(test.operand, python)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        each = [holds(value, python) for value in test.values]
        decides = isinstance(test.op, ast.Or)
        return decides if decides in each else None if None in each else not decides
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    left, right = ast.unparse(test.left), test.comparators[0]
    if ast.unparse(right) == "sys.argv" and isinstance(test.ops[0], (ast.In, ast.NotIn)):
        word = test.left.value if isinstance(test.left, ast.Constant) else None
        return (word in _ARGUMENTS) is isinstance(test.ops[0], ast.In)
    if left in ("sys.platform", "os.name") and isinstance(right, ast.Constant):
        same = right.value in ("linux", "linux2", "posix")
        return same is isinstance(test.ops[0], ast.Eq)
    if left in ("sys.argv[1]", "sys.argv[-1]") and isinstance(test.ops[0], ast.Eq):
        return isinstance(right, ast.Constant) and right.value in _ARGUMENTS
    if left == "__name__" and isinstance(test.ops[0], ast.Eq):
        return isinstance(right, ast.Constant) and right.value == "__main__"
    try:
        value = ast.literal_eval(right)
    except ValueError:
        return None
    if left in ("sys.version_info.major", "sys.version_info[0]"):
        now: int | tuple[int, ...] = python[0]
    elif left in ("sys.version_info", "sys.version_info[:2]") and isinstance(value, tuple):
        now = python if len(value) <= 2 else (*python, 99)
    else:
        return None
    return _compared(test.ops[0], now, value)


def _compared(sign: ast.cmpop, now: Any, value: Any) -> bool | None:
    compare = _SIGNS.get(type(sign))
    if compare is None or type(now) is not type(value):
        return None
    try:
        return bool(compare(now, value))
    except TypeError:
        return None
