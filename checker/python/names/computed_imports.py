"""Modules that are imported by a text: `import_module`, `__import__`, `from_object`, `include`.

The text may be put together: constants, items of a literal list in a loop or a comprehension.
"""

from __future__ import annotations

import ast

from checker.python.names.imported import UNKNOWN, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_IMPORTERS = frozenset({"import_module", "__import__", "from_object"})
"""Functions that import what a text names: `importlib.import_module`, `app.config.from_object`."""
_MOST = 60
"""Texts that an expression may give, at the most."""
_PARTS = 12
"""Parts of an expression that is put together, at the most."""
_Texts = dict[str, "tuple[str, ...] | None"]


def texts_of(tree: ast.Module) -> _Texts:
    """The names of a module, each with the texts that it may be; None where several bind it."""
    found: _Texts = {}

    def put(target: ast.expr | str, value: tuple[str, ...] | None) -> None:
        names = [target] if isinstance(target, str) else [
            each.id for each in ast.walk(target) if isinstance(each, ast.Name)
        ]  # fmt: skip
        for name in names:
            found[name] = None if name in found or len(names) > 1 else value

    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                put(target, _constants([node.value]))
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.NamedExpr)):
            put(node.target, _constants([node.value]))
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
            listed = isinstance(node.iter, (ast.List, ast.Tuple, ast.Set))
            put(node.target, _constants(node.iter.elts) if listed else None)  # type: ignore[attr-defined]
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            put(node.optional_vars, None)
        elif isinstance(node, ast.arguments):
            given = [*node.posonlyargs, *node.args]
            defaults = [None] * (len(given) - len(node.defaults)) + node.defaults
            for argument, default in zip(given, defaults, strict=True):
                put(argument.arg, _constants([default]))
            for argument in node.kwonlyargs:
                put(argument.arg, None)
        elif isinstance(node, ast.alias):
            put(node.asname or node.name.partition(".")[0], None)
    return found


def _constants(nodes: list[ast.expr] | list[ast.expr | None]) -> tuple[str, ...] | None:
    values = [each.value for each in nodes if isinstance(each, ast.Constant)]
    texts = tuple(value for value in values if isinstance(value, str))
    return texts if 0 < len(texts) == len(nodes) <= _MOST else None


def _texts(node: ast.expr, known: _Texts, parts: int = 0) -> tuple[str, ...] | None:
    """What an expression may give; None where that is not known."""
    if isinstance(node, ast.Constant):
        return (node.value,) if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.FormattedValue) and node.format_spec is None and node.conversion == -1:
        return _texts(node.value, known, parts + 1)
    pieces: list[ast.expr] = []
    if isinstance(node, ast.JoinedStr):
        pieces = node.values
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        pieces = [node.left, node.right]
    if not pieces or parts + len(pieces) > _PARTS:
        return None
    found: tuple[str, ...] = ("",)
    for piece in pieces:
        texts = _texts(piece, known, parts + len(pieces))
        if texts is None or len(found) * len(texts) > _MOST:
            return None
        found = tuple(begin + end for begin in found for end in texts)
    return found


def _at_once(node: ast.stmt) -> Iterator[ast.AST]:
    """What a statement holds and runs itself, in its order: no other one, no lambda's body."""
    todo: list[ast.AST] = [node]
    while todo:
        each = todo.pop()
        yield each
        if not isinstance(each, ast.Lambda):
            todo.extend(
                child
                for child in reversed(list(ast.iter_child_nodes(each)))
                if not isinstance(child, (ast.stmt, ast.ExceptHandler))
                and type(child).__name__ != "match_case"
            )


def _absolute(text: str, call: ast.Call, known: _Texts) -> str:
    """The full name that `import_module(".x", "package")` imports; empty where it is not known."""
    if not text.startswith("."):
        return text
    given = call.args[1:2] + [each.value for each in call.keywords if each.arg == "package"]
    packages = _texts(given[0], known) if given else None
    if packages is None or len(packages) != 1:
        return ""
    name = text.lstrip(".")
    above = packages[0].split(".")
    above = above[: len(above) - (len(text) - len(name)) + 1]
    return ".".join([*above, name]) if above and name else ""


def called(
    node: ast.stmt, known: _Texts, certain: bool, guarded: bool, where: str
) -> Iterator[Import]:
    """What `include("shop.urls")`, `import_module("shop.tasks")` and the like import.

    Args:
        node: the statement that calls them.
        known: what `texts_of` says of its module.
        certain: whether importing the file certainly runs the statement.
        guarded: whether a failing import is caught there.
        where: the function that it stands in, as `Import.inside` has it; `-` for one of which
            it is not known that it is called.
    """
    inside = where.strip("-")
    unsure = "" if where == "-" else UNKNOWN
    for each in _at_once(node):
        if not isinstance(each, ast.Call) or not each.args:
            continue
        function, named = each.func, each.args[0]
        name = getattr(function, "id", getattr(function, "attr", ""))
        if isinstance(named, ast.Tuple) and named.elts:
            named = named.elts[0]
        place = (named.lineno, named.col_offset)
        plain = getattr(named, "value", None)
        plain = plain if isinstance(plain, str) else ""
        if name == "include" and plain.replace(".", "").isidentifier():
            yield Import(plain, 0, (), *place, certain, guarded, True, inside)
        elif name in _IMPORTERS:
            texts = _texts(named, known)
            if texts is None and name == "from_object":
                continue  # mostly a class
            computed = not plain
            literal = not computed or not any(_is_given(part, node) for part in ast.walk(named))
            sure = certain and literal
            where = (unsure if computed else inside) or ("" if sure else unsure)
            where = "" if sure else where
            for text in texts or (UNKNOWN,):
                full = _absolute(text, each, known)
                if not full.replace(".", "").isidentifier():
                    if unsure and (not plain or plain[:1] == "."):
                        where = inside or unsure
                        yield Import(UNKNOWN, 0, (), *place, False, guarded, False, where)
                    continue
                if name != "from_object":
                    yield Import(full, 0, (), *place, sure, guarded, False, where)
                elif "." in full:
                    module, _, taken = full.rpartition(".")
                    yield Import(module, 0, (taken,), *place, sure, guarded, False, where)
                elif computed:
                    yield Import(full, 0, (), *place, False, guarded, False, unsure)


def _is_given(part: ast.AST, node: ast.stmt) -> bool:
    """Whether a part of a text is a name that a comprehension with a condition binds."""
    return isinstance(part, ast.Name) and any(
        isinstance(each, ast.comprehension) and bool(each.ifs) for each in ast.walk(node)
    )
