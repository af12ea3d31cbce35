"""Flask's own command: `--app` and FLASK_APP."""

from __future__ import annotations

from checker.start.environment import UNKNOWN
from checker.start.servers.from_file import from_file
from checker.start.servers.service import Application

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """`flask --app x run`, `FLASK_APP=x flask run`."""
    given = reading.arguments.last("-A", "--app")
    text = reading.value("-A", "--app")
    found = reading.service()._replace(application=None)
    if given is None or given.value is None or not text or UNKNOWN in text:
        return found
    module, colon, attribute = text.partition(":")
    at = given.value
    application = Application(text, module, attribute, at.start, at.end, bool(colon))
    if module.endswith(".py"):
        dotted = module.removesuffix(".py").replace("/", ".").lstrip(".")
        return found._replace(application=application._replace(module=dotted, path=module))
    if "/" not in module:
        return found._replace(application=application)
    moved, folder = from_file(reading, application)
    return found._replace(application=moved, paths=(folder, *found.paths))
