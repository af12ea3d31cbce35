"""What a requirements file says, as values with exact places.

Every offset is one of the decoded text of the file's `Document`: code points, 0-based, half-open.
"""

from __future__ import annotations

from checker.base.enums import Enum
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.base.spans import Span
    from checker.base.text import Document


class Pips(NamedTuple):
    """The releases of pip that refuse a line; the platform takes one for its Python (F34)."""

    first: tuple[int, ...] = ()
    """The first that does; empty if the oldest one known (9.0.2) does."""
    last: tuple[int, ...] = ()
    """The last that does; empty if the newest does."""
    but: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    """The first and the last of those in between that take it; empty if none does."""

    def refuse(self, pip: tuple[int, ...]) -> bool:
        """Whether a release is among them."""
        first, last = self.but
        taken = bool(first) and first <= pip <= last
        return not taken and self.first <= pip and (not self.last or pip <= self.last)


ALL_PIPS = Pips()
NEW_PIPS = Pips(first=(24, 1))
"""Since 24.1 versions and specifiers have to follow PEP 440."""
OLD_PIPS = Pips(last=(24, 0))
PATH_PIPS = Pips(last=(9, 0, 3))
"""They take `name @ https://…` for a path (RH11)."""


class Refusal(NamedTuple):
    """Why pip would refuse a logical line; nothing is installed then."""

    message: str
    """The first line of pip's own words."""
    span: Span
    """What it stumbles over."""
    pips: Pips = ALL_PIPS
    certain: bool = True
    """False where the line holds a `${VARIABLE}` whose value decides."""


class Option(NamedTuple):
    """One option of a logical line, as pip's `optparse` takes it."""

    name: str
    """The full name, `--requirement`, whatever was typed (`-r`, `--req`)."""
    value: str
    """Unquoted; empty for an option that takes none."""
    span: Span
    """The option with its value."""
    value_span: Span


class Specifier(NamedTuple):
    """One clause of a version specifier."""

    operator: str
    version: str
    span: Span


class Requirement(NamedTuple):
    """One thing that pip is asked to install (or, in a constraints file, to constrain)."""

    path: str
    """The file that it stands in."""
    text: str
    """As pip sees it: joined, without comment and options."""
    span: Span
    name: str = ""
    """As written; empty where a URL or a path does not say it."""
    name_span: Span | None = None
    extras: tuple[str, ...] = ()
    specifiers: tuple[Specifier, ...] = ()
    marker: str = ""
    marker_span: Span | None = None
    url: str = ""
    """As written, `${VARIABLE}`s included."""
    url_span: Span | None = None
    local: str = ""
    """The path of a folder or an archive, as written, without extras."""
    editable: bool = False
    constraint: bool = False
    """It stands in a constraints file: nothing is installed for it."""
    hashes: tuple[str, ...] = ()

    @property
    def normalised(self) -> str:
        """The name as package indexes compare it: lower case, runs of `-_.` as one `-`."""
        return _NORMALISED[self.name]

    @property
    def pin(self) -> str | None:
        """The version of its only `==` or `===` clause without a wildcard."""
        specifiers = self.specifiers
        if len(specifiers) != 1:
            specifiers = tuple(s for s in specifiers if s.operator in ("==", "==="))
            if len(specifiers) != 1:
                return None
        operator, version, _ = specifiers[0]
        return version if operator in ("==", "===") and version[-2:] != ".*" else None


class Entry(NamedTuple):
    """One logical line that is neither blank nor a comment."""

    path: str
    line: int
    """1-based, of its first physical line, as pip counts (`str.splitlines`)."""
    text: str
    """As pip sees it: continuations joined, comment removed, `${VARIABLE}`s left."""
    span: Span
    requirement: Requirement | None = None
    """What it asks for; None for a line of options and for one that pip refuses."""
    options: tuple[Option, ...] = ()
    dropped: tuple[Span, ...] = ()
    """Words behind an option that pip drops without a word: `six` in `--pre six`."""
    refusal: Refusal | None = None
    variables: tuple[str, ...] = ()
    """Names of the `${VARIABLE}`s in it, which pip takes from the build's environment."""

    def option(self, name: str) -> Option | None:
        """The first option of that full name: pip ignores further ones of most options."""
        return next((option for option in self.options if option.name == name), None)


