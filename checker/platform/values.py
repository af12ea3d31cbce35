"""The plan: what the platform will do with a repository, as plain values, each with its cause.

Sentences (`because`, `log`) may quote the repository: controls and invisible characters in them are
already shown escaped, so that a report can print them as they are.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import lru_cache
from checker.base.enums import Enum
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Location
    from checker.platform.django_facts import DjangoFacts
    from checker.project.resolution import Resolution


class Recognised(NamedTuple):
    """Which languages detection names, and which one is built (F8–F14)."""

    language: str | None
    """The first that is no Dockerfile; None where nothing is recognised."""
    languages: tuple[str, ...]
    """All that detection names, in its order."""
    by: tuple[str, ...]
    """The files that make it a Python project, in the order in which they are looked for."""
    shadowed_by: str | None
    """The file because of which something else than Python is built; None where Python is."""
    override: str
    """`language:` of a rainbondfile, which replaces what detection names (F14); mostly empty."""
    evidence: tuple[tuple[str, str], ...]
    """Each language with the file that it was recognised by."""
    because: str
    at: tuple[Location, ...]

    @property
    def is_python(self) -> bool:
        """Whether it is built as Python."""
        return (self.override or self.language) == "Python"

    @property
    def is_python_alone(self) -> bool:
        """Whether Python's own analysis runs: other languages beside it switch it off (F13)."""
        return (self.override or ",".join(self.languages)) == "Python"


class PackageManager(NamedTuple):
    """What installs the dependencies (F37, F39)."""

    value: str
    because: str
    at: tuple[Location, ...]
    fails: bool = False
    """Whether the build fails because of it: several, of which it takes none, or none."""
    log: str = ""
    """What the build shows."""


class Dependencies(NamedTuple):
    """Which file the build installs the dependencies from, and with what (F34, F36, F37, F39)."""

    tool: str
    """`pip`, `pipenv`, `poetry`, `uv` or `conda`; empty where the build installs nothing."""
    path: str
    """The file that is installed; `.` where it is the project itself, as `-e .` does."""
    because: str
    at: tuple[Location, ...]
    certain: bool = True
    """False where the builder's release decides."""


class Reading(Enum):
    """How a platform reads the file that a Python is declared in."""

    ABSENT = "there is none"
    IGNORED = "it is not read"
    LOOKED_UP = "its whole content, untrimmed, is looked up in a table (F28)"
    FIRST_WORD = "a shell splits it and passes the first word on (F30)"
    STRIPPED = "the builder strips it (F30)"


class PythonVersion(NamedTuple):
    """The version that is asked for, and the one that runs (F27–F33)."""

    declared: str
    """What stands where the target looks, without blanks around; empty where nothing does."""
    declared_in: str
    """The file that it stands in; empty where there is none."""
    effective: str | None
    """The bare version; None where the build fails or it cannot be known."""
    because: str
    at: tuple[Location, ...]
    log: str = ""
    """What the build shows."""
    reading: Reading = Reading.ABSENT
    fails: bool = False
    """Whether the build fails because of it, for certain."""

    @property
    def series(self) -> str | None:
        """`3.6`, the minor version as it is written; None where it is not known."""
        minor = _minor(self.effective or "")
        return None if minor is None else "{}.{}".format(*minor)

    @property
    def minor(self) -> tuple[int, int] | None:
        """Major and minor of the effective version; None where it is not known."""
        return _minor(self.effective or "")


@lru_cache(500)
def _minor(version: str) -> tuple[int, int] | None:
    found = re.match(r"([0-9]{1,2})\.([0-9]{1,3})(?:\.|$)", version)
    return None if found is None else (int(found[1]), int(found[2]))


class Start(NamedTuple):
    """What is started (F16–F26)."""

    command: str | None
    """Exactly what the shell gets, without the process type; None where nothing is started."""
    source: str
    """`procfile`, `generated` or `none`."""
    because: str
    at: tuple[Location, ...]
    fails: bool = False
    """Whether the build fails here."""
    problem: str = ""
    """The loader's own words, where it refuses the Procfile."""
    procfile: bytes | None = None
    """What the builder writes as its Procfile, byte for byte; None where it writes none."""
    prefix: int = 0
    """Code points that the builder put before the repository's Procfile (negative: taken away)."""
    line: int = 0
    """0-based line and column of the problem in `procfile`."""
    column: int = 0
    log: str = ""
    """What the build or the container shows."""
    certain: bool = True
    """False where only code that was read, and not run, says that this command is started."""
    processes: tuple[tuple[str, str], ...] = ()
    """Every process type with its command, as the platform reads them."""


class Obstacle(NamedTuple):
    """What the build ends at, apart from the installation of packages."""

    because: str
    at: tuple[Location, ...] = ()
    log: str = ""
    """What the build shows."""
    certain: bool = True
    """False if it may end the build, or change what is built: more is not known."""


class Build(NamedTuple):
    """Whether the build succeeds, as far as the platform decides it and no package does."""

    succeeds: bool | None
    """None if it is not known, or nothing is built as Python."""
    because: str
    at: tuple[Location, ...] = ()
    log: str = ""


class Collectstatic(NamedTuple):
    """Whether Django's static files are collected during the build (F41–F46)."""

    runs: bool | None
    succeeds: bool | None
    manage_py: str
    """The manage.py that is taken; empty where none is near enough."""
    because: str
    at: tuple[Location, ...]
    log: str = ""
    skipped: bool = False
    """Whether the builder would run it, but skips it without a word (F35, F41)."""


class Imports(NamedTuple):
    """Whether the started process gets what it imports."""

    succeeds: bool | None
    """None where it is not known."""
    because: str
    at: tuple[Location, ...] = ()


class Call(NamedTuple):
    """A place from which the start goes on to a script."""

    at: Location
    line: int
    """1-based; 0 if the file cannot be read."""
    words: str
    """`bin/start.sh is run here`."""


class Started(NamedTuple):
    """One process that the start command starts, as the plan shows it."""

    words: str
    """The program and its arguments as they are written, without the runners before it."""
    at: Location
    line: int
    through: tuple[Call, ...]
    """How the command leads to the script in which it stands; empty for the command itself."""
    runners: tuple[str, ...]
    """The programs before it: `uv`, `newrelic-admin`."""
    directory: str | None
    """Where it runs, from the root; None where that is not known."""
    server: str
    """What serves, if it is a server that is understood: `gunicorn`."""
    listens: tuple[str, ...]
    """Its addresses, as far as they are known."""
    conditional: bool
    """Whether a test, or the failing of another command, decides whether it is started."""


class Unfollowed(NamedTuple):
    """What of the start could not be followed."""

    at: Location
    line: int
    because: str


class Setting(NamedTuple):
    """A decision that depends on the target alone: the port variable, the package index."""

    value: str
    because: str


class Plan(NamedTuple):
    """What one target will do with one root."""

    target: str
    root: str
    recognised: Recognised
    package_manager: PackageManager
    python: PythonVersion
    start: Start
    collectstatic: Collectstatic
    port: Setting
    package_index: Setting
    dependencies: Dependencies
    """What the build really installs them from, and with what."""
    django: DjangoFacts | None = None
    """What is known of the Django settings; None where it is no Django project."""
    build: Build = Build(None, "not asked")
    """Whether the build succeeds."""
    imports: Imports | None = None
    """Whether the start gets what it imports; None where it was not asked."""
    resolution: Resolution | None = None
    """What the package index says would be installed; None where it was not asked."""
    started: tuple[Started, ...] | None = None
    """What the start command starts; None where it was not asked."""
    unfollowed: tuple[Unfollowed, ...] = ()
