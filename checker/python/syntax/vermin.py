"""The versions of Python whose syntax a source needs, as vermin finds them.

vermin is an extra (`pyspec-check[python]`) and the second witness: where it is missing, the
tool's own reading stands alone, and what asked for it is told so. What was found is kept by content
in the user's cache directory; many files are read by several processes.
"""

from __future__ import annotations

from checker.base.records import NamedTuple

PARALLEL = 24
"""Files from which on several processes read them."""
NEVER = (9, 9)
"""A version that none reaches: `!2`, `!3`."""

_SYNTAX = (
    "named expressions", "positional-only parameters", "keyword-only parameters", "f-strings",
    "self-documenting f-strings", "`await` in f-string", "variable annotations", "annotations",
    "relaxed decorators", "coroutines", "async generators", "async for-loops", "`async with`",
    "generic class", "generic function", "type alias statement (", "template string literal",
    "`nonlocal`", "`yield from`", "`except*`", "infix matrix multiplication", "pattern matching",
    "multiple context expressions in a `with` statement with parentheses", "exception cause",
    "generalized unpacking", "unpacking assignment", "raise ... from", "'metaclass' class keyword",
)  # fmt: skip
"""Beginnings of vermin's words for syntax; what a module or a method needs is not asked for."""


class Need(NamedTuple):
    """One construct and the versions that have it."""

    line: int
    """1-based."""
    python2: tuple[int, int]
    python3: tuple[int, int]
    what: str
    """In vermin's words."""


_INFO = ".dist-info"
ABSENT = "vermin is not installed"
"""The problem of every source where the extra `python` is not."""


class Needs(NamedTuple):
    """What one source needs."""

    needs: tuple[Need, ...] = ()
    problem: str = ""
    """Why it is not known."""


def versions_needed(sources: list[bytes]) -> list[Needs]:
    """What each source needs; never raises."""
    if not sources:
        return []
    release, folder = _vermin()
    if not release:
        return [Needs(problem=ABSENT)] * len(sources)
    from checker.python.syntax.cache import Cache, fingerprint

    cache = Cache(f"vermin {release} {fingerprint()}")
    known = [cache.get(source) for source in sources]
    todo = [index for index, text in enumerate(known) if text is None]
    for index, text in zip(todo, _read([sources[index] for index in todo], folder), strict=True):
        known[index] = text
        if not text.startswith("?"):
            cache.put(sources[index], text)
    cache.close()
    return [_needs(text or "") for text in known]


def _vermin() -> tuple[str, str]:
    """The installed release, told by its metadata's folder, and the folder that holds both.

    The release is empty where there is none.

    `importlib.metadata` would say the same, and imports half of the standard library for it.
    """
    import os
    from importlib.machinery import PathFinder

    try:
        found = PathFinder.find_spec("vermin")
        if found is None or found.origin is None:
            return "", ""
        folder = os.path.abspath(os.path.dirname(os.path.dirname(found.origin)))
        names = os.listdir(folder)
    except (OSError, ImportError, ValueError):
        return "", ""
    releases = [name[7:-10] for name in names if name.startswith("vermin-") and name[-10:] == _INFO]
    return (releases[0] if releases else "unknown"), folder


def _read(sources: list[bytes], folder: str) -> list[str]:
    if len(sources) < PARALLEL:
        return [_one(source) for source in sources]
    from checker.python.syntax.parallel import each_in_processes

    return each_in_processes(_one, sources, chunk=4, needs=[folder])


def _one(source: bytes) -> str:
    """The lines of vermin for one source; `?` and why where it has none."""
    try:
        from contextlib import suppress

        import vermin

        config = vermin.Config()
        config.set_format(vermin.formats.ParsableFormat())
        config.set_verbose(3)
        config.enable_feature("fstring-self-doc")
        config.set_processes(1)
        node, _, skipped, error = vermin.Parser(source, "x").detect(config)
        if node is None:
            return f"?vermin cannot read it: {error or 'a syntax error'}".split("\n")[0]
        visitor = vermin.SourceVisitor(config=config, path="x", source=source)
        visitor.set_no_lines(skipped)
        visitor.tour(node)
        with suppress(vermin.InvalidVersionException):  # parts need Python 2, and others 3
            visitor.minimum_versions()
        lines = str(visitor.output_text()).splitlines()
        return "\n".join(line for line in lines if any(words in line for words in _SYNTAX))
    except (Exception, RecursionError, SystemExit) as error:
        return f"?vermin cannot read it: {type(error).__name__}"


def _needs(text: str) -> Needs:
    if text.startswith("?"):
        return Needs(problem=text[1:])
    found: list[Need] = []
    for line in text.splitlines():
        parts = line.split(":", 5)
        if len(parts) == 6 and parts[1].isdecimal() and parts[5].startswith(_SYNTAX):
            found.append(Need(int(parts[1]), _pair(parts[3]), _pair(parts[4]), parts[5][:80]))
    return Needs(tuple(found))


def _pair(text: str) -> tuple[int, int]:
    major, _, minor = text.strip().partition(".")
    if not major.isdecimal():
        return NEVER if text.startswith("!") else (0, 0)
    return int(major), int(minor) if minor.isdecimal() else 0
