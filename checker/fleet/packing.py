"""Rows of repositories packed for whoever stores them: lines of JSON, by table."""

from __future__ import annotations

import json
import tempfile
import zlib

from checker.fleet.sent import InFile, Sent
from checker.fleet.tables import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


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

    def sent(self, compressed: bool = False, folder: str = "") -> Sent:
        """All of them.

        Args:
            compressed: whether the lines are compressed.
            folder: where they are written instead; empty: nowhere.

        Raises:
            OSError: where they cannot be written.
        """
        found = {name: lines for name, lines in self._lines.items() if lines}
        if folder:
            return Sent(self._states, {name: _in_file(folder, found[name]) for name in found})
        lines = {name: _joined(each) for name, each in found.items()}
        if compressed:
            lines = {name: zlib.compress(data, 1) for name, data in lines.items()}
        return Sent(self._states, lines, compressed)


def _joined(lines: list[bytes]) -> bytes:
    return b"\n".join(lines) + b"\n"


def _in_file(folder: str, lines: list[bytes]) -> InFile:
    """Write lines into a new file. Whoever dies over it has told nobody where it is."""
    descriptor, path = tempfile.mkstemp(".jsonl", "", folder)
    with open(descriptor, "wb") as file:
        size = file.write(_joined(lines))
    return InFile(path, size, max(map(len, lines)))


_ENCODER = json.JSONEncoder(check_circular=False)
"""Made once: `json.dumps` makes one for each row. ASCII is written and copied fastest."""
_SURROGATE = "\\ud"
"""How the escape begins of what UTF-8 may not be able to hold."""


def _line(row: Mapping[str, object]) -> bytes:
    """A row as JSON in UTF-8.

    What that cannot hold, a byte of a name in another encoding, is `?`; the text of
    `findings.document` has it as an escape.
    """
    line = _ENCODER.encode(row)
    if _SURROGATE in line:
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
    return line.encode("ascii")
