"""uWSGI's own: options from the command line and from `.ini` files, in one order."""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.ini import parse_uwsgi
from checker.parsers.shell import Part, PartKind
from checker.start.config_files import LONGEST
from checker.start.environment import UNKNOWN, Value, render
from checker.start.options import Given
from checker.start.processes import join
from checker.start.servers.service import Application, Needed, python_path, target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.parsers.ini import Setting
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Bind, Service

_MODULE = ("-w", "--module", "--wsgi")
_FILE = ("--wsgi-file", "--file")
_PATHS = ("--pythonpath", "--python-path", "--pp")
_INI = ("--ini",)
_FORMATS = ("-x", "--xml", "--xmlconfig", "-y", "--yaml", "--yml", "-j", "--json")
_OTHER = (
    *_FORMATS,
    *(
        "--config",
        "--ini-paste",
        "--ini-paste-logged",
        "--paste",
        "--include",
        "--inherit",
        "--emperor",
    ),
    *("--fallback-config", "--mount", "--wsgi-lite", "--pump", "--web3", "--eval", "--pecan"),
)
"""Options that may give others, or another application, in ways that are not read."""
_ENDINGS = (".ini", ".xml", ".yaml", ".yml", ".json", ".js")
_PLACEHOLDER = re.compile(r"\$\(([^()]*)\)|%\(([^()]*)\)|@\([^()]*\)|%(.)")
_FILES, _SETTINGS = 8, 500
"""Files of one command, and options of one file, that are read."""
_MOST = 64
"""Placeholders of a value that are looked into, those within others included."""
_LOGIC = ("--if", "--for", "--end")


def read_special(reading: Reading) -> Service:
    """What uWSGI is told."""
    files: list[Needed] = []
    options = list(_all_options(reading, files))
    known = all(given.name not in _OTHER for given in options)
    logic = any(given.name.startswith(_LOGIC) for given in options)
    reading.arguments = reading.arguments._replace(
        options=tuple(options), open=not known or logic or reading.arguments.open
    )
    found = reading.service()
    own = reading.directory("--chdir")
    home, given = reading.environment.home, reading.arguments.all
    more = [join(own, _text(reading, each), home) for each in given(*_PATHS)]
    if any(_text(reading, each).startswith("PYTHONPATH=") for each in given("--env")):
        more.append(None)
    return found._replace(
        application=None if reading.arguments.open else _application(reading),
        binds=_binds(reading),
        paths=(*more, own, *python_path(reading.environment)),
        files=tuple(files),
        survives=reading.flag("--need-app") is None,
    )


def _text(reading: Reading, given: Given) -> str:
    return UNKNOWN if given.value is None else render(given.value.parts, reading.environment).text


def _binds(reading: Reading) -> tuple[Bind, ...] | None:
    """Each `http` counts, wherever it is given; a `socket` may speak HTTP."""
    arguments = reading.arguments
    given = arguments.all(*reading.server.bind)
    if arguments.last(*reading.server.elsewhere) or not given or arguments.open:
        return None
    return tuple(bind for each in given for bind in reading.addresses(each))


def _application(reading: Reading) -> Application | None:
    arguments = reading.arguments
    attribute = reading.value("--callable") or ""
    module, file = arguments.last(*_MODULE), arguments.last(*_FILE)
    if UNKNOWN in attribute or (module is not None and file is not None):
        return None  # it loads both
    default = attribute or "application"
    if module is not None:
        found = target(module.value, reading.environment, default, module.file)
        return found and found._replace(explicit=found.explicit or bool(attribute))
    if file is None or file.value is None:
        return None
    name = render(file.value.parts, reading.environment).text
    if not name or UNKNOWN in name:
        return None
    at = file.value
    return Application(name, "", default, at.start, at.end, bool(attribute), name, file.file)


