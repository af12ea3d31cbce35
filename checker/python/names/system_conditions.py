"""What conditions on the version of Python and on the system are, where Python runs on Linux."""

from __future__ import annotations

import ast
import itertools
import operator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_OPERATORS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.In: lambda value, among: value in among, ast.NotIn: lambda value, among: value not in among,
}  # fmt: skip
_SYSTEM = {"sys.platform": "linux", "os.name": "posix", "os.sep": "/", "platform.system()": "Linux"}
"""What Python has there; `sys.platform` is `linux2` in Python 2."""
_RELEASE = 1_000_000
"""In the place of what comes behind the minor version."""
_NODES = 12
"""Nodes of an expression that is looked at."""


def truth_on_linux(test: ast.expr, python: tuple[int, int]) -> bool | None:
    """What a condition on `sys.version_info`, `sys.platform`, `os.name` and the like is.

    Args:
        test: the condition.
        python: the major and the minor version that runs it.

    Returns:
        None for any other condition, and for one that rests on more than the minor version.
    """
    if isinstance(test, ast.Attribute):
        flags = {"six.PY2": python[0] == 2, "six.PY3": python[0] == 3}
        return flags.get(_text(test))
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute):
        if test.func.attr != "startswith" or len(test.args) != 1 or test.keywords:
            return None
        begin = _constant(test.args[0])
        if _text(test.func.value) != "sys.platform" or not isinstance(begin, str):
            return None
        return "linux".startswith(begin) if begin != "linux2" else None
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    compare = _OPERATORS.get(type(test.ops[0]))
    if compare is None:
        return None
    left, right = _value(test.left, python), _constant(test.comparators[0])
    if left is None or right is None:
        return None
    if left == "linux" and python[0] == 2:
        return None
    if isinstance(left, tuple) and (not isinstance(right, tuple) or len(right) > len(left) - 1):
        return None
    if isinstance(left, tuple) and isinstance(right, tuple) and left[-1] != _RELEASE:
        left = left[:-1]
    try:
        return compare(left, right)
    except TypeError:
        return None


def _text(node: ast.expr) -> str:
    """A short expression as Python writes it; empty for a longer one."""
    short = len(list(itertools.islice(ast.walk(node), _NODES + 1))) <= _NODES
    return ast.unparse(node) if short else ""


def _value(node: ast.expr, python: tuple[int, int]) -> tuple[int, ...] | int | str | None:
    """The value of what a condition compares; a tuple of versions has one place more."""
    text = _text(node)
    if text in _SYSTEM:
        return _SYSTEM[text]
    for name in ("sys.version_info", "version_info"):
        if not text.startswith(name):
            continue
        known: dict[str, tuple[int, ...] | int] = {
            "": (*python, _RELEASE), "[:2]": (*python, 0), "[0]": python[0], "[1]": python[1],
            ".major": python[0], ".minor": python[1],
        }  # fmt: skip
        return known.get(text[len(name) :])
    return None


def _constant(node: ast.expr) -> Any:
    """What a constant, or a tuple or a list of constants, is; None for all others."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, (str, int, tuple, list)) else None
