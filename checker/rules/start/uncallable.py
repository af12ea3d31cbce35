"""Objects that look like an application and that no server of WSGI can call: `dash.Dash`."""

from __future__ import annotations

import ast

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.data.releases import below
from checker.rules.start.needs import UNCALLABLE
from checker.start.servers.release import only_requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.python.names.bindings import Names
    from checker.rules.start.asked import Asked

FOUND = (
    "`{name}` is a `{made}`, which is not callable → gunicorn stops with `Application object must "
    "be callable`"
)
HELP = "add `{attribute} = {name}.{attribute}` to {path}, and write `{module}:{attribute}`"
OTHER = "name the application itself, which {made} gets as its argument"


class Uncallable(NamedTuple):
    """A class whose objects cannot be called."""

    module: str
    attribute: str = ""
    """What of it is the application; empty if it has none."""
    before: str = ""
    """The release from which on they can be called; empty: none."""


CLASSES = {
    # Read in the releases: 3.0.0 has no `__call__`, 3.2.0 has one.
    "Dash": Uncallable("dash", "server", "3.1"),
    "SocketIO": Uncallable("flask_socketio"),
    "Celery": Uncallable("celery"),
}
"""By their names, which are the words of `UNCALLABLE`."""


def uncallable(project: Project, asked: Asked, names: Names) -> Iterator[Finding]:
    """An object in the place of the application that gunicorn refuses."""
    binding = names.last(asked.attribute.name)
    if asked.service.name != "gunicorn" or asked.attribute.rest or asked.attribute.called:
        return
    if binding is None or binding.conditional or not isinstance(binding.node, ast.Call):
        return
    function = binding.node.func
    last = getattr(function, "attr", getattr(function, "id", ""))
    known = CLASSES.get(last)
    if known is None or f"{last}(" not in UNCALLABLE or not _is_from(function, known, names):
        return
    if known.before:
        required = only_requirement(project, known.module.replace("_", "-"))
        pin = required.pin if required is not None else None
        if pin is None or below(pin, known.before) is not True:
            return
    help = OTHER if not known.attribute else HELP
    yield Finding(
        "CMD003",
        say(FOUND, name=asked.attribute.name, made=f"{known.module}.{last}"),
        asked.at,
        Severity.ERROR,
        certain=asked.certain,
        help=say(
            help,
            module=asked.application.module,
            name=asked.attribute.name,
            attribute=known.attribute,
            made=last,
            path=asked.module.path,
        ),
    )


def _is_from(function: ast.expr, known: Uncallable, names: Names) -> bool:
    """Whether a called name is imported from the module that has the class."""
    top = function
    while isinstance(top, ast.Attribute):
        top = top.value
    binding = names.last(top.id) if isinstance(top, ast.Name) else None
    node = None if binding is None else binding.node
    if isinstance(node, ast.ImportFrom):
        return node.module == known.module and not node.level
    return isinstance(node, ast.Import) and any(a.name == known.module for a in node.names)
