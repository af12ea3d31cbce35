"""Whose fault it is that a worker died: what it noted or said, and who else may have been it."""

from __future__ import annotations

from checker.base.messages import fill
from checker.fleet.cluster import TOPIC
from checker.fleet.notes import Noted, noted, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from distributed import Client
    from distributed.scheduler import KilledWorker

    from checker.fleet.batch import Item

ENDED = "its worker ended twice and could not say why: killed, or one step was too much for it"
OVER = "{why}; tried twice"
_TRIES = 3
"""Workers that died beside a repository after which it has failed, though none died at it."""


class Deaths:
    """Tells the repository at which a worker died from those that were only sent with it.

    Args:
        client: of the cluster, whose workers say why they end.
        folder: where they note what they are at; empty where they are on other machines.
    """

    def __init__(self, client: Client, folder: str) -> None:
        self._client, self._folder = client, folder
        self._spared: set[str] = set()
        self._beside: dict[str, int] = {}
        """How many workers have died beside a repository that was alone, and not at it."""

    def suspects(self, batch: list[Item], error: KilledWorker) -> list[Item]:
        """Those of a batch at which its worker may have died.

        It is the one that the worker named, or none if that was one of another batch: then this one
        was not begun. Of a worker that could not say it, they are all suspects, and those too that
        were spared before: it cannot go on like this for ever.
        """
        note = self._note(error)
        named = [item for item in batch if note and note.is_of(item[0].name)]
        if named:
            return named
        first = batch[0][0].name
        if note and first not in self._spared:
            self._spared.add(first)
            return []
        return batch

    def is_proved(self, name: str, error: KilledWorker) -> bool:
        """Whether a worker died at the repository that it had alone.

        It did not if it had not begun it, or had done it: something else killed it.
        """
        note = self._note(error)
        if note.is_of(name) if note else not self._folder:
            return True
        self._beside[name] = self._beside.get(name, 0) + 1
        return self._beside[name] >= _TRIES

    def reason(self, name: str, error: KilledWorker) -> str:
        """Why a repository failed at which a worker has died twice."""
        note = self._note(error)
        why = note.why if note and note.is_of(name) else ""
        return fill(OVER, why=why) if why else ENDED

    def _note(self, error: KilledWorker) -> Noted | None:
        """What the worker that died had noted, or what it said if it was on another machine."""
        worker = error.last_worker
        if self._folder:
            return noted(self._folder, worker.pid)
        for _, (address, name, why) in reversed(self._client.get_events(TOPIC)):
            if address == worker.address:
                return Noted(text_of(name), why)
        return None
