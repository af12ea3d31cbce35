"""The standard streams of a process as a shell may leave them: closed, full, without a reader."""

from __future__ import annotations

import gc
import os
import sys

from checker.base.typed import cast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TextIO


def prepare() -> None:
    """Make the standard streams usable, whatever state they are in.

    A number of a closed one would go to the next file that is opened, and what is told would land
    in it. So it leads to where nothing can be written, as a closed one does.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    sys.stderr = cast("TextIO", Forgiving(sys.stderr))


def leave(code: int) -> None:
    """End the process at once, if nothing waits for its end; else do nothing but ease it.

    To take apart what a check has made would be a fortieth of it, and the system frees it anyway.
    """
    watched = sys.getprofile() or sys.gettrace() or sys.flags.inspect
    if watched or not sys.modules.keys().isdisjoint(("atexit", "threading")):
        gc.freeze()
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def silence(stream: TextIO) -> None:
    """Throw away what a stream still holds and all that follows: it has no place to go."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


class Forgiving:
    """A stream for asides: where it cannot be written to, the exit code must say all.

    Python itself would end with another exit code if what it holds can't be written at the end.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or throw away."""
        try:
            return self._stream.write(text)
        except OSError:
            silence(self._stream)
            return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write, or throw away."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Flush, or throw away."""
        try:
            self._stream.flush()
        except OSError:
            silence(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
