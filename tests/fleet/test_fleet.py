"""A fleet through its command line: real workers, a real database, ends and new beginnings."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygit2")
duckdb = pytest.importorskip("duckdb")
if os.name != "posix":
    pytest.skip("signals of POSIX", allow_module_level=True)
pytest.importorskip("distributed")

import psutil
import pygit2
from distributed import LocalCluster

from checker.config.overrides import Overrides
from checker.fleet.addresses import Address, addresses_of
from checker.fleet.job import checked
from checker.fleet.order import Order
from tests.fleet.making import BAD, GOOD, bare, commit, fleet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", "fleet", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[str]:
    """A real cluster of two processes, which all runs that name no workers of their own use."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as found:
        os.environ["TEST_SCHEDULER"] = found.scheduler_address
        yield found.scheduler_address


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    where = () if "--workers" in words else ("--scheduler", os.environ["TEST_SCHEDULER"])
    done = command(folder, "run", "repositories", *where, *words)
    assert done.returncode in (0, 1), done.stderr
    return done


def stored(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(folder / "fleet.duckdb"), read_only=True) as connection:
        found: list[tuple[object, ...]] = connection.execute(statement).fetchall()
    return found


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a fleet of 24 that was checked against three targets."""
    folder = tmp_path_factory.mktemp("fleet")
    fleet(folder / "repositories", 24)
    done = run(folder, "--target", "rainbond-5,rainbond-6-cnb,heroku", "--workers", "2")
    assert done.returncode == 1
    assert "24 checked" in done.stderr
    return folder


def test_all_that_a_check_finds_is_stored(ran: Path) -> None:
    order = Order(Overrides(target="rainbond-5,rainbond-6-cnb,heroku"), base=str(ran))
    expected = [
        (row["repository"], row["root"], row["target"], row["number"], row["document"])
        for address in addresses_of(str(ran / "repositories"))
        for row in checked(Address(os.path.relpath(address.place, ran)), order)["findings"]
    ]
    listed = "SELECT repository, root, target, number, document FROM findings"
    assert sorted(stored(ran, listed)) == sorted(expected)
    assert len(expected) > 50


def test_nothing_is_done_twice(ran: Path) -> None:
    before = stored(ran, "SELECT * FROM findings ORDER BY ALL")
    done = run(ran, "--target", "rainbond-5,rainbond-6-cnb,heroku")
    assert "24 unchanged" in done.stderr
    assert stored(ran, "SELECT * FROM findings ORDER BY ALL") == before
    assert stored(ran, "SELECT count(*) FROM runs") == [(1,)]


def test_questions(ran: Path) -> None:
    top = command(ran, "top", "--target", "heroku", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(top.stdout)))
    assert {row["code"] for row in rows} >= {"PROC003", "REQ002", "PY003"}
    assert all(int(row["repositories"]) <= 24 for row in rows)
    several = command(ran, "top")
    assert several.returncode == 2
    assert "name one of the targets with --target" in several.stderr
    breaks = command(ran, "breaks", "--from", "rainbond-5", "--to", "rainbond-6-cnb")
    assert breaks.returncode == 0
    wrong = command(ran, "breaks", "--from", "rainbond-5", "--to", "rainbond6cnb")
    assert "did you mean `rainbond-6-cnb`" in wrong.stderr
    alone = command(ran, "diff")
    assert alone.returncode == 2
    assert "contains one run; --against FILE" in alone.stderr
    query = command(ran, "query", "SELECT count(*) AS n FROM repositories", "--format", "jsonl")
    assert json.loads(query.stdout) == {"n": 24}


def test_the_database_is_asked_for_reading_only(ran: Path) -> None:
    done = command(ran, "query", "DELETE FROM findings")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    done = command(ran, "query", "SELECT nothing")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_what_another_version_of_the_question_changes(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 4)
    run(tmp_path, "--target", "rainbond-6")
    run(tmp_path, "--target", "rainbond-6", "--ignore", "PROC003")
    done = command(tmp_path, "diff", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(row["change"], row["code"]) for row in rows} == {("gone", "PROC003")}


def test_a_new_commit_replaces_what_was_found(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 4)
    run(tmp_path)
    path = next((tmp_path / "repositories").rglob("app001.git"))
    commit(pygit2.Repository(str(path)), GOOD)
    assert "1 checked, 3 unchanged" in run(tmp_path).stderr
    found = stored(tmp_path, "SELECT count(*) FROM findings WHERE code = 'PROC003'")
    assert found == [(0,)]
    assert stored(tmp_path, "SELECT count(*) FROM repositories") == [(4,)]


def test_what_is_no_longer_listed_is_forgotten(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 3)
    run(tmp_path)
    for each in (tmp_path / "repositories").glob("team2/*"):
        each.rename(tmp_path / "elsewhere.git")
    run(tmp_path)
    assert stored(tmp_path, "SELECT count(*) FROM repositories") == [(2,)]


def test_failures_are_told_and_tried_again(tmp_path: Path) -> None:
    bare(tmp_path / "a.git", GOOD)
    (tmp_path / "repositories").write_text("a.git\nb.git\na.git v9\n")
    done = run(tmp_path)
    assert "1 checked, 2 failed" in done.stderr
    assert "`pyspec-check fleet failed` says why" in done.stderr
    why = command(tmp_path, "failed", "--format", "csv").stdout
    assert "`b.git` does not exist" in why
    assert "`v9` is not a revision in `a.git`" in why
    bare(tmp_path / "b.git", BAD)
    assert "1 checked, 1 failed, 1 unchanged" in run(tmp_path).stderr


def test_sample_and_limit(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 9)
    assert "2 checked" in run(tmp_path, "--limit", "2").stderr
    assert "checked" in run(tmp_path, "--sample", "3", "--seed", "4").stderr
    one = stored(tmp_path, "SELECT repository FROM repositories ORDER BY 1")
    run(tmp_path, "--sample", "3", "--seed", "4")
    assert stored(tmp_path, "SELECT repository FROM repositories ORDER BY 1") == one
    (tmp_path / "fleet.duckdb").unlink()  # what was stored stays while the list names it
    run(tmp_path, "--sample", "3", "--seed", "4")
    sample = stored(tmp_path, "SELECT repository FROM repositories ORDER BY 1")
    assert len(sample) == 3
    assert set(sample) < set(one)


def test_names_and_texts_that_no_encoding_holds(tmp_path: Path) -> None:
    files = BAD | {
        "Procfile": b"web:gunicorn \xff\x00app:app --name '\xed\xb2\x80\n",
        "requirements.txt": b"Fl\xffask=1.0\n\x00\n",
        "runtime.txt": b"python-\xff\n",
    }
    bare(tmp_path / "repositories" / "a.git", files)
    run(tmp_path, "--target", "rainbond-5,heroku")
    order = Order(Overrides(target="rainbond-5,heroku"), base=str(tmp_path))
    found_here = checked(Address("repositories/a.git"), order)["findings"]
    expected = [row["document"] for row in found_here]
    found = [str(row[0]) for row in stored(tmp_path, "SELECT document FROM findings")]
    assert sorted(found) == sorted(expected)
    assert len(found) > 4


def test_parquet(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 2)
    run(tmp_path, "--parquet", "tables")
    names = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert names == [
        "findings.parquet", "repositories.parquet", "roots.parquet", "runs.parquet",
        "warnings.parquet",
    ]  # fmt: skip
    found = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/tables/roots.parquet'").fetchall()
    assert found == [(2,)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["none"], "No such file"),
        (["repositories", "--target", "herok"], "did you mean `heroku`"),
        (["repositories", "--workers", "0"], "is not a whole number"),
        (["repositories", "--scheduler", "tcp://127.0.0.1:1"], "does not answer"),
        (["repositories", "--store", "no/such/f.duckdb"], "no/such/f.duckdb"),
        (["repositories", "--store", "repositories"], "repositories"),
        (["repositories", "--fix"], "unknown option"),
    ],
)  # fmt: skip
def test_mistakes_in_one_line(tmp_path: Path, words: list[str], says: str) -> None:
    fleet(tmp_path / "repositories", 1)
    done = command(tmp_path, "run", *words)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_rule_that_fails_is_told_by_the_exit_code(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 2)
    assert run(tmp_path).returncode == 1
    with duckdb.connect(str(tmp_path / "fleet.duckdb")) as connection:
        connection.execute("UPDATE findings SET code = 'INT001'")
    words = ("run", "repositories", "--scheduler", os.environ["TEST_SCHEDULER"])
    assert command(tmp_path, *words).returncode == 3
    assert command(tmp_path, *words, "--exit-zero").returncode == 3


def test_a_database_of_somebody_else(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "fleet.duckdb")) as connection:
        connection.execute("CREATE TABLE runs (x INTEGER)")
    done = command(tmp_path, "top")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "was not made by `pyspec-check fleet run`" in done.stderr


def test_a_locked_database(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 1)
    with duckdb.connect(str(tmp_path / "fleet.duckdb")):
        done = command(tmp_path, "run", "repositories")
    assert done.returncode == 2
    assert "another process is using it" in done.stderr


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 1200)
    process = started(tmp_path)
    wait_for_work(tmp_path, process)
    for child in workers_of(process.pid)[:1]:
        os.kill(child, signal.SIGKILL)
    _, said = process.communicate(timeout=900)
    assert process.returncode == 1, said
    assert "1,200 checked" in said


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 1200)
    process = started(tmp_path)
    wait_for_work(tmp_path, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    _, said = process.communicate(timeout=900)
    assert "Traceback" not in said
    assert process.returncode == 130, said
    assert "the same command goes on from here" in said
    kept = stored(tmp_path, "SELECT count(*) FROM repositories WHERE state = 'checked'")[0][0]
    assert isinstance(kept, int)
    assert 0 < kept < 1200
    again = run(tmp_path, "--limit", "1200")
    assert f"{1200 - kept:,} checked, {kept:,} unchanged" in again.stderr


def test_ctrl_c_twice_ends_at_once_and_keeps_what_is_stored(tmp_path: Path) -> None:
    fleet(tmp_path / "repositories", 1200)
    ours, theirs = os.openpty()
    process = started(tmp_path, stderr=theirs)
    os.close(theirs)
    wait_for_work(tmp_path, process)
    os.killpg(process.pid, signal.SIGINT)
    said = b""
    while b"stopping (Ctrl-C again: at once)" not in said:
        said += os.read(ours, 65536)
    os.killpg(process.pid, signal.SIGINT)
    with contextlib.suppress(OSError):  # what a terminal says whose other side is closed
        while more := os.read(ours, 65536):
            said += more
    assert process.wait(900) == 130, said
    assert re.search(rb"\d of 1,200, \d+ a second, ", said), said
    assert b"Traceback" not in said
    kept = stored(tmp_path, "SELECT count(*) FROM repositories WHERE state = 'checked'")[0][0]
    assert isinstance(kept, int)
    assert 0 < kept < 1200


def started(folder: Path, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """A run with a worker of its own, in a group of processes of its own."""
    words = ["-m", "checker", "fleet", "run", "repositories", "--workers", "1"]
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        stderr=stderr,
        text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        start_new_session=True,
    )


def wait_for_work(folder: Path, process: subprocess.Popen[Any]) -> None:
    """Wait until the first rows are stored: the log of the database is longer than its tables."""
    log = folder / "fleet.duckdb.wal"
    while process.poll() is None and not (log.exists() and log.stat().st_size > 20_000):
        time.sleep(0.05)


def workers_of(parent: int) -> list[int]:
    """The processes below one whose command line is that of a worker."""
    found = psutil.Process(parent).children(recursive=True)
    return [child.pid for child in found if "spawn_main" in " ".join(child.cmdline())]
