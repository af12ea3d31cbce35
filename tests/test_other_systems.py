"""What Windows and macOS do otherwise, made here: no POSIX calls, names without case, other ends.

Each command is run as it is and in a Python that lacks what the other system lacks; both must
print the same bytes. What only the real system shows is tested by the workflow, on all three.
"""

# ruff: noqa: E501  whole lines of programs that are started

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import git

TOP = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name != "posix", reason="the other system is this one"),
]
START = "from checker.__main__ import run; raise SystemExit(run())"
NO_POSIX = """
import os, signal, sys, subprocess, tempfile, multiprocessing
for name in ("fork", "forkpty", "posix_spawn", "posix_spawnp", "register_at_fork", "getuid", "geteuid",
             "getgid", "getegid", "fchown", "chown", "lchown", "killpg", "setsid", "getpgid", "wait3", "wait4",
             "sched_getaffinity", "getloadavg", "mkfifo", "sysconf", "nice", "umask_", "O_NOFOLLOW", "O_NONBLOCK",
             "O_DIRECTORY", "O_CLOEXEC", "POSIX_SPAWN_DUP2", "posix_fadvise"):
    if hasattr(os, name):
        delattr(os, name)
subprocess.Popen.kill = lambda self, end=os.kill, by=signal.SIGKILL: self.poll() is None and end(self.pid, by)
for name in ("SIGALRM", "SIGKILL", "SIGHUP", "SIGQUIT", "SIGXCPU", "setitimer", "alarm", "pthread_sigmask"):
    if hasattr(signal, name):
        delattr(signal, name)
for name in ("resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[name] = None
os.supports_dir_fd = os.supports_fd = os.supports_follow_symlinks = frozenset()
"""
"""Takes away what Windows has not; locks (`fcntl`, there `msvcrt`) have a branch of their own."""
NO_CASE = """
import os, genericpath, posixpath
real = {name: getattr(os, name) for name in ("open", "stat", "lstat", "scandir", "listdir", "readlink", "access")}
def spelled(path):
    if not isinstance(path, (str, os.PathLike)):
        return path
    text = os.fspath(path)
    if not isinstance(text, str):
        return path
    here = "/" if text.startswith("/") else ""
    for part in text.split("/"):
        place = here + part
        try:
            real["lstat"](place or "/")
        except OSError:
            try:
                near = [name for name in real["listdir"](here or ".") if name.casefold() == part.casefold()]
            except OSError:
                near = []
            place = here + (near[0] if near else part)
        here = place + "/"
    return here[:-1] or "/"
def wrapped(name):
    function = real[name]
    def call(path=".", *given, **named):
        return function(spelled(path), *given, **named)
    return call
for name in real:
    setattr(os, name, wrapped(name))
for name in ("exists", "isfile", "isdir", "islink", "lexists"):
    old = getattr(os.path, name)
    setattr(os.path, name, lambda path, old=old: old(spelled(path)))
"""
"""Every file answers to its name in any case, as on macOS and Windows; a folder's list is exact."""


def start(root: Path, before: str, *words: str) -> tuple[int, str, str]:
    program = f"import sys; sys.path.append({str(TOP)!r}); {{}}\n".format(
        before and f"exec({before!r})"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program + START, *words],
        cwd=root,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


COMMANDS = [
    ["--all"],
    ["plan"],
    ["--format", "json", "--target", "heroku,rainbond-6"],
    ["--staged", "--format", "concise"],
    ["--rev", "HEAD", "--format", "concise"],
    ["--diff"],
    ["init", "--diff"],
    ["config"],
]


@pytest.fixture(params=["broken", "django"])
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    root = tmp_path / "root"
    shutil.copytree(TOP / "examples" / request.param, root)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "One")
    return root


@pytest.mark.parametrize("before", [NO_POSIX, NO_CASE], ids=["no-posix-calls", "no-case"])
def test_the_answers_are_the_same(example: Path, before: str) -> None:
    for words in COMMANDS:
        assert start(example, before, *words) == start(example, "", *words), words


