"""The fleet's findings beside those of `check --rev`, byte for byte, in each way that it is run.

    python -m tests.differential.fleet_cases WORK [--count N] [--fetched FOLDER …] [--only WAY …]

Writes N generated repositories below WORK, and takes those below each FOLDER too. The expected
lines are what `pyspec-check check --rev HEAD --format jsonl` prints of each in a process of its
own. Then the fleet runs over all of them, in each of the ways of `WAYS`: on a real Dask cluster of
a scheduler and of worker processes on loopback. Prints a line for each way, and each difference;
exits with 1 where there is one.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import psutil
from distributed import Client

from benchmarks.large_inputs import small_roots
from checker.check.outcome import reported_plan
from checker.cli.main import main as command_line
from checker.files.tree import MemoryTree
from checker.fleet.addresses import addresses_of
from checker.rules.registry import load_all
from checker.targets import targets
from scripts import fuzz, platform_inputs
from tests.checking import check
from tests.differential import projects, start_projects
from tests.fleet.making import KINDS, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from typing_extensions import Self

    Files = Mapping[str, str | bytes]

FORMS = {
    "one target": ("--target", "rainbond-6"),
    "two targets": ("--target", "rainbond-5,rainbond-6-cnb", "--all"),
    "as configured": (),
}
"""What is asked of both."""
CONFIGURATIONS = (
    'target = "heroku"\n',
    'targets = ["rainbond-5", "heroku-cnb"]\nfail-on = "warning"\n',
    'roots = ["api", "."]\n',
    'ignore = ["REQ", "no-such-rule"]\n',
    'severity = { PROC001 = "info" }\n',
    'target = "herok"\n',
    "target = 3\n",
)
"""Some of them with a mistake: then neither says anything but that."""


_SLOW, _TURNS = "git took longer than", 5


class Expected(NamedTuple):
    """What `check` does with one repository."""

    code: int
    lines: list[str]


class Found(NamedTuple):
    """What the fleet stored of one repository."""

    state: str
    lines: list[str]


def generated(count: int, seed: int) -> Iterator[Files]:
    """So many repositories of all kinds that are generated anywhere in the tests."""
    chance = random.Random(seed)
    kinds: list[Iterator[Files]] = [
        itertools.cycle(KINDS),
        (fuzz.tree(chance) for _ in itertools.count()),
        (files for _, _, files in platform_inputs.cases(seed)),
        iter(_shuffled(projects.projects(), chance)),
        iter(_shuffled((each.files for each in start_projects.projects()), chance)),
        iter(small_roots(10_000)),
    ]
    made = 0
    while made < count:
        for kind in kinds:
            files = dict(next(kind, fuzz.tree(chance)))
            if chance.random() < 0.08:
                files["pyspec-check.toml"] = chance.choice(CONFIGURATIONS)
                files |= {f"api/{name}": text for name, text in KINDS[made % len(KINDS)].items()}
            yield files
            made += 1


def _shuffled(files: Iterator[Files], chance: random.Random) -> list[Files]:
    found = list(files)
    chance.shuffle(found)
    return found


def write(folder: Path, count: int, seed: int) -> None:
    """Write them as bare repositories; those that are there already stay."""
    for number, files in enumerate(itertools.islice(generated(count, seed), count)):
        path = folder / f"{number % 16:x}" / f"{number:05}.git"
        if not path.exists():
            names = [name for name in files if not any(o.startswith(f"{name}/") for o in files)]
            bare(path, {name: files[name] for name in names})


def warm() -> None:
    """Load what a check loads, once and not in each forked process."""
    load_all()
    for files in itertools.islice(generated(30, 0), 30):
        tree = MemoryTree({k: v.encode() if isinstance(v, str) else v for k, v in files.items()})
        reported_plan(check(tree, targets()["rainbond-6"]))


def expected_of(path: str, words: tuple[str, ...]) -> Expected:
    """What `check` prints of one repository, in a process of its own."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.dup2(writing, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        code = 70
        with contextlib.suppress(BaseException):
            code = command_line(["check", "--rev", "HEAD", "--format", "jsonl", *words, path])
            sys.stdout.flush()
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    return Expected(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), lines)


