from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path  # noqa: TC003

import pytest

from checker.base.text import Document
from checker.files.tree import DirectoryTree, MemoryTree
from checker.python.models.distributions import read_distributions
from checker.python.names.resolve_module import State, find_module

FILES = {
    "app.py": "",
    "shop/__init__.py": "",
    "shop/wsgi.py": "",
    "shop/Upper.py": "",
    "space/inner.py": "",
    "space/deep/more.py": "",
    "both.py": "",
    "both/__init__.py": "",
    "folder/x.py": "",
    "folder.py": "",
    "src/space/other.py": "",
    "src/lib.py": "",
    "my-web.py": "",
    "moving/__init__.py": "__path__.append('src')\n",
}
NAMES = (
    "app", "App", "app.x", "shop", "shop.wsgi", "shop.upper", "shop.Upper", "shop.none", "space",
    "space.inner", "space.other", "space.deep.more", "both", "folder", "folder.x", "lib", "none",
    "my-web", "app.py", "src/lib", "src.lib", "shop.wsgi.deeper",
)  # fmt: skip


def look(name: str, *paths: str | None) -> tuple[State, str]:
    tree = MemoryTree({path: text.encode() for path, text in FILES.items()})

    def read(path: str) -> Document | None:
        return Document(path, FILES[path].encode()) if path in FILES else None

    found = find_module(tree, name, paths or ("",), read)
    return found.state, found.path


@pytest.mark.parametrize("paths", [("",), ("", "src"), ("src", "")])
def test_finds_what_python_finds(tmp_path: Path, paths: tuple[str, ...]) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    if (tmp_path / "APP.PY").exists():
        pytest.skip("this file system does not tell upper from lower case")
    program = (
        "import importlib, sys\n"
        f"sys.path[:0] = {[os.path.join(tmp_path, path) for path in paths]!r}\n"
        f"for name in {NAMES!r}:\n"
        "    try:\n        module = importlib.import_module(name)\n"
        "        print(name, getattr(module, '__file__', None) or '')\n"
        "    except ImportError:\n        print(name, '-')\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", program], capture_output=True, text=True, check=True
    )
    for line in done.stdout.splitlines():
        name, _, file = line.partition(" ")
        state, path = look(name, *paths)
        if file == "-":
            assert state is State.MISSING, name
        else:
            assert state is State.FOUND, name
            assert path == (os.path.relpath(file, tmp_path) if file else ""), name


def test_what_is_not_known() -> None:
    assert look("none", "", None)[0] is State.UNKNOWN
    assert look("app", "", None)[0] is State.FOUND
    assert look("moving.x")[0] is State.UNKNOWN
    assert look("a." * 100 + "b")[0] is State.MISSING
    assert look("..")[0] is State.MISSING


def _no_document(path: str) -> Document | None:
    return None


def test_links_are_followed_inside_the_root(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "wsgi.py").write_text("")
    try:
        (tmp_path / "web").symlink_to("real")
    except OSError:
        pytest.skip("no symbolic links here")
    found = find_module(DirectoryTree(str(tmp_path)), "web.wsgi", ("",), _no_document)
    assert (found.state, found.path) == (State.FOUND, "web/wsgi.py")


def test_likely_names_of_unlisted_distributions() -> None:
    found = read_distributions(["django-imagined-things", "django-heroku-pond", "python-slow.box"])
    for name in ("imagined_things", "imaginedthings", "pond", "heroku_pond", "slowbox"):
        assert found.provides(name), name
    assert not found.provides("things")
    assert not found.absent("things")
