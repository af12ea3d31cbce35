"""Which modules and names the standard library has, by version of Python.

The tables were asked from real interpreters, 2.7 and 3.6 to 3.14: `modules.txt` has all modules,
`names.txt` the public names that not every version has. Of what they do not settle (what came
between 3.0 and 3.6) nothing is said. The Python that runs the tool is never asked.
"""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.records import NamedTuple
from checker.data import line_of, place_of, text_table

_KNOWN = ((2, 7), (3, 6), (3, 14))
_AFTER_3_4 = {
    "typing": (3, 5), "zipapp": (3, 5), "secrets": (3, 6), "json.JSONDecodeError": (3, 5),
    "os.scandir": (3, 5), "os.fspath": (3, 6), "subprocess.run": (3, 5),
}  # fmt: skip
"""What came with 3.5 or 3.6, of which there is no interpreter between 3.0 and 3.6 to ask."""


_SYSTEMS = {"_scproxy": "macOS", "_frozen_importlib_external": ""}
"""The system of a module that Linux does not have, where it is not Windows."""


class Absent(NamedTuple):
    """What a Python does not have, and which do."""

    name: str
    """`urllib2`, `collections.Mapping`."""
    since: tuple[int, int] | None = None
    """The first version that has it, where it came later."""
    until: tuple[int, int] | None = None
    """The last version that has it, where it has gone."""
    system: str = ""
    """The only system that has it, where that is not Linux."""


@lru_cache(10_000)
def _entry(module: str, table: str = "names.txt") -> tuple[str, str] | None:
    """The versions of a module, and its names with theirs; None for what is not listed.

    There is a blank before each name and behind the last.
    """
    # What a text has in the place of a name may be anything: `import os,# x` names `#`.
    if not module.replace(".", "").isidentifier():
        return None
    line = line_of(f"stdlib/{table}", module)
    if line is None:
        return None
    releases, _, names = line[len(module) + 1 :].partition(" ")
    return releases, names and f" {names} "


@lru_cache(1_000)
def _has_inner(module: str) -> bool:
    """Whether the table of names has modules of this one: most have none to be looked up."""
    text, first = text_table("stdlib/names.txt"), module + "."
    return text.startswith(first, place_of(text, first) + 1)


def _pair(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def _absent(name: str, releases: str, python: tuple[int, int]) -> Absent | None:
    first, _, last = releases.partition("-")
    since = _pair(first) if first else None
    until = _pair(last) if last else None
    if since is not None and python < since:
        if since > _KNOWN[1] or python[0] == 2:
            return Absent(name, since if since > _KNOWN[1] else (3, 0))
        return None  # it came with some version between 3.0 and 3.6
    if until is not None and python > until and (until[0] == python[0] or python[0] == 3):
        return Absent(name, None, until)
    return None


def is_standard_somewhere(module: str) -> bool:
    """Whether some version of Python, on some system, has a module of that name."""
    return _entry(module, "modules.txt") is not None


def has_module(module: str, python: tuple[int, int]) -> bool:
    """Whether a version of Python has this module on Linux; `a.b` is one of the package `a`.

    Of 3.0 to 3.5 it is said as of 3.6, but for what is known to have come after 3.4.
    """
    entry = _entry(module, "modules.txt")
    if entry is None or entry[0] == "!":
        return False
    if python[0] == 3 and python < _KNOWN[1]:
        since = _AFTER_3_4.get(module)
        if since is not None and python < since:
            return False
        python = _KNOWN[1]
    return _absent(module, entry[0], python) is None


def no_version_has(module: str, name: str) -> bool:
    """Whether a module certainly has no such name in any version of Python.

    Known of the modules whose names are all listed; private names and constants are not judged.
    """
    entry = _entry(module, "modules.txt")
    if (
        entry is None
        or not entry[1]
        or not name.isidentifier()
        or name[:1] == "_"
        or name.isupper()
    ):
        return False
    if f" {name} " in entry[1] or f" {name}() " in entry[1]:
        return False
    return _entry(f"{module}.{name}", "modules.txt") is None


def can_be_called(module: str, name: str) -> bool:
    """Whether a module is known to have a function or class of this name, in some version."""
    entry = _entry(module, "modules.txt")
    return entry is not None and f" {name}() " in entry[1]


def absent_module(name: str, python: tuple[int, int]) -> Absent | None:
    """What is known of a module of the standard library that `python` does not have.

    None where it has it, where it is not known, and where it is no module of that library.
    """
    since = _AFTER_3_4.get(name)
    if since is not None and python < since:
        return Absent(name, since)
    entry = _entry(name) or _entry(name, "modules.txt")
    if entry is not None and entry[0] == "!":
        system = _SYSTEMS.get(name, "Windows")
        return Absent(name, system=system) if system else None
    found = None if entry is None else _absent(name, entry[0], python)
    if found is None and "." in name:  # the package has gone with all that is in it
        return absent_module(name.rpartition(".")[0], python)
    return found


def absent_name(module: str, name: str, python: tuple[int, int]) -> Absent | None:
    """The same for `from module import name`, where the module is there."""
    full = f"{module}.{name}"
    since = _AFTER_3_4.get(full)
    if since is not None and python[0] == 3 and python < since:
        return Absent(full, since)
    if python < _KNOWN[1] and python[0] == 3:
        # What 3.6 has, an older one may lack: only what came after 3.6 is certain.
        if (entry := _entry(module)) is None or absent_module(module, python) is not None:
            return None
    entry = _entry(module)
    if _has_inner(module) and _entry(full) is not None:
        return absent_module(full, python)
    if entry is None or not entry[1]:
        return None
    text = entry[1]
    at = text.find(f" {name}:") if name.isidentifier() else -1
    if at < 0:
        return None
    releases = text[at + len(name) + 2 : text.index(" ", at + 1)]
    return _absent(full, releases, python)
