"""The tables of the store: their columns, with DuckDB's types."""

from __future__ import annotations

TABLES = {
    "repositories": {
        "repository": "VARCHAR", "address": "VARCHAR", "rev": "VARCHAR", "dir": "VARCHAR",
        "columns": "JSON", "commit": "VARCHAR", "state": "VARCHAR", "reason": "VARCHAR",
        "seconds": "DOUBLE", "said": "JSON",
    },
    "roots": {
        "repository": "VARCHAR", "root": "VARCHAR", "target": "VARCHAR", "fails": "BOOLEAN",
        "errors": "INTEGER", "certain_errors": "INTEGER", "safely_fixable": "INTEGER",
        "warnings": "INTEGER", "infos": "INTEGER", "fixable": "INTEGER", "suppressed": "INTEGER",
        "uncertain": "INTEGER", "not_judged": "VARCHAR[]", "recognised": "VARCHAR",
        "python": "VARCHAR", "builds": "BOOLEAN", "build_because": "VARCHAR", "starts": "BOOLEAN",
        "start_because": "VARCHAR", "plan": "JSON", "said": "JSON",
    },
    "findings": {
        "repository": "VARCHAR", "root": "VARCHAR", "target": "VARCHAR", "number": "INTEGER",
        "code": "VARCHAR", "name": "VARCHAR", "severity": "VARCHAR", "certain": "BOOLEAN",
        "path": "VARCHAR", "line": "INTEGER", "column": "INTEGER", "message": "VARCHAR",
        "help": "VARCHAR", "fix": "VARCHAR", "fingerprint": "VARCHAR", "document": "VARCHAR",
    },
    "warnings": {"repository": "VARCHAR", "warning": "VARCHAR", "said": "JSON"},
}  # fmt: skip
"""What workers send, a row a line; the store puts the number of the run (`run`) before each.

`said` is what sentences of the row were filled from, for readers of other languages; `findings`
have that in `document`. Stores from before it are read, and get it where they are written.
"""

RUNS = {
    "run": "INTEGER", "begun": "TIMESTAMPTZ", "ended": "TIMESTAMPTZ", "tool": "VARCHAR",
    "targets_as_of": "VARCHAR", "asked": "JSON", "source": "VARCHAR", "listed": "INTEGER",
    "note": "VARCHAR",
}  # fmt: skip
"""A run: one version of the tool with one set of options; continued until it has seen the list."""

_LONG = ("plan", "document")
"""Long texts, stored by zstd: smaller and made faster than what DuckDB would choose."""


def made() -> list[str]:
    """The statements that make what is missing: tables, or a column in older ones."""
    tables = {"form": {"version": "INTEGER"}, "runs": RUNS}
    tables |= {name: {"run": "INTEGER"} | kinds for name, kinds in TABLES.items()}
    statements = []
    for name, kinds in tables.items():
        columns = ", ".join(_column(*each) for each in kinds.items())
        statements.append(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
        if "said" in kinds:
            statements.append(f"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS said JSON")
    return statements


def _column(name: str, kind: str) -> str:
    stored = " USING COMPRESSION zstd" if name in _LONG else ""
    return f'"{name}" {kind}{stored}'
