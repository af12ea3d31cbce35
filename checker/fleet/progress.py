"""How far a run is: the rate and the time that is left, on a terminal only."""

from __future__ import annotations

import time

from checker.base.errors import spoken
from checker.base.messages import fill

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_EVERY = 0.2
"""Seconds between two lines."""


class Progress:
    """One line that is written again and again.

    Args:
        stream: where to; where it is no terminal, nothing is written.
        total: how many repositories there are.
    """

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream, self._total, self._done = stream, total, 0
        self._shown = stream.isatty()
        self._begun = self._next = time.monotonic()
        self.asked_to_stop = False

    def add(self, number: int) -> None:
        """Count repositories that are done."""
        self._done += number
        now = time.monotonic()
        if self._shown and now >= self._next:
            self._next = now + _EVERY
            self._stream.write(f"\r{spoken().of(self.line(now))}\x1b[K")
            self._stream.flush()

    def stop(self) -> None:
        """Ask for the end, and say so."""
        self.asked_to_stop, self._next = True, 0
        self.add(0)

    def line(self, now: float) -> str:
        """`1,200 of 10,000, 310 a second, 28 s left`."""
        passed = now - self._begun
        rate = self._done / passed if passed > 0 else 0
        text = fill(
            "{done} of {total}, {rate} a second",
            done=f"{self._done:,}",
            total=f"{self._total:,}",
            rate=f"{rate:,.0f}",
        )
        if self.asked_to_stop:
            return fill("{progress}, stopping (Ctrl-C again: at once)", progress=text)
        if not rate:
            return text
        left = length((self._total - self._done) / rate)
        return fill("{progress}, {time} left", progress=text, time=left)

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._begun


def length(seconds: float) -> str:
    """A length of time for people: `28 s`, `4 min`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 100:
        return fill("{number} s", number=whole)
    minutes = round(whole / 60)
    if minutes < 100:
        return fill("{number} min", number=minutes)
    return fill("{hours} h {number} min", hours=minutes // 60, number=minutes % 60)
