"""`invoke NAME`: the commands of a task in tasks.py that does nothing but run them."""

from __future__ import annotations

import ast

from checker.base.messages import say
from checker.parsers.shell import parse_mapped
from checker.python.syntax.parse import host_tree
from checker.start.launcher_files import document_of, enter, run_scripts
from checker.start.python_settings import span_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.parsers.shell import Program, Script
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where


def follow_invoke(shell: Shell, process: Process, where: Where) -> bool:
    """`invoke NAME`: a task that does nothing but run commands that are written in it."""
    names = [(word.value or "-") for word in process.arguments]
    document = document_of(shell, process.directory, "tasks.py")
    if document is None or len(names) != 1 or names[0].startswith("-"):
        return False
    tree = host_tree(document)
    if tree is None:
        return False
    tasks = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.name == names[0].replace("-", "_")
        and [ast.unparse(each) for each in node.decorator_list] in (["task"], ["invoke.task"])
    ]
    if len(tasks) != 1:
        return False
    commands = list(_commands(tasks[0]))
    base = enter(shell, process, document, say("{path} is read here", path=document.path))
    if base is None or not commands or None in commands:
        return False
    scripts: list[tuple[Script | Program, str | None]] = [
        (_script(document, each, base), process.directory) for each in commands if each is not None
    ]
    run_scripts(shell, process, document.path, scripts, where)
    return True


def _commands(task: ast.FunctionDef) -> Iterator[ast.Constant | None]:
    """The strings that a task gives to `c.run`; None for what is something else."""
    context = task.args.args[0].arg if task.args.args else ""
    for at, statement in enumerate(task.body):
        call = statement.value if isinstance(statement, ast.Expr) else None
        if at == 0 and isinstance(call, ast.Constant):
            continue  # its docstring
        if (
            isinstance(call, ast.Call)
            and ast.unparse(call.func) == f"{context}.run"
            and len(call.args) == 1
            and isinstance(call.args[0], ast.Constant)
            and isinstance(call.args[0].value, str)
            and {each.arg for each in call.keywords} <= {"pty", "echo", "hide"}
        ):
            yield call.args[0]
        else:
            yield None


def _script(document: Document, node: ast.Constant, base: int) -> Script | Program:
    """A string of the file as a script; each character has the string's place if it has escapes."""
    start, end = span_of(document, node)
    text = str(node.value)
    plain = document.text[start + 1 : end - 1] == text
    places = [base + start + (1 + n if plain else 0) for n in range(len(text) + 1)]
    return parse_mapped(text, places)
