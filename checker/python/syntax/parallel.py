"""Work on many sources, divided among processes where the machine has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

PROCESSES = 4
"""At the most: those who share the machine want to work too."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def each_in_processes(
    function: Callable[[_Item], _Result], items: list[_Item], chunk: int = 16
) -> list[_Result]:
    """`function` of each item, in their order; without processes where none can be had.

    Args:
        function: of a module's top level; what it takes and gives can be pickled.
        items: what it is called with.
        chunk: items that a process is given at once.
    """
    from os import cpu_count

    processes = min(PROCESSES, cpu_count() or 1)
    if processes > 1 and len(items) > chunk and not _has_threads():
        try:
            from concurrent.futures import ProcessPoolExecutor

            with ProcessPoolExecutor(processes) as pool:
                return list(pool.map(function, items, chunksize=chunk))
        except Exception:  # no processes here: a sandbox, an embedded interpreter
            return [function(item) for item in items]
    return [function(item) for item in items]


def _has_threads() -> bool:
    """Whether other threads run: a fork would copy the locks that they hold, and may hang."""
    import threading

    return threading.active_count() > 1
