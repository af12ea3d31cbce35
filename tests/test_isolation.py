"""Nothing of the checked repository runs: no module of it, no program of it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from checker.__main__ import trusted
from checker.files.programs import find_program
from checker.python.syntax import reading
from checker.python.syntax.parallel import each_in_processes
from tests.conftest import git
from tests.python.children import where

TOP = Path(__file__).parent.parent
NAMES = (
    "argparse", "ast", "bisect", "collections", "concurrent", "contextlib", "ctypes", "difflib",
    "encodings_", "enum", "errno", "gc", "gettext", "hashlib", "heapq", "importlib_", "json",
    "keyword", "linecache", "locale", "logging", "multiprocessing", "packaging", "pickle",
    "pkgutil", "queue", "re", "rich", "select", "selectors", "shutil", "signal", "socket",
    "string", "struct", "subprocess", "tempfile", "threading", "tokenize", "tomli", "tomllib",
    "traceback", "types", "unicodedata", "warnings", "weakref", "yaml", "zipfile",
)  # fmt: skip
"""Modules that the tool, its libraries or a pool of processes import."""


@pytest.fixture
def trapped(tmp_path: Path) -> Path:
    """A repository whose modules have the names of the standard library's, and write a mark."""
    root = tmp_path / "root"
    root.mkdir()
    for name in (*NAMES, "sitecustomize", "usercustomize"):
        mark = f"open({str(tmp_path / 'ran')!r}, 'a').write(__name__ + chr(10))\n"
        (root / f"{name}.py").write_text(mark)
    (root / "x.pth").write_text("import socket\n")
    (root / "requirements.txt").write_text("flask==2.0.3\ngunicorn==20.1.0\n")
    (root / "Procfile").write_text("web: gunicorn app0:app\n")
    for number in range(40):  # over the threshold of `reading.PARALLEL`, all of it imported
        imported = "".join(f"import app{other}\n" for other in range(number + 1, number + 3))
        line = f"if (value := {number}):\n    text = 'some more to make it long enough'\n"
        size = reading.PARALLEL // 30
        (root / f"app{number}.py").write_text(imported + "app = 1\n" + line * (size // len(line)))
    return root


def start(root: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command,
        cwd=root,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


def without_what_python_imports(root: Path, *words: str, **variables: str) -> None:
    """Remove the traps that Python itself springs before any code of ours runs."""
    start(root, sys.executable, *words, **variables)
    while ran(root):
        for name in ran(root).split():
            (root / f"{name}.py").unlink(missing_ok=True)
        (root.parent / "ran").unlink()
        start(root, sys.executable, *words, **variables)


def ran(root: Path) -> str:
    found = root.parent / "ran"
    return found.read_text() if found.exists() else ""


def test_the_children_see_nothing_of_the_working_folder(
    trapped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(trapped)
    monkeypatch.setenv("PYTHONPATH", str(trapped))
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    children = each_in_processes(where, list(range(50)), needs=[str(TOP)])
    others = [paths for paths in children if paths[0] != str(trapped)]
    assert len(others) > 30
    assert not [paths for paths in others if {str(trapped), "", "."} & set(paths)]
    assert not ran(trapped)


@pytest.mark.parametrize("method", [None, "fork", "spawn", "forkserver"])
def test_many_files_are_read_without_running_one(trapped: Path, method: str | None) -> None:
    """Whatever the start method that this Python's `multiprocessing` would take."""
    chosen = f"import multiprocessing as m; m.set_start_method({method!r}); " if method else ""
    program = (
        f"import os, sys; {chosen}sys.path[:] = [p for p in sys.path if p]; "
        f"sys.path.append({str(TOP)!r}); os.cpu_count = lambda: 4; "
        "from checker.python.syntax import parallel; "
        "start = parallel._start; started = []; "
        "parallel._start = lambda: started.append(1) or start(); "
        "from checker.cli.main import main; "
        "code = main(['.', '--format', 'concise', '--all']); "
        "print('started', len(started), 'code', code, file=sys.stderr)"
    )
    done = start(trapped, sys.executable, "-I", "-c", program, PYSPEC_CHECK_NO_CACHE="1")
    assert "started 3 code" in done.stderr, done.stderr
    assert not ran(trapped)


def test_the_command_and_the_module_run_nothing(trapped: Path) -> None:
    tool = Path(sys.executable).with_name("pyspec-check")
    commands = [[str(tool)]] if tool.exists() else []
    (trapped / "nothing.py").touch()
    without_what_python_imports(trapped, "-m", "nothing")
    commands.append([sys.executable, "-m", "checker"])
    commands.append([sys.executable, "-I", "-m", "checker"])
    for number in range(2, 40):
        (trapped / f"app{number}.py").unlink()
    for number in range(2):
        (trapped / f"app{number}.py").write_text("import re, json, app1\napp = 1\n")
    for command in commands:
        for words in ([], ["plan"], ["--fix"], ["--statistics", "--all"], ["--format", "sarif"]):
            done = start(trapped, *command, *words)
            assert done.returncode in (0, 1), done.stderr
            assert not ran(trapped), command
        if find_spec("pygls"):  # the server ends with its standard input
            done = start(trapped, *command, "lsp", "--stdio")
            assert "Traceback" not in done.stderr, done.stderr
            assert not ran(trapped), command


def test_the_path_that_a_shell_or_direnv_sets(trapped: Path) -> None:
    """But for the few modules that Python itself, and a console script, import before us."""
    without_what_python_imports(trapped, "-c", "import re", PYTHONPATH=".")
    for said in (".", "", str(trapped), f"{os.pathsep}{TOP}"):
        program = f"import sys; sys.path.append({str(TOP)!r}); sys.path.pop(0); {GO}"
        done = start(trapped, sys.executable, "-c", program, PYTHONPATH=said)
        assert done.returncode in (0, 1), done.stderr
        assert not ran(trapped), said


GO = "from checker.__main__ import run; sys.argv[1:] = ['plan']; sys.exit(run())"


def test_what_of_a_module_path_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, other, tools = tmp_path / "here", tmp_path / "other", tmp_path / "tools"
    for folder in (here / "src", other, tools):
        folder.mkdir(parents=True)
    monkeypatch.chdir(here)
    library = os.path.dirname(os.__file__)
    plain = [library, str(TOP)]
    assert trusted([str(here), *plain], []) == plain
    assert trusted(["", *plain, "."], []) == plain
    assert trusted(["/usr/bin", *plain], []) == ["/usr/bin", *plain]
    assert trusted(["x", str(here / ".venv" / "lib"), *plain], [])[0] == str(here / ".venv" / "lib")
    (tmp_path / "link").symlink_to(here)
    assert trusted([str(tmp_path / "link"), *plain], []) == plain
    said = [str(here / "src"), str(other), str(tools)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["src", *said[1:]]))
    assert trusted(["/usr/bin", *said, *plain], ["../other/", "--fix"]) == [
        "/usr/bin", str(tools), *plain
    ]  # fmt: skip
    monkeypatch.chdir("/")
    assert trusted(["/usr/bin", *said, *plain], []) == ["/usr/bin", *said, *plain]
    monkeypatch.chdir(TOP)
    assert trusted([str(TOP), *plain], []) == [str(TOP), *plain]


def program_in(folder: Path, name: str = "git") -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("#!/bin/sh\n")
    (folder / name).chmod(0o755)
    return str(folder / name)


def test_a_program_is_never_one_of_the_repository(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    real = program_in(outside)
    program_in(root / "bin")
    (tmp_path / "link").symlink_to(root / "bin")
    (tmp_path / "disguised").mkdir()
    (tmp_path / "disguised" / "git").symlink_to(root / "bin" / "git")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "git").write_text("not executable")
    (tmp_path / "folder" / "git").mkdir(parents=True)
    for entry in ("", ".", "bin", "root/bin", f"{root}/bin", f"{root}", f"{root}/../root/bin",
                  str(tmp_path / "link"), str(tmp_path / "disguised"), str(tmp_path / "plain"),
                  str(tmp_path / "folder"), "/nowhere"):  # fmt: skip
        assert find_program("git", [str(root)], entry) is None, entry
        assert find_program("git", [str(root)], f"{entry}:{outside}") == real
    assert find_program("git", ["/"], str(outside)) == real, "/ says nothing"


def test_a_program_on_windows(tmp_path: Path) -> None:
    """No lookup in the working folder, no batch file, quotes around entries."""
    for name in ("git", "git.bat", "git.cmd", "git.com"):
        program_in(tmp_path / "first", name)
    program_in(tmp_path / "root", "git.exe")
    real = program_in(tmp_path / "with; blank", "git.exe")
    path = f';.;{tmp_path / "first"};{tmp_path / "root"};"{tmp_path / "second"}"'
    assert find_program("git", [str(tmp_path / "root")], path, windows=True) is None
    os.rename(tmp_path / "with; blank", tmp_path / "second")
    found = find_program("git", [str(tmp_path / "root")], path, windows=True)
    assert found == real.replace("with; blank", "second")


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_git_of_the_repository_is_not_started(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "backend").mkdir(parents=True)
    (root / "backend" / "requirements.txt").write_text("")
    git(root, "init", "--quiet")
    (root / "git").write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\n")
    (root / "git").chmod(0o755)
    program = f"import sys; sys.path.append({str(TOP)!r}); sys.path.pop(0); {GO}"
    program = program.replace("'plan'", "'--format', 'concise'")
    for path in (str(root), ".", "", "..", f".:{os.environ['PATH']}"):
        for folder in (root, root / "backend"):
            done = start(folder, sys.executable, "-c", program, PATH=path)
            assert not ran(root)
            assert ("git is not installed" in done.stdout) == (":" not in path), done
