"""Every message is a constant template with named fields, so that it can be translated.

The lint reads `checker/rules`: what `say` and its like fill is a literal, written where it is
filled, bound to a name (alone or in a table) or handed to a function, or one of a platform's terms;
and what a finding says is what they give. It follows names through the module, and tables through
its imports.
"""

from __future__ import annotations

import ast
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.platform.builder import builder_of
from checker.platform.terms import Terms
from checker.rules import codes
from checker.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = Path(codes.__file__).parent
MODULES = sorted(path.relative_to(RULES).as_posix() for path in RULES.rglob("*.py"))
FILLERS = {"say": 1, "say_whole": 1, "say_then": 2, "say_several": 2}
"""Functions that fill templates, and how many of their arguments are templates."""
SPOKEN: dict[str, tuple[int, tuple[str, ...]]] = {
    "Finding": (1, ("message", "help")),
    "Fix": (0, ("title",)),
    "Words": (0, ("found", "help")),
}
"""What speaks: the place of its first text, and the names of its texts."""


class Module:
    """A module of the rules, and which of its names are templates."""

    def __init__(self, name: str) -> None:
        self.tree = ast.parse((RULES / name).read_text("utf-8"))
        self.functions = {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
        }
        self.constants: dict[str, list[str]] = {}
        self.tables: dict[str, dict[object, list[str]]] = {}
        for statement in self.tree.body:
            if isinstance(statement, ast.ImportFrom) and statement.module:
                self._import(statement.module, statement.names)
            value = getattr(statement, "value", None)
            target = getattr(statement, "targets", [getattr(statement, "target", None)])[0]
            texts = literals(value) if isinstance(value, ast.expr) else []
            if texts and isinstance(target, ast.Name):
                self.constants[target.id] = texts
                if isinstance(value, ast.Dict):
                    self.tables[target.id] = {
                        key.value: literals(each)
                        for key, each in zip(value.keys, value.values, strict=True)
                        if isinstance(key, ast.Constant)
                    }

    def _import(self, module: str, names: list[ast.alias]) -> None:
        inner = module.removeprefix("checker.rules.").replace(".", "/") + ".py"
        if module.startswith("checker.rules.") and (RULES / inner).exists():
            other = module_of(inner).constants
            self.constants.update(
                (n.asname or n.name, other[n.name]) for n in names if n.name in other
            )
            tables = module_of(inner).tables
            self.tables.update(
                (n.asname or n.name, tables[n.name]) for n in names if n.name in tables
            )

    def entry(self, table: str, key: object) -> list[str]:
        """The texts of one entry of a table; of all of them if its keys are no constants."""
        return self.tables.get(table, {}).get(key, self.constants[table])

    def templates(self, node: ast.expr, function: ast.FunctionDef | None) -> list[str] | None:
        """The texts that an expression may be; None where one of them is not a constant."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [node.value]
        if isinstance(node, ast.Attribute) and node.attr in Terms._fields:
            return [getattr(builder_of(target).terms, node.attr) for target in targets().values()]
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            table = self.constants.get(node.value.id)
            if table is not None and isinstance(node.slice, ast.Constant):
                return self.entry(node.value.id, node.slice.value)
            return table
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
            return self.all_of(node.value.values, function)
        if isinstance(node, ast.Subscript):
            return literals(node.value) or None
        if isinstance(node, ast.IfExp):
            return self.all_of([node.body, node.orelse], function)
        if not isinstance(node, ast.Name):
            return None
        if node.id in self.constants:
            return self.constants[node.id]
        return self.local(node.id, function) if function is not None else None

    def all_of(self, nodes: list[ast.expr], function: ast.FunctionDef | None) -> list[str] | None:
        found = [self.templates(node, function) for node in nodes]
        if not found or any(texts is None for texts in found):
            return None
        return [text for texts in found for text in texts or ()]

    def local(self, name: str, function: ast.FunctionDef) -> list[str] | None:
        """What a name may be in a function: what is assigned to it, or handed in."""
        values: list[ast.expr] = []
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name) and target.id == name:
                        values.append(node.value)
                    elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                        pairs = zip(target.elts, node.value.elts, strict=True)
                        values += [v for t, v in pairs if isinstance(t, ast.Name) and t.id == name]
        for node in ast.walk(function):
            if isinstance(node, ast.For) and any(
                isinstance(each, ast.Name) and each.id == name for each in ast.walk(node.target)
            ):  # `for key, text in TABLE.items()`
                table = next((n for n in ast.walk(node.iter) if isinstance(n, ast.Name)), None)
                return self.constants.get(table.id) if table is not None else None
        parameters = [*function.args.args, *function.args.kwonlyargs]
        given = [index for index, each in enumerate(parameters) if each.arg == name]
        if not given:
            return self.all_of(values, function)
        handed: list[str] = [] if not values else self.all_of(values, function) or []
        for caller, call in self.calls():
            if isinstance(call.func, ast.Name) and call.func.id == function.name:
                at = given[0]
                named = [k.value for k in call.keywords if k.arg == name]
                texts = self.all_of(named or call.args[at : at + 1], caller)
                if texts is None:
                    return None
                handed += texts
        return handed

    def calls(self) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
        """Every call, with the function that it stands in."""
        for statement in self.tree.body:
            function = statement if isinstance(statement, ast.FunctionDef) else None
            for node in ast.walk(statement):
                if isinstance(node, ast.Call):
                    yield function, node


@cache
def module_of(name: str) -> Module:
    return Module(name)


def literals(node: ast.expr) -> list[str]:
    """The texts of a literal, or of the values of a table of them; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.Dict) and all(literals(value) for value in node.values):
        return [text for value in node.values for text in literals(value)]
    return []


