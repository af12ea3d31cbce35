"""The database of a fleet: one DuckDB file, written in few large transactions by one process."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from datetime import datetime, timezone

import duckdb

from checker import __version__
from checker.base.errors import UsageError
from checker.base.text import printable
from checker.fleet.sent import InFile
from checker.fleet.tables import RUNS, TABLES, made
from checker.targets import as_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from duckdb import DuckDBPyConnection as Connection

    from checker.fleet.sent import Sent

    Values = list[Any] | dict[str, Any] | None
    """The parameters of a statement, by place or by name."""
    Table = tuple[list[str], list[tuple[Any, ...]]]
    """The names of columns, and rows."""

_FULL = ("No space left on device", "File too large", "Disk quota exceeded")
_HINTS = ("Candidate", "Did")
"""How a second line begins in which DuckDB says what may have been meant."""
FORM = 1
"""The form of the tables; a file with another one is refused."""
_STORAGE = "v1.2.0"
"""DuckDB's own form of a new file: the first one with zstd."""
_NAME = "fleet"
"""How DuckDB calls the file while it is written."""
_ROWS = 8192
"""Of a table that lie together. A checkpoint writes the last of these groups anew, whose usual size
is fifteen times as much; a transaction has about as many rows."""
_LOG = "128MB"
"""Of DuckDB's log, before it goes into the tables."""
_OBJECT = 4 * 1024 * 1024
"""Bytes of a line for which DuckDB has memory ready; more where all lines of a batch are longer."""


