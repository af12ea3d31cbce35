"""What servers accept behind the colon of `module:name`, each in its own grammar."""

from __future__ import annotations

import ast

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.python.syntax.host import module_tree

NOT_AN_EXPRESSION = "not-an-expression"
NEITHER = "neither"
"""An expression, but neither a name nor a call of one."""
NOT_LITERAL = "not-literal"
"""An argument of the call is not a literal."""
NOT_DOTTED = "not-dotted"
"""The server takes it for the name of an attribute, brackets included."""

_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


class Call(NamedTuple):
    """The arguments of a factory's call."""

    positional: int
    keywords: tuple[str, ...]


class Expression(NamedTuple):
    """What the server reads."""

    name: str = ""
    """The name that has to be bound; empty if that is not known."""
    call: Call | None = None
    problem: str = ""
    """One of the constants of this module; empty if the server accepts the expression."""
    part: str = ""
    """The part that is wrong."""


def literals_only(text: str) -> Expression:
    """A name, or a call of one with literals: gunicorn from 20.0 on, and flask."""
    node = _parsed(text)
    if node is None or text[:1].isspace():
        return Expression(problem=NOT_AN_EXPRESSION, part=text)
    if isinstance(node, ast.Name):
        return Expression(node.id)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return Expression(problem=NEITHER, part=text)
    for keyword in node.keywords:
        if keyword.arg is None:
            return Expression(node.func.id, problem=NOT_LITERAL, part="**")
    for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
        if not _is_literal(argument):
            written = ast.get_source_segment(text, argument) or ast.unparse(argument)
            return Expression(node.func.id, problem=NOT_LITERAL, part=written)
    return Expression(node.func.id, _call(node))


def evaluated(text: str) -> Expression:
    """Whatever Python's `eval` takes: hypercorn, and gunicorn below 20.0."""
    node = _parsed(text.strip())
    if node is None:
        return Expression(problem=NOT_AN_EXPRESSION, part=text)
    if isinstance(node, ast.Name):
        return Expression(node.id)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        plain = not any(isinstance(each, ast.Starred) for each in node.args)
        plain = plain and all(keyword.arg for keyword in node.keywords)
        return Expression(node.func.id, _call(node) if plain else None)
    return Expression()


def dotted(text: str) -> Expression:
    """Names with dots between, and no call: uvicorn, daphne, granian, waitress."""
    if _DOTTED.fullmatch(text):
        return Expression("" if "." in text else text)
    return Expression(problem=NOT_DOTTED, part=text)


def _parsed(text: str) -> ast.expr | None:
    """The expression; None for anything else."""
    tree = module_tree(text) if "\n" not in text and "\r" not in text else None
    if tree is None or len(tree.body) != 1 or ";" in text.rpartition(")")[2]:
        return None
    statement = tree.body[0]
    return statement.value if isinstance(statement, ast.Expr) else None


def _call(node: ast.Call) -> Call:
    return Call(len(node.args), tuple(keyword.arg or "" for keyword in node.keywords))


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return False
    return True


def misfit(node: ast.FunctionDef | ast.AsyncFunctionDef, call: Call) -> str:
    """The parameter that a call leaves out, or the argument that is too much; empty if it fits.

    Too much is `*` for a positional one, else the keyword's name with `=` behind it.
    """
    given = node.args
    names = [each.arg for each in (*given.posonlyargs, *given.args)]
    if call.positional > len(names) and given.vararg is None:
        return "*"
    known = {each.arg for each in (*given.args, *given.kwonlyargs)}
    for keyword in call.keywords:
        if (keyword not in known and given.kwarg is None) or keyword in names[: call.positional]:
            return f"{keyword}="
    required = names[: len(names) - len(given.defaults)]
    for name in required[call.positional :]:
        if name not in call.keywords:
            return name
    for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        if default is None and each.arg not in call.keywords:
            return each.arg
    return ""
