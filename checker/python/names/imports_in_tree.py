"""The imports of a module, exactly, from its syntax tree."""

from __future__ import annotations

from checker.python.names.imported import Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_OTHER_ERRORS = frozenset(
    {"ValueError", "KeyError", "IndexError", "LookupError", "TypeError", "AttributeError",
     "NameError", "OSError", "IOError", "FileNotFoundError", "PermissionError",
     "RuntimeError", "AssertionError", "KeyboardInterrupt", "UnicodeDecodeError"}
)  # fmt: skip
"""Errors whose handler does not catch a failing import."""
_EXITS = frozenset({"sys.exit", "exit", "quit", "os._exit"})
_GUARDS = ("version", "TYPE_CHECKING", "PY2", "PY3", "platform", "six", "MYPY")


def imports_in_tree(
    tree: Any, includes: bool = False, python: tuple[int, int] | None = None
) -> list[Import]:
    """The imports of a parsed module, in the order of the text.

    Args:
        tree: an `ast.Module`.
        includes: whether the modules that Django's `include` names are wanted too.
        python: the major and the minor version that runs it, where that is known.
    """
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    from checker.python.names.computed_imports import (  # noqa: PLC0415  gate: a clean run parses nothing
        called,
        texts_of,
    )

    known = texts_of(tree) if includes else {}
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    methods = {id(each): each.name for each in tree.body if isinstance(each, functions)}
    for owner in tree.body:
        for each in owner.body if isinstance(owner, ast.ClassDef) else ():
            if isinstance(each, functions):
                methods[id(each)] = f"{owner.name}.{each.name}"
    found: list[Import] = []
    todo: list[tuple[Any, bool, bool, str]] = [
        (node, True, False, "") for node in reversed(tree.body)
    ]
    while todo:
        node, certain, guarded, inside = todo.pop()
        where = inside if certain or inside[:1] == "?" else "-" if inside else "?"
        how: Any = (certain and not inside, guarded, False, where.strip("-"))
        if isinstance(node, ast.Import):
            found += [Import(a.name, 0, (), node.lineno, node.col_offset, *how) for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            place = (node.lineno, node.col_offset)
            found.append(Import(node.module or "", node.level, names, *place, *how))
        elif includes and isinstance(node, ast.stmt):
            found += called(node, known, certain and not inside, guarded, where)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            name = methods.get(id(node), "-") if certain and not inside else "-"
            leaves = next((at for at, each in enumerate(node.body) if _leaves(each, ast)), None)
            body = [
                (child, name != "-" and (leaves is None or at <= leaves), guarded, name)
                for at, child in enumerate(node.body)
            ]
            todo.extend(reversed(body))
            continue
        if isinstance(node, ast.If) and "'__name__'" in ast.dump(node.test):
            inside = inside or "-"  # it runs when the file is started, not when it is imported
        below: list[tuple[Any, bool, bool, str]] = []
        for field in ("body", "handlers", "orelse", "finalbody", "cases"):
            children = getattr(node, field, None)
            if isinstance(children, list):
                runs, caught = _below(node, field, ast, python)
                here = _instead(node, field, inside, caught, ast)
                below += [(child, certain and runs, guarded or caught, here) for child in children]
        todo.extend(reversed(below))
    return found


def _instead(node: Any, field: str, inside: str, caught: bool, ast: Any) -> str:
    """What a part of a statement stands in: what an `except` or an `else` rests on is told."""
    if inside and inside[:1] != "?":
        return inside
    if not hasattr(node, "handlers") or field == "finalbody":
        return inside
    if field == "body":
        return "-" if caught and inside else inside
    lines = [each.lineno for each in node.body if isinstance(each, (ast.Import, ast.ImportFrom))]
    if not lines:
        return inside or "?"
    return f"?{'-' if field == 'handlers' else '+'}{lines[0]}-{lines[-1]}"


def _leaves(node: Any, ast: Any) -> bool:
    """Whether a statement may leave its function."""
    return any(isinstance(each, (ast.Return, ast.Raise)) for each in ast.walk(node))


def _catches(error: Any, ast: Any) -> bool:
    """Whether an `except` clause may catch a failing import."""
    errors = error.elts if isinstance(error, ast.Tuple) else [error]
    return any(getattr(each, "id", "") not in _OTHER_ERRORS for each in errors)


def _suppresses(context: Any, ast: Any) -> bool:
    """Whether `with suppress(…)` may catch a failing import."""
    if "suppress" not in ast.dump(context):
        return False
    given = context.args if isinstance(context, ast.Call) else []
    return not given or any(_catches(each, ast) for each in given)


def _ends(body: list[Any], ast: Any) -> bool:
    """Whether a handler certainly raises, or ends the process."""
    last = body[-1]
    leaving = (ast.Return, ast.Continue, ast.Break)
    if any(isinstance(each, leaving) for part in body for each in ast.walk(part)):
        return False
    if isinstance(last, ast.Raise):
        return True
    call = last.value if isinstance(last, ast.Expr) else None
    return isinstance(call, ast.Call) and ast.unparse(call.func) in _EXITS


def _below(node: Any, field: str, ast: Any, python: tuple[int, int] | None) -> tuple[bool, bool]:
    """Whether what stands in a part of a statement certainly runs, and whether it is guarded."""
    if isinstance(node, ast.ClassDef):
        return True, False
    if isinstance(node, ast.With):
        return True, any(_suppresses(each.context_expr, ast) for each in node.items)
    if isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
        if field == "body":
            catching = [each for each in node.handlers if _catches(each.type, ast)]
            return True, bool(catching) and not _ends(catching[0].body, ast)
        return field == "finalbody", field in ("handlers", "orelse")
    if isinstance(node, (ast.If, ast.While)):
        from checker.python.names.conditions import (  # noqa: PLC0415  gate: a clean run parses nothing
            truth_on_import,
        )

        test = ast.dump(node.test)
        known = None if "'__name__'" in test else truth_on_import(node.test, python)
        if known is not None:
            runs = known is (field == "body")
            return runs and isinstance(node, ast.If), not runs
        return False, any(word in test for word in _GUARDS)
    return False, False
