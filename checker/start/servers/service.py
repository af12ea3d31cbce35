"""What a server of a start command is told: its application, its addresses, where it imports."""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.records import NamedTuple
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render
from checker.start.processes import join
from checker.start.servers.addresses import NUMBER_AS_HOST, Address, is_loopback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.base.text import Document
    from checker.platform.environment import Environment
    from checker.start.environment import Rendered, Value
    from checker.start.options import Arguments, Given
    from checker.start.processes import Process

    Read = Callable[[str], Document | None]

WSGI, ASGI = "WSGI", "ASGI"
PORT_VARIABLES = frozenset({"PORT", "_PORT"})
"""The variables that a platform sets to the number of a port."""


class Application(NamedTuple):
    """The application that a server is told to import."""

    text: str
    """As the server gets it: `shop.wsgi:application`."""
    module: str
    """`shop.wsgi`."""
    attribute: str
    """`application`, `create_app()`, `app.server`; the server's default where none is given."""
    start: int
    """Where it is named; code points of the document, 0-based and half-open."""
    end: int
    explicit: bool = True
    """Whether the attribute is written."""
    path: str = ""
    """The file that `module` stands for, where the server takes a file name."""
    file: str = ""
    """The configuration file that `start` and `end` count in; empty for the command."""


class Bind(NamedTuple):
    """One address that a server listens on; `UNKNOWN` stands for what is not known."""

    host: str
    """Empty where the server takes all addresses for it."""
    port: str
    start: int
    end: int
    default: bool = False
    """Whether it is the server's own default and nothing says so."""
    kind: str = "tcp"
    """`tcp`; `refused` if the server ends because of it; `other` (a Unix socket, a file
    descriptor, something that is not understood)."""
    source: str = ""
    """What says so, where it is not the command: a configuration file, a variable."""
    file: str = ""
    """The configuration file that `start` and `end` count in; empty for the command."""
    reason: str = ""
    """Why it is refused: a constant of `addresses`."""
    part: str = ""
    """The part of it that is wrong."""

    @property
    def loopback(self) -> bool:
        """Whether only the container itself can reach it."""
        return is_loopback(self.host)


class Needed(NamedTuple):
    """Something that the server cannot start without."""

    name: str
    """A file's path, as given; or a distribution's key in `programs.toml`."""
    written: str
    """What asks for it: `-k gevent`."""
    start: int
    end: int
    file: str = ""
    """The configuration file that `start` and `end` count in; empty for the command."""


class Service(NamedTuple):
    """A server and what it is told."""

    name: str
    process: Process
    application: Application | None
    """None where there is none, or it is not known."""
    protocol: str
    """`WSGI`, `ASGI`, `RSGI` or `any`; empty where it is not known."""
    binds: tuple[Bind, ...] | None
    """None where they are not known; empty for a program that serves nothing (celery's worker)."""
    paths: tuple[str | None, ...]
    """The folders, from the root, where it looks for modules first; None for one that is not
    known (or not in the repository)."""
    factory: bool = False
    """Whether the attribute is called to get the application."""
    reload: Given | None = None
    daemon: Given | None = None
    certain: bool = True
    """False where an option was not understood: then the positionals may be others."""
    host_option: str = ""
    """What to type to bind everything: `--bind 0.0.0.0:{port}`, `--host 0.0.0.0 --port {port}`."""
    arguments: Arguments | None = None
    expression: bool = False
    """Whether the attribute may be a call, `create_app()`."""
    dotted: bool = True
    """Whether the attribute may have dots, `app.server`."""
    files: tuple[Needed, ...] = ()
    """The files that it reads when it starts."""
    folders: tuple[Needed, ...] = ()
    """The folders that it goes into when it starts."""
    libraries: tuple[Needed, ...] = ()
    """What else has to be installed."""
    configured: Document | None = None
    """Its configuration file in Python, if it is in the repository."""
    survives: bool = False
    """Whether it stays up without an application, and answers every request with an error."""


def python_path(environment: Environment) -> tuple[str | None, ...]:
    """The folders of `PYTHONPATH`; an unknown value gives one that is not known."""
    value = environment.get("PYTHONPATH")
    if isinstance(value, State):
        return () if value is State.ABSENT else (None,)
    return _folders(value, environment.home)


@lru_cache(500)
def _folders(value: str, home: str) -> tuple[str | None, ...]:
    return tuple(join("", part, home) for part in value.split(":") if part)


def front_of(process: Process) -> list[str | None]:
    """The folders of the repository that are searched first from the beginning."""
    front = list(python_path(process.environment))
    if process.module:
        front.insert(0, process.directory)
    elif process.python:
        path = join(process.directory, process.path, process.environment.home)
        front.insert(0, None if path is None else path.rpartition("/")[0])
    return front


def rendered(given: Given | None, environment: Environment) -> str | None:
    """An option's value as text; None where it is not given or not known whole."""
    if given is None or given.value is None:
        return None
    text = render(given.value.parts, environment)
    return None if UNKNOWN in text.text else text.text


def target(
    value: Value | None, environment: Environment, default: str, file: str = ""
) -> Application | None:
    """`module:attribute` of a word; None where it is not known whole."""
    if value is None:
        return None
    text = render(value.parts, environment)
    if UNKNOWN in text.text or not text.text or text.undefined:
        return None
    module, colon, attribute = text.text.partition(":")
    return Application(
        text.text,
        module,
        attribute if colon else default,
        value.start,
        value.end,
        bool(colon),
        "",
        file,
    )


def tcp(text: Rendered | str, given: Given, default_port: str) -> Bind:
    """`HOST:PORT`, `HOST`, `:PORT`, `[HOST]:PORT`, as an option gives it."""
    address = text if isinstance(text, str) else text.text
    at = given.value or given
    bind = Bind("", default_port, at.start, at.end, source=given.source, file=given.file)
    if address.startswith(("unix:", "fd://", "/")) or address == UNKNOWN:
        return bind._replace(host=address, port="", kind="other")
    address = address.removeprefix("tcp://")
    if address.startswith("["):
        host, _, port = address[1:].partition("]")
        return bind._replace(host=host, port=port.removeprefix(":") or default_port)
    host, colon, port = address.partition(":")
    return bind._replace(host=host, port=port if colon else default_port)


def read_address(
    reader: Callable[[str, str], Address], text: Rendered | str, given: Given, default_port: str
) -> Bind:
    """An option's value as the server itself reads it; `text` is what the value comes to.

    What the platform sets to a number and stands alone, `-b $PORT`, is a number. A variable that is
    not set has its own rule, so nothing is called refused because of one.
    """
    address = text if isinstance(text, str) else text.text
    undefined = () if isinstance(text, str) else text.undefined
    parts = () if given.value is None else given.value.parts
    if address == UNKNOWN and len(parts) == 1 and parts[0].name in PORT_VARIABLES:
        found = Address(kind="refused", reason=NUMBER_AS_HOST, part=parts[0].text)
    else:
        found = reader(address, default_port)
    at = given.value or given
    bind = Bind(found.host, found.port, at.start, at.end, source=given.source, file=given.file)
    if found.kind == "refused":
        if undefined:
            return tcp(text, given, default_port)
        return bind._replace(kind="refused", reason=found.reason, part=found.part)
    if found.kind != "tcp":
        return bind._replace(host=found.host or address, port="", kind="other")
    return bind