class Store:
    """One database, open for writing or reading.

    Args:
        path: the file.
        write: whether it is made where it is missing, and written; else it must be there.

    Raises:
        UsageError: where it is missing, locked, full or no database of ours.
    """

    def __init__(self, path: str, write: bool = False) -> None:
        self.path, self.run = path, 0
        self._stored: set[str] = set()
        if not write and not os.path.exists(path):
            raise UsageError(
                f"`{printable(path)}` does not exist; `pyspec-check fleet run` makes it"
            )
        self._connection = self._opened(write)
        if not write or self.rows("SELECT 1 FROM duckdb_tables() LIMIT 1"):
            self._must_be_ours()
        if write:
            self._make()

    def _opened(self, write: bool) -> Connection:
        options: dict[str, str | bool | int | float | list[str]]
        options = {"autoload_known_extensions": False, "autoinstall_known_extensions": False}
        if write:
            options["storage_compatibility_version"] = _STORAGE
        try:
            found = duckdb.connect(":memory:" if write else self.path, not write, options)
            found.execute("SET threads = 1")  # the cores are for the workers
            found.execute("SET enable_progress_bar = false")  # it would be printed among the rows
            found.execute(f"SET wal_autocheckpoint = '{_LOG}'")
            if write:
                quoted = self.path.replace("'", "''")
                found.execute(f"ATTACH '{quoted}' AS {_NAME} (ROW_GROUP_SIZE {_ROWS})")
                found.execute(f"USE {_NAME}")
        except duckdb.Error as error:
            raise self._failed(error) from error
        return found

    def _make(self) -> None:
        for statement in made():
            self.execute(statement)
        if not self.rows("SELECT version FROM form"):
            self.execute("INSERT INTO form VALUES (?)", [FORM])

    def _must_be_ours(self) -> None:
        """Do nothing for a database of this form.

        Raises:
            UsageError: for any other.
        """
        try:
            version = self._connection.execute("SELECT version FROM form").fetchall()
        except duckdb.Error as error:
            shown = printable(self.path)
            raise UsageError(f"`{shown}` was not made by `pyspec-check fleet run`") from error
        if version != [(FORM,)]:
            raise UsageError(
                f"`{printable(self.path)}` was made by another version of pyspec-check; "
                "give a new file"
            )

    def execute(self, statement: str, values: Values = None) -> Connection:
        """Run one statement.

        Raises:
            UsageError: where the database cannot do it, in one line.
        """
        with self._failing():
            return self._connection.execute(statement, values)

    def rows(self, statement: str, values: Values = None) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises:
            UsageError: where the database cannot give them.
        """
        with self._failing():
            return self._connection.execute(statement, values).fetchall()

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        """Raise what a statement that fails means: a `UsageError`, or the second Ctrl-C.

        DuckDB looks for signals while it works, and makes a RuntimeError of what a handler raises.
        """
        try:
            yield
        except duckdb.Error as error:
            raise self._failed(error) from error
        except RuntimeError as error:
            if "interrupted" in str(error):
                raise KeyboardInterrupt from error
            raise

    def attach(self, path: str) -> None:
        """Make another database readable as `other`.

        Raises:
            UsageError: where it is none of ours.
        """
        Store(path).close()
        quoted = path.replace("'", "''")
        self.execute(f"ATTACH '{quoted}' AS other (READ_ONLY)")

    def table(self, statement: str, values: Values = None) -> Table:
        """The names of a query's columns, and its rows.

        Raises:
            UsageError: where the database cannot give them.
        """
        found: Connection | None = self.execute(statement, values)
        if found is None:
            raise UsageError("the query contains no statement")
        return [column[0] for column in found.description or []], found.fetchall()

    def begin(self, asked: str, source: str, listed: int, note: str) -> bool:
        """Start a run, or go on with the one of this version that was asked for the same.

        Args:
            asked: what decides the answers, as JSON.
            source: the list.
            listed: how many repositories it names.
            note: what the operator says of it.

        Returns:
            Whether an earlier run goes on.
        """
        same = [__version__, as_of(), asked]
        found = self.rows(
            "SELECT max(run) FROM runs WHERE tool = ? AND targets_as_of = ? AND asked = ?", same
        )
        newest = self.rows("SELECT coalesce(max(run), 0) FROM runs")[0][0]
        if found[0][0] is not None and found[0][0] == newest:
            self.run = found[0][0]
            self.execute(
                "UPDATE runs SET ended = NULL, listed = ?, source = ? WHERE run = ?",
                [listed, source, self.run],
            )
            return True
        self.run = newest + 1
        now = datetime.now(timezone.utc)
        values = [self.run, now, None, *same, source, listed, note or None]
        self.execute(f"INSERT INTO runs VALUES ({', '.join('?' * len(RUNS))})", values)
        return False

    def end(self) -> None:
        """Note that the run has seen its whole list."""
        now = datetime.now(timezone.utc)
        self.execute("UPDATE runs SET ended = ? WHERE run = ?", [now, self.run])

    def known(self) -> dict[str, str]:
        """The commit of each repository that this run has checked; empty for one that failed."""
        statement = "SELECT repository, CASE state WHEN 'checked' THEN commit ELSE '' END "
        found = dict(self.rows(f"{statement} FROM repositories WHERE run = ?", [self.run]))
        self._stored = set(found)
        return found

    def add(self, batches: Iterable[Sent]) -> dict[str, int]:
        """Store what workers sent, all or nothing; newer rows of a repository replace its old ones.

        Returns:
            How many repositories are in which state.

        Raises:
            UsageError: where the disk is full or the file cannot be written.
        """
        kept = list(batches)
        counted: dict[str, int] = {}
        new: set[str] = set()
        for batch in kept:
            for state, names in batch.states.items():
                counted[state] = counted.get(state, 0) + len(names)
                if state != "unchanged":
                    new.update(names)
        if new:
            old = new & self._stored
            self._stored |= new  # before: whoever is interrupted may come with the same again
            with tempfile.TemporaryDirectory(prefix="pyspec-check-") as folder:
                self.execute("BEGIN")
                try:
                    self._drop(old)
                    for name in TABLES:
                        self._load(name, kept, os.path.join(folder, f"{name}.jsonl"))
                    self.execute("COMMIT")
                except BaseException:
                    with contextlib.suppress(duckdb.Error):  # a failed COMMIT has ended it
                        self._connection.execute("ROLLBACK")
                    raise
        return counted

    def _load(self, name: str, batches: Sequence[Sent], path: str) -> None:
        """Put the rows of a table into it: from their files, and from one for all that came."""
        lines = [batch.tables[name] for batch in batches if name in batch.tables]
        paths = [each.path for each in lines if isinstance(each, InFile)]
        longest = max((each.longest for each in lines if isinstance(each, InFile)), default=0)
        if len(paths) < len(lines):
            try:
                with open(path, "wb") as file:
                    longest = max(longest, *(batch.write(name, file) for batch in batches))
            except OSError as error:
                shown = printable(os.path.dirname(path))
                raise UsageError(f"`{shown}`: {error.strerror}") from error
            paths.append(path)
        if paths:
            kinds = ", ".join(f"'{column}': '{kind}'" for column, kind in TABLES[name].items())
            self.execute(
                f"INSERT INTO {name} SELECT ?, * FROM read_json(?, "
                f"format = 'newline_delimited', columns = {{{kinds}}}, "
                f"maximum_object_size = {max(longest, _OBJECT)})",
                [self.run, paths],
            )

    def _drop(self, names: Iterable[str]) -> None:
        """Delete all rows of some repositories of this run."""
        gone = list(names)
        if gone:
            listed = json.dumps(gone)
            for name in TABLES:
                self.execute(
                    f"DELETE FROM {name} WHERE run = ? AND repository IN "
                    "(SELECT unnest(from_json(?::JSON, '[\"VARCHAR\"]')))",
                    [self.run, listed],
                )

    def forget_others(self, names: Iterable[str]) -> int:
        """Drop from this run what the list no longer names; how many repositories that were."""
        gone = self._stored.difference(names)
        self._drop(gone)
        self._stored -= gone
        return len(gone)

    def export(self, folder: str) -> None:
        """Write every table as a Parquet file of a folder, which is made where it is missing.

        Raises:
            UsageError: where that cannot be done.
        """
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise UsageError(f"`{printable(folder)}`: {error.strerror}") from error
        for name in ("runs", *TABLES):
            path = os.path.join(folder, f"{name}.parquet").replace("'", "''")
            self.execute(f"COPY {name} TO '{path}' (FORMAT parquet, COMPRESSION zstd)")

    def close(self) -> None:
        """Write what is left, and free the file."""
        self._connection.close()

    def _failed(self, error: Exception) -> UsageError:
        """One line of what DuckDB says in several."""
        said = str(error).strip().splitlines()
        hints = [line for line in said[1:2] if line.startswith(_HINTS)]
        told = [said[0] if said else type(error).__name__, *hints]
        reason = " ".join(printable(line, 300) for line in told)
        if "Could not set lock" in reason or "Conflicting lock" in reason:
            reason = "another process is using it"
        elif "not a valid DuckDB database" in reason:
            reason = "this is not a DuckDB database"
        elif any(words in str(error) for words in _FULL):
            reason = "the disk is full; what was stored before is kept"
        return UsageError(f"`{printable(self.path)}`: {reason}")
