"""Calls of git that are given input, and all calls where there is no `posix_spawn`."""

from __future__ import annotations

import subprocess
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LOOK = 0.1
"""Seconds of silence after which it is looked what git does, as in `git_process`."""


def answered(
    command: list[str],
    environment: dict[str, str],
    input: bytes,
    look: Callable[[int, float, float], float],
) -> tuple[int, bytes]:
    """Exit code and output of a command that reads its standard input.

    Args:
        command: its words.
        environment: its variables.
        input: what it reads.
        look: called after each silence, with the number of the process, the seconds of CPU of it
            that count already and the moment since when it says nothing; it gives what counts now.

    Raises:
        TimeoutError: where the root's time is over.
    """
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=environment) as git:
        given: bytes | None = input
        counted = 0.0
        try:
            while True:
                since = time.monotonic()
                try:
                    output, _ = git.communicate(given, LOOK)
                    return git.returncode, output
                except subprocess.TimeoutExpired:
                    given = None  # it has it
                    counted = look(git.pid, counted, since)
        except BaseException:
            git.kill()
            raise
