"""A program's options, read as its own parser would, from the tables of its `--help`."""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.parsers.shell import PartKind
from checker.start.environment import UNKNOWN, Value, literal_value, render, value_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.parsers.shell import Word
    from checker.platform.environment import Environment


class Table(NamedTuple):
    """The options of one program."""

    distribution: str
    version: str
    """The release whose `--help` the table was made from."""
    date: str
    """When, ISO 8601."""
    syntax: str
    """`click` takes only whole names, the others an unambiguous beginning too; `getopt` (Python's,
    as waitress has it) knows no short options, `getopt_long` (C's, as uWSGI has it) does."""
    values: frozenset[str]
    flags: frozenset[str]
    optional: frozenset[str]
    """Options whose value may be left out."""

    def find(self, name: str) -> str | None:
        """The option that a typed name stands for; None for an unknown or ambiguous one."""
        if name in self.values or name in self.flags or name in self.optional:
            return name
        if self.syntax == "click" or not name.startswith("--") or len(name) < 4:
            return None
        found = self.begun(name)
        return found[0] if len(found) == 1 else None

    def begun(self, name: str) -> tuple[str, ...]:
        """The long options that begin with what is typed, where the program takes beginnings."""
        if self.syntax == "click" or not name.startswith("--"):
            return ()
        known = self.values | self.flags | self.optional
        return tuple(sorted(option for option in known if option.startswith(name)))


class Given(NamedTuple):
    """One option, of the command line or from what stands in for it."""

    name: str
    """The full name, whatever was typed."""
    value: Value | None
    """None for a flag."""
    start: int
    """Where it stands, its value included; code points, 0-based and half-open."""
    end: int
    source: str = ""
    """What gives it, where the command line does not: a file's path, a variable's name."""
    file: str = ""
    """The file that `start` and `end` count in; empty for the command."""
    table: str = ""
    """The table that it was found in on the command line; empty if it comes from elsewhere."""

    @property
    def written(self) -> str:
        """What it is called where it stands: `--worker-class`, `worker_class`."""
        if not self.file:
            return self.name
        name = self.name.lstrip("-")
        return name if self.file.endswith(".ini") else name.replace("-", "_")

    @property
    def on(self) -> bool:
        """Whether a flag is certainly set: a file may say `reload = False`."""
        if self.value is None:
            return True
        text = self.value.literal
        return text is not None and text.lower() not in ("", "0", "false", "no", "none", "off")


def misshapen(given: Given) -> str:
    """`missing` for an option without its value, `extra` for a flag with one; empty if it fits."""
    if not given.table or given.source:
        return ""
    known = table(given.table)
    if given.value is None and given.name in known.values - known.flags:
        return "missing"
    takes_none = given.name in known.flags - known.values - known.optional
    if given.value is not None and takes_none and known.syntax != "getopt_long":
        return "extra"
    return ""


class Layer(NamedTuple):
    """Options that stand below those of the command line."""

    options: tuple[Given, ...] = ()
    open: bool = False
    """Whether it may give more than these."""


UNKNOWN_LAYER = Layer(open=True)


class NotKnown(NamedTuple):
    """A word that begins like an option and is not one in the table."""

    table: str
    """The table that was asked: `flask-run` behind `flask run`."""
    typed: str
    """Without a value: `--worker`."""
    start: int
    end: int
    candidates: tuple[str, ...] = ()
    """The options that it begins, if there are several: the program cannot choose."""
    meant: str = ""
    """The long option that it is with one hyphen: `--server.port` of `-server.port`."""


class Arguments(NamedTuple):
    """A program's arguments."""

    options: tuple[Given, ...]
    """In the order in which they count: what a file says stands before the command's own."""
    positionals: tuple[Word, ...]
    certain: bool
    """False where an unknown option or an expansion may have shifted the rest."""
    open: bool = False
    """Whether something that is not understood may give any other option."""
    not_known: tuple[NotKnown, ...] = ()
    """In the order of the command line."""

    def last(self, *names: str) -> Given | None:
        """The option that counts where several were given."""
        for given in reversed(self.options):
            if given.name in names:
                return given
        return None

    def all(self, *names: str) -> list[Given]:
        """All options of these names, in order."""
        return [given for given in self.options if given.name in names]

    def counting(self, names: Sequence[str]) -> list[Given]:
        """Of each of these names the option that counts, in their order, where one was given."""
        found = {given.name: given for given in self.options if given.name in names}
        return [found[name] for name in names if name in found]

    def over(self, options: Iterable[Given], open: bool = False) -> Arguments:
        """The same above other options, which count where these say nothing."""
        return self._replace(options=(*options, *self.options), open=self.open or open)