def test_fixes_are_written_without_posix_calls(example: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(example, other)
    first = start(example, "", "--fix", "--unsafe-fixes", "--format", "concise")
    assert start(other, NO_POSIX, "--fix", "--unsafe-fixes", "--format", "concise") == first
    for path in example.rglob("*"):
        if path.is_file() and ".git" not in path.relative_to(example).parts:
            assert (other / path.relative_to(example)).read_bytes() == path.read_bytes(), path


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"requirements.txt": "flask\n", "procfile": "web: gunicorn app:app\n", "app.py": ""}, "PROC001"),
        ({"Requirements.txt": "flask\n", "Procfile": "web: gunicorn app:app\n"}, "REQ001"),
        ({"requirements.txt": "", "Procfile": "web: python x.py\n", "X.py": ""}, "CMD002"),
        ({"requirements.txt": "flask==2\n-r Base.txt\n", "base.txt": ""}, "REQ005"),
        ({"requirements.txt": "flask\n", "Procfile": "web: python x.py\n", "x.py": "import Helper\n", "helper.py": ""}, "IMP"),
        ({"requirements.txt": "flask\n", "Runtime.txt": "python-3.9.16\n"}, "RUN"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)  # fmt: skip
def test_a_name_that_only_this_disk_finds(tmp_path: Path, files: dict[str, str], code: str) -> None:
    """The platform's disk minds the case, so the file's exact name counts here too."""
    root = tmp_path / "root"
    root.mkdir()
    for path, text in files.items():
        (root / path).write_text(text)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    for target in ("rainbond-6", "heroku"):
        words = ["--format", "concise", "--all", "--target", target]
        exact = start(root, "", *words)
        assert start(root, NO_CASE, *words) == exact
        assert code in exact[1] or target != "rainbond-6", exact


DRIVES = """
import os, posixpath
plain = posixpath.relpath
def relpath(path, start=os.curdir):
    drives = [os.path.abspath(each).split("/drive-")[-1][:1] for each in (path, start)]
    if drives[0] != drives[1]:
        raise ValueError(f"path is on mount {drives[0]!r}, start on mount {drives[1]!r}")
    return plain(path, start)
os.path.relpath = relpath
"""
"""Folders called `drive-X` are drives of their own, between which no relative path leads."""


@pytest.mark.parametrize(
    "words",
    [
        ["../drive-d/shop", "--format", "concise"],
        ["../drive-d/shop", "--config", "../drive-e/pyspec-check.toml", "--format", "concise"],
        ["../drive-d/shop", "--config", "pyspec-check.toml", "--format", "json"],
        ["../drive-d/shop", "--diff"],
        ["../drive-d/shop", "--stdin-filename", "Procfile"],
        ["plan", "../drive-d/shop"],
        ["init", "--diff", "../drive-d/shop"],
        ["../drive-d/shop", "--format", "sarif"],
        ["../drive-d/shop", "--fix", "--format", "concise"],
    ],
)
@pytest.mark.parametrize("checkout", [False, True])
def test_a_root_on_another_drive(tmp_path: Path, words: list[str], checkout: bool) -> None:
    said = []
    for number, before in enumerate((DRIVES, "")):
        top = tmp_path / str(number)
        for name in ("drive-c", "drive-d/shop", "drive-e"):
            (top / name).mkdir(parents=True)
        for name in ("drive-c", "drive-e"):
            (top / name / "pyspec-check.toml").write_text('ignore = ["RUN001"]\n')
        (top / "drive-d" / "shop" / "requirements.txt").write_text("flask==2.0.3\n")
        (top / "drive-d" / "shop" / "Procfile").write_text("web:gunicorn app:app\n")
        if checkout:
            git(top / "drive-d" / "shop", "init", "--quiet")
        code, out, err = start(top / "drive-c", before, *words)
        said.append((code, out.replace(str(top), ""), err.replace(str(top), "")))
    assert "Traceback" not in said[0][2]
    assert said[0] == said[1]
