"""Models of the standard library: what settings and start scripts ask of it.

A module that has no model is importable where the target's Python has it; what it gives is unknown.
"""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.loading import load
from checker.data.library_names import WHOLE, names_of
from checker.data.stdlib import absent_name, can_be_called, has_module, no_version_has
from checker.python.interpreter.values import Module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def is_standard(interp: Interpreter, name: str) -> bool:
    """Whether the target's Python has a top-level module of this name."""
    return has_module(name, interp.python)


def standard_module(interp: Interpreter, name: str) -> Module | None:
    """The standard library's module `name`, modelled or not; None where it has none."""
    if not has_module(name, interp.python):
        return None
    factory = model_of(name)
    module = Module(name, unmodelled=True, package="." not in name or name == "xml.etree")
    module.file = f"/usr/lib/python/{name}.py"
    module.namespace["__name__"] = name
    if factory is not None:
        module.namespace.update(factory(interp))
    module.missing = _absent(name, frozenset(module.namespace), interp.python)
    for gone in module.missing:
        del module.namespace[gone]
    return module


@lru_cache(256)
def _absent(name: str, given: frozenset[str], python: tuple[int, int]) -> frozenset[str]:
    """Those of the names that a module is said to have that a Python's does not have."""
    return frozenset(each for each in given if absent_name(name, each, python) is not None)


def lacks(interp: Interpreter, module: Module, name: str) -> bool:
    """Whether a module is known not to have `name` in the target's version."""
    if name in module.missing or absent_name(module.name, name, interp.python) is not None:
        return True
    return no_version_has(module.name, name) or _another_release(interp, module.name, name)


def _another_release(interp: Interpreter, module: str, name: str) -> bool:
    """Whether a name that a library's newest release does not have is taken for missing."""
    if name.startswith("_") or interp.is_standard(module.partition(".")[0]):
        return False
    names = names_of(module)
    if names is None or name in names:
        return False
    if module in WHOLE:
        return True
    return not interp.maybe(f"whether the release of {module} has {name}", None)


def has_function(interp: Interpreter, module: Module, name: str) -> bool:
    """Whether `name` is known to be a function or class of a module that is not modelled."""
    if absent_name(module.name, name, interp.python) is not None:
        return False
    return has_module(module.name, interp.python) and can_be_called(module.name, name)


MODELS = {
    "os": "os os.path posixpath",
    "glob": "glob tempfile",
    "pathlib": "pathlib",
    "system": "sys platform importlib importlib.util imp",
    "regex": "re",
    "tools": "collections functools itertools enum typing",
    "contextlib": "contextlib asyncio runpy",
    "abc": "abc",
    "dataclasses": "dataclasses",
    "logging": "logging logging.handlers logging.config",
    "warnings": "warnings",
    "configparser": "configparser ConfigParser",
    "data": "json datetime ast copy",
    "programs": "subprocess shutil",
    "formats": "tomllib csv io codecs xml.etree.ElementTree gzip zipfile tarfile sqlite3 ctypes "
    "urllib.request",
    "options": "netrc ssl gettext pprint",
    "argparse": "argparse",
    "machine": "locale getpass pwd grp time socket",
    "random": "random secrets",
    "operator": "operator",
    "resources": "importlib.resources importlib.metadata pkgutil",
    "zoneinfo": "zoneinfo",
    "host": "uuid ipaddress binascii html email.utils calendar unicodedata statistics heapq bisect "
    "getopt textwrap shlex base64 math fnmatch urllib.parse http string types signal errno stat "
    "decimal fractions struct hashlib zlib urlparse colorsys cmath graphlib hmac",
}
"""The modules that each `stdlib_*` file has models of, so that only these are imported."""


def model_of(name: str) -> Callable[[Interpreter], dict[str, Any]] | None:
    """The model of the standard module `name`; None where it has none."""
    home = next((home for home, names in MODELS.items() if name in names.split()), None)
    if home is None:
        return None
    found: dict[str, Any] = load(f"{__name__}_{home}").MODULES
    return found[name]  # type: ignore[no-any-return]
