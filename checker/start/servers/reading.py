"""One reader for all servers: the option tables, a server's row in `servers.py`, then its own."""

from __future__ import annotations

from checker.base.loading import load
from checker.start.environment import UNKNOWN, render, value_of
from checker.start.options import from_variables, read_arguments
from checker.start.processes import join
from checker.start.servers.addresses import APART, READERS, impossible_alone
from checker.start.servers.service import (
    Application,
    Bind,
    Needed,
    Service,
    python_path,
    read_address,
    target,
    tcp,
)
from checker.start.servers.table import LIBRARIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.options import Arguments, Given
    from checker.start.processes import Process
    from checker.start.servers.service import Read
    from checker.start.servers.table import Server


def read_service(server: Server, process: Process, read: Read) -> Service | None:
    """What a server is told; None where it is started as something that serves nothing."""
    arguments = _arguments(server, process)
    if arguments is None:
        return None
    reading = Reading(server, process, arguments, read)
    if server.special == "":
        return reading.service()
    special = load(f"checker.start.servers.{server.special}")
    found: Service | None = special.read_special(reading)
    return found


def _arguments(server: Server, process: Process) -> Arguments | None:
    """The command line's options above those of variables; None without the sub-command."""
    words, environment = process.arguments, process.environment
    found = read_arguments(server.table, words, environment, first_only=bool(server.verbs))
    given: list[Given] = []
    if server.variables:
        given = from_variables(server.table, server.variables, environment, process.word)
    if server.verbs:
        verb = found.positionals[0].value if found.positionals else None
        if verb not in server.verbs:
            return None
        before, words = found, found.positionals[1:]
        found = read_arguments(server.verb_table, words, environment)
        found = found._replace(
            options=(*before.options, *found.options),
            certain=before.certain and found.certain,
            not_known=(*before.not_known, *found.not_known),
        )
        if server.variables and server.verb_table != server.table:
            prefix = f"{server.variables}{(verb or '').upper()}_"
            given += from_variables(server.verb_table, prefix, environment, process.word)
    return found.over(given)


