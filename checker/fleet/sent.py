"""What a worker sends of a batch: the rows of each table as lines of JSON, and the states."""

from __future__ import annotations

import contextlib
import os
import zlib

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO


class InFile(NamedTuple):
    """Lines of one table that lie in a file of this machine: nobody has to carry them."""

    path: str
    size: int
    """In bytes."""
    longest: int
    """Bytes of the longest line."""


class Sent(NamedTuple):
    """Of one batch."""

    states: dict[str, list[str]]
    """The names of the repositories, by state: `checked`, `unchanged` or `failed`."""
    tables: Mapping[str, bytes | InFile]
    """JSON lines by table, or where they lie; of repositories that are unchanged there are none."""
    compressed: bool = False
    """Whether those are, by zlib, that are here."""

    @property
    def size(self) -> int:
        """Bytes that wait to be stored."""
        return sum(
            lines.size if isinstance(lines, InFile) else len(lines)
            for lines in self.tables.values()
        )

    @property
    def done(self) -> int:
        """How many repositories these are: the first ones of the batch."""
        return sum(map(len, self.states.values()))

    def write(self, name: str, file: BinaryIO) -> int:
        """Write the lines of a table that are here into an open file; uncompressed.

        Returns:
            How many bytes they are.

        Raises:
            OSError: where they cannot be written.
        """
        lines = self.tables.get(name, b"")
        if isinstance(lines, InFile):
            return 0
        return file.write(zlib.decompress(lines) if lines and self.compressed else lines)

    def drop(self) -> None:
        """Delete the files."""
        for lines in self.tables.values():
            if isinstance(lines, InFile):
                with contextlib.suppress(OSError):
                    os.unlink(lines.path)
