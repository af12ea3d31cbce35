"""PasteDeploy's `.ini` files: what `pserve FILE.ini` and `gunicorn --paste FILE.ini` are told."""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.ini import parse_config
from checker.parsers.requirements.values import normalise
from checker.parsers.shell import Part, PartKind
from checker.start.config_files import LONGEST
from checker.start.environment import UNKNOWN, Value, literal_value, render, value_of
from checker.start.options import Given
from checker.start.processes import join
from checker.start.servers.service import Application, Bind, Needed, python_path, tcp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.parsers.ini import Ini, Setting
    from checker.parsers.shell import Word
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service

_NAMED = re.compile(r"%\(([^()]*)\)s|%%|%")
_MOST = 64
"""`%(name)s` of a value that are looked into, those within others included."""
_HOPS = 8
"""Sections that lead to each other, followed at the most."""
_APPLICATIONS = ("app", "application", "composite", "composit", "pipeline", "filter-app")
_FACTORY = "paste.app_factory"
_SERVERS = {
    "waitress": ("0.0.0.0", "8080"),  # noqa: S104
    "gunicorn": ("", ""),
    "pyramid#wsgiref": ("0.0.0.0", "8080"),  # noqa: S104
    "pyramid#cherrypy": ("127.0.0.1", "8080"),
    "paste#http": ("127.0.0.1", "8080"),
}
"""Where the servers of `use = egg:…` listen if nothing says so; empty: it depends."""
_LIBRARIES = {"waitress": "waitress", "gunicorn": "gunicorn", "paste": "paste"}


class _File:
    """One `.ini` file, and what its values come to."""

    def __init__(self, reading: Reading, document: Document, variables: dict[str, Value]) -> None:
        self.path = document.path
        self.ini: Ini = parse_config(document)
        self.variables = variables
        folder = self.path.rpartition("/")[0]
        self.here = f"{reading.environment.home}/{folder}".rstrip("/")
        self.reading = reading
        self.left = 0

    def section(self, name: str) -> dict[str, Setting]:
        """A section's settings."""
        return self.ini.section(name)

    def value(self, section: str, setting: Setting) -> Value:
        """A setting's value, `%(name)s` taken from the section, DEFAULT and the command line."""
        self.left = _MOST
        at = (setting.start, setting.end)
        return Value(tuple(self.parts(setting.value, self.section(section), *at)), *at)

    def parts(self, text: str, own: dict[str, Setting], start: int, end: int) -> list[Part]:
        found: list[Part] = []
        at = 0
        for each in _NAMED.finditer(text):
            self.left -= 1
            found.append(Part(PartKind.LITERAL, text[at : each.start()], start, end))
            at = each.end()
            name = each[1]
            setting = own.get(name) or self.section("DEFAULT").get(name) if name else None
            if each[0] == "%%":
                found.append(Part(PartKind.LITERAL, "%", start, end))
            elif self.left < 0 or not name:
                return [Part(PartKind.UNKNOWN, text, start, end)]
            elif setting is not None:
                found += self.parts(setting.value, own, start, end)
            elif name in self.variables:  # what the file says in [DEFAULT] counts more
                found.extend(self.variables[name].parts)
            elif name == "here":
                found.append(Part(PartKind.LITERAL, self.here, start, end))
            else:
                found.append(Part(PartKind.UNKNOWN, each[0], start, end))
        found.append(Part(PartKind.LITERAL, text[at:], start, end))
        return [part for part in found if part.text] or found[:1]

    def text(self, section: str, key: str) -> str | None:
        """What a key of a section comes to; None where it is not there."""
        setting = self.section(section).get(key)
        if setting is None:
            return None
        return render(self.value(section, setting).parts, self.reading.environment).text


def read_special(reading: Reading) -> Service:
    """What `pserve` is told."""
    found = reading.service()._replace(application=None, binds=None, paths=())
    words = reading.arguments.positionals
    if not words or reading.arguments.last("-s", "--server"):
        return found
    file = _file(reading, value_of(words[0]), words[1:])
    found = found._replace(files=_needed(reading, value_of(words[0])))
    if file is None:
        return found
    name = render(words[0].parts, reading.environment).text.partition("#")[2] or "main"
    server = reading.value("--server-name") or name
    application = reading.value("-n", "--app-name") or name
    command = file.path.replace("{", "{{").replace("}", "}}")
    return found._replace(
        application=_application(file, application),
        factory=True,
        paths=python_path(reading.environment),
        binds=_binds(file, f"server:{server}"),
        libraries=_libraries(file, f"server:{server}"),
        host_option=f"pserve {command} http_port={{port}}",
    )


def gunicorn_with(reading: Reading, found: Service, given: Given) -> Service:
    """What `gunicorn --paste FILE.ini` is told: its own addresses count, not the file's."""
    binds = found.binds
    if binds is not None and binds[0].default:
        binds = None  # releases before 20 take [server:main]
    found = found._replace(binds=binds, application=None)
    file = _file(reading, given.value, ()) if given.value is not None else None
    if file is None or given.value is None:
        return found
    name = render(given.value.parts, reading.environment).text.partition("#")[2] or "main"
    return found._replace(application=_application(file, name), factory=True)


