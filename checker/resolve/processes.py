"""Starting a program in a folder for its output, without `subprocess` where that is possible.

Importing `subprocess` costs more than half of an empty Python's start.
"""

from __future__ import annotations

import os
import time

_OUT, _ERROR = "out", "error"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_PAUSE = 0.01
"""Seconds between two looks whether it has ended, where the system does not tell that."""


def run(
    command: list[str], folder: str, environment: dict[str, str], seconds: float
) -> tuple[int, bytes, bytes]:
    """Its exit code and what it prints, on standard output and standard error.

    Args:
        command: the program's absolute path, and its arguments.
        folder: where what it prints is kept meanwhile, for the user alone.
        environment: all of its variables.
        seconds: after which it is ended.

    Raises:
        TimeoutError: if it was ended.
        OSError: if it cannot be started.
    """
    if seconds <= 0:
        raise TimeoutError
    if not hasattr(os, "posix_spawn"):
        return _run(command, folder, environment, seconds)
    out, error = (os.path.join(folder, name) for name in (_OUT, _ERROR))
    process = os.posix_spawn(
        command[0],
        command,
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, out, _FLAGS, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, error, _FLAGS, 0o600),
        ],
    )
    status = _wait(process, seconds)
    return os.waitstatus_to_exitcode(status), _content(out), _content(error)


def _wait(process: int, seconds: float) -> int:
    """The status with which a process ends.

    Raises:
        TimeoutError: if it was ended.
    """
    ends = time.monotonic() + seconds
    try:
        _await_end(process, seconds)
        while True:
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                process = 0
                return status
            if time.monotonic() >= ends:
                raise TimeoutError
            time.sleep(_PAUSE)
    finally:
        if process:
            os.kill(process, 9)
            os.waitpid(process, 0)


def _await_end(process: int, seconds: float) -> None:
    """Wait until a process has ended or the time is over; return at once if the system can't."""
    if not hasattr(os, "pidfd_open"):
        return
    import select  # noqa: PLC0415  gate: to ask

    try:
        watched = os.pidfd_open(process)
    except OSError:
        return
    try:
        select.select([watched], [], [], seconds)
    except (OSError, ValueError):
        return  # too many files are open for `select`
    finally:
        os.close(watched)


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _run(
    command: list[str], folder: str, environment: dict[str, str], seconds: float
) -> tuple[int, bytes, bytes]:
    import subprocess  # noqa: PLC0415  gate: Windows

    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return done.returncode, done.stdout, done.stderr
