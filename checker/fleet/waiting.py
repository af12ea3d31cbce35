"""Which repositories are sent next: in the order of the list, and as many as is worth a task."""

from __future__ import annotations

from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.fleet.batch import Item

_FIRST = 16
"""The same of the first ones, so that something is seen and stored at once."""
_REMOTE = 16
"""Of those that are fetched first."""


class Waiting:
    """The repositories that were not sent so far, in their order.

    Args:
        items: all of them.
        workers: how many there are.
        largest: how many of them are one batch at the most.
    """

    def __init__(self, items: list[Item], workers: int, largest: int) -> None:
        self._items, self._workers, self._largest = deque(items), workers, largest
        self._taken = 0

    def __bool__(self) -> bool:
        return bool(self._items)

    def take(self) -> list[Item]:
        """The next batch: small ones first, and at the end so that all workers end together."""
        most = min(self._largest, max(_FIRST, self._taken))
        size = max(1, min(most, 2 * len(self._items) // (self._workers * 3)))
        if self._items[0][0].is_remote:
            size = min(size, _REMOTE)
        self._taken += size
        return [self._items.popleft() for _ in range(size)]

    def put_back(self, items: list[Item]) -> None:
        """Repositories that a worker has not come to: they are the next ones."""
        self._items.extendleft(reversed(items))