def _all_options(reading: Reading, files: list[Needed]) -> list[Given]:
    """The options in the order in which uWSGI takes them: a file's where it is named."""
    found: list[Given] = []
    for given in reading.arguments.options:
        if given.name not in (*_INI, *_FORMATS):
            found.append(given)
        elif given.value is not None:
            found += _from_file(reading, given.value, files)
    for word in reading.arguments.positionals:
        if (word.value or "").partition(":")[0].endswith(_ENDINGS):
            found += _from_file(reading, Value(word.parts, word.start, word.end), files)
    return found


def _from_file(reading: Reading, value: Value, files: list[Needed]) -> list[Given]:
    """The options of a file; one that is not understood stands for itself."""
    text = render(value.parts, reading.environment).text
    unread = [Given("--config", value, value.start, value.end)]
    name, _, section = text.partition(":")
    if UNKNOWN in text or not name or "//" in text:
        return unread
    files.append(Needed(name, "", value.start, value.end))
    path = join(reading.process.directory, name, reading.environment.home)
    document = reading.read(path) if path else None
    if document is None or len(document.text) > LONGEST or not name.endswith(".ini"):
        return unread
    found = _settings(reading, document, section or "uwsgi") if len(files) <= _FILES else None
    return unread if found is None else found


def _settings(reading: Reading, document: Document, section: str) -> list[Given] | None:
    """The settings of a section that matter here, as options; None where nobody wrote so many."""
    settings = [each for each in parse_uwsgi(document).settings if each.section == section]
    values = _Values(document.path, {each.key: each.value for each in settings}, reading)
    server = reading.server
    wanted = {*server.bind, *server.elsewhere, *server.folder, *server.reload, *server.daemon}
    wanted |= {*_MODULE, *_FILE, *_PATHS, *_INI, *_OTHER, "--callable", "--need-app", "--env"}
    telling = [
        (name, each)
        for each in settings
        for name in ["--" + each.key]
        if name in wanted or name.startswith(_LOGIC)
    ]
    if len(telling) > _SETTINGS:
        return None
    path = document.path
    return [
        Given(name, values.of(each), each.start, each.end, source=path, file=path)
        for name, each in telling
    ]


class _Values:
    """The values of one file, with `$(VARIABLE)`, `%(setting)` and `%d` in them."""

    def __init__(self, path: str, settings: dict[str, str], reading: Reading) -> None:
        folder, _, name = path.rpartition("/")
        here = f"{reading.environment.home}/{folder}".rstrip("/")
        self.magic = {"d": here + "/", "p": f"{here}/{name}", "s": name}
        self.magic["n"] = name.rpartition(".")[0]
        self.settings = settings
        self.left = 0

    def of(self, setting: Setting) -> Value:
        """A setting's value."""
        self.left = _MOST
        parts = self.parts(setting.value, setting.start, setting.end, whole=False)
        return Value(tuple(parts), setting.start, setting.end)

    def parts(self, text: str, start: int, end: int, *, whole: bool) -> list[Part]:
        """The parts of a text; `whole`: all of them stand at `start` to `end`."""
        found: list[Part] = []
        at = 0

        def place(first: int, last: int) -> tuple[int, int]:
            return (start, end) if whole else (start + first, start + last)

        for each in _PLACEHOLDER.finditer(text):
            self.left -= 1
            if self.left < 0:
                return [Part(PartKind.UNKNOWN, text, start, end)]
            if each.start() > at:
                literal = text[at : each.start()]
                found.append(Part(PartKind.LITERAL, literal, *place(at, each.start())))
            at = each.end()
            here = place(*each.span())
            if each[1]:
                found.append(Part(PartKind.VARIABLE, each[0], *here, each[1]))
            elif each[2] in self.settings:
                found += self.parts(self.settings[each[2]], *here, whole=True)
            elif each[3] in self.magic:
                found.append(Part(PartKind.LITERAL, self.magic[each[3]], *here))
            else:
                found.append(Part(PartKind.UNKNOWN, each[0], *here))
        if text[at:] or not found:
            found.append(Part(PartKind.LITERAL, text[at:], *place(at, len(text))))
        return found
