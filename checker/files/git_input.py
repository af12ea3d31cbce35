"""Calls of git that are given input, and all calls where there is no `posix_spawn`."""

from __future__ import annotations

import subprocess
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.files.git_process import Asking

LOOK = 0.1
"""Seconds of silence after which it is looked what git does, as in `git_process`."""


def answered(
    command: list[str], environment: dict[str, str], input: bytes, state: Asking
) -> tuple[int, bytes]:
    """Exit code and output of a command that reads its standard input.

    Raises:
        TimeoutError: where the root's time is over.
    """
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    state.must_go_on()
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
                    counted = state.look(git.pid, counted, since)
                    state.must_go_on()
        except BaseException:
            git.kill()
            raise
