"""Models of the standard library: what settings and start scripts ask of it.

A module that has no model is importable where the target's Python has it; what it gives is unknown.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from checker.data.stdlib import is_listed
from checker.python.interpreter.values import Module

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.python.interpreter.interface import Interpreter


_ADDED: dict[str, tuple[int, int]] = {
    "pathlib": (3, 4), "enum": (3, 4), "asyncio": (3, 4), "statistics": (3, 4),
    "ensurepip": (3, 4), "selectors": (3, 4), "tracemalloc": (3, 4), "typing": (3, 5),
    "zipapp": (3, 5), "secrets": (3, 6), "dataclasses": (3, 7), "contextvars": (3, 7),
    "zoneinfo": (3, 9), "graphlib": (3, 9), "tomllib": (3, 11), "ipaddress": (3, 3),
    "faulthandler": (3, 3), "lzma": (3, 3), "venv": (3, 3), "concurrent": (3, 2),
    "builtins": (3, 0), "html": (3, 0), "http": (3, 0), "queue": (3, 0), "configparser": (3, 0),
    "socketserver": (3, 0), "xmlrpc": (3, 0), "reprlib": (3, 0), "copyreg": (3, 0),
    "tkinter": (3, 0), "dbm": (3, 0), "winreg": (3, 0), "annotationlib": (3, 14),
    "compression": (3, 14),
}  # fmt: skip
_REMOVED: dict[str, tuple[int, int]] = {
    "imp": (3, 12), "distutils": (3, 12), "asyncore": (3, 12), "asynchat": (3, 12),
    "smtpd": (3, 12), "cgi": (3, 13), "cgitb": (3, 13), "crypt": (3, 13), "telnetlib": (3, 13),
    "nntplib": (3, 13), "pipes": (3, 13), "msilib": (3, 13), "sndhdr": (3, 13),
    "imghdr": (3, 13), "uu": (3, 13), "xdrlib": (3, 13), "audioop": (3, 13), "aifc": (3, 13),
    "chunk": (3, 13), "ossaudiodev": (3, 13), "spwd": (3, 13), "nis": (3, 13),
    "mailcap": (3, 13), "lib2to3": (3, 13), "formatter": (3, 10), "parser": (3, 10),
    "symbol": (3, 10), "binhex": (3, 11), "macpath": (3, 8), "dummy_threading": (3, 9),
}  # fmt: skip
_PYTHON2 = frozenset(
    "ConfigParser StringIO cStringIO urllib2 urlparse Queue cPickle commands HTMLParser httplib "
    "cookielib md5 sha sets thread Tkinter __builtin__ exceptions copy_reg htmlentitydefs "
    "SocketServer SimpleHTTPServer xmlrpclib UserDict UserList new dbhash anydbm robotparser "
    "sgmllib mimetools rfc822 user future_builtins commands popen2 Cookie BaseHTTPServer "
    "dummy_thread repr".split()
)
_GONE: dict[tuple[str, str], tuple[int, int]] = {
    **{("collections", name): (3, 10) for name in (
        "Mapping", "MutableMapping", "Iterable", "Callable", "Sequence", "Hashable", "Set",
        "MutableSet", "MutableSequence", "Iterator", "Sized", "Container")},
    **{("urllib", name): (3, 0) for name in ("urlencode", "quote", "unquote", "urlopen",
        "quote_plus", "unquote_plus", "urlretrieve")},
    **{("itertools", name): (3, 0) for name in ("izip", "imap", "ifilter", "izip_longest")},
    **{("string", name): (3, 0) for name in ("letters", "lowercase", "uppercase", "maketrans",
        "join", "split", "replace")},
    ("platform", "linux_distribution"): (3, 8), ("platform", "dist"): (3, 8),
    ("time", "clock"): (3, 8), ("cgi", "escape"): (3, 8), ("inspect", "getargspec"): (3, 11),
    ("fractions", "gcd"): (3, 9), ("base64", "encodestring"): (3, 9),
    ("base64", "decodestring"): (3, 9), ("os", "getcwdu"): (3, 0), ("sys", "maxint"): (3, 0),
    ("sys", "setdefaultencoding"): (3, 0), ("locale", "format"): (3, 12),
    ("configparser", "SafeConfigParser"): (3, 12), ("asyncio", "coroutine"): (3, 11),
    ("os", "errno"): (3, 7), ("types", "StringTypes"): (3, 0), ("types", "StringType"): (3, 0),
}  # fmt: skip
"""Names that a version no longer has."""
_SUBMODULES = {
    "urllib": (3, 0), "urllib.parse": (3, 0), "urllib.request": (3, 0), "urllib.error": (3, 0),
    "unittest.mock": (3, 3), "importlib.metadata": (3, 8), "importlib.resources": (3, 7),
    "importlib.util": (3, 1), "importlib.machinery": (3, 1), "importlib.abc": (3, 1),
    "collections.abc": (3, 3), "concurrent.futures": (3, 2),
}  # fmt: skip


_NEW: dict[tuple[str, str], tuple[int, int]] = {
    ("contextlib", "suppress"): (3, 4), ("contextlib", "nullcontext"): (3, 7),
    ("contextlib", "ExitStack"): (3, 3), ("contextlib", "chdir"): (3, 11),
    ("functools", "cache"): (3, 9), ("functools", "cached_property"): (3, 8),
    ("functools", "lru_cache"): (3, 2), ("json", "JSONDecodeError"): (3, 5),
    ("os", "fspath"): (3, 6), ("os", "cpu_count"): (3, 4), ("os", "environb"): (3, 2),
    ("os", "scandir"): (3, 5), ("itertools", "pairwise"): (3, 10), ("math", "prod"): (3, 8),
    ("itertools", "batched"): (3, 12), ("itertools", "accumulate"): (3, 2),
    ("collections", "ChainMap"): (3, 3), ("datetime", "timezone"): (3, 2),
    ("datetime", "UTC"): (3, 11), ("re", "fullmatch"): (3, 4), ("subprocess", "run"): (3, 5),
    ("shutil", "which"): (3, 3), ("enum", "StrEnum"): (3, 11), ("typing", "Literal"): (3, 8),
    ("typing", "Final"): (3, 8), ("typing", "TypedDict"): (3, 8), ("typing", "Protocol"): (3, 8),
    ("typing", "Annotated"): (3, 9), ("typing", "Self"): (3, 11), ("time", "perf_counter"): (3, 3),
    ("shlex", "quote"): (3, 3), ("importlib", "util"): (3, 1), ("importlib", "reload"): (3, 4),
    ("itertools", "zip_longest"): (3, 0), ("typing", "override"): (3, 12),
    ("typing", "TypeAlias"): (3, 10), ("os", "get_terminal_size"): (3, 3),
}  # fmt: skip
"""Names that a version brought."""


def is_standard(machine: Interpreter, name: str) -> bool:
    """Whether the target's Python has a top-level module of this name."""
    if machine.python[0] == 2:
        if name in _PYTHON2:
            return True
        return name in sys.stdlib_module_names | _REMOVED.keys() and name not in _ADDED
    if name in _REMOVED:
        return machine.python < _REMOVED[name]
    if name in _ADDED:
        return machine.python >= _ADDED[name]
    return name in sys.stdlib_module_names