def _name(reading: Reading, value: Value) -> str:
    """The file's name; empty where it is not known, or something else (`egg:…`)."""
    name = render(value.parts, reading.environment).text.partition("#")[0]
    return "" if UNKNOWN in name or ":" in name or not name.endswith(".ini") else name


def _needed(reading: Reading, value: Value) -> tuple[Needed, ...]:
    name = _name(reading, value)
    return (Needed(name, "", value.start, value.end),) if name else ()


def _file(reading: Reading, value: Value, words: tuple[Word, ...]) -> _File | None:
    name = _name(reading, value)
    path = join(reading.process.directory, name, reading.environment.home) if name else None
    document = reading.read(path) if path else None
    if document is None or len(document.text) > LONGEST:
        return None
    variables: dict[str, Value] = {}
    for word in words:
        key, equals, _ = (word.parts[0].text if word.parts else "").partition("=")
        if equals:
            variables[key.strip()] = value_of(word, len(key) + 1)
    file = _File(reading, document, variables)
    return file if file.ini.problem is None else None


def _application(file: _File, name: str) -> Application | None:
    """`paste.app_factory = module:function` of the section that leads to the application."""
    for _ in range(_HOPS):
        sections = [f"{kind}:{name}" for kind in _APPLICATIONS]
        section = next((each for each in sections if each in file.ini.sections), "")
        if not section:
            return None
        settings = file.section(section)
        if section.startswith("pipeline:"):
            name = ((file.text(section, "pipeline") or "").split() or [""])[-1]
        elif section.startswith("filter-app:"):
            name = file.text(section, "next") or ""
        elif "use" in settings:
            use = file.text(section, "use") or ""
            if use.startswith("call:"):
                return _called(file, section, settings["use"], "call:")
            if ":" in use:
                return None  # a distribution's entry point, or another file
            name = use
        elif _FACTORY in settings:
            return _called(file, section, settings[_FACTORY], "")
        else:
            return None
        if not name or UNKNOWN in name:
            return None
    return None


def _called(file: _File, section: str, setting: Setting, prefix: str) -> Application | None:
    text = file.text(section, setting.key) or ""
    module, colon, attribute = text.removeprefix(prefix).partition(":")
    if UNKNOWN in text or not colon or "#" in text:
        return None
    start = setting.start + len(prefix)
    return Application(
        text.removeprefix(prefix), module, attribute, start, setting.end, file=file.path
    )


def _use(file: _File, section: str) -> str:
    """`waitress` of `use = egg:waitress#main`; `pyramid#wsgiref` where the name is not `main`."""
    use = file.text(section, "use") or ""
    if not use.lower().startswith("egg:"):
        return ""
    distribution, _, entry = use[4:].partition("#")
    name = normalise(distribution.strip())
    return name if entry in ("", "main") else f"{name}#{entry}"


def _libraries(file: _File, section: str) -> tuple[Needed, ...]:
    setting = file.section(section).get("use")
    library = _LIBRARIES.get(_use(file, section).partition("#")[0])
    if setting is None or library is None:
        return ()
    return (Needed(library, f"use = {setting.value}", setting.start, setting.end, file.path),)


def _binds(file: _File, section: str) -> tuple[Bind, ...] | None:
    """The addresses of a `[server:…]` section."""
    use = _use(file, section)
    if use not in _SERVERS:
        return None
    settings = file.section(section)
    if "unix_socket" in settings or any(key.startswith("get ") for key in settings):
        return None
    for key in ("listen", "bind"):
        if key in settings:
            text = file.text(section, key) or UNKNOWN
            given = _given(file, section, settings[key])
            separator = "," if use == "gunicorn" else None
            return tuple(tcp(each, given, "8080") for each in text.split(separator))
    host, port = settings.get("host"), settings.get("port")
    if use == "gunicorn" and host is None:
        return None  # PORT and gunicorn.conf.py may say it
    texts = [
        otherwise if setting is None else file.text(section, setting.key) or ""
        for setting, otherwise in ((host, _SERVERS[use][0]), (port, _SERVERS[use][1]))
    ]
    start, end = file.ini.sections[section]
    bind = Bind(texts[0], texts[1], start, end, default=True, source=file.path, file=file.path)
    telling = host if bind.loopback or port is None else port
    if telling is None:
        return (bind,)
    given = _given(file, section, telling)
    return (
        Bind(bind.host, bind.port, given.start, given.end, source=given.source, file=given.file),
    )


def _given(file: _File, section: str, setting: Setting) -> Given:
    """A setting with its place: in the command, where an argument of it gives all of the value."""
    value = file.value(section, setting)
    for each in file.variables.values():
        if value.parts == each.parts and each.parts:
            return Given(setting.key, each, each.start, each.end)
    at = literal_value(setting.value, setting.start, setting.end)
    return Given(setting.key, at, setting.start, setting.end, source=file.path, file=file.path)
