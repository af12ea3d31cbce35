"""The database of a fleet where the disk is full, and where it is written again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

duckdb = pytest.importorskip("duckdb")
if os.name != "posix":
    pytest.skip("limits of POSIX", allow_module_level=True)

from checker.fleet.addresses import Address
from checker.fleet.packing import Packing
from checker.fleet.rows import repository_row
from checker.fleet.sent import Sent
from checker.fleet.store import Store

if TYPE_CHECKING:
    from pathlib import Path

FILLING = """
import os, resource, sys
sys.path.insert(0, os.getcwd())
from tests.fleet.test_store import sent
from checker.base.errors import UsageError
from checker.fleet.store import Store

store = Store(sys.argv[1], write=True)
store.begin("{}", "x", 1, "")
store.known()
store.add([sent("first")])
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
try:
    for number in range(100):
        store.add([sent(f"{number}-{each}", os.urandom(1500).hex()) for each in range(40)])
        print(number + 1)
except UsageError as error:
    print(error)
try:
    store.close()
except UsageError as error:
    print(error)
"""


def sent(name: str, reason: str = "") -> Sent:
    packing = Packing()
    packing.add({"repositories": [repository_row(Address(name), "checked", reason, "c0")]})
    return packing.sent()


def names(path: Path) -> set[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            row[0] for row in connection.execute("SELECT repository FROM repositories").fetchall()
        }


def test_a_full_disk_is_one_line_and_nothing_stored_before_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "f.duckdb"
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    *numbers, said = done.stdout.splitlines()
    assert said == f"`{path}`: the disk is full; what was stored before is kept", done.stdout
    assert numbers, done.stdout
    assert len(names(path)) == 1 + 40 * int(numbers[-1])
    store = Store(str(path), write=True)
    assert store.begin("{}", "x", 1, "")
    store.known()
    store.add([sent("last")])
    store.close()
    assert {"first", "last"} <= names(path)


def test_newer_rows_replace_older_ones_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "f.duckdb"
    store = Store(str(path), write=True)
    store.begin("{}", "x", 2, "")
    assert store.known() == {}
    assert store.add([sent("a"), sent("b")]) == {"checked": 2}
    store.close()
    store = Store(str(path), write=True)
    assert store.begin("{}", "x", 2, "")
    assert store.known() == {"a": "c0", "b": "c0"}
    assert store.add([sent("b", "again"), Sent({"unchanged": ["a"]}, {})]) == {
        "checked": 1, "unchanged": 1,
    }  # fmt: skip
    assert store.rows("SELECT repository, reason FROM repositories ORDER BY 1") == [
        ("a", ""), ("b", "again"),
    ]  # fmt: skip
    assert store.forget_others(["b", "c"]) == 1
    assert store.rows("SELECT repository FROM repositories") == [("b",)]
    store.close()


def test_an_interrupt_during_a_statement_stays_one(tmp_path: Path) -> None:
    def heard(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    store = Store(str(tmp_path / "f.duckdb"), write=True)
    # Not the alarm: a thread that watches a fleet's worker in this process puts that off.
    before = signal.signal(signal.SIGUSR1, heard)
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGUSR1))
    try:
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            store.rows("SELECT count(*) FROM range(200000) a, range(200000) b WHERE a.range > 7")
    finally:
        timer.join()
        signal.signal(signal.SIGUSR1, before)
    assert store.rows("SELECT 1") == [(1,)]
    store.close()
