"""How much a root's whole check may cost, charged by whoever loops over what others wrote.

There is no thread and no signal: work is charged where it is done, and the clock is looked at once
in a while. What is past the budget is not judged, and the report says so.
"""

from __future__ import annotations

import sys
import time

from checker.base.messages import fill

_INTERVAL = 2000
"""Units of work between two looks at the clock; a unit is about a microsecond."""
_LARGE = 20_000
"""Work that is refused where it alone would take longer than what is left."""
_BYTES = 1_000_000
_SETTLED = 0.1
"""Seconds of CPU after which memory is looked at: most checks have ended by then."""


class BudgetSpentError(Exception):
    """Raised by `Budget.charge` when nothing is left; it passes through to whoever runs the check.

    Args:
        why: what ran out, as a report says it: `10 s of CPU`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Budget:
    """CPU time and memory for one check; without limits it costs nothing and never ends.

    Args:
        seconds: of this process's CPU time from now on; 0: no limit.
        megabytes: of memory beside what the process held a moment after the start; 0: no limit.
            Where the operating system does not tell (Windows), there is none.
    """

    __slots__ = (
        *("_deadline", "_first", "_left", "_limit", "_megabytes", "_memory_from", "_seconds"),
        *("refused", "why"),
    )

    def __init__(self, seconds: float = 0, megabytes: float = 0) -> None:
        now = time.process_time()
        self._first = time.monotonic() + min(seconds or _SETTLED, _SETTLED)
        self._seconds, self._megabytes = seconds, megabytes
        self._deadline = now + seconds if seconds else 0.0
        self._memory_from = now + _SETTLED
        self._limit = 0
        self._left = _INTERVAL
        self.why = ""
        """What ran out; empty while something is left."""
        self.refused = False
        """Whether anything was not done: some work was too much for what was left, or all of it."""

    def charge(self, cost: int = 1) -> None:
        """Count work of about so many microseconds, before it is done.

        Raises:
            BudgetSpentError: where the budget is used up, or would be by this work alone.
        """
        self._left -= cost
        if self._left < 0:
            if self.expired():
                raise BudgetSpentError(self.why)
            if (
                cost >= _LARGE
                and self._deadline
                and time.process_time() + cost / 1e6 >= self._deadline
            ):
                self.refused = True
                raise BudgetSpentError(self.limits)

    @property
    def limits(self) -> str:
        """The limit of time in words."""
        return fill("{seconds} s of CPU", seconds=f"{self._seconds:g}")

    def expired(self) -> bool:
        """Whether the budget is used up; looks at the clock, so not for every step."""
        self._left = _INTERVAL
        # The clock on the wall costs a fiftieth of that of the CPU, which does not run ahead of it.
        if not self.why and time.monotonic() >= self._first:
            now = time.process_time()
            if self._deadline and now >= self._deadline:
                self.why = self.limits
            elif self._megabytes and now >= self._memory_from:
                self._look_at_memory()
        if self.why:
            self._left = 0  # each charge from now on finds it so
            self.refused = True
        return bool(self.why)

    def _look_at_memory(self) -> None:
        held = _peak()
        if not self._limit:
            self._limit = held + int(self._megabytes * _BYTES)
        elif held > self._limit:
            self.why = fill("{megabytes} MB of memory", megabytes=f"{self._megabytes:g}")


def _peak() -> int:
    """The most memory that this process ever held, in bytes; 0 where nobody tells."""
    try:
        import resource  # noqa: PLC0415  gate: most end before they look
    except ImportError:
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


UNLIMITED = Budget()
"""For a check of what is known to be small."""
