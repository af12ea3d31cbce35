"""What a fleet costs: `python -m benchmarks.fleet [OTHER_CHECKOUT] [--roots N] [--workers N …]`.

`--roots 50000` shows whether a worker's memory stays flat; `--workers` without a number leaves the
runs of the command out.

Small roots (`large_inputs.small_roots`) and Django projects (`tests.differential.projects`) are
written as bare repositories; a run over more of them reads the same ones under other names. Printed
are, for each kind, the roots a second of CPU in one worker process; for each number of workers, of
whole runs of the command: roots a second by the clock and by the workers' CPU, the coordinator's
share of a core, and the memory of the largest worker in each tenth of the run; the scaling; and
with another checkout the ratio to its `check --format jsonl ROOT …` in one process. The run with
the most workers goes over all roots, the others over a fifth of them, or `FEW`. By the clock counts
on an idle machine only; the CPU's times are a fifth too long on a busy one.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.large_inputs import small_roots
from tests.differential.projects import projects
from tests.fleet.making import bare

TOP = Path(__file__).parent.parent
SMALL, DJANGO = 568, 96
FEW = 4_000
"""Roots that a run goes over at the least: a shorter one is over before it is looked at."""
TARGET = ("--target", "rainbond-6")
_ONE = """
import sys, time
from checker.config.overrides import Overrides
from checker.fleet.addresses import addresses_of
from checker.fleet.batch import run_batch
from checker.fleet.order import Order

items = [(address, "") for address in addresses_of(sys.argv[1])]
order = Order(Overrides(target="rainbond-6"))
for turn in range(2):
    begun = time.process_time()
    for start in range(0, len(items), 64):
        run_batch(items[start : start + 64], order)
print(len(items) / (time.process_time() - begun))
"""


class Run(NamedTuple):
    """One run of the command.

    Attributes:
        seconds: by the clock.
        workers: seconds of CPU of the workers together, their start left out.
        coordinator: seconds of CPU of the command itself, its start left out.
        memory: the largest worker's memory in MB, the most in each tenth of the time.
        store: bytes of the database.
    """

    seconds: float
    workers: float
    coordinator: float
    memory: list[float]
    store: int


def write(folder: Path) -> None:
    """Write the repositories, bare, and the small roots as folders too."""
    for number, files in enumerate(itertools.islice(small_roots(), SMALL)):
        bare(folder / "small" / f"{number:04}.git", files)
        for name, text in files.items():
            path = folder / "plain" / f"{number:04}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for number, files in enumerate(itertools.islice(itertools.cycle(projects()), DJANGO)):
        bare(folder / "django" / f"{number:04}.git", files)


def in_one_process(folder: Path) -> float:
    """Roots a second of CPU that a worker does, once it has loaded what it needs."""
    done = subprocess.run(
        [sys.executable, "-c", _ONE, str(folder)],
        cwd=TOP, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout)


def whole_run(folder: Path, roots: int, workers: int) -> Run:
    """Run the command over so many roots."""
    listed, store = folder / "list.jsonl", folder / "fleet.duckdb"
    store.unlink(missing_ok=True)
    with listed.open("w") as stream:
        for number in range(roots):
            turn, which = divmod(number, SMALL)
            link = folder / "again" / str(turn)
            if not which:
                link.parent.mkdir(exist_ok=True)
                link.unlink(missing_ok=True)
                link.symlink_to(folder / "small")
            stream.write(json.dumps({"path": f"{link}/{which:04}.git"}) + "\n")
    command = [sys.executable, "-m", "checker", "fleet", "run", str(listed), "--store", str(store)]
    process = subprocess.Popen(
        [*command, *TARGET, "--exit-zero", "--quiet", "--workers", str(workers)],
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )
    watched = _watch(process, store, roots)
    return watched._replace(store=store.stat().st_size)


def _watch(process: subprocess.Popen[bytes], store: Path, roots: int) -> Run:
    """Look at the processes of a run until its end; from its first rows on, time counts."""
    main, log = psutil.Process(process.pid), Path(f"{store}.wal")
    begun = 0.0
    first: dict[int, tuple[float, float]] = {}
    last: dict[int, tuple[float, float]] = {}
    memory: list[tuple[float, float]] = []
    while process.poll() is None:
        now = {}
        for each in [main, *_children(main)]:
            try:
                spent = each.cpu_times()
                now[each.pid] = spent.user + spent.system, each.memory_info().rss / 2**20
            except psutil.Error:
                continue
        if not begun and log.exists() and log.stat().st_size > 20_000:
            begun, first = time.monotonic(), now
        if begun and now:
            last |= {pid: value for pid, value in now.items() if pid in first}
            largest = max((m for pid, (_, m) in last.items() if pid != main.pid), default=0.0)
            memory.append((time.monotonic(), largest))
        time.sleep(0.2)
    if process.returncode or not begun:
        raise RuntimeError(f"exit code {process.returncode} after {roots} roots")
    spent = {pid: last[pid][0] - first[pid][0] for pid in last}
    own = spent.pop(main.pid, 0.0)
    if not sum(spent.values()):
        raise RuntimeError(f"{roots} roots are too few: the run was over as it was first looked at")
    ended = time.monotonic()
    tenths: list[list[float]] = [[] for _ in range(10)]
    for at, megabytes in memory:
        tenths[min(9, int(10 * (at - begun) / (ended - begun)))].append(megabytes)
    most = [max(tenth) for tenth in tenths if tenth]
    return Run(ended - begun, sum(spent.values()), own, most, 0)


def _children(main: psutil.Process) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = main.children(recursive=True)
    except psutil.Error:
        return []
    return found


def other_process(checkout: Path, folder: Path) -> float:
    """Roots a second of CPU of another checkout's `check`, in one process."""
    python = checkout / ".venv" / "bin" / "python"
    roots = sorted(str(path) for path in (folder / "plain").iterdir())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [str(python if python.exists() else sys.executable), "-m", "checker", "check",
         "--format", "jsonl", *TARGET, *roots],
        cwd=checkout, check=False, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return len(roots) / (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", nargs="?", type=Path, metavar="OTHER_CHECKOUT")
    parser.add_argument("--roots", type=int, default=5_000)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        small, django = in_one_process(folder / "small"), in_one_process(folder / "django")
        print(f"one process: {small:.0f} small roots, {django:.0f} Django roots a second of CPU")
        if given.other:
            other = other_process(given.other, folder)
            print(f"{given.other}: {other:.0f} small roots a second of CPU in one process")
            print(f"ratio on two cores, by CPU: {2 * small / other:.2f}")
        rates: list[float] = []
        for workers in given.workers:
            few = max(given.roots // 5, min(given.roots, FEW))
            roots = given.roots if workers == max(given.workers) else few
            run = whole_run(folder, roots, workers)
            rates.append(roots / run.seconds)
            print(
                f"{roots:,} roots, {workers} workers: {rates[-1]:.0f} a second, "
                f"{roots / run.workers:.0f} a second of worker CPU; "
                f"coordinator {run.coordinator / run.seconds:.1%} of a core "
                f"({run.coordinator / roots * 1e3:.3f} ms a root); "
                f"store {run.store / roots:.0f} bytes a root\n"
                f"  MB of the largest worker by tenths: {' '.join(f'{m:.0f}' for m in run.memory)}",
                flush=True,
            )
            if given.other:
                print(f"  ratio to {given.other} by the clock: {rates[-1] / other:.2f}")
        if len(rates) > 1:
            print(f"scaling {given.workers[0]} to {given.workers[-1]}: {rates[-1] / rates[0]:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
