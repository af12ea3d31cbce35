"""One table says what each Python's standard library has; the Python that runs the tool never."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker.data import text_table
from checker.data.stdlib import _has_inner, absent_module, absent_name, has_module, no_version_has
from checker.files.tree import MemoryTree
from checker.targets import targets
from tests.checking import check

DJANGO = {
    "requirements.txt": b"Django==1.11.29\ngunicorn==19.9.0\n",
    "Procfile": b"web: gunicorn site_.wsgi\n",
    "manage.py": b"import os, sys\nif __name__ == '__main__':\n"
    b"    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings')\n"
    b"    from django.core.management import execute_from_command_line\n"
    b"    execute_from_command_line(sys.argv)\n",
    "site_/__init__.py": b"",
    "site_/wsgi.py": b"application = None\n",
}  # fmt: skip
SETTINGS = b"""import %s
SECRET_KEY = 'x'
INSTALLED_APPS = ['django.contrib.staticfiles']
STATIC_URL = '/s/'
STATIC_ROOT = '/tmp/s'
"""


def codes(module: bytes, runtime: bytes, target: str) -> set[str]:
    files = {**DJANGO, "site_/settings.py": SETTINGS % module, "runtime.txt": runtime}
    report = check(MemoryTree(files), targets()[target])
    assert not report.crashes
    return {finding.code for finding in report.findings if finding.code.startswith("DJ")}


def test_a_module_that_is_gone_from_the_tools_python_is_there_in_the_targets() -> None:
    """`sunau` went with 3.13; a tool that runs there must know that 3.9 has it."""
    assert has_module("sunau", (3, 9))
    assert not has_module("sunau", (3, 13))
    runtime, target = b"python-3.9.16", "rainbond-6"
    assert codes(b"sunau", runtime, target) == codes(b"wave", runtime, target)


@pytest.mark.parametrize("module", ["UserString", "compiler", "Bastion", "sets", "email.MIMEText"])
def test_modules_of_python_2_are_there(module: str) -> None:
    top = module.partition(".")[0]
    assert has_module(top, (2, 7))
    assert has_module(top, (3, 6)) == (top == "email")


@pytest.mark.parametrize("module", [b"UserString", b"compiler"])
def test_python_2_settings_that_import_them_have_no_finding(module: bytes) -> None:
    assert codes(module, b"python-2.7.17", "rainbond-5") == set()
    assert "DJ019" in codes(module, b"python-3.6.15", "rainbond-6")


@pytest.mark.parametrize(
    ("module", "python", "there"),
    [
        ("os.path", (2, 7), True),
        ("collections.abc", (2, 7), False),
        ("collections.abc", (3, 14), True),
        ("email.mime.text", (3, 6), True),
        ("tkinter", (3, 9), True),
        ("Tkinter", (2, 7), True),
        ("_thread", (3, 6), True),
        ("winreg", (3, 9), False),
        ("typing", (3, 4), False),
        ("asyncio", (3, 4), True),
        ("secrets", (3, 5), False),
        ("tomllib", (3, 10), False),
        ("annotationlib", (3, 14), True),
        ("annotationlib", (3, 15), True),
        ("distutils", (3, 11), True),
        ("distutils", (3, 12), False),
        ("yaml", (3, 9), False),
        ("#", (3, 9), False),
    ],
)
def test_modules_by_version(module: str, python: tuple[int, int], there: bool) -> None:
    assert has_module(module, python) == there


def test_names_by_version() -> None:
    assert absent_name("json", "JSONDecodeError", (3, 4)) is not None
    assert absent_name("json", "JSONDecodeError", (3, 6)) is None
    assert absent_name("urllib", "urlencode", (3, 6)) is not None
    assert absent_name("collections", "Mapping", (3, 10)) is not None
    assert no_version_has("os", "getenvv")
    assert not no_version_has("os", "getcwdu")
    assert not no_version_has("os", "O_ANYTHING")
    assert not no_version_has("logging", "handlers")
    assert not no_version_has("unlisted", "anything")


def test_both_tables_agree() -> None:
    """What the table of names says of modules, the table of modules says too."""
    folder = Path(checker.__file__).parent / "data" / "stdlib"
    for line in (folder / "names.txt").read_text("ascii").splitlines():
        module = line.split(" ")[0]
        if line.startswith("#") or module.startswith(("tkinter", "idlelib", "turtledemo")):
            continue
        for python in ((2, 7), *((3, minor) for minor in range(6, 15))):
            gone = absent_module(module, python) is not None
            assert not (gone and has_module(module, python)), (module, python)


def test_nothing_asks_the_python_that_runs_the_tool() -> None:
    asks = re.compile(r"stdlib_module_names|builtin_module_names|hasattr\(import_module")
    for path in Path(checker.__file__).parent.rglob("*.py"):
        assert not asks.search(path.read_text("utf-8")), path


def test_the_table_is_that_of_this_python() -> None:
    """As far as this Python was asked: all that it lists and can find is in the table."""
    if sys.version_info >= (3, 15):
        pytest.skip("it was not asked")
    ask = (
        "import os, pkgutil; here = os.path.dirname(os.__file__)\n"
        "print(*(module[1] for module in pkgutil.iter_modules([here])))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ask], capture_output=True, text=True, check=True
    )
    skipped = ("_sysconfigdata", "__phello__", "sitecustomize", "usercustomize")
    for name in done.stdout.split():
        if not name.startswith(skipped):
            assert has_module(name, sys.version_info[:2]), name


def test_a_module_has_inner_ones_where_the_table_has_one_of_its_own() -> None:
    listed = [line.split(" ")[0] for line in text_table("stdlib/names.txt").split("\n")[1:-1]]
    parts = {name.rpartition(".")[0] for name in listed} - {""}
    assert {"os", "asyncio"} & parts
    for module in (*listed, *parts, "zzz", "a", "os.path", "collections.", "#"):
        inner = any(name.startswith(module + ".") for name in listed)
        assert _has_inner(module) == inner, module
