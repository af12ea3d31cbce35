"""What lies on the disk for asking: uv's cache, the Python that refuses to build, kept answers.

All of it is in `$XDG_CACHE_HOME/pyspec-check/resolve` (`~/.cache/…`), for the user alone. With
`PYSPEC_CHECK_NO_CACHE` set, or where another user could write there, it is a folder that goes when
the run ends.

uv learns what a source depends on by running its build. Here it never does: the Python that it is
given answers one question, which Python it is, and fails whatever else it is started for. So uv
reads what an archive says of itself, and says of all others that they do not build. It names itself
as that Python, since uv keeps the answer of no program that names another: it would ask each time.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress

from checker.files.cached import own_folder, prune_cached, read_cached, write_cached

TYPE_CHECKING = False
if TYPE_CHECKING:
    import tempfile
    from collections.abc import Iterable

_LARGEST = 8_000_000
_MOST = 500
"""Answers that are kept; half of them are removed, the oldest first, when there are more."""
_SHELL = """\
#!/bin/sh
[ "$#" = 4 ] && [ "$1 $2 $3" = "-I -B -c" ] && exec {words} "$0" "$@"
echo {refused} >&2
exit 97
"""
_ANSWER = """\
import json
import re
import subprocess
import sys

real, itself, *words = sys.argv[1:]
question = (
    r"import sys; sys\\.path = [^;]+ \\+ sys\\.path; "
    r"from python\\.get_interpreter_info import main; main\\(\\)"
)
if words[:3] != ["-I", "-B", "-c"] or not re.fullmatch(question, words[3]):
    raise SystemExit(97)
told = json.loads(subprocess.run([real, *words], capture_output=True, check=True).stdout)
told.update({key: itself for key in ("sys_executable", "sys_base_executable") if key in told})
version = itself.rpartition("/python-")[2]
if version != itself and "markers" in told:
    short = ".".join(version.split(".")[:2])
    names = {"python_full_version": version, "python_version": short}
    told["markers"].update(names, implementation_version=version)
print(json.dumps(told))
"""
"""Runs uv's own question with the real Python, and nothing else."""
_OLDEST = (3, 8)
"""The first Python that uv takes to build with; for an older one it is told its own."""
REFUSED = "this is not built"
"""What it says to all others."""


class Workplace:
    """The folder of all that is kept between runs.

    Attributes:
        folder: its absolute path.
        uv_cache: where uv keeps what it has fetched.
    """

    def __init__(self) -> None:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):
            base = os.path.join(os.path.expanduser("~"), ".cache")
        self.folder = os.path.join(base, "pyspec-check", "resolve")
        self._passing: tempfile.TemporaryDirectory[str] | None = None
        off = bool(os.environ.get("PYSPEC_CHECK_NO_CACHE")) or not os.path.isabs(base)
        if off or not own_folder(self.folder) or not self._can_write():
            import tempfile  # noqa: PLC0415  gate: most runs keep what they fetch

            self._passing = tempfile.TemporaryDirectory(prefix="pyspec-check-")
            self.folder = self._passing.name
        self.uv_cache = os.path.join(self.folder, "uv")

    def keep_for(self, options: Iterable[str]) -> None:
        """Take what uv has fetched by these options alone.

        A name and a version may be something else in another index, and what is read of a release
        is found in the cache by these two.
        """
        import hashlib  # noqa: PLC0415  gate: to ask

        chosen = hashlib.sha256("\n".join(options).encode()).hexdigest()
        self.uv_cache = os.path.join(self.folder, "uv", chosen[:16])

    def _can_write(self) -> bool:
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
        except OSError:
            return False
        return os.access(self.folder, os.W_OK)

    def python(self, version: str) -> str:
        """The absolute path of the Python that uv is given, made anew if it is not there.

        A source that does not support the Python with which uv builds counts as none for it. So
        it is told that of the build.

        Args:
            version: the Python of the build, `3.11.6` or `3.11`.

        Raises:
            OSError: if it cannot be written.
        """
        import shlex  # noqa: PLC0415  gate: to ask

        folder = os.path.join(self.folder, "python")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        answer, path = os.path.join(folder, "answer.py"), os.path.join(folder, "python")
        numbers = [*version.split("."), "0", "0"][:3]
        if tuple(map(int, numbers[:2])) >= _OLDEST:
            path = os.path.join(folder, f"python-{'.'.join(numbers)}")
        words = [sys.executable, "-I", "-S", answer, sys.executable]
        quoted = " ".join(map(shlex.quote, words))
        _write(answer, _ANSWER, 0o600)
        _write(path, _SHELL.format(words=quoted, refused=shlex.quote(REFUSED)), 0o700)
        return path

    def passing(self) -> str:
        """A new folder for one question, to be removed by whoever asked with `remove`."""
        path = os.path.join(self.folder, f"ask-{os.urandom(8).hex()}")
        os.mkdir(path, 0o700)
        return path

    def get(self, key: str, most: float) -> bytes | None:
        """The kept answer of that key; None if there is none, or it is `most` seconds old."""
        path = os.path.join(self.folder, "answers", key)
        try:
            if time.time() - os.stat(path).st_mtime > most:
                return None
        except OSError:
            return None
        return read_cached(path, _LARGEST)

    def put(self, key: str, data: bytes) -> None:
        """Keep an answer."""
        folder = os.path.join(self.folder, "answers")
        if len(data) < _LARGEST:
            write_cached(os.path.join(folder, key), data)
            prune_cached(folder, _MOST)

    def close(self) -> None:
        """Remove what is not to be kept."""
        if self._passing is not None:
            with suppress(OSError):
                self._passing.cleanup()


def remove(folder: str) -> None:
    """Remove a folder with all that is in it; without a word if it can't."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                os.unlink(entry.path)
        os.rmdir(folder)
    except OSError:
        import shutil  # noqa: PLC0415  gate: uv has made a folder in it

        shutil.rmtree(folder, ignore_errors=True)


def _write(path: str, text: str, mode: int) -> None:
    """Write a file unless it has that text: uv knows a Python by the time of its file."""
    with suppress(OSError, ValueError), open(path, encoding="utf-8") as file:
        if file.read() == text:
            return
    write_cached(path, text.encode())
    os.chmod(path, mode)
