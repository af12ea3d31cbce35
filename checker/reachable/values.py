"""What following the imports gives: files, how they are reached, and imports that may fail."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Location
    from checker.base.text import Document
    from checker.python.names.resolve_module import Module
    from checker.python.syntax.reading import Reading
    from checker.reachable.entry_points import EntryPoint


DYNAMIC = re.compile(r"import[ \t(]*\*|__getattr__|globals\(|\bexec\(|sys\.modules")
"""Words of a text that may bind any name."""


class Step(NamedTuple):
    """One step on the way to a file."""

    path: str
    line: int
    """1-based."""
    words: str
    """`it is imported here`."""


class ReachableFile(NamedTuple):
    """A file that is imported, read as the Python does."""

    document: Document
    reading: Reading
    entry_point: EntryPoint
    way: tuple[Step, ...]
    """From the entry point's file to the one that leads to this."""
    certain: bool
    request: bool
    """Whether only a request imports it, and not the start."""
    paths: tuple[str | None, ...]
    package: str
    """What relative imports start from."""
    doubts: tuple[Doubt, ...] = ()
    """What it certainly imports, and may not get."""
    perhaps: tuple[int, ...] = ()
    """The lines of imports that a condition decides on, and that may not get what they import."""


class Doubt(NamedTuple):
    """A module that is imported and is not plainly there."""

    name: str
    """Dotted, absolute."""
    module: Module
    """What looking for it in the repository gave."""
    line: int
    """1-based, of the import; of what names it by a setting, the last of `steps` tells it."""
    names: tuple[str, ...] = ()
    """What is taken from it."""
    unheld: str = ""
    """The file of the repository that git does not hold; empty if git holds all of it."""
    steps: tuple[Step, ...] = ()
    """How a setting leads to it; empty for an import."""
    certain: bool = True
    request: bool = False
    """Whether only a request imports it: then every request fails."""
    some: bool = False
    """Whether only some requests import it."""
    absent: str = ""
    """The name that its module, which is there, does not define."""
    relative: bool = False
    """Whether it is relative, and there is no package to start from."""
    circle: bool = False
    """Whether it does, but later: the module imports the one that takes the name."""
    attribute: bool = False
    """Whether the name is taken by a dot, and not by an import."""
    part: bool = False
    """Whether that is a module of a package, which nothing imports."""


class Followed(NamedTuple):
    """What the start and the build lead to."""

    files: tuple[ReachableFile, ...] = ()
    """Those that matter, each once."""
    moved: tuple[str, ...] = ()
    """Files that may change where modules are found."""
    complete: bool = True
    """Whether all files were looked at."""
    entry_points: int = 0
    """What is started, as far as it is understood; the build does not count."""
    looked: tuple[str, ...] = ()
    """All files whose text was looked at."""


class Edge(NamedTuple):
    """What a file leads to."""

    targets: list[tuple[str, str]]
    """Files, each with its package."""
    steps: tuple[Step, ...]
    certain: bool
    request: bool = False
    """Whether only a request leads there: every request."""
    some: bool = False
    """Whether only some requests lead there."""
    module: str = ""
    """The module that a setting names; empty for what an import statement leads to."""
    attribute: str = ""
    """What is taken from that module: the class of `shop.middleware.Gate`."""


class Shadow(NamedTuple):
    """A file of the repository that is imported in the place of what a program needs."""

    path: str
    module: str
    """`gunicorn`, `random`."""
    program: str
    """The program, or the library, that needs it."""
    at: Location
    """Where the program is named."""
    error: str
    """What it ends with."""
    certain: bool
    known: bool = True
    """False if it is only possible that something needs what the file lacks."""
    page: bool = False
    """Whether the start succeeds, and every request fails."""
