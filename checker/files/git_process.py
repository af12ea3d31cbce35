"""Git's processes, hardened against the repository that git is asked about.

A repository's own configuration can name programs (`core.fsmonitor`, hooks, filters, pagers).
Every call switches those off, scrubs the environment, takes no lock and is bounded in time. A git
that is missing, refuses or fails is no error: callers get None and stay silent.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from subprocess import Popen
    from typing import IO

TIMEOUT = 10
"""Seconds that one call may take."""

_HARDENED = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.untrackedCache=false",
    "-c", "protocol.allow=never",
    "-c", "safe.directory=*",
    "-c", "safe.bareRepository=all",
    "--no-pager",
    "--no-replace-objects",
)  # fmt: skip


def command(root: str, *arguments: str) -> list[str]:
    """The words of one call about the repository that holds `root`."""
    return ["git", "-C", root, *_HARDENED, *arguments]


def run(
    root: str, *arguments: str, input: bytes = b"", accept: tuple[int, ...] = (0,)
) -> bytes | None:
    """What one call prints; None where it cannot be made, takes too long or ends otherwise."""
    words, variables = command(root, *arguments), environment(root)
    try:
        if not input and hasattr(os, "posix_spawnp"):
            code, output = _spawn(words, variables)
        else:
            code, output = _with_input(words, variables, input)
    except (OSError, ValueError):
        return None
    return output if code in accept else None


def _spawn(command: list[str], environment: dict[str, str]) -> tuple[int, bytes]:
    """Exit code and output of a command without input.

    `subprocess` does the same; importing it costs more than half of an empty Python's start.
    """
    import select
    import time

    nothing = os.open(os.devnull, os.O_RDWR)
    reading, writing = os.pipe()
    try:
        streams = [(os.POSIX_SPAWN_DUP2, old, new) for old, new in ((nothing, 0), (writing, 1))]
        streams.append((os.POSIX_SPAWN_DUP2, nothing, 2))
        process = os.posix_spawnp(command[0], command, environment, file_actions=streams)
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
        os.close(nothing)
    output, deadline = bytearray(), time.monotonic() + TIMEOUT
    try:
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([reading], [], [], left)[0]:
                os.kill(process, 9)
                raise TimeoutError("git takes too long")
            more = os.read(reading, 1 << 18)
            if not more:
                break
            output += more
    finally:
        os.close(reading)
        _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), bytes(output)


def _with_input(command: list[str], environment: dict[str, str], input: bytes) -> tuple[int, bytes]:
    import subprocess

    try:
        done = subprocess.run(
            command,
            input=input,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            env=environment,
            check=False,
        )
    except subprocess.SubprocessError as error:
        raise OSError("git failed") from error
    return done.returncode, done.stdout


def environment(root: str) -> dict[str, str]:
    """The environment without git's variables, but for the index that a commit is being made of."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept["GIT_OPTIONAL_LOCKS"] = "0"
    kept["GIT_TERMINAL_PROMPT"] = "0"
    kept["GIT_NO_LAZY_FETCH"] = "1"
    kept["LC_ALL"] = "C"
    here, inside = os.path.realpath("."), os.path.realpath(root)
    if inside != here and not inside.startswith(here + os.sep):
        return kept
    index = os.environ.get("GIT_INDEX_FILE")
    if index and os.path.isfile(index):
        # `git commit -- path` makes an index of its own and runs the hooks with it.
        kept["GIT_INDEX_FILE"] = os.path.abspath(index)
    if "GIT_QUARANTINE_PATH" in os.environ:
        # Until a pre-receive hook has agreed, what was pushed lies in a store of its own.
        for name in ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"):
            if name in os.environ:
                kept[name] = os.environ[name]
    return kept


class Objects:
    """Reads objects of a repository, all through one `git cat-file --batch`, started when needed.

    Args:
        root: a folder from which git finds the repository.
    """

    _DRAINED = 64 * 1024 * 1024
    """Bytes of a cut object that are thrown away; for more, the process is started anew."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._process: Popen[bytes] | None = None
        self._buffer = b""

    def read(self, name: str, limit: int) -> tuple[bytes, int] | None:
        """The first `limit` bytes of a blob and its size; None where it can't be had."""
        try:
            return self._read(name, limit)
        except (OSError, ValueError):  # git is missing, died or says nothing
            self.close()
            return None

    def _read(self, name: str, limit: int) -> tuple[bytes, int] | None:
        process = self._process or self._start()
        os.write(_number(process.stdin), name.encode("ascii") + b"\n")
        while b"\n" not in self._buffer:
            self._buffer += self._more()
        head, _, self._buffer = self._buffer.partition(b"\n")
        fields = head.split()
        if len(fields) != 3 or fields[1] != b"blob":
            if fields[-1:] != [b"missing"]:
                self.close()
            return None
        size = int(fields[2])
        data = b"".join(self._chunks(min(size, limit)))
        if size - len(data) > self._DRAINED:
            self.close()
            return data, size
        for _ in self._chunks(size - len(data) + 1):  # and the line end after it
            pass
        return data, size

    def _start(self) -> Popen[bytes]:
        import subprocess

        self._process = subprocess.Popen(
            command(self._root, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(self._root),
            bufsize=0,
        )
        return self._process

    def _chunks(self, number: int) -> Iterator[bytes]:
        """Exactly `number` bytes, in pieces."""
        while number > 0:
            more = self._buffer or self._more()
            more, self._buffer = more[:number], more[number:]
            number -= len(more)
            yield more

    def _more(self) -> bytes:
        """What git says next, without waiting for longer than `TIMEOUT`; at least one byte."""
        if self._process is None:
            raise ValueError("git has not been started")
        source = _number(self._process.stdout)
        if os.name == "posix":
            from select import select

            if not select([source], [], [], TIMEOUT)[0]:
                raise ValueError("git says nothing")
        more = os.read(source, 1 << 16)
        if not more:
            raise ValueError("git has ended")
        return more

    def close(self) -> None:
        """End the process."""
        process, self._process, self._buffer = self._process, None, b""
        if process is None:
            return
        process.kill()
        process.communicate()

    def __del__(self) -> None:
        self.close()


def _number(stream: IO[bytes] | None) -> int:
    """The descriptor of a pipe."""
    if stream is None:
        raise ValueError("no pipe")
    return stream.fileno()
