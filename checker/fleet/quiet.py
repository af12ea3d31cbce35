"""Standard error for this process alone: what workers print as they end is not the command's."""

from __future__ import annotations

import contextlib
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_NUMBER = 2
"""Of standard error, which every process inherits that is started."""


@contextlib.contextmanager
def own_standard_error() -> Iterator[None]:
    """Let processes that are started meanwhile have no standard error; this one's stays.

    Python prints a traceback for a worker process that is ended while it starts, and Dask's loggers
    what they like, where nobody can tell them not to.
    """
    with contextlib.ExitStack() as after:
        kept = os.dup(_NUMBER)
        after.callback(os.close, kept)
        after.callback(os.dup2, kept, _NUMBER)
        if _is_ours(sys.stderr):
            after.enter_context(contextlib.redirect_stderr(_again(sys.stderr, kept)))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _NUMBER)
        os.close(nowhere)
        yield


def _is_ours(stream: Any) -> bool:
    """Whether a stream writes to standard error itself; one of a test may write to memory."""
    try:
        stream.flush()
        number: int = stream.fileno()
    except (AttributeError, OSError, ValueError):
        return False
    return number == _NUMBER


def _again(stream: Any, number: int) -> Any:
    """A stream like another one that writes to another number, and holds nothing back."""
    raw = io.FileIO(number, "w", closefd=False)
    made = io.TextIOWrapper(raw, stream.encoding, stream.errors, write_through=True)
    return made if isinstance(stream, io.TextIOBase) else type(stream)(made)
