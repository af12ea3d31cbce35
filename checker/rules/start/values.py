"""Values that no server can serve: a constant, and a factory that gives one."""

from __future__ import annotations

import ast

from checker.base.findings import Finding, Severity
from checker.base.messages import say, say_then
from checker.python.names.callables import (
    gives_only,
    is_plain_value,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.python.names.bindings import Binding, Names
    from checker.rules.start.asked import Asked

STOPS = "{server} finds no application there and does not start"
SERVES = "{server} starts, but every request fails"
CONSTANT = "`{name}` is {value} after the import of {where} (line {line})"
GIVES_NOTHING = "`{name}()` returns nothing ({where}, line {line})"
GIVES_CONSTANT = "`{name}()` returns {value} ({where}, line {line})"
_STARTS = frozenset({"uvicorn", "waitress-serve", "granian", "daphne", "hypercorn", "fastapi"})
"""Servers that start with anything that they can import."""


def no_application(asked: Asked, names: Names) -> Iterator[Finding]:
    """A constant in the place of the application, or of its factory, or from the factory."""
    service, name = asked.service, asked.attribute.name
    binding = names.last(name)
    if binding is None or asked.attribute.rest:
        return
    factory = asked.attribute.called or service.factory
    stops = service.name not in _STARTS or bool(asked.application.path)
    if is_plain_value(binding.node):
        stops = stops or factory or _is_none(service.name, binding.node)
        found, value = CONSTANT, ast.unparse(binding.node)
        help = say("bind `{name}` to the application at the module's top level", name=name)
    else:
        made = binding if factory else _maker(binding.node, names)
        value = gives_only(made.node) if made is not None else ""
        if made is None or not value:
            return
        binding, name = made, getattr(made.node, "name", name)
        found = GIVES_NOTHING if value == "None" else GIVES_CONSTANT
        stops = stops or (service.name == "waitress-serve" and value == "None")
        help = say("return the application from `{name}`", name=name)
    message = say_then(
        found,
        STOPS if stops else SERVES,
        server=service.name,
        name=name,
        value=value[:40],
        where=asked.module.path,
        line=binding.line,
    )
    yield Finding("CMD003", message, asked.at, Severity.ERROR, certain=asked.certain, help=help)


def _maker(node: ast.AST, names: Names) -> Binding | None:
    """The function of the module whose call a name is bound to: `app = create_app()`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return names.last(node.func.id)
    return None


def _is_none(server: str, node: ast.AST) -> bool:
    """Whether it is None for waitress, which alone of the servers that start looks at it."""
    return server == "waitress-serve" and isinstance(node, ast.Constant) and node.value is None
