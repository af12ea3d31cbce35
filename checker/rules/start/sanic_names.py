"""Names that Sanic refuses: `Sanic(__name__)` in a module of a package is called `shop.server`."""

from __future__ import annotations

import ast

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.data.releases import below
from checker.start.python_settings import span_of
from checker.start.servers.release import installed_release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.python.names.bindings import Names
    from checker.rules.start.asked import Asked

REFUSED = (
    "Sanic refuses the name `{name}`: letters of ASCII, digits, `_` and `-` are allowed → "
    "{server} stops with `SanicException`"
)
DOTTED = (
    "`__name__` is `{name}` here, and Sanic refuses a name with a dot → "
    "{server} stops with `SanicException`"
)
HELP = 'write `Sanic("{name}")`'
_VALID = re.compile(r"[a-zA-Z_][a-zA-Z0-9_-]*$")
_SINCE = "21.12"
"""Read in the releases: 21.12.2 refuses what 21.3.4 takes."""
_NEWEST = "25.12.1"


def refused_name(
    project: Project, asked: Asked, names: Names, document: Document
) -> Iterator[Finding]:
    """The name of an application that Sanic refuses when its module is imported.

    Args:
        project: the project.
        asked: the application that a server asks the module for.
        names: what the module binds.
        document: the module.
    """
    binding = names.last(asked.attribute.name)
    if binding is None or binding.conditional or not isinstance(binding.node, ast.Call):
        return
    given = _name_of(binding.node, names)
    if given is None:
        return
    dotted = isinstance(given, ast.Name)
    name = asked.application.module if dotted else ast.literal_eval(given)
    release = installed_release(project, "sanic", _NEWEST)
    if not isinstance(name, str) or _VALID.match(name) or release is None:
        return
    if below(release.version, _SINCE) is not False:
        return
    whole = re.sub(r"[^a-zA-Z0-9_-]", "_", name.replace(" ", "-"))
    yield Finding(
        "CMD003",
        say(DOTTED if dotted else REFUSED, name=name, server=asked.service.name),
        Location(document.path, *span_of(document, given)),
        Severity.ERROR,
        certain=asked.certain,
        help=say(HELP, name=whole if _VALID.match(whole) and name.isascii() else "app"),
        related=((asked.at, "it is started here"),),
    )


def _name_of(call: ast.Call, names: Names) -> ast.expr | None:
    """What `Sanic(…)` is given as its name: a string or `__name__`; None for anything else."""
    function = call.func
    top = function.value if isinstance(function, ast.Attribute) else function
    if not isinstance(top, ast.Name):
        return None
    binding = names.last(top.id)
    node = None if binding is None else binding.node
    if isinstance(function, ast.Attribute):
        imported = "sanic" if isinstance(node, ast.Import) and function.attr == "Sanic" else ""
    else:
        of_sanic = isinstance(node, ast.ImportFrom) and node.module == "sanic" and not node.level
        imported = "Sanic" if of_sanic else ""
    aliases = node.names if isinstance(node, (ast.Import, ast.ImportFrom)) else []
    if not any(each.name == imported and (each.asname or each.name) == top.id for each in aliases):
        return None
    given = next((each.value for each in call.keywords if each.arg == "name"), None)
    if call.args:
        given = call.args[0]
    if isinstance(given, ast.Constant) or (isinstance(given, ast.Name) and given.id == "__name__"):
        return given
    return None