class Reading:
    """One process, its arguments, and what the server's row makes of them."""

    def __init__(self, server: Server, process: Process, arguments: Arguments, read: Read) -> None:
        self.server = server
        self.process = process
        self.arguments = arguments
        self.read = read
        self.environment = process.environment
        self.name = server.name or process.program

    def value(self, *names: str) -> str | None:
        """What an option comes to, with `UNKNOWN` in it; None where none is given."""
        given = self.arguments.last(*names)
        if given is None or given.value is None:
            return UNKNOWN if given is None and self.arguments.open and names else None
        return render(given.value.parts, self.environment).text

    def flag(self, *names: str) -> Given | None:
        """The option that switches something on; None where it is off, or that is not known."""
        given = self.arguments.last(*names)
        return given if given is not None and given.on else None

    def directory(self, *names: str) -> str | None:
        """The folder that an option leads to, from the root; None where it is not known."""
        folder = self.value(*names)
        own = self.process.directory
        return own if folder is None else join(own, folder, self.environment.home)

    def paths(self) -> tuple[str | None, ...]:
        """Where modules are looked for."""
        own = self.directory(*self.server.folder)
        more = self.value(*self.server.path)
        home = self.environment.home
        before = [] if more is None else [join(own, part, home) for part in more.split(",")]
        start = [self.process.directory] if self.server.keeps else []
        return (*before, own, *start, *python_path(self.environment))

    def application(self) -> Application | None:
        """`module:attribute`, the first word that is no option."""
        if not self.arguments.positionals:
            return None
        value = value_of(self.arguments.positionals[0])
        return target(value, self.environment, self.server.default)

    def binds(self) -> tuple[Bind, ...] | None:
        """Where it listens; None where that is not known."""
        server, arguments = self.server, self.arguments
        if arguments.last(*server.elsewhere):
            return None
        given = arguments.all(*server.bind)
        if given:
            last = given[-1].source  # what stands above takes the place of what is below
            return tuple(
                bind for each in given if each.source == last for bind in self.addresses(each)
            )
        host, port = arguments.last(*server.host), arguments.last(*server.port)
        places = [each for each in (host, port) if each is not None]
        if arguments.open and (host is None or port is None):
            return None
        values = [
            otherwise if each is None or each.value is None else self.value(each.name) or ""
            for each, otherwise in zip((host, port), server.address, strict=True)
        ]
        if not places:
            word = self.process.word
            return (Bind(values[0], values[1], word.start, word.end, default=True),)
        leading = next((each for each in places if not each.source), places[0])
        beside = [each for each in places if each.file == leading.file]
        start, end = min(each.start for each in beside), max(each.end for each in beside)
        source = leading.source if host is None else host.source
        bind = Bind(values[0], values[1], start, end, source=source, file=leading.file)
        return (bind if host is None else self._checked(bind, host),)

    def _checked(self, bind: Bind, given: Given) -> Bind:
        """An address, refused if nothing can listen on its host.

        A variable that is not set has its own rule.
        """
        if given.value is None or render(given.value.parts, self.environment).undefined:
            return bind
        reason = impossible_alone(self.name, bind.host) if self.name in APART else ""
        if not reason:
            return bind
        return bind._replace(kind="refused", reason=reason, part=bind.host)

    def addresses(self, given: Given) -> tuple[Bind, ...]:
        """What one option that gives host and port comes to."""
        text = render(given.value.parts, self.environment) if given.value is not None else UNKNOWN
        reader, port = READERS.get(self.name), self.server.address[1]
        if reader is None:
            return (tcp(text, given, port),)
        words = text.text.split() if self.server.splits and not isinstance(text, str) else []
        if len(words) > 1:
            return tuple(read_address(reader, word, given, port) for word in words)
        return (read_address(reader, text, given, port),)

    def folders(self) -> tuple[Needed, ...]:
        """The folder that it goes into."""
        given = self.arguments.last(*self.server.folder) if self.server.enters else None
        text = self.value(*self.server.folder) if given is not None else None
        if given is None or given.value is None or not text or UNKNOWN in text:
            return ()
        return (Needed(text, "", given.value.start, given.value.end, given.file),)

    def files(self) -> tuple[Needed, ...]:
        """The files that have to be there."""
        found = []
        for given in self.arguments.counting(self.server.files):
            if given.value is None:
                continue
            name = render(given.value.parts, self.environment).text.removeprefix("file:")
            scheme = name.partition(":")[0] if ":" in name else ""
            if name and UNKNOWN not in name and not scheme:
                at = given.value
                found.append(Needed(name.partition("#")[0], "", at.start, at.end, given.file))
        return tuple(found)

    def libraries(self) -> tuple[Needed, ...]:
        """The distributions that options ask for."""
        known = LIBRARIES.get(self.name, {})
        found = []
        for given in self.arguments.counting(self.server.libraries):
            text = self.value(given.name)
            if not text:
                continue
            library = known.get(text) or known.get(text.rpartition(".")[0])
            if library:
                written = f"{given.written}{' = ' if given.file else ' '}{text}"
                found.append(Needed(library, written, given.start, given.end, given.file))
        return tuple(found)

    def service(self) -> Service:
        """All of it, as the server's row has it."""
        server = self.server
        return Service(
            self.name,
            self.process,
            self.application(),
            server.protocol,
            self.binds(),
            self.paths(),
            factory=self.flag(*server.factory) is not None,
            reload=self.flag(*server.reload),
            daemon=self.flag(*server.daemon),
            certain=self.arguments.certain,
            host_option=server.advice,
            arguments=self.arguments,
            expression=server.expression,
            dotted=server.dotted,
            files=self.files(),
            folders=self.folders(),
            libraries=self.libraries(),
        )
