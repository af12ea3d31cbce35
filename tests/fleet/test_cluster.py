"""A cluster that somebody else runs: its workers must be of this version, and it may end."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2")
duckdb = pytest.importorskip("duckdb")
if os.name != "posix":
    pytest.skip("signals of POSIX", allow_module_level=True)
pytest.importorskip("distributed")

from checker.base.errors import UsageError
from checker.fleet import cluster as clusters
from checker.fleet import engine
from checker.fleet.order import Order
from tests.fleet.making import fleet, long_list

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[2]
OTHER = """import sys
import checker
checker.__version__ = '0.0.9'
"""
"""What makes a worker one of another version, before anything of it is imported."""
WITHOUT = """import sys
sys.modules['checker'] = None
"""
"""The same for one without pyspec-check."""


class Cluster:
    """A scheduler on loopback, and workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.start("scheduler", "--port", "0", "--scheduler-file", str(file))
        deadline = time.monotonic() + 120
        while not file.exists() or not file.read_text():
            assert time.monotonic() < deadline, "no scheduler"
            time.sleep(0.1)
        self.address = json.loads(file.read_text())["address"]

    def start(self, command: str, *words: str) -> None:
        program = ["-m", f"distributed.cli.dask_{command}", "--host", "127.0.0.1", "--no-dashboard"]
        self.processes.append(
            subprocess.Popen(
                [sys.executable, *program, *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(TOP)},
                start_new_session=True,
            )
        )

    def worker(self, preload: str = "") -> None:
        """Start a worker in which some code runs first."""
        words = [self.address, "--nthreads", "1", "--no-nanny"]
        if preload:
            path = self._folder / f"preload{len(self.processes)}.py"
            path.write_text(preload)
            words += ["--preload", str(path)]
        self.start("worker", *words)

    def end(self) -> None:
        for process in reversed(self.processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    found = Cluster(tmp_path)
    yield found
    found.end()


MANY = 20_000
"""Repositories that take several times as long as a worker takes to start."""


def run(folder: Path, address: str, listed: str = "r") -> subprocess.Popen[str]:
    command = ["-m", "checker", "fleet", "run", listed, "--scheduler", address]
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )


def told(process: subprocess.Popen[str]) -> str:
    """The one line of a run that ends with a mistake."""
    _, said = process.communicate(timeout=900)
    assert process.returncode == 2, said
    assert said.count("\n") == 1, said
    return said


@pytest.mark.parametrize(
    ("preload", "expected"),
    [
        (OTHER, " runs pyspec-check 0.0.9, and this is "),
        (WITHOUT, " does not have pyspec-check; on every worker, run `pip install "),
    ],
)
def test_a_worker_of_another_version_is_refused(
    tmp_path: Path, cluster: Cluster, preload: str, expected: str
) -> None:
    fleet(tmp_path / "r", 2)
    cluster.worker()
    cluster.worker(preload)
    wait_for_workers(cluster, 2)
    assert expected in told(run(tmp_path, cluster.address))
    with duckdb.connect(str(tmp_path / "fleet.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM repositories").fetchall() == [(0,)]


def wait_for_workers(cluster: Cluster, number: int) -> None:
    from distributed import Client

    with Client(cluster.address, timeout=60) as client:
        client.wait_for_workers(number, timeout=300)


def test_one_that_comes_later_too(tmp_path: Path, cluster: Cluster) -> None:
    long_list(tmp_path / "r", MANY)
    cluster.worker()
    wait_for_workers(cluster, 1)
    process = run(tmp_path, cluster.address, "r/list.txt")
    under_way(process, tmp_path)
    cluster.worker(OTHER)
    said = told(process)
    assert " runs pyspec-check 0.0.9, and this is " in said
    assert stored(tmp_path) > 0


def under_way(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until the first rows are stored."""
    log = folder / "fleet.duckdb.wal"
    while process.poll() is None and not (log.exists() and log.stat().st_size > 20_000):
        time.sleep(0.05)


def stored(folder: Path) -> int:
    with duckdb.connect(str(folder / "fleet.duckdb"), read_only=True) as connection:
        statement = "SELECT count(*) FROM repositories WHERE state = 'checked'"
        number: int = connection.execute(statement).fetchall()[0][0]
    return number


def test_a_scheduler_that_dies_is_one_line_and_what_was_stored_is_kept(
    tmp_path: Path, cluster: Cluster
) -> None:
    long_list(tmp_path / "r", MANY)
    cluster.worker()
    process = run(tmp_path, cluster.address, "r/list.txt")
    under_way(process, tmp_path)
    assert process.poll() is None, "it ended too early to lose its scheduler"
    os.killpg(cluster.processes[0].pid, signal.SIGKILL)
    assert "the scheduler has gone; the same command goes on from here" in told(process)
    assert 0 < stored(tmp_path) < MANY


def test_what_is_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_ANSWERING", 1.0)
    with socket.socket() as listening:  # somebody answers the phone and says nothing
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        for address in (
            f"tcp://127.0.0.1:{listening.getsockname()[1]}",
            "127.0.0.1:1", "http://127.0.0.1:1", "nonsense://x", "tcp://",
            "no.such.host.invalid:8786",
        ):  # fmt: skip
            with pytest.raises(UsageError, match="does not answer") as raised:
                none_sent(address)
            assert str(raised.value) == f"--scheduler: `{address}` does not answer"


def test_a_scheduler_without_workers(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_FIRST", 1.0)
    with pytest.raises(UsageError, match="has no workers"):
        none_sent(cluster.address)


def none_sent(address: str) -> None:
    """Run a fleet of nothing on a scheduler."""
    list(engine.run_all([], Order(), clusters.Place(address), lambda: False))


def test_two_runs_at_once_do_not_get_into_each_others_way() -> None:
    """Dask's own port is taken, by another run for example: nothing is said, and it starts."""
    with socket.socket() as taken:
        with contextlib.suppress(OSError):  # somebody else has it: as good
            taken.bind(("127.0.0.1", 8787))
            taken.listen()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with clusters.workers_of(clusters.Place("", 1)) as client:
                assert client.submit(abs, -1).result(60) == 1


def test_what_fails_as_the_cluster_is_ended_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its work is done: Dask may be about to start a worker again, and fails over that."""
    ended = []

    class Made:
        def __init__(self, *_: object, **__: object) -> None: ...

        def register_plugin(self, plugin: object) -> None: ...

        def close(self) -> None:
            ended.append(self)
            raise AssertionError("can only join a started process")

    monkeypatch.setattr(clusters, "LocalCluster", Made)
    monkeypatch.setattr(clusters, "Client", Made)
    with clusters.workers_of(clusters.Place(workers=1)):
        assert not ended
    assert len(ended) == 2
    with pytest.raises(UsageError, match="the disk"), clusters.workers_of(clusters.Place()):
        raise UsageError("the disk is full")
