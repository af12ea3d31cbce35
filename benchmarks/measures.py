"""What a run costs: instructions, processor time, memory."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def can_count() -> bool:
    """Whether instructions can be counted here: valgrind is installed."""
    return shutil.which("valgrind") is not None


def counted(command: list[str], log: Path) -> list[str]:
    """A command that does the same and writes to a log how many instructions it executed itself."""
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}"]
    return [*tool, *command]


def collected(log: Path) -> int:
    """What the log of an ended command says, its children left out.

    The number is almost the same on every run: it does not depend on what else the machine does.

    Raises:
        RuntimeError: valgrind did not say.
    """
    text = log.read_text("utf-8", "replace")
    found = re.search(r"Collected : (\d+)", text)
    if found is None:
        raise RuntimeError(text[-2000:])
    return int(found[1])


def instructions(command: list[str], folder: Path, variables: dict[str, str]) -> int:
    """The instructions that a command executes itself, its children left out.

    Raises:
        RuntimeError: valgrind did not say.
    """
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch, "log")
        subprocess.run(
            counted(command, log),
            cwd=folder,
            env=variables,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return collected(log)


_WATCH = """\
import os, sys
nowhere = os.open(os.devnull, os.O_RDWR)
actions = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
used = os.wait4(child, 0)[2]
print(used.ru_utime, used.ru_maxrss)
"""
"""Starts a program and says what it used. A process inherits the peak memory of the one that starts
it: so that has to be a small one, which this benchmark is not."""


def run(command: list[str], folder: Path, variables: dict[str, str]) -> tuple[float, float]:
    """User time in seconds and peak memory in MB of one run (not on Windows)."""
    watched = [sys.executable, "-I", "-S", "-c", _WATCH, *command]
    done = subprocess.run(watched, cwd=folder, env=variables, check=True, stdout=subprocess.PIPE)
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) / 1024
