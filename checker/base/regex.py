"""Regular expressions as in `re`, without importing `re` for those that most runs need.

Importing `re` and compiling the patterns of a clean check would cost more than the check. So a
pattern is compiled when it is first used, and for each version of CPython's engine `patterns/` has
what its compiler makes of the patterns that are needed most: numbers, which the engine takes as
they are. Patterns that are not listed there, and Pythons that have no such file, use `re`.

Modules import this one as `re`. `scripts.write_patterns` writes the files; a test compares them
with the compiler's own answer.
"""

from __future__ import annotations

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import (
        ASCII,
        DOTALL,
        IGNORECASE,
        MULTILINE,
        VERBOSE,
        Match,
        Pattern,
        compile,  # noqa: A004  as in re
        error,
        escape,
        findall,
        finditer,
        fullmatch,
        match,
        search,
        split,
        sub,
    )
else:
    import sys

    from checker.base.caching import lru_cache
    from checker.base.loading import own_file

    IGNORECASE, MULTILINE, DOTALL, VERBOSE, ASCII = 2, 8, 16, 64, 256

    _made = {}
    """The patterns compiled so far out of the file, by pattern and flags: never more than those."""
    _file = {}
    """The lines of the files, by key, once they have been read."""
    _unread = ["more", "clean"]
    """The files that have not been read: what a clean check needs comes first."""

    def listed_key(pattern, flags):
        """What a line of the file begins with."""
        return f"{flags} {pattern!a}"

    def from_numbers(pattern, numbers):
        """The pattern that the compiler made these numbers of, as a line of the file has them."""
        import _sre  # noqa: PLC0415  gate: for the first pattern only

        code, flags, groups, names = numbers.split("|")
        order = [None] * (int(groups) + 1)
        index = {}
        for name in names.split():
            name, _, at = name.partition("=")  # noqa: PLW2901
            index[name] = int(at)
            order[int(at)] = name
        program = memoryview(bytes.fromhex(code)).cast("I").tolist()
        return _sre.compile(pattern, int(flags), program, int(groups), index, tuple(order))

    def _read(part):
        """Read one file of this Python, if there is one."""
        own = sys.implementation.name == "cpython" and sys.maxsize == 2**63 - 1
        if not own or sys.byteorder != "little":
            return
        import _sre  # noqa: PLC0415  gate: for the first pattern only

        if _sre.CODESIZE != 4:
            return
        try:
            data = own_file(f"base/patterns/{_sre.MAGIC}-{part}.txt")
        except OSError:
            return
        _file.update([line.split("\t") for line in data.decode("ascii").splitlines()])

    def _pattern(pattern, flags):
        flags = int(flags)
        made = _made.get((pattern, flags))
        if made is None:
            key = listed_key(pattern, flags)
            while key not in _file and _unread:
                _read(_unread.pop())
            numbers = _file.pop(key, None)  # it is not asked for again
            if numbers is None:
                return _compiled(pattern, flags)
            made = _made[pattern, flags] = from_numbers(pattern, numbers)
        return made

    @lru_cache(200)
    def _compiled(pattern, flags):
        import re  # noqa: PLC0415  gate: for patterns that are not listed

        return re.compile(pattern, flags)

    class _Pattern:
        """Stands for a pattern until one of its methods is asked for."""

        def __init__(self, pattern, flags):
            self.pattern, self._flags = pattern, flags

        def __getattr__(self, name):
            made = _pattern(self.pattern, self._flags)
            for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
                setattr(self, method, getattr(made, method))
            return getattr(made, name)

    def compile(pattern, flags=0):
        """A pattern, which is compiled at its first use."""
        return _Pattern(pattern, flags)

    def search(pattern, text, flags=0):
        """`re.search`."""
        return _pattern(pattern, flags).search(text)

    def match(pattern, text, flags=0):
        """`re.match`."""
        return _pattern(pattern, flags).match(text)

    def fullmatch(pattern, text, flags=0):
        """`re.fullmatch`."""
        return _pattern(pattern, flags).fullmatch(text)

    def finditer(pattern, text, flags=0):
        """`re.finditer`."""
        return _pattern(pattern, flags).finditer(text)

    def findall(pattern, text, flags=0):
        """`re.findall`."""
        return _pattern(pattern, flags).findall(text)

    def split(pattern, text, maxsplit=0, flags=0):
        """`re.split`."""
        return _pattern(pattern, flags).split(text, maxsplit)

    def sub(pattern, replacement, text, count=0, flags=0):
        """`re.sub`."""
        return _pattern(pattern, flags).sub(_without_template(replacement), text, count)

    def _without_template(replacement):
        """What puts the same in place as a template of text and groups, without importing `re`."""
        if not isinstance(replacement, str) or "\\" not in replacement:
            return replacement
        first, *parts = replacement.split("\\")
        if any(part[:1] not in {*"123456789"} or part[1:2].isdigit() for part in parts):
            return replacement
        pieces = [(int(part[0]), part[1:]) for part in parts]

        def filled(found):
            return first + "".join([(found[group] or "") + after for group, after in pieces])

        return filled

    _SPECIAL = {ord(mark): "\\" + mark for mark in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}

    def escape(text):
        """`re.escape`, of text."""
        return text.translate(_SPECIAL)

    def __getattr__(name):
        import re  # noqa: PLC0415  gate: `error` and the classes

        return getattr(re, name)
