"""Messages on a pair of pipes: read in a thread of its own, whatever comes in, and written.

The library's own loop reads line by line, waits for ever on a damaged header and can be made to
ask for any amount of memory; this one finds the next message.
"""

from __future__ import annotations

import os

from checker.base import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 64 * 1024 * 1024
"""Bytes of one message at the most."""
_HEAD = re.compile(rb"(?i)content-length[ \t]*:[ \t]*([0-9]{1,18})[ \t]*\r?\n")
_LONGEST_HEAD = 1 << 16


class Frames:
    """The bodies of the messages that come through a descriptor.

    Args:
        descriptor: what is read, without any buffer beside ours: a thread that waits in a buffer's
            lock would keep the process from ending.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = bytearray()

    def __iter__(self) -> Iterator[bytes]:
        """Body after body until the other side closes."""
        while True:
            length = self._length()
            if length is None:
                return
            if length > LIMIT:  # nobody sends that: the head is damaged, another will come
                continue
            while len(self._buffer) < length:
                if not self._more():
                    return
            body = bytes(self._buffer[:length])
            del self._buffer[:length]
            yield body

    def _length(self) -> int | None:
        """What the next head says; what stands before it, and is none, is passed over."""
        while True:
            found = _HEAD.search(self._buffer)
            if found:
                end = self._end_of_head(found.end())
                if end is None:
                    return None
                length = int(found[1])
                del self._buffer[:end]
                return length
            if len(self._buffer) > _LONGEST_HEAD:
                del self._buffer[: -_LONGEST_HEAD // 2]
            if not self._more():
                return None

    def _end_of_head(self, at: int) -> int | None:
        """Behind the empty line that ends a head; None where nothing more comes."""
        while True:
            for line_end in (b"\r\n", b"\n"):
                if self._buffer.startswith(line_end, at):
                    return at + len(line_end)
            end = self._buffer.find(b"\n", at)
            if end >= 0:  # another field
                if b":" not in self._buffer[at:end]:
                    return at  # no field: the empty line is missing
                at = end + 1
            elif len(self._buffer) - at > _LONGEST_HEAD:
                return at
            elif not self._more():
                return None

    def _more(self) -> bool:
        try:
            data = os.read(self._descriptor, 1 << 16)
        except OSError:
            return False
        self._buffer += data
        return bool(data)


class Pipe:
    """Writes to a descriptor.

    Args:
        descriptor: where to.
        gone: called where nobody reads any more.
    """

    def __init__(self, descriptor: int, gone: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._gone = gone

    def write(self, data: bytes) -> None:
        """Write all of it, or tell that this is over."""
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._descriptor, view) :]
        except OSError:
            self._gone()

    def close(self) -> None:
        """Close the descriptor."""
        os.close(self._descriptor)


def own_standard_streams() -> tuple[int, int]:
    """Descriptors of standard input and output for messages alone.

    What anything else prints from now on goes to standard error, and nothing else can read what
    the editor sends.
    """
    reading, writing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    try:
        os.dup2(2, 1)
    except OSError:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.close(nothing)
    return reading, writing
