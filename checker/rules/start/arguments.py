"""How the server calls a factory, and what the factory can be called with."""

from __future__ import annotations

import ast

from checker.base.findings import Finding, Severity
from checker.base.messages import say, say_then
from checker.rules.start.forms import GRAMMARS
from checker.start.servers.expressions import Call, misfit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.python.names.bindings import Names
    from checker.rules.start.asked import Asked

MISFIT = {
    "missing": "`{call}` does not pass `{parameter}`, which the function needs ({where}, line "
    "{line}) → {server} does not start",
    "many": "`{call}` passes more arguments than the function takes ({where}, line {line}) → "
    "{server} does not start",
    "unknown": "`{call}` passes `{parameter}`, which is not a parameter of the function ({where}, "
    "line {line}) → {server} does not start",
}
MISFIT_HELP = {
    "missing": "pass `{parameter}`, or give it a default",
    "many": "pass only the arguments that the function takes",
    "unknown": "remove `{parameter}`",
}
UNMET = {
    "uvicorn": "`--factory` calls `{name}` without arguments",
    "granian": "`--factory` calls `{name}` without arguments",
    "waitress-serve": "`--call` calls `{name}` without arguments",
}
NEEDS = "it needs `{parameter}` ({where}, line {line}), so {server} does not start"


def wrong_arguments(asked: Asked, names: Names) -> Iterator[Finding]:
    """A factory that cannot be called as the server calls it."""
    service, text = asked.service, asked.application.attribute
    grammar = GRAMMARS.get(service.name)
    name = asked.attribute.name
    binding = names.last(name)
    node = binding.node if binding is not None else None
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or node.decorator_list:
        return
    fields = {"where": asked.module.path, "line": node.lineno, "server": service.name}
    if text.isidentifier():
        parameter = misfit(node, Call(0, ()))
        if not service.factory or service.name not in UNMET or not parameter:
            return
        message = say_then(UNMET[service.name], NEEDS, name=name, parameter=parameter, **fields)
        help = say("give `{parameter}` a default", parameter=parameter)
    else:
        call = grammar(text).call if grammar is not None else None
        kind, parameter = misfit_kind(node, call) if call is not None else ("", "")
        if not kind:
            return
        message = say(MISFIT[kind], call=text, parameter=parameter, **fields)
        help = say(MISFIT_HELP[kind], parameter=parameter)
    yield Finding("CMD003", message, asked.at, Severity.ERROR, certain=asked.certain, help=help)


def misfit_kind(node: ast.FunctionDef | ast.AsyncFunctionDef, call: Call) -> tuple[str, str]:
    """A key of `MISFIT`, and the parameter; empty if the call fits."""
    parameter = misfit(node, call)
    if parameter == "*":
        return "many", ""
    if parameter.endswith("="):
        return "unknown", parameter[:-1]
    return ("missing" if parameter else ""), parameter
