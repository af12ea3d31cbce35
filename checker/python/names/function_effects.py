"""What functions do to the names of their module, where its import may call them."""

from __future__ import annotations

from checker.python.names.side_effects import Effects, effects_of, outside_functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast


def of_live_functions(live: list[ast.AST]) -> tuple[set[str], Effects]:
    """The names that certainly called functions bind with `global`, and what others may do.

    `live` is the code that runs on import. A function may be called by it if its name is mentioned
    there, or in another such function; what is decorated or called by Python itself always may.
    """
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    functions: dict[str, list[ast.AST]] = {}
    called, effects = set[str](), Effects()
    for region in live:
        for node in outside_functions(region):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                called.add(node.func.id)
    found: set[str] = set()
    todo: list[ast.AST] = []
    regions, mentioned = list(live), set[str]()
    while regions:
        region, wanted = regions.pop(), set[str]()
        for node in outside_functions(region):
            name = ""
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                name = node.id
            elif isinstance(node, ast.Attribute):
                name = node.attr
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value if node.value.isidentifier() else ""
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node is not region:
                if node.decorator_list or node.name.startswith("__") or node.name in mentioned:
                    todo.append(node)
                else:
                    functions.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.Global):
                wanted.update(node.names)
            if name and name not in mentioned:
                mentioned.add(name)
                todo += functions.pop(name, [])
        if wanted:
            bound, removed = _changed(wanted, region)
            sure = isinstance(region, ast.ClassDef) or getattr(region, "name", "") in called
            found |= bound if sure else set()
            effects.bound |= bound
            effects.removed |= removed
        regions += todo
        for function in todo:
            inner = effects_of(function, top=False)
            effects.bound |= inner.bound
            effects.removed |= inner.removed
            effects.anything = effects.anything or inner.anything
        todo = []
    return found, effects


def _changed(wanted: set[str], region: ast.AST) -> tuple[set[str], set[str]]:
    """The `global` names of a function or a class that it binds, and those that it deletes."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    bound, removed = set[str](), set[str]()
    for each in ast.walk(region):
        if isinstance(each, ast.Name):
            if isinstance(each.ctx, ast.Del):
                removed.add(each.id)
            elif isinstance(each.ctx, ast.Store):
                bound.add(each.id)
        elif isinstance(each, ast.alias):
            bound.add(each.asname or each.name.partition(".")[0])
        else:
            bound.add(getattr(each, "name", None) or "")
    return bound & wanted, removed & wanted