@pytest.mark.parametrize("name", MODULES)
def test_templates_are_constants(name: str) -> None:
    module = module_of(name)
    for function, call in module.calls():
        called = call.func.id if isinstance(call.func, ast.Name) else ""
        for template in call.args[: FILLERS.get(called, 0)]:
            found = module.templates(template, function)
            assert found is not None, f"{name}:{call.lineno} fills what is not a constant"
            given = {keyword.arg for keyword in call.keywords} | {"count"}
            for text in found:
                fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
                assert None in given or fields <= given, f"{name}:{call.lineno}: {fields - given}"


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_glued(name: str) -> None:
    for _, call in module_of(name).calls():
        called = call.func.id if isinstance(call.func, ast.Name) else ""
        if called not in SPOKEN:
            continue
        first, names = SPOKEN[called]
        texts = [*call.args[first : first + 1], *(k.value for k in call.keywords if k.arg in names)]
        for text in texts:
            assert not is_glued(text), f"{name}:{text.lineno} glues a text"


def is_glued(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return is_glued(node.body) or is_glued(node.orelse)
    return isinstance(node, (ast.JoinedStr, ast.BinOp))


@pytest.mark.parametrize("name", MODULES)
def test_no_field_is_a_piece_of_english(name: str) -> None:
    """What is filled in is a name, a number or a text of the repository: words are templates."""
    module = module_of(name)
    for function, call in module.calls():
        called = call.func.id if isinstance(call.func, ast.Name) else ""
        for keyword in call.keywords if called in FILLERS else ():
            for text in pieces(module, keyword.value, function):
                assert not is_english(text), f"{name}:{call.lineno} fills {keyword.arg} with {text}"


def pieces(module: Module, node: ast.expr, function: ast.FunctionDef | None) -> list[str]:
    """The constant texts of which an expression is made, as far as they can be seen."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Name) and function is not None and node.id not in module.constants:
        assigned = [
            each.value
            for each in ast.walk(function)
            if isinstance(each, ast.Assign)
            and any(
                isinstance(target, ast.Name) and target.id == node.id for target in each.targets
            )
        ]
        return [text for value in assigned for text in pieces(module, value, None)]
    if isinstance(node, ast.Name):
        return module.constants.get(node.id, [])
    if isinstance(node, ast.Subscript):
        return module.templates(node, None) or []
    if isinstance(node, ast.Call):  # `" and ".join(…)`
        joins = isinstance(node.func, ast.Attribute) and node.func.attr == "join"
        return pieces(module, node.func.value, None) if joins else []  # type: ignore[attr-defined]
    inner = {
        ast.IfExp: ("body", "orelse"), ast.BinOp: ("left", "right"), ast.BoolOp: ("values",),
        ast.JoinedStr: ("values",), ast.Dict: ("values",),
    }.get(type(node), ())  # fmt: skip
    found: list[str] = []
    for field in inner:
        value = getattr(node, field)
        for each in value if isinstance(value, list) else [value]:
            found += pieces(module, each, function)
    return found


def is_english(text: str) -> bool:
    """Whether a text has a word between blanks, or two words: no name has."""
    words = text.split()
    plain = [word for word in words if word.strip(".,;:()").isalpha()]
    return len(plain) > 1 or (len(plain) == 1 and text != text.strip())
