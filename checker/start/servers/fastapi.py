"""FastAPI's own command: files that it looks for, and the addresses of `dev` and `run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render
from checker.start.options import Given
from checker.start.processes import join
from checker.start.servers.service import Application, Needed

if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


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
    if reading.arguments.last("-e", "--entrypoint") or reading.arguments.open:
        return found
    if words:
        name = render(words[0].parts, reading.environment).text
        if UNKNOWN in name or not name.endswith(".py"):
            return found
        return found._replace(application=_file(reading, name, words[0].start, words[0].end))
    home, own = reading.environment.home, reading.process.directory
    settings = reading.read(join(own, "pyproject.toml", home) or "")
    if own is None or (settings is not None and "fastapi" in settings.text):
        return found
    here = [name for name in _FASTAPI if reading.read(join(own, name, home) or "") is not None]
    if here:
        return found._replace(application=_file(reading, here[0], verb.start, verb.end))
    return found._replace(files=(Needed("main.py", "", verb.start, verb.end),))


def _file(reading: Reading, name: str, start: int, end: int) -> Application:
    """The application in a file: `--app`, or one that is looked for there."""
    attribute = reading.value("--app") or ""
    attribute = "" if UNKNOWN in attribute else attribute
    return Application(name, "", attribute, start, end, bool(attribute), name)
