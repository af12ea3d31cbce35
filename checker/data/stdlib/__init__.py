"""Which modules and names the standard library has, by version of Python.

The table (`names.txt`) was asked from real interpreters: 2.7 and 3.6 to 3.14. Of what it does not
settle (what came between 3.0 and 3.6) nothing is said.
"""

from __future__ import annotations

import sys
from functools import cache

from checker.base.records import NamedTuple

_KNOWN = ((2, 7), (3, 6), (3, 14))
_AFTER_3_4 = {"typing": (3, 5), "zipapp": (3, 5), "secrets": (3, 6)}
_MOVED = {
    "urllib2": "urllib.request", "urlparse": "urllib.parse", "ConfigParser": "configparser",
    "Queue": "queue", "StringIO": "io", "cStringIO": "io", "cPickle": "pickle",
    "httplib": "http.client", "Cookie": "http.cookies", "cookielib": "http.cookiejar",
    "HTMLParser": "html.parser", "SocketServer": "socketserver", "BaseHTTPServer": "http.server",
    "SimpleHTTPServer": "http.server", "thread": "_thread", "commands": "subprocess",
    "xmlrpclib": "xmlrpc.client", "copy_reg": "copyreg", "exceptions": "builtins",
    "md5": "hashlib", "sha": "hashlib", "imp": "importlib", "asyncore": "asyncio",
    "asynchat": "asyncio", "htmlentitydefs": "html.entities", "pipes": "subprocess and shlex",
    "UserDict": "collections", "repr": "reprlib", "robotparser": "urllib.robotparser",
}  # fmt: skip


class Absent(NamedTuple):
    """What a Python does not have, and which do."""

    name: str
    """`urllib2`, `collections.Mapping`."""
    since: tuple[int, int] | None = None
    """The first version that has it, where it came later."""
    until: tuple[int, int] | None = None
    """The last version that has it, where it has gone."""
    instead: str = ""
    """The module that has it now."""


@cache
def _text() -> str:
    loader = __spec__.loader if __spec__ else None
    path = __file__.rpartition("__init__")[0] + "names.txt"
    data: bytes = loader.get_data(path)  # type: ignore[union-attr]
    return data.decode("ascii")


@cache
def _entry(module: str) -> tuple[str, str] | None:
    """The versions of a module, and its names with theirs; None for what is not listed."""
    text = _text()
    # What a text has in the place of a name may be anything: `import os,# x` names `#`.
    at = text.find(f"\n{module} ") if module.replace(".", "").isidentifier() else -1
    if at < 0:
        return None
    line = text[at + 1 : text.index("\n", at + 1)]
    releases, _, names = line[len(module) + 1 :].partition(" ")
    return releases, names


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


def is_listed(module: str, name: str) -> bool:
    """Whether some versions of a module have a name and some do not."""
    entry = _entry(module)
    return entry is not None and f" {name}:" in f" {entry[1]}"


def is_standard_somewhere(module: str) -> bool:
    """Whether some version of Python has a top-level module of that name."""
    return module in sys.stdlib_module_names or _entry(module) is not None


def absent_module(name: str, python: tuple[int, int]) -> Absent | None:
    """What is known of a module of the standard library that `python` does not have.

    None where it has it, where it is not known, and where it is no module of that library.
    """
    since = _AFTER_3_4.get(name)
    if since is not None and python < since:
        return Absent(name, since)
    entry = _entry(name)
    found = None if entry is None else _absent(name, entry[0], python)
    if found is None and "." in name:  # the package has gone with all that is in it
        return absent_module(name.rpartition(".")[0], python)
    if found is not None and found.until is not None:
        return found._replace(instead=_MOVED.get(name, ""))
    return found


def absent_name(module: str, name: str, python: tuple[int, int]) -> Absent | None:
    """The same for `from module import name`, where the module is there."""
    if python < _KNOWN[1] and python[0] == 3:
        # What 3.6 has, an older one may lack: only what came after 3.6 is certain.
        if (entry := _entry(module)) is None or absent_module(module, python) is not None:
            return None
    entry = _entry(module)
    full = f"{module}.{name}"
    submodule = _entry(full)
    if submodule is not None:
        return absent_module(full, python)
    if entry is None or not entry[1]:
        return None
    text = f" {entry[1]} "
    at = text.find(f" {name}:") if name.isidentifier() else -1
    if at < 0:
        return None
    releases = text[at + len(name) + 2 : text.index(" ", at + 1)]
    return _absent(full, releases, python)
