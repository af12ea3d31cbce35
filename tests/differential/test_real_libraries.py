"""PY002's table against real interpreters: what it says that one lacks cannot be imported there.

A Python lists the modules of all systems: those of Windows and macOS must be told as such, and no
Python of this machine may import them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from checker.data import text_table
from checker.data.stdlib import absent_module, absent_name
from tests.differential.interpreters import VERSIONS, ask, version

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    for line in text_table("stdlib/names.txt").splitlines():
        if line and not line.startswith("#"):
            module, _, *names = line.split(" ")
            found.append((module, ""))
            found += [(module, name.partition(":")[0]) for name in names]
    return found


def other_systems() -> list[str]:
    """The modules of the table that Linux does not have."""
    lines = text_table("stdlib/modules.txt").splitlines()
    return [line.removesuffix(" !") for line in lines if line.endswith(" !") and line[0] != "#"]


def wrongly_absent(names: Iterable[str], python: tuple[int, int]) -> list[str]:
    """The modules of a Python's own list that it is said to lack, though not for the system."""
    found = {name: absent_module(name, python) for name in names}
    return [name for name, absent in found.items() if absent is not None and not absent.system]


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
    assert not wrongly_absent(ask(python, LISTED, None), number)


@pytest.mark.skipif(sys.platform != "linux", reason="the table is of Linux")
@pytest.mark.parametrize("python", VERSIONS)
def test_what_other_systems_have_cannot_be_imported(python: str) -> None:
    names = other_systems()
    absent = [name for name in names if absent_module(name, version(python)) is not None]
    assert ask(python, PROGRAM, [[name, ""] for name in absent]) == []
    assert {"msvcrt", "winreg", "_winapi", "_scproxy"} <= set(absent)


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
    assert not wrongly_absent(sys.stdlib_module_names, sys.version_info[:2])
