"""What a run costs: instructions, processor time, memory."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def can_count() -> bool:
    """Whether instructions can be counted here: valgrind is installed."""
    return shutil.which("valgrind") is not None


def instructions(command: list[str], folder: Path, variables: dict[str, str]) -> int:
    """The instructions that a command executes itself, its children left out.

    The number is almost the same on every run: it does not depend on what else the machine does.

    Raises:
        RuntimeError: valgrind did not say.
    """
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(
        counted,
        cwd=folder,
        env=variables,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    found = re.search(rb"Collected : (\d+)", done.stderr)
    if found is None:
        raise RuntimeError(os.fsdecode(done.stderr[-2000:]))
    return int(found[1])


def run(command: list[str], folder: Path, variables: dict[str, str]) -> tuple[float, float]:
    """User time in seconds and peak memory in MB of one run (not on Windows)."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime, used.ru_maxrss / 1024
