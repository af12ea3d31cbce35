"""What the rules need to know of a source file: its imports, or why a Python refuses it.

A syntax tree takes a hundred times the memory of what is asked of it, so none is kept. What was
found is kept by content in the user's cache directory; many files are read by several processes.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.python.names.imported import Import
from checker.python.names.imports_in_tree import imports_in_tree
from checker.python.syntax.cache import Cache, fingerprint
from checker.python.syntax.parallel import each_in_processes
from checker.python.syntax.parse import parse
from checker.python.syntax.syntax_error import InvalidSyntax, Kind, syntax_error_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


PARALLEL = 800_000
"""Bytes of source from which on several processes read it: a quarter of a second of work."""


_CALLS = (b"include", b"import_module", b"__import__", b"from_object")
"""Functions that import what a text names."""
CACHED = 100_000
"""Bytes of source from which on what was read is kept: less is read sooner than looked up."""


class Reading(NamedTuple):
    """What a Python makes of a file."""

    imports: tuple[Import, ...] = ()
    """In the order of the text; none where the file is refused."""
    syntax_error: InvalidSyntax | None = None
    """Why it is refused; None where it is read."""


def read(data: bytes, python: tuple[int, int], complete: bool = True) -> Reading:
    """Read one file as `python` would; `complete` says whether these are all of its bytes."""
    parsed = parse(data, python, complete)
    if parsed.tree is None:
        return Reading((), syntax_error_of(data, python, parsed))
    called = any(word in data for word in _CALLS)
    return Reading(tuple(imports_in_tree(parsed.tree, called, python)))


def read_all(sources: list[bytes], python: tuple[int, int]) -> list[Reading]:
    """Read whole files as `python` would; what was read before is taken from the cache."""
    if sum(map(len, sources)) < CACHED:
        return [read(source, python) for source in sources]
    cache = _cache(python)
    kept = [cache.get(source) for source in sources]
    found = [None if text is None else from_text(text) for text in kept]
    todo = [index for index, reading in enumerate(found) if reading is None]
    for index, text in zip(todo, _texts([sources[index] for index in todo], python), strict=True):
        cache.put(sources[index], text)
        found[index] = from_text(text)
    cache.close()
    return [reading or Reading() for reading in found]


def _texts(sources: list[bytes], python: tuple[int, int]) -> list[str]:
    work = [(source, python) for source in sources]
    if sum(map(len, sources)) < PARALLEL:
        return [_text(item) for item in work]
    return each_in_processes(_text, work)


def _text(work: tuple[bytes, tuple[int, int]]) -> str:
    return to_text(read(*work))


def _cache(python: tuple[int, int]) -> Cache:
    return Cache(f"read {python[0]}.{python[1]} {fingerprint()}")


def to_text(reading: Reading) -> str:
    """A reading as a few lines, which `from_text` reads."""
    lines = []
    for each in reading.imports:
        flags = f"{each.certain:d}{each.guarded:d}{each.called:d}{each.level}"
        names = ",".join(each.names)
        lines.append(f"{each.module} {each.line} {each.column} {flags} {names} {each.inside}")
    if reading.syntax_error is not None:
        kind, line, what, since, certain, reads = reading.syntax_error
        words = what.encode("unicode_escape").decode("ascii")
        versions = f"{_version(since)} {_version(reads)}"
        lines.append(f"! {kind.name} {line} {certain:d} {versions} {words}")
    return "\n".join(lines)


def from_text(text: str) -> Reading | None:
    """What `to_text` made a text of; None for any other text."""
    lines = text.split("\n") if text else []
    try:
        syntax_error = _syntax_error(lines.pop()) if lines and lines[-1].startswith("! ") else None
        return Reading(tuple(_imports(lines)), syntax_error)
    except (ValueError, KeyError):
        return None


def _imports(lines: list[str]) -> Iterable[Import]:
    for text in lines:
        module, line, column, flags, names, inside = text.split(" ")
        taken = tuple(names.split(",")) if names else ()
        certain, guarded, called = (flag == "1" for flag in flags[:3])
        place = int(line), int(column)
        yield Import(module, int(flags[3:]), taken, *place, certain, guarded, called, inside)


def _syntax_error(text: str) -> InvalidSyntax:
    _, kind, line, certain, since, reads, words = text.split(" ", 6)
    what = words.encode("ascii").decode("unicode_escape")
    return InvalidSyntax(Kind[kind], int(line), what, _pair(since), certain == "1", _pair(reads))


def _version(pair: tuple[int, int] | None) -> str:
    return "-" if pair is None else f"{pair[0]}.{pair[1]}"


def _pair(text: str) -> tuple[int, int] | None:
    if text == "-":
        return None
    major, _, minor = text.partition(".")
    return int(major), int(minor)
