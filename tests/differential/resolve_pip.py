"""Real pips that install into folders: one process per Python, which forks for each question.

Importing pip takes most of its time. So it is imported once, and each question is a fork.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.differential.interpreters import interpreter, version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typing_extensions import Self

PIPS = {(2, 7): "20.3.4", (3, 6): "21.3.1", (3, 7): "24.0", (3, 8): "25.0.1", (3, 9): "26.0.1"}
"""The newest pip of a Python; a later one has `LAST`."""
LAST = "26.3"
_DRIVER = r"""
import json, os, sys
sys.path.insert(0, sys.argv[1])
from pip._internal.cli.main import main
import pip._internal.commands.install, pip._internal.network.session
while True:
    line = sys.stdin.readline()
    if not line:
        break
    asked = json.loads(line)
    child = os.fork()
    if not child:
        code = 97
        try:
            os.setsid()
            os.chdir(asked["folder"])
            for number, name in ((1, "out"), (2, "err")):
                file = os.open(name, os.O_WRONLY | os.O_CREAT, 420)
                os.dup2(file, number)
            os.environ.clear()
            os.environ.update({str(k): str(v) for k, v in asked["environment"].items()})
            sys.argv = ["pip"]
            code = main([str(word) for word in asked["words"]])
        except SystemExit as error:
            code = error.code
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code if isinstance(code, int) else 98)
    print(json.dumps(os.WEXITSTATUS(os.waitpid(child, 0)[1])))
    sys.stdout.flush()
"""


class Installed(NamedTuple):
    """What came of it."""

    works: bool
    names: list[str]
    """`name==version`, normalised."""
    words: str
    """Its errors."""


class Pip:
    """The pip that a build with this Python would have, unpacked while it is entered.

    Args:
        python: `3.9`.
        pips: a folder of pips as wheels.
    """

    def __init__(self, python: str, pips: Path) -> None:
        wanted = PIPS.get(version(python), LAST)
        self._wheel = next(pips.glob(f"pip-{wanted}-*.whl"))
        self._python = interpreter(python)
        # With `--target` an old resolver takes wheels for other Pythons, too
        self._where = "--prefix" if version(python) < (3,) else "--target"
        self.name = f"{python} {wanted}"

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        with zipfile.ZipFile(self._wheel) as archive:
            archive.extractall(self._folder.name)
        self._process = subprocess.Popen(
            [self._python, "-s", "-c", _DRIVER, self._folder.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *error: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._folder.cleanup()

    def install(self, files: Mapping[str, bytes], index: str) -> Installed:
        """Install a requirements.txt among these files, from an index."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for path, data in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            words = [
                *("install", self._where, "into", "--no-input", "--disable-pip-version-check"),
                *("--no-cache-dir", "--ignore-installed", "--no-compile", "-q"),
                *("--index-url", index, "-r", "requirements.txt"),
            ]
            environment = {"HOME": name, "PATH": os.defpath, "PIP_CONFIG_FILE": os.devnull}
            asked = {"folder": name, "words": words, "environment": environment}
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            code = json.loads(self._process.stdout.readline())
            into = folder / "into"
            folders = [*into.rglob("*.dist-info"), *into.rglob("*.egg-info")]
            found = {"=".join(_pair(each.name)) for each in folders}
            error = (folder / "err").read_text("utf-8", "replace")
            lines = [line for line in error.splitlines() if "error" in line.lower()]
            return Installed(code == 0, sorted(found), " ".join(lines)[:300])


def _pair(folder: str) -> tuple[str, str]:
    name, version = folder.removesuffix(".dist-info").removesuffix(".egg-info").split("-")[:2]
    return re.sub(r"[-_.]+", "-", name).lower(), "=" + version.lower()
