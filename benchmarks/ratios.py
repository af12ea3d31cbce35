"""What this build costs, as a ratio to another: `python -m benchmarks.ratios OTHER_CHECKOUT`.

Both builds are installed as users have them and run side by side, in turns. Where valgrind is
installed, instructions are counted, which come out the same on a busy machine; elsewhere it is the
least of the user times of interleaved runs, and of a change in the editor the server's processor
time (Linux). Peak memory is the least of some runs. All rows take ten minutes with valgrind.
"""

from __future__ import annotations

import argparse
import functools
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import measures
from benchmarks.editor_rows import EDITOR_ROWS, EditorRow, measure_editor
from benchmarks.installed import Build
from benchmarks.large_rows import LARGE_ROWS
from benchmarks.start_rows import START_ROWS, Row

KINDS: dict[str, tuple[Row | EditorRow, ...]] = {
    "start": START_ROWS,
    "large": LARGE_ROWS,
    "editor": EDITOR_ROWS,
}
ROWS = tuple(row for rows in KINDS.values() for row in rows)
"""The table, in its order."""

TOP = Path(__file__).parent.parent


class Measured(NamedTuple):
    """A row with what came out, for the other build and for this one.

    Attributes:
        unit: of the costs: `M` (million instructions) or `ms` (processor time).
        cost: the other build's and this one's.
        peak: peak memory in MB, the other build's and this one's.
    """

    row: Row | EditorRow
    unit: str
    cost: tuple[float, float]
    peak: tuple[float, float]


def measure(row: Row | EditorRow, builds: list[Build], scratch: Path) -> Measured:
    """Run a row with both builds."""
    counting = measures.can_count()
    if isinstance(row, EditorRow):
        costs, most = measure_editor(row, builds, scratch, counting)
        return Measured(row, "M" if counting else "ms", costs, most)
    folder = scratch / f"row{ROWS.index(row)}"
    if not folder.exists():
        folder.mkdir()
        row.write(folder)
    commands = []
    for build in builds:
        command = build.command(*row.words)
        if row.program:
            command[1] = str(folder.with_suffix(".py"))
            Path(command[1]).write_text(row.program, encoding="utf-8")
        commands.append((command, build.environment()))
    runs = [
        [measures.run(c, folder, v) for c, v in commands]
        for _ in range(3 if counting else row.runs)
    ]
    if counting:
        cost = [measures.instructions(c, folder, v) / 1e6 for c, v in commands]
    else:
        cost = [min(turn[side][0] for turn in runs) * 1000 for side in (0, 1)]
    peak = [min(turn[side][1] for turn in runs) for side in (0, 1)]
    return Measured(row, "M" if counting else "ms", (cost[0], cost[1]), (peak[0], peak[1]))


_DIGITS = 7


def _commit(checkout: Path) -> str:
    """The first digits of a checkout's commit; its path where it has none.

    Always as many: git itself writes more of them as a repository grows.
    """
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"],
        cwd=checkout,
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()[:_DIGITS] or str(checkout)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "other", type=Path, metavar="OTHER_CHECKOUT", help="the build to compare with"
    )
    parser.add_argument("--only", default="", metavar="TEXT", help="rows whose name contains this")
    parser.add_argument("--kind", choices=KINDS, nargs="+", default=[*KINDS], help="kinds of rows")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the numbers there, beside other rows'"
    )
    given = parser.parse_args()
    print(f"{'':44}{'other':>10}{'this':>10}{'ratio':>8}{'limit':>8}{'peak':>8}")
    written = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)

        @functools.cache
        def builds(byte_code: bool, server: bool) -> list[Build]:
            kind = ("compiled" if byte_code else "source") + "-server" * server
            return [
                Build(checkout, scratch / f"{side}-{kind}", byte_code=byte_code, server=server)
                for side, checkout in (("other", given.other), ("this", TOP))
            ]

        for row in ROWS:
            if given.only not in row.name or not any(row in KINDS[kind] for kind in given.kind):
                continue
            edited = isinstance(row, EditorRow)
            if edited and sys.platform != "linux":
                continue
            compiled = isinstance(row, EditorRow) or row.byte_code
            done = measure(row, builds(compiled, edited), scratch)
            ratio, peak = done.cost[1] / done.cost[0], done.peak[1] / done.peak[0]
            costs = "".join(f"{f'{cost:.1f} {done.unit}':>10}" for cost in done.cost)
            over = "  OVER" if ratio > row.limit or peak > 1.0 else ""
            print(f"{row.name:44}{costs}{ratio:8.2f}{row.limit:8}{peak:8.2f}{over}", flush=True)
            written.append(
                {
                    "name": row.name,
                    "unit": done.unit,
                    "other": round(done.cost[0], 1),
                    "this": round(done.cost[1], 1),
                    "ratio": round(ratio, 3),
                    "limit": row.limit,
                    "peak": [round(value, 1) for value in done.peak],
                }
            )
    if given.json:
        _record(given.json, _commit(given.other), written)
    return 0


def _record(file: Path, base: str, measured: list[dict[str, Any]]) -> None:
    """Write what was measured, and keep the other rows, if they were measured in the same way."""
    recorded: dict[str, Any] = {"base": base, "python": sys.version.split()[0]}
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    rows = {row["name"]: row for row in measured}
    if recorded.items() <= before.items():
        rows = {row["name"]: row for row in before["rows"]} | rows
    recorded["rows"] = [rows[row.name] for row in ROWS if row.name in rows]
    file.write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
