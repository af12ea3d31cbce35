"""Objects of a repository, read through one process of git."""

from __future__ import annotations

import os
import select
import subprocess
import time

from checker.files.git_process import LOOK, asking, command, environment, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO


class Objects:
    """Reads objects of a repository, all through one `git cat-file --batch`, started when needed.

    Args:
        root: a folder from which git finds the repository.
    """

    _DRAINED = 64 * 1024 * 1024
    """Bytes of a cut object that are thrown away; for more, the process is started anew."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""
        self._counted = 0.0
        """Seconds of CPU of the process that count."""

    def read(self, name: str, limit: int) -> tuple[bytes, int] | None:
        """The first `limit` bytes of a blob and its size; None where it can't be had."""
        if self.problem:
            return None
        try:
            return self._read(name, limit)
        except TimeoutError as error:
            asking(self._root).problem = reason(error)
        except (OSError, ValueError):  # git is missing, or died over this object
            pass
        self.close()
        return None

    @property
    def problem(self) -> str:
        """Why git is asked no more; empty where it is."""
        return asking(self._root).problem

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

    def _start(self) -> subprocess.Popen[bytes]:
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
        """What git says next, as long as its time is not over; at least one byte."""
        if self._process is None:
            raise ValueError("git has not been started")
        source = _number(self._process.stdout)
        if os.name == "posix":
            self._wait(self._process.pid, source)
        more = os.read(source, 1 << 16)
        if not more:
            raise ValueError("git has ended")
        return more

    def _wait(self, process: int, source: int) -> None:
        """Wait until a descriptor of a process can be read; what that uses meanwhile counts."""
        state = asking(self._root)
        state.must_go_on()
        since = time.monotonic()
        while not select.select([source], [], [], LOOK)[0]:
            self._counted = state.look(process, self._counted, since)
            since = time.monotonic()

    def close(self) -> None:
        """End the process."""
        process, self._process, self._buffer, self._counted = self._process, None, b"", 0.0
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