def expected_of_all(paths: list[str], form: str, folder: Path) -> dict[str, Expected]:
    """The same of each repository; what the same source has said before is kept in a file."""
    source = hashlib.sha256()
    for module in sorted(Path("checker").rglob("*.py")):
        source.update(module.read_bytes())
    file = folder / f"expected-{form.replace(' ', '-')}-{source.hexdigest()[:12]}.jsonl"
    known = {}
    if file.exists():
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        known = {path: Expected(code, lines) for path, code, lines in rows}
    left = [path for path in paths if path not in known]
    if left:
        warm()
    with file.open("a", encoding="utf-8") as stream:
        for path in left:
            for _ in range(_TURNS):
                known[path] = expected_of(path, FORMS[form])
                if not any(_SLOW in line for line in known[path].lines):
                    break  # on a busy machine git may be over its time, which the fleet never asks
            stream.write(json.dumps([path, *known[path]]) + "\n")
            stream.flush()
    return {path: known[path] for path in paths}


class Cluster:
    """A scheduler and workers, each a process, on loopback.

    Args:
        folder: where they write.
        workers: how many.
    """

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder, self._number = folder, workers
        self._processes: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def __enter__(self) -> Self:
        file = self._folder / "scheduler.json"
        file.unlink(missing_ok=True)
        self._start("scheduler", "--port", "0", "--scheduler-file", str(file))
        deadline = time.monotonic() + 60
        while not file.exists() or not file.read_text():
            if time.monotonic() > deadline:
                raise RuntimeError("no scheduler")
            time.sleep(0.1)
        self.address = json.loads(file.read_text())["address"]
        self._start(
            *("worker", self.address, "--nthreads", "1", "--nworkers", str(self._number)),
            *("--memory-limit", "1GiB", "--local-directory", str(self._folder)),
        )
        with Client(self.address, timeout=60) as client:
            client.wait_for_workers(self._number, timeout=300)
        return self

    def _start(self, command: str, *words: str) -> None:
        program = ["-m", "distributed.cli.dask_" + command, "--host", "127.0.0.1", "--no-dashboard"]
        self._processes.append(
            subprocess.Popen(
                [sys.executable, *program, *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        )

    def kill_one(self) -> None:
        """Kill a worker process; its nanny starts another one."""
        for nanny in self._processes[1:]:
            for child in psutil.Process(nanny.pid).children(recursive=True):
                if "spawn_main" in " ".join(child.cmdline()):
                    child.kill()
                    return
        raise RuntimeError("there is no worker to kill")

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def environment() -> dict[str, str]:
    """Where this package is found from any folder, without Dask's dear looks at itself."""
    return {
        **os.environ,
        "PYTHONPATH": os.getcwd(),
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    }


def start(listed: str, store: Path, *words: str) -> subprocess.Popen[bytes]:
    """A run of the fleet, begun."""
    command = [sys.executable, "-m", "checker", "fleet", "run", listed, "--store", str(store)]
    return subprocess.Popen(
        [*command, "--quiet", "--no-plans", *words],
        env=environment(),
        stderr=subprocess.PIPE,
    )


def ended(run: subprocess.Popen[bytes], codes: tuple[int, ...] = (0, 1)) -> int:
    """Wait for the end of a run.

    Raises:
        RuntimeError: where it is another one than these.
    """
    _, said = run.communicate(timeout=3600)
    if run.returncode not in codes:
        raise RuntimeError(f"exit code {run.returncode}: {said.decode()[-2000:]}")
    return run.returncode


def underway(run: subprocess.Popen[bytes], store: Path) -> None:
    """Wait until a run has stored something, or is over."""
    log = Path(f"{store}.wal")
    while run.poll() is None and not (log.exists() and log.stat().st_size > 20_000):
        time.sleep(0.05)


def plain(workers: int) -> Callable[[str, Path, Path, tuple[str, ...]], None]:
    """On a cluster of so many workers."""

    def way(listed: str, store: Path, folder: Path, words: tuple[str, ...]) -> None:
        with Cluster(folder, workers) as cluster:
            ended(start(listed, store, "--scheduler", cluster.address, *words))

    return way


def killed(listed: str, store: Path, folder: Path, words: tuple[str, ...]) -> None:
    """Two workers, of which one is killed twice in the middle."""
    with Cluster(folder, 2) as cluster:
        run = start(listed, store, "--scheduler", cluster.address, *words)
        underway(run, store)
        for _ in range(2):
            if run.poll() is None:
                cluster.kill_one()
            time.sleep(1)
        ended(run)


def resumed(listed: str, store: Path, folder: Path, words: tuple[str, ...]) -> None:
    """Interrupted once, killed once, and then run to the end."""
    with Cluster(folder, 2) as cluster:
        words = ("--scheduler", cluster.address, *words)
        for number, codes in ((signal.SIGINT, (0, 1, 130)), (signal.SIGKILL, (0, 1, -9))):
            run = start(listed, store, *words)
            underway(run, store)
            time.sleep(0.5)
            run.send_signal(number)
            ended(run, codes)
        ended(start(listed, store, *words))


def local(listed: str, store: Path, folder: Path, words: tuple[str, ...]) -> None:
    """Without a scheduler: the fleet makes its own cluster."""
    ended(start(listed, store, "--workers", "2", *words))


WAYS = {
    "1 worker": plain(1),
    "2 workers": plain(2),
    "8 workers": plain(8),
    "a worker killed": killed,
    "interrupted, killed, resumed": resumed,
    "its own cluster": local,
}
"""Each way to run a fleet."""


def found_in(store: Path) -> dict[str, Found]:
    """What a store holds, by the path of the repository."""
    with duckdb.connect(str(store), read_only=True) as connection:
        states = connection.execute("SELECT address, state FROM repositories").fetchall()
        rows = connection.execute(
            "SELECT DISTINCT address, root, number, document FROM findings "
            "JOIN repositories USING (run, repository) ORDER BY address, root, number"
        ).fetchall()
    lines: dict[str, list[str]] = {}
    for address, _, _, document in rows:
        lines.setdefault(address, []).append(document)
    return {address: Found(state, lines.get(address, [])) for address, state in states}


def differences(expected: Mapping[str, Expected], found: Mapping[str, Found]) -> list[str]:
    """Where they differ, a line each."""
    wrong = []
    for path, (code, lines) in expected.items():
        state, ours = found.get(path, Found("lost", []))
        if (state == "failed") != (code == 2):
            wrong.append(f"{path}: exit code {code} of check, `{state}` in the fleet")
        elif Counter(ours) != Counter(lines) or not _same_order(ours, lines):
            some = sorted(set(lines) ^ set(ours)) or ["only the order"]
            wrong.append(f"{path}: {len(lines)} and {len(ours)} lines: {some[0][:300]}")
    return wrong + [f"{path}: nobody listed it" for path in found if path not in expected]


def _same_order(ours: list[str], lines: list[str]) -> bool:
    """Whether the lines of each root have the same order."""
    by_root: list[dict[str, list[str]]] = [{}, {}]
    for side, every in zip(by_root, (ours, lines), strict=True):
        for line in every:
            side.setdefault(json.loads(line)["root"], []).append(line)
    return by_root[0] == by_root[1]


def compared(
    listed: str, folder: Path, form: str, ways: list[str], limit: int = 0
) -> Iterator[tuple[str, float, int, list[str]]]:
    """Run the fleet in each way; the way, its seconds, how many lines there are, what differs."""
    words = FORMS[form]
    paths = [address.place for address in addresses_of(listed)]
    paths = paths[:limit] if limit else paths
    expected = expected_of_all(paths, form, folder)
    lines = sum(len(each.lines) for each in expected.values())
    fails = max(each.code for each in expected.values() if each.code != 2)
    for way in ways:
        store = folder / f"{form}-{way}.duckdb".replace(" ", "-").replace(",", "")
        store.unlink(missing_ok=True)
        begun = time.monotonic()
        more = ("--limit", str(limit)) if limit else ()
        WAYS[way](listed, store, folder, (*words, *more))
        seconds = time.monotonic() - begun
        wrong = differences(expected, found_in(store))
        with duckdb.connect(str(store), read_only=True) as connection:
            any_fails = connection.execute("SELECT bool_or(fails) FROM roots").fetchall()[0][0]
        if bool(any_fails) != bool(fails):
            wrong.append(f"exit code {fails} of check, but `fails` says {any_fails}")
        yield way, seconds, lines, wrong


def main() -> int:
    """Write, run and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, metavar="WORK")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fetched", type=Path, nargs="*", default=[], metavar="FOLDER")
    parser.add_argument("--only", nargs="*", default=list(WAYS), metavar="WAY")
    parser.add_argument("--form", nargs="*", default=list(FORMS), metavar="FORM")
    given = parser.parse_args()
    folder: Path = given.work.resolve()
    write(folder / "generated", given.count, given.seed)
    listed = folder / "list.jsonl"
    every = [folder / "generated", *given.fetched]
    places = [address.place for each in every for address in addresses_of(str(each))]
    listed.write_text("".join(json.dumps({"path": place}) + "\n" for place in places))
    total = 0
    for form in given.form:
        for way, seconds, lines, wrong in compared(str(listed), folder, form, given.only):
            print(
                f"{form}, {way}: {len(places):,} repositories, {lines:,} lines, "
                f"{len(wrong)} differ ({seconds:.0f} s)",
                flush=True,
            )
            for line in wrong[:20]:
                print(f"  {line}")
            total += len(wrong)
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
