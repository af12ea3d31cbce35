"""What a worker sends of a batch: the rows of each table as lines of JSON, and the states."""

from __future__ import annotations

import json
import zlib

from checker.base.records import NamedTuple
from checker.fleet.tables import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class Sent(NamedTuple):
    """Of one batch."""

    states: dict[str, list[str]]
    """The names of the repositories, by state: `checked`, `unchanged` or `failed`."""
    tables: dict[str, bytes]
    """JSON lines by table; of repositories that are unchanged there are none."""
    compressed: bool = False
    """Whether the lines are, by zlib."""

    @property
    def size(self) -> int:
        """Bytes as they were sent."""
        return sum(map(len, self.tables.values()))

    @property
    def done(self) -> int:
        """How many repositories these are: the first ones of the batch."""
        return sum(map(len, self.states.values()))

    def lines(self) -> dict[str, bytes]:
        """The lines by table."""
        if not self.compressed:
            return self.tables
        return {name: zlib.decompress(data) for name, data in self.tables.items()}


class Packing:
    """Packs the rows of one repository after the other."""

    def __init__(self) -> None:
        self._lines: dict[str, list[bytes]] = {name: [] for name in TABLES}
        self._states: dict[str, list[str]] = {}

    def add(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """The rows of one repository, by table; `repositories` has exactly one."""
        (row,) = rows["repositories"]
        self._states.setdefault(row["state"], []).append(row["repository"])
        if row["state"] != "unchanged":
            for name, found in rows.items():
                self._lines[name] += map(_line, found)

    def sent(self, compressed: bool = False) -> Sent:
        """All of them; compressed, or as they are."""
        lines = {name: b"\n".join(found) + b"\n" for name, found in self._lines.items() if found}
        if compressed:
            lines = {name: zlib.compress(data, 1) for name, data in lines.items()}
        return Sent(self._states, lines, compressed)


_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Made once: `json.dumps` makes one for each row."""


def _line(row: Mapping[str, object]) -> bytes:
    """A row as JSON in UTF-8.

    What that cannot hold, a byte of a name in another encoding, is `?`; the text of
    `findings.document` has it as an escape.
    """
    return _ENCODER.encode(row).encode("utf-8", "replace")
