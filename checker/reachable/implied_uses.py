"""Where a module uses a name while it is imported: in a route, in a field, in a call."""

from __future__ import annotations

import ast

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_METHODS = frozenset(
    {"get", "post", "put", "patch", "delete", "options", "head", "trace", "api_route"}
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Use(NamedTuple):
    """One use."""

    line: int
    """1-based."""
    certain: bool
    """Whether importing the module certainly comes to it."""
    text: str = ""
    """What is handed to a call first, as far as it is written there."""


def uses_of(tree: Any, row: dict[str, Any]) -> Iterator[Use]:
    """The uses of a row of the table in a module.

    Args:
        tree: the module's syntax tree.
        row: of `implied.toml`.
    """
    if row["where"] == "config":
        yield from _configured(tree, row["word"])
        return
    if row["where"] == "broker":
        yield from _brokers(tree, row["word"])
        return
    names = _names_of(tree, row)
    if not names:
        return
    texts = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if row["where"] == "import":
        for node, certain in _run(tree.body, True):
            if isinstance(node, ast.ImportFrom) and node.module in row["modules"]:
                yield Use(node.lineno, certain)
        return
    for node, certain in _run(tree.body, True):
        for found in _used(node, row["where"], names):
            argument = found.args[0] if isinstance(found, ast.Call) and found.args else None
            if isinstance(argument, ast.Name):
                argument = texts.get(argument.id)
            yield Use(found.lineno, certain, _text(argument))


def _brokers(tree: Any, word: str) -> Iterator[Use]:
    """The addresses that celery is told: `Celery(broker=…)`, `conf.broker_url = …`, a setting."""
    for node, certain in _run(tree.body, True):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                name = target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
                if name == word:
                    yield Use(node.lineno, certain, _plain(node.value))
        if not isinstance(node, (ast.Assign, ast.Expr)):
            continue
        for call in ast.walk(node.value):
            if not isinstance(call, ast.Call):
                continue
            own = _dotted(call.func).rpartition(".")[2] == word
            for each in call.keywords:
                if each.arg == word or (own and each.arg in ("broker", "backend")):
                    yield Use(each.value.lineno, certain, _plain(each.value))


def _plain(node: Any) -> str:
    """The text of a constant; empty for anything else, which may be another address."""
    value = node.value if isinstance(node, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def _configured(tree: Any, word: str) -> Iterator[Use]:
    """Where `config[word]` gets a text, in a module whose extension gets the application below."""
    found: list[Use] = []
    for node, certain in _run(tree.body, True):
        for inner in ast.walk(node) if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)) else ():
            if isinstance(inner, ast.Call) and (
                (_dotted(inner.func).rpartition(".")[2] == "SQLAlchemy" and inner.args)
                or _dotted(inner.func).endswith(".init_app")
            ):
                yield from (each._replace(certain=each.certain and certain) for each in found)
                found.clear()
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            key = node.targets[0].slice
            key = getattr(key, "value", key)  # Python 3.8 wraps it
            if (key.value if isinstance(key, ast.Constant) else key) == word:
                plain = isinstance(node.value, ast.Constant)
                found = [Use(node.lineno, certain and plain, _text(node.value))]


def _names_of(tree: Any, row: dict[str, Any]) -> set[str]:
    """How the module calls it: `Form`, `fastapi.Form`, `models.ImageField`."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if node.module in row["modules"] and alias.name == row["word"]:
                    found.add(alias.asname or alias.name)
                if f"{node.module}.{alias.name}" in row["modules"]:
                    found.add(f"{alias.asname or alias.name}.{row['word']}")
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in row["modules"]:
                    found.add(f"{alias.asname or alias.name}.{row['word']}")
    return found


def _run(body: list[Any], certain: bool) -> Iterator[tuple[Any, bool]]:
    """The statements that the import runs, and whether it certainly does."""
    for node in body:
        yield node, certain
        if isinstance(node, ast.ClassDef):
            yield from _run(node.body, certain)
        elif isinstance(node, (ast.If, ast.For, ast.While, ast.Try, ast.With)):
            for field in ("body", "orelse", "finalbody", "handlers"):
                for inner in getattr(node, field, []):
                    within = inner.body if isinstance(inner, ast.ExceptHandler) else [inner]
                    yield from _run(within, False)


def _used(node: Any, where: str, names: set[str]) -> Iterator[Any]:
    if where == "route":
        if isinstance(node, _FUNCTIONS) and any(map(_is_route, node.decorator_list)):
            yield from list(_named(node.args, names))[:1]
    elif where == "field":
        if isinstance(node, ast.ClassDef) and node.bases:
            for inner in node.body:
                if isinstance(inner, ast.AnnAssign):
                    yield from _named(inner.annotation, names)
    elif where == "model":
        if isinstance(node, ast.ClassDef) and node.bases:
            for inner in node.body:
                yield from _called(inner, names)
    elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr)):
        yield from _called(node, names)


def _is_route(decorator: Any) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr in _METHODS


def _named(node: Any, names: set[str]) -> Iterator[Any]:
    for each in ast.walk(node):
        if isinstance(each, (ast.Name, ast.Attribute)) and _dotted(each) in names:
            yield each


def _called(node: Any, names: set[str]) -> Iterator[Any]:
    for each in ast.walk(node):
        if isinstance(each, (ast.Lambda, *_FUNCTIONS)):
            return
        if isinstance(each, ast.Call) and _dotted(each.func) in names:
            yield each


def _dotted(node: Any) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return ""


def _text(node: Any) -> str:
    """The text of a constant, or what an f-string begins with."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    if isinstance(node, ast.BinOp):
        return _text(node.left)
    value = getattr(node, "value", "")
    return value if isinstance(value, str) else ""