def standard_module(machine: Interpreter, name: str) -> Module | None:
    """The standard library's module `name`, modelled or opaque; None where it has none."""
    top = name.partition(".")[0]
    if not is_standard(machine, top):
        return None
    if name in _SUBMODULES and name != top and machine.python < _SUBMODULES[name]:
        return None
    factory = model_of(name)
    if factory is None and name != top and not _on_host(name):
        return None
    module = Module(name, opaque=True, package="." not in name or name == "xml.etree")
    module.file = f"/usr/lib/python/{name}.py"
    module.namespace["__name__"] = name
    if factory is not None:
        module.namespace.update(factory(machine))
    missing = {gone for (owner, gone), since in _GONE.items()
               if owner == name and machine.python >= since}  # fmt: skip
    missing |= {new for (owner, new), since in _NEW.items()
                if owner == name and machine.python < since}  # fmt: skip
    for gone in missing:
        module.namespace.pop(gone, None)
    module.missing = missing
    return module


def _on_host(name: str) -> bool:
    """Whether the tool's own standard library has a file for a module below a package."""
    base = os.path.join(os.path.dirname(os.__file__), *name.split("."))
    return os.path.isfile(base + ".py") or os.path.isdir(base)


def lacks(machine: Interpreter, module: Module, name: str) -> bool:
    """Whether a module is known not to have `name` in the target's version."""
    return name in module.missing or host_lacks(machine, module.name, name)


