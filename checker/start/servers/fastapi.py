"""FastAPI's own command: files that it looks for, and the addresses of `dev` and `run`."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.toml import parse_toml, place_of, places
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, literal_value, render
from checker.start.options import Given
from checker.start.processes import join
from checker.start.servers.service import Application, Needed, target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


_OLDER = re.compile(r"(?im)^fastapi-cli(?:\[[^]]*\])?[ \t]*==[ \t]*0\.0\.(?:\d|1[0-5])(?!\d)")
"""A pinned release of the command that does not read pyproject.toml yet."""
_FASTAPI = ("main.py", "app.py", "api.py", "app/main.py", "app/app.py", "app/api.py")
"""The files that `fastapi run` tries where none is named, in its order."""


def read_special(reading: Reading) -> Service:
    """`fastapi run main.py`; releases of its own command differ in whether they take PORT."""
    found = reading.service()._replace(application=None, paths=(reading.process.directory,))
    verb = reading.process.arguments[0]
    binds = found.binds
    if binds is not None and verb.value == "dev" and reading.arguments.last("--host") is None:
        found = found._replace(binds=(binds[0]._replace(host="127.0.0.1"),))
    elif reading.arguments.last("--port") is None:
        known = reading.environment.get("PORT") is State.ABSENT
        found = found._replace(binds=binds if known else None)
    if verb.value == "dev" and reading.arguments.last("--no-reload") is None:
        found = found._replace(reload=Given("fastapi dev", None, verb.start, verb.end))
    words = reading.arguments.positionals
    given = reading.arguments.last("-e", "--entrypoint")
    if given is not None:
        return found._replace(application=target(given.value, reading.environment, ""))
    if reading.arguments.open:
        return found
    if words:
        name = render(words[0].parts, reading.environment).text
        if UNKNOWN in name or not name.endswith(".py"):
            return found
        return found._replace(application=_file(reading, name, words[0].start, words[0].end))
    home, own = reading.environment.home, reading.process.directory
    settings = reading.read(join(own, "pyproject.toml", home) or "")
    if own is None:
        return found
    if settings is not None and "fastapi" in settings.text:
        known, application = _entrypoint(reading, settings)
        if not known or application is not None:
            return found._replace(application=application)
    here = [name for name in _FASTAPI if reading.read(join(own, name, home) or "") is not None]
    if here:
        return found._replace(application=_file(reading, here[0], verb.start, verb.end))
    return found._replace(files=(Needed("main.py", "", verb.start, verb.end),))


def _entrypoint(reading: Reading, settings: Document) -> tuple[bool, Application | None]:
    """What `[tool.fastapi]` names, and whether that is known; nothing if it names none."""
    if reading.arguments.last("--app") is not None:
        return True, None
    required = reading.read("requirements.txt")
    older = required is not None and _OLDER.search(required.text)
    try:
        data = parse_toml(settings.text)
    except (ValueError, RecursionError):
        return False, None
    tool = data.get("tool")
    table = tool.get("fastapi") if isinstance(tool, dict) else None
    value = table.get("entrypoint") if isinstance(table, dict) else None
    if value is None or value == "" or older:
        return True, None
    place = place_of(places(settings.text), ("tool", "fastapi", "entrypoint")).value
    text = literal_value(value if isinstance(value, str) else "", *place)
    if text.literal:
        return True, target(text, reading.environment, "", settings.path)
    return True, Application(str(value), "", "", *place, False, "", settings.path)


def _file(reading: Reading, name: str, start: int, end: int) -> Application:
    """The application in a file: `--app`, or one that is looked for there."""
    attribute = reading.value("--app") or ""
    attribute = "" if UNKNOWN in attribute else attribute
    return Application(name, "", attribute, start, end, bool(attribute), name)
