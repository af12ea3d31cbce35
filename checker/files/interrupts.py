"""Signals that come while files are being changed: they wait until all is done or taken back."""

from __future__ import annotations

import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class EndedError(KeyboardInterrupt):
    """A signal has come, and what was begun is to be taken back."""


class Deferred:
    """A block in which a signal that would end the process is only noted.

    It is delivered when the block is left, to whatever would have taken it. Outside of the main
    thread nothing is deferred: Python's signals come in the main thread only.
    """

    def __init__(self) -> None:
        self._before: dict[int, signal._HANDLER] = {}
        self._came: list[int] = []

    def __enter__(self) -> Deferred:  # noqa: PYI034  `Self` is newer than Python 3.10
        """Begin to note."""
        for number in {getattr(signal, name) for name in _NAMES if hasattr(signal, name)}:
            handler = signal.getsignal(number)
            if handler not in (None, signal.SIG_IGN):  # `nohup`, or somebody's that is not Python's
                try:
                    signal.signal(number, self._note)
                except ValueError:  # this is not the main thread
                    break
                self._before[number] = handler
        return self

    def _note(self, number: int, _: FrameType | None) -> None:
        self._came.append(number)

    def check(self) -> None:
        """Do nothing where none has come.

        Raises:
            EndedError: where one has.
        """
        if self._came:
            raise EndedError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Deliver the first one that came."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._came:
            signal.raise_signal(self._came[0])