class Reach(Enum):
    """What became of a `-r` or `-c`."""

    READ = "read"
    MISSING = "missing"
    OUTSIDE = "outside the root"
    REMOTE = "an address"
    CYCLE = "a cycle"
    TOO_MANY = "too many files"
    UNKNOWN = "depends on a variable"


class Include(NamedTuple):
    """One `-r` or `-c` that pip follows."""

    entry: Entry
    option: Option
    path: str
    """POSIX, relative to the root, `..` removed; as written where it is outside or an address."""
    reach: Reach


class RequirementsFile(NamedTuple):
    """One file: what it says, and whether pip can decode it at all."""

    document: Document
    entries: tuple[Entry, ...]
    constraint: bool
    """It is reached through `-c` only."""
    undecodable: str = ""
    """Empty, or why pip cannot decode the file (see `decoding`); its lines are read anyway."""
    complete: bool = True
    """False where not all of its lines were read."""

    @property
    def path(self) -> str:
        """POSIX, relative to the root."""
        return self.document.path


class Requirements:
    """A requirements file with all that it includes.

    Attributes:
        files: the files that were read, the first one first, each once, in the order of reading.
        includes: every `-r` and `-c` that pip follows, and what became of it.
    """

    def __init__(self, files: tuple[RequirementsFile, ...], includes: tuple[Include, ...]) -> None:
        self.files = files
        self.includes = includes
        self.entries = tuple(entry for file in files for entry in file.entries)
        """The logical lines of all files."""
        self.installed = tuple(
            entry.requirement
            for file in files
            if not file.constraint
            for entry in file.entries
            if entry.requirement is not None
        )
        """What pip would be asked to install: accepted lines, constraints left out."""
        self._by_name: dict[str, list[Requirement]] = {}
        self._every: dict[str, list[Requirement]] = {}

    @property
    def by_name(self) -> Mapping[str, Sequence[Requirement]]:
        """What pip would be asked to install, by its normalised name."""
        if not self._by_name:
            for found in self.installed:
                self._by_name.setdefault(found.normalised, []).append(found)
        return self._by_name

    def find(self, name: str) -> tuple[Requirement, ...]:
        """The requirements to install of that distribution, however it is spelt."""
        return tuple(self.by_name.get(normalise(name), ()))

    def every(self, name: str) -> Sequence[Requirement]:
        """The requirements of a normalised name, those of constraints files too."""
        if not self._every:
            for entry in self.entries:
                if entry.requirement is not None:
                    self._every.setdefault(entry.requirement.normalised, []).append(
                        entry.requirement
                    )
        return self._every.get(name, ())

    @property
    def complete(self) -> bool:
        """Whether this is all that pip would install directly.

        False where an include could not be followed, a name depends on a variable or is not
        written (a URL, a folder), or a file was not read to its end.
        """
        return (
            all(include.reach in (Reach.READ, Reach.CYCLE) for include in self.includes)
            and all(file.complete for file in self.files)
            and all(found.name for found in self.installed)
            and not any(entry.refusal and not entry.refusal.certain for entry in self.entries)
        )


class _Names(dict[str, str]):
    """Names of distributions as package indexes compare them, by how they are written."""

    def __missing__(self, name: str) -> str:
        found = name.lower().replace("_", "-").replace(".", "-")
        while "--" in found:
            found = found.replace("--", "-")
        if len(name) <= _NAME:
            if len(self) >= _NAMES:
                self.clear()
            self[name] = found
        return found


_NAME, _NAMES = 100, 5000
"""Characters of a name that is worth keeping, and how many are kept."""
_NORMALISED = _Names()


def normalise(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return _NORMALISED[name]
