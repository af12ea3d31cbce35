"""The values of a started process, and the one count of places that all texts of a start share."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.start.environment import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Command, Word
    from checker.platform.environment import Environment
    from checker.project.project import Project

PYTHON = re.compile(r"(?:python|pypy)(?:\d(?:\.\d+)?)?")
SHELLS = frozenset({"sh", "bash", "dash", "ash", "zsh"})
NESTING = 8
"""Levels of shells, scripts and functions that are looked into."""
PROCESSES = 200
"""Processes that are kept at the most."""
HARMLESS = frozenset(
    {"cd", "echo", "printf", "export", "mkdir", "sleep", "ls", "pwd", "true", ":", "set", "ulimit"}
    | {"date", "wait", "touch", "chmod", "rm", "alembic", "flask", "aerich", "celery", "manage.py"}
    | {"unset", "umask", "django-admin", "id", "whoami", "gunicorn", "uvicorn", "[", "test", "free"}
    | {"[[", "trap", "shift", "exit", "return", "nc", "pg_isready", "curl", "cat", "grep", "false"}
    | {"head", "tail", "hostname", "kill", "local", "declare", "readonly", "which", "env", "break"}
    | {"continue", "command", "redis-cli", "psql", "mysqladmin", "getopts", "type"}
)
"""Programs that neither bring modules nor change what the following commands see."""
_MAKERS = frozenset({"mkdir", "touch", "cp", "mv", "ln"})
_PRINTERS = frozenset({"echo", "printf", "cat", "date"})
BUILTINS = frozenset(
    {"pushd", "popd", ".", "source", "eval", "set", "shift", "unset", "read", "exec", "exit"}
    | {"return", "declare", "local", "typeset", "readonly", "[", "test", "[[", "true", ":", "false"}
)
"""What a shell does itself, beside `cd` and `export`: see `builtins`."""
LAUNCHERS = frozenset(
    {"honcho", "supervisord", "npm", "yarn", "pnpm", "make", "gmake", "circusd", "foreman"}
    | {"hatch", "pdm", "pipenv", "poetry", "poe", "task", "just", "invoke", "inv", "overmind"}
    | {"forego", "hivemind", "docker-compose"}
)
"""Programs that start what a file of the repository says: see `launchers`."""
TABLED = frozenset({"pdm", "pipenv", "hatch", "poe", "task"})
"""Programs whose scripts a table of pyproject.toml or Pipfile names: see `script_tables`."""
OK = "ok"
"""How a command ends: `OK` if it is taken to succeed, True or False if that is known, else None."""


class Process(NamedTuple):
    """One program that a command line starts, wrappers taken off.

    The places of its words count as `Places` does: they may lie in a script.
    """

    program: str
    """Its name without folders: `gunicorn`; `manage.py` for `python manage.py …`; `waitress-serve`
    for `python -m waitress …`."""
    word: Word
    """Where it is named."""
    arguments: tuple[Word, ...]
    """What follows that word."""
    directory: str | None
    """POSIX, from the root (`""`); None where it is not known."""
    environment: Environment
    """The variables that the program sees."""
    wrappers: tuple[Word, ...] = ()
    """Words that name the programs before it."""
    interpreter: Word | None = None
    """The word `python` where that runs it."""
    module: bool = False
    """Whether it was given as `python -m`, which puts the working folder on the path."""
    command: Command | None = None
    """The simple command of the outermost line that it stands in."""
    conditional: bool = False
    """Whether it runs only if something before it failed, or if a test holds."""
    disturbed: bool = False
    """Whether something before it may have changed files, variables or the folder."""
    last: bool = False
    """Whether it is what the command line ends with: the container lives as long as it does."""
    background: int | None = None
    """Where the `&` stands that puts it into the background."""
    moved: Word | None = None
    """The folder of the `cd` that has to succeed before it is started."""
    shebang: str = ""
    """The program that its first line names, if it is a script of the repository: `python3`."""
    needed: bool = False
    """Whether what follows is not run if it fails: `&&` stands behind it, or `set -e` holds."""
    piped: bool = False
    """Whether it reads what another program prints: `yes | …`."""
    writes: bool = False
    """Whether its output goes to a file."""
    followed: bool = False
    """Whether it is a script, or a file of commands, whose own processes come after it."""

    @property
    def makes_files(self) -> bool:
        """Whether it may make a file or a folder: `mkdir`, `touch`, `echo … > FILE`."""
        return self.program in _MAKERS or (self.writes and self.program in _PRINTERS)

    @property
    def aside(self) -> bool:
        """Whether the start goes on without it if it fails."""
        return not (self.last or self.needed) and self.background is None

    @property
    def path(self) -> str:
        """How it is called, with folders; empty where an expansion decides."""
        return self.word.value or ""

    @property
    def python(self) -> bool:
        """Whether it is a file or a module that Python runs."""
        if self.interpreter is not None:
            return self.word is not self.interpreter
        return PYTHON.fullmatch(self.shebang) is not None


def table_of(process: Process) -> str:
    """The program in whose table the process may be a script; empty if there is none."""
    names = [process.program, *(word.value or "" for word in process.wrappers[-1:])]
    return next((name for name in names if name in TABLED), "")


class Text(NamedTuple):
    """A script of the repository that the start runs."""

    path: str
    base: int
    """The place of its first character."""
    size: int
    """Its code points."""
    start: int
    """Where it is called; a place, too."""
    end: int
    words: str
    """What happens there: `bin/start.sh is run here`."""


class Places:
    """One count of places over the start command and all scripts that it runs.

    The command comes first; each script begins behind what was counted before it, so that a number
    alone says in which text it lies.
    """

    def __init__(self, end: int) -> None:
        self.end = end
        self.texts: list[Text] = []

    def add(self, path: str, size: int, start: int, end: int, words: str) -> int:
        """Count a script too; the place of its first character."""
        base = self.end + 1
        self.texts.append(Text(path, base, size, start, end, words))
        self.end = base + size
        return base

    def text(self, place: int) -> Text | None:
        """The script in which a place lies; None for the command itself."""
        for text in self.texts:
            if text.base <= place <= text.base + text.size:
                return text
        return None


class Stop(NamedTuple):
    """A step that ends the start, or the script, before the server is started."""

    kind: str
    """`source`, `option`, `syntax` or `daemon`; of supervisord's file also `name`, `variable`,
    `format` or `comment`."""
    detail: str
    """The folder, the file, the option, the placeholder."""
    start: int
    """A place, as `Places` counts."""
    end: int
    certain: bool
    program: str = ""
    """The shell that refuses it, where another would not; supervisord, or its program."""


class Gap(NamedTuple):
    """What could not be followed, so that nothing is known of what it starts."""

    at: int
    """A place, as `Places` counts."""
    why: str
    syntax: bool = False
    """Whether the reader of the shell has stopped there."""


class Where(NamedTuple):
    """Where a list of commands stands."""

    outer: Command | None = None
    """The simple command of the outermost line."""
    last: bool = True
    conditional: bool = False
    depth: int = 0
    tested: bool = False
    """Whether the commands are a test: their failing ends nothing."""


class Trace:
    """What all shells of one start share: what was found, and how much more may be."""

    def __init__(self, project: Project | None = None, places: Places | None = None) -> None:
        self.project = project
        self.places = places or Places(1 << 24)
        self.found: list[Process] = []
        self.stops: list[Stop] = []
        self.gaps: list[Gap] = []
        self.running: list[str] = []
        """The scripts that are being walked, outermost first."""
        self.commands = 0

    def gap(self, at: int, why: str, syntax: bool = False) -> None:
        """Note what cannot be followed."""
        if len(self.gaps) < PROCESSES:
            self.gaps.append(Gap(at, why, syntax))


def join(directory: str | None, path: str, home: str) -> str | None:
    """The path, from the root, that `path` means in `directory`; None where it is outside."""
    if directory is None or UNKNOWN in path:
        return None
    if path.startswith("/"):
        if path != home and not path.startswith(home + "/"):
            return None
        directory, path = "", path[len(home) :]
    parts = directory.split("/") if directory else []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