@cache
def table(program: str) -> Table:
    """The table of a program: one of the files in `tables/`."""
    found = compiled_data(program)
    names = [frozenset(found[key].split()) for key in ("values", "flags", "optional")]
    return Table(found["distribution"], found["version"], found["date"], found["syntax"], *names)


def read_arguments(
    program: str, words: tuple[Word, ...], environment: Environment, *, first_only: bool = False
) -> Arguments:
    """Read a program's arguments.

    Args:
        program: names the table.
        words: what follows the program's name.
        environment: the variables that it sees.
        first_only: stop at the first word that is no option (a sub-command); what follows it is
            among the positionals.
    """
    known = table(program)
    options: list[Given] = []
    positionals: list[Word] = []
    not_known: list[NotKnown] = []
    certain = True
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        text = word.parts[0].text if word.parts and word.parts[0].kind is PartKind.LITERAL else ""
        if not text and word.parts and not word.quoted:
            rendered = render(word.parts, environment)
            if not rendered.text:
                continue  # the shell leaves it out
            if rendered.unknown and all(part.kind is not PartKind.LITERAL for part in word.parts):
                certain = False  # it may come to several words, or to none
        if text == "--":
            positionals.extend(words[at:])
            break
        if not text.startswith("-") or text == "-":
            positionals.append(word)
            if first_only:
                positionals.extend(words[at:])
                break
            continue
        if text.startswith("--") or known.syntax == "getopt":
            typed, equals, _ = text.partition("=")
            name = known.find(typed)
            if name is None:
                end = word.start + len(typed) if word.parts[0].start == word.start else word.end
                not_known.append(NotKnown(program, typed, word.start, end, known.begun(typed)))
            if equals:
                value = value_of(word, len(typed) + 1)
                at_table = program if name else ""
                options.append(Given(name or typed, value, word.start, word.end, table=at_table))
            elif name is None:
                certain = False
            elif name in known.values and at < len(words):
                end = words[at].end
                options.append(Given(name, value_of(words[at]), word.start, end, table=program))
                at += 1
            else:
                options.append(Given(name, None, word.start, word.end, table=program))
                # argparse may take the next word for the value; C's getopt_long does not.
                certain = certain and (name not in known.optional or known.syntax == "getopt_long")
            continue
        given, understood, used = _short(known, word, text, words[at : at + 1])
        options.extend(each._replace(table=program) for each in given)
        if not understood:
            long = "-" + text.partition("=")[0]
            meant = long if long in known.values or long in known.flags else ""
            not_known.append(NotKnown(program, text[:2], word.start, word.end, (), meant))
        certain = certain and understood
        at += used
    return Arguments(tuple(options), tuple(positionals), certain, not_known=tuple(not_known))


def from_variables(program: str, prefix: str, environment: Environment, at: Word) -> list[Given]:
    """The options that variables give: click takes `UVICORN_PORT` for uvicorn's `--port`."""
    mentioned = {name: value for name, value in environment.items() if name.startswith(prefix)}
    if not mentioned:
        return []
    known = table(program)
    found: list[Given] = []
    for option in sorted(known.values | known.flags):
        name = prefix + option.lstrip("-").upper().replace("-", "_").replace(".", "_")
        if option.startswith("--") and name in mentioned:
            text = mentioned[name]
            value = literal_value(text if isinstance(text, str) else UNKNOWN, at.start, at.end)
            kind = program if option in known.values else ""
            found.append(Given(option, value, at.start, at.end, source=name, table=kind))
    return found


def _short(
    known: Table, word: Word, text: str, following: tuple[Word, ...]
) -> tuple[list[Given], bool, int]:
    """`-w 4`, `-w4`, `-Dw4`: the options, whether each is known, how many words of `following`."""
    options: list[Given] = []
    for index in range(1, len(text)):
        name = "-" + text[index]
        if name in known.flags:
            options.append(Given(name, None, word.start, word.end))
            continue
        if name not in known.values:
            return options, False, 0
        if index + 1 < len(text) or len(word.parts) > 1:
            skip = index + 1
            if text[skip : skip + 1] == "=":
                skip += 1
            options.append(Given(name, value_of(word, skip), word.start, word.end))
        elif following:
            value = value_of(following[0])
            options.append(Given(name, value, word.start, following[0].end))
            return options, True, 1
        else:
            options.append(Given(name, None, word.start, word.end))
        return options, True, 0
    return options, True, 0