def has_function(machine: Interpreter, module: Module, name: str) -> bool:
    """Whether `name` is known to be a function or class of a module that is not modelled."""
    return machine.is_standard(module.name.partition(".")[0]) and is_there(module.name, name)


_CHECKED = frozenset(
    "os posixpath os.path sys json re datetime logging collections platform time string random "
    "itertools functools socket glob shutil math copy subprocess tempfile uuid hashlib base64 "
    "urllib.parse contextlib pathlib signal errno stat decimal fractions ipaddress secrets hmac "
    "html calendar csv enum operator warnings locale getpass struct binascii textwrap shlex "
    "configparser io codecs types zlib heapq bisect statistics unicodedata fnmatch".split()
)


def host_lacks(machine: Interpreter, module: str, name: str) -> bool:
    """Whether a name is certainly not in a module of the target's standard library.

    Asked of the tool's own Python: what that lacks, and no older one had, a target that is not
    newer lacks too.
    """
    if module not in _CHECKED or machine.python[0] == 2 or machine.python > (3, 14):
        return False
    if machine.python > sys.version_info[:2] and name in _SINCE_310:
        return False
    if any(owner == module and gone == name for owner, gone in _GONE):
        return False
    if hasattr(import_module(module), name) or name in _SINCE_REMOVED:
        return False
    return not is_listed(module, name)


def is_there(module: str, name: str) -> bool:
    """Whether the tool's own Python has a function or class of this name in a module."""
    return module in _CHECKED and callable(getattr(import_module(module), name, None))


_SINCE_310 = frozenset(
    "splitroot isjunction isreserved isdevdrive process_cpu_count batched UTC uuid6 uuid7 uuid8 "
    "getLevelNamesMapping getHandlerByName getHandlerNames sumprod cbrt exp2 Placeholder NOFLAG "
    "placeholder chdir file_digest unshare setns invert listdrives listmounts listvolumes "
    "login_tty eventfd monitoring activate_stack_trampoline exception Template templatelib".split()
)
_SINCE_REMOVED = frozenset({"popen2", "getcwdb", "tmpnam", "spawnvp", "clock", "linux_distribution",
    "dist", "popen", "callstats", "setcheckinterval", "getcheckinterval", "set_coroutine_wrapper",
    "get_coroutine_wrapper", "template", "sre_parse", "joinfields", "exc_clear"})  # fmt: skip


MODELS = {
    "os": "os os.path posixpath glob tempfile",
    "pathlib": "pathlib",
    "system": "sys platform importlib importlib.util imp",
    "regex": "re",
    "tools": "collections functools itertools contextlib enum typing",
    "dataclasses": "dataclasses",
    "logging": "logging logging.handlers logging.config warnings",
    "configparser": "configparser ConfigParser",
    "data": "json datetime ast copy",
    "programs": "subprocess shutil",
    "formats": "tomllib csv io codecs xml.etree.ElementTree gzip zipfile tarfile sqlite3 ctypes "
    "urllib.request",
    "machine": "locale getpass pwd grp time socket",
    "random": "random secrets operator",
    "resources": "importlib.resources importlib.metadata pkgutil zoneinfo",
    "host": "uuid ipaddress binascii html email.utils calendar unicodedata statistics heapq bisect "
    "getopt textwrap shlex base64 math fnmatch urllib.parse http string types signal errno stat "
    "decimal fractions struct hashlib zlib urlparse",
}
"""The modules that each `stdlib_*` file has models of, so that only these are imported."""


def model_of(name: str) -> Callable[[Interpreter], dict[str, Any]] | None:
    """The model of the standard module `name`; None where it has none."""
    home = next((home for home, names in MODELS.items() if name in names.split()), None)
    if home is None:
        return None
    found: dict[str, Any] = import_module(f"{__name__}_{home}").MODULES
    return found[name]  # type: ignore[no-any-return]
