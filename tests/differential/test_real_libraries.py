"""PY002's table against real interpreters: what it says that one lacks cannot be imported there."""

from __future__ import annotations

import sys

import pytest

from checker.data import stdlib as library
from checker.data.stdlib import absent_module, absent_name
from tests.differential.interpreters import VERSIONS, ask, version

PROGRAM = r"""
import json, sys, warnings
warnings.simplefilter("ignore")
asked = json.load(sys.stdin)
there = []
for module, name in asked:
    try:
        __import__(module)
        if name and not hasattr(sys.modules[module], name):
            __import__(module + "." + name)
        there.append([module, name])
    except BaseException:
        pass
sys.stdout.write(json.dumps(there))
"""
LISTED = r"""
import json, pkgutil, sys
names = set(getattr(sys, "stdlib_module_names", ())) | set(sys.builtin_module_names)
if not hasattr(sys, "stdlib_module_names"):
    names.update(module[1] for module in pkgutil.iter_modules())
sys.stdout.write(json.dumps(sorted(names)))
"""


def entries() -> list[tuple[str, str]]:
    """Each module of the table, and each name of it."""
    found = []
    for line in library._text("names.txt").splitlines():
        if line and not line.startswith("#"):
            module, _, *names = line.split(" ")
            found.append((module, ""))
            found += [(module, name.partition(":")[0]) for name in names]
    return found


@pytest.mark.parametrize("python", VERSIONS)
def test_what_is_absent_cannot_be_imported(python: str) -> None:
    number = version(python)
    absent = [
        [module, name]
        for module, name in entries()
        if (absent_name(module, name, number) if name else absent_module(module, number))
    ]
    assert ask(python, PROGRAM, absent) == []
    assert len(absent) > 100


@pytest.mark.parametrize("python", VERSIONS)
def test_what_a_python_lists_is_there(python: str) -> None:
    number = version(python)
    assert not [name for name in ask(python, LISTED, None) if absent_module(name, number)]


def test_what_came_last_is_known() -> None:
    for module in ("compression.zstd", "annotationlib", "concurrent.interpreters",
                   "string.templatelib"):  # fmt: skip
        assert absent_module(module, (3, 13)) is not None, module
        assert absent_module(module, (3, 14)) is None, module
    gone = [("pkgutil", "find_loader"), ("ast", "Str"), ("asyncio", "SafeChildWatcher"),
            ("urllib.request", "URLopener"), ("importlib.abc", "Traversable")]  # fmt: skip
    for module, name in gone:
        assert absent_name(module, name, (3, 13)) is None, name
        assert absent_name(module, name, (3, 14)) is not None, name
    for module in ("cgi", "crypt", "imghdr", "telnetlib", "pipes", "nntplib", "uu", "xdrlib"):
        assert absent_module(module, (3, 12)) is None, module
        assert absent_module(module, (3, 13)) is not None, module
    for module in ("distutils", "imp", "asyncore", "asynchat", "smtpd"):
        assert absent_module(module, (3, 11)) is None, module
        assert absent_module(module, (3, 12)) is not None, module


@pytest.mark.skipif(sys.version_info[:2] > (3, 14), reason="newer than the table")
def test_all_that_this_python_lists_is_there() -> None:
    names = sys.stdlib_module_names
    assert not [name for name in names if absent_module(name, sys.version_info[:2])]
