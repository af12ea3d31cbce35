"""Values in gunicorn's configuration file that it refuses."""

from __future__ import annotations

import ast

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.data.option_releases import has_option, setting_kind, varies
from checker.python.syntax.host import module_tree
from checker.start.python_settings import span_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.start.servers.service import Service

REFUSED = {
    "pos_int": (
        "`{name} = {value}` must be a whole number that is not negative → "
        "gunicorn prints an error and does not start"
    ),
    "bool": (
        "`{name} = {value}` must be `True` or `False` → gunicorn prints an error and does not start"
    ),
    "string": ("`{name} = {value}` must be a string → gunicorn prints an error and does not start"),
    "list_string": (
        "`{name} = {value}` must be a string, or a list of strings → "
        "gunicorn prints an error and does not start"
    ),
    "dict": (
        "`{name} = {value}` must be a dictionary → gunicorn prints an error and does not start"
    ),
}
WRITE = {
    "pos_int": "write a whole number that is not negative",
    "bool": "write `True` or `False`",
    "string": "write a string",
    "list_string": "write a string, or a list of strings",
    "dict": "write a dictionary",
}

PARAMETERS = {
    **dict.fromkeys(("on_starting", "on_reload", "when_ready", "on_exit", "pre_exec"), "server"),
    **dict.fromkeys(("post_worker_init", "worker_int", "worker_abort"), "worker"),
    **dict.fromkeys(("pre_fork", "post_fork", "child_exit", "worker_exit"), "server, worker"),
    "pre_request": "worker, req",
    "nworkers_changed": "server, new_value, old_value",
}
"""What each hook is called with (`gunicorn/config.py`); it counts the parameters."""
HOOK = (
    "the number of parameters of `{name}` is {count}, and gunicorn asks for {arity} → "
    "it prints an error and does not start"
)


def refused_settings(service: Service, version: str) -> Iterator[Finding]:
    """Constants that the installed release does not take for a setting."""
    document = service.configured
    if document is None or not document.complete:
        return
    certain = not service.process.conditional
    yield from _hooks(document, certain)
    for name, node in _constants(document):
        kind = setting_kind("gunicorn", name)
        option = "--" + name.replace("_", "-")
        if kind not in REFUSED or not _has(option, version):
            continue
        if _accepts(kind, ast.literal_eval(node)):
            continue
        value = ast.get_source_segment(document.text, node) or ast.unparse(node)
        yield Finding(
            "CMD010",
            say(REFUSED[kind], name=name, value=value[:60]),
            Location(document.path, *span_of(document, node)),
            Severity.ERROR,
            certain=certain,
            help=WRITE[kind],
        )


def _hooks(document: Document, certain: bool) -> Iterator[Finding]:
    """Functions of the file that do not have the parameters of the hook whose name they have."""
    tree = module_tree(document.text)
    if tree is None:
        return
    bound: dict[str, int] = {}
    for node in ast.walk(tree):
        name = getattr(node, "id", None) or getattr(node, "asname", None)
        name = name or getattr(node, "name", None)
        if name in PARAMETERS and not isinstance(getattr(node, "ctx", None), ast.Load):
            bound[name] = bound.get(name, 0) + 1
    for node in tree.body:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or node.decorator_list:
            continue
        parameters = PARAMETERS.get(node.name, "")
        arity = len(parameters.split())
        count = len(node.args.posonlyargs) + len(node.args.args)
        if not arity or count == arity or bound[node.name] > 1:
            continue
        line = document.line_span(node.lineno)
        at = document.text.find(node.name, *line)
        if at < 0:
            continue
        yield Finding(
            "CMD010",
            say(HOOK, name=node.name, count=count, arity=arity),
            Location(document.path, at, at + len(node.name)),
            Severity.ERROR,
            certain=certain,
            help=say("write `def {name}({parameters})`", name=node.name, parameters=parameters),
        )


def _has(option: str, version: str) -> bool:
    """Whether the release has the setting; what it does not have, it ignores."""
    return not varies("gunicorn", option) or has_option("gunicorn", option, version) is True


def _constants(document: Document) -> Iterator[tuple[str, ast.expr]]:
    """The names that are bound once, at the top level, to a literal."""
    tree = module_tree(document.text)
    if tree is None:
        return
    bound: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            bound[node.id] = bound.get(node.id, 0) + 1
    for statement in tree.body:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        target = statement.targets[0]
        if isinstance(target, ast.Name) and bound[target.id] == 1 and _is_literal(statement.value):
            yield target.id, statement.value


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return False
    return True


def _accepts(kind: str, value: object) -> bool:
    """What gunicorn's validator of that name does with a value."""
    if kind == "pos_int":
        return _accepts_number(value)
    if kind == "bool":
        word = value.strip().lower() if isinstance(value, str) else None
        return value is None or isinstance(value, bool) or word in ("true", "false")
    if kind == "string":
        return value is None or isinstance(value, str)
    if kind == "dict":
        return isinstance(value, dict)
    if not value or isinstance(value, str):
        return True
    several = isinstance(value, (list, tuple, set, dict))
    return several and all(each is None or isinstance(each, str) for each in value)  # type: ignore[attr-defined]


def _accepts_number(value: object) -> bool:
    if isinstance(value, int):
        return value >= 0
    if not isinstance(value, str):
        return False
    try:
        return int(value[:20], 0) >= 0
    except ValueError:
        return False
