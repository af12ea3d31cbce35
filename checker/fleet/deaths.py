"""Whose fault it is that a worker died: what it noted or said, and who else may have been it."""

from __future__ import annotations

from checker.base.messages import fill
from checker.fleet.cluster import TOPIC
from checker.fleet.notes import noted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from distributed import Client
    from distributed.scheduler import KilledWorker

    from checker.fleet.batch import Item
    from checker.fleet.notes import Noted

ENDED = "its worker ended twice and could not say why: killed, or one step was too much for it"
OVER = "{why}; tried twice"


class Deaths:
    """Tells the repository at which a worker died from those that were only sent with it.

    Args:
        client: of the cluster, whose workers say why they end.
        folder: where they note what they are at; empty where they are on other machines.
    """

    def __init__(self, client: Client, folder: str) -> None:
        self._client, self._folder = client, folder
        self._spared: set[str] = set()

    def suspects(self, batch: list[Item], error: KilledWorker) -> list[Item]:
        """Those of a batch at which its worker may have died.

        It is the one that the worker named, or none if that was one of another batch: then this one
        was not begun. Of a worker that could not say it, they are all suspects, and those too that
        were spared before: it cannot go on like this for ever.
        """
        note = self._note(error)
        said = self._said()
        named = [
            item for item in batch if item[0].name in said or (note and note.is_of(item[0].name))
        ]
        if named:
            return named
        first = batch[0][0].name
        if note and first not in self._spared:
            self._spared.add(first)
            return []
        return batch

    def reason(self, name: str, error: KilledWorker) -> str:
        """Why a repository failed at which a worker has died twice."""
        note = self._note(error)
        why = note.why if note and note.is_of(name) else self._said().get(name)
        return fill(OVER, why=why) if why else ENDED

    def _note(self, error: KilledWorker) -> Noted | None:
        """What the worker had noted that died, if it was one of this machine."""
        return noted(self._folder, error.last_worker.pid) if self._folder else None

    def _said(self) -> dict[str, str]:
        """What workers have said of their ends, by the repository; those of other machines."""
        return {} if self._folder else dict(told for _, told in self._client.get_events(TOPIC))
