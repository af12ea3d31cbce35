"""waitress's, Flask's, Django's, streamlit's, sanic's and FastAPI's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.platform.environment import State
from checker.start.environment import HOLE, literal_value, render
from checker.start.options import Given
from checker.start.processes import join
from checker.start.servers.asgi import from_file
from checker.start.servers.service import Application, Bind, Needed, tcp

if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """What one of them is told."""
    readers = {
        "waitress-serve": _waitress,
        "flask": _flask,
        "runserver": _runserver,
        "streamlit": _streamlit,
        "sanic": _sanic,
        "fastapi": _fastapi,
    }
    return readers[reading.name](reading)


def _waitress(reading: Reading) -> Service:
    found = reading.service()
    if found.application is None or found.application.explicit:
        return found
    return found._replace(application=None)  # `module.attribute`: where one ends is not written


def _flask(reading: Reading) -> Service:
    """`flask --app x run`, `FLASK_APP=x flask run`."""
    given = reading.arguments.last("-A", "--app")
    text = reading.value("-A", "--app")
    found = reading.service()._replace(application=None)
    if given is None or given.value is None or not text or HOLE in text:
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


def _runserver(reading: Reading) -> Service:
    words = reading.arguments.positionals
    verb = reading.process.arguments[0]
    word = reading.process.word
    bind = Bind("127.0.0.1", "8000", word.start, verb.end, default=True)
    if words:
        at = words[0]
        text = render(at.parts, reading.environment).text
        if text.isdigit() or text == HOLE:
            bind = Bind("127.0.0.1", text, at.start, at.end)
        else:
            given = Given("", literal_value(text, at.start, at.end), at.start, at.end)
            bind = tcp(text, given, "8000")
            bind = bind._replace(host="0.0.0.0") if bind.host == "0" else bind  # noqa: S104
    return reading.service()._replace(application=None, binds=(bind,), paths=())


def _streamlit(reading: Reading) -> Service:
    found = reading.service()._replace(application=None, paths=(reading.process.directory,))
    if not reading.arguments.positionals:
        return found
    file = reading.arguments.positionals[0]
    name = render(file.parts, reading.environment).text
    if HOLE in name or "://" in name or not name:
        return found
    application = Application(name, "", "", file.start, file.end, False, name)
    return found._replace(application=application)


def _sanic(reading: Reading) -> Service:
    """`module:app`; `module.app` is taken apart at the last dot, `module` has `app`."""
    found = reading.service()
    application = found.application
    if application is None or "/" in application.module or reading.flag("-s", "--simple"):
        return found._replace(application=None)
    if not application.explicit:
        module, dot, attribute = application.module.rpartition(".")
        application = application._replace(
            module=module if dot else attribute,
            attribute=attribute if dot else "app",
            explicit=bool(dot),
        )
    return found._replace(application=application)


_FASTAPI = ("main.py", "app.py", "api.py", "app/main.py", "app/app.py", "app/api.py")
"""The files that `fastapi run` tries where none is named, in its order."""


def _fastapi(reading: Reading) -> Service:
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
        if HOLE in name or not name.endswith(".py"):
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
    attribute = "" if HOLE in attribute else attribute
    return Application(name, "", attribute, start, end, bool(attribute), name)
