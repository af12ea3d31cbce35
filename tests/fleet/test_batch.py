"""What is sent to a worker and comes back: nothing twice, nothing lost, and in time."""

from __future__ import annotations

import json
import os
import pickle
import tempfile
from pathlib import Path

import pytest

from checker.base.errors import UsageError
from checker.fleet.addresses import Address
from checker.fleet.batch import Batch, run, run_batch
from checker.fleet.order import Order
from checker.fleet.packing import Packing
from checker.fleet.stopping import ask_to_stop
from checker.fleet.temporary import folder_for_rows
from checker.fleet.waiting import Waiting
from tests.fleet.making import fleet, rows_of


def test_a_worker_gives_back_what_it_has_no_time_for(tmp_path: Path) -> None:
    fleet(tmp_path, 3)
    items = [(Address(str(path)), "") for path in sorted(tmp_path.glob("*/*.git"))]
    assert run_batch(items, Order()).done == 3
    batch, answered = items, []
    while batch:
        sent = run(Batch(batch, Order(seconds=0)))
        assert sent.done == 1  # one is always done, so that there is an end
        answered += sent.states["checked"]
        waiting = Waiting([], 1, 512)
        waiting.put_back(batch[sent.done :])
        batch = [item for _ in range(len(batch) - 1) for item in waiting.take()]
    assert answered == [address.name for address, _ in items]


def test_no_more_is_begun_once_the_end_was_asked_for(tmp_path: Path) -> None:
    (rows := tmp_path / "rows").mkdir()
    fleet(tmp_path, 3)
    items = [(Address(str(path)), "") for path in sorted(tmp_path.glob("*/*.git"))]
    order = Order(folder=str(rows))
    assert run_batch(items, order).done == 3
    ask_to_stop(str(tmp_path / "missing"))
    ask_to_stop(str(rows))
    sent = run_batch(items, order)
    assert (sent.done, sent.tables) == (0, {})
    assert run_batch(items, Order()).done == 3  # elsewhere


def test_batches_keep_the_order_and_get_smaller() -> None:
    items = [(Address(f"{number}.git"), "") for number in range(3_000)]
    waiting, taken, sizes = Waiting(items, 2, 512), [], []
    while waiting:
        batch = waiting.take()
        sizes.append(len(batch))
        waiting.put_back(batch[400:])
        taken += batch[:400]
    assert taken == items
    assert (sizes[0], max(sizes)) == (16, 512)
    assert sizes[-4:] == [1] * 4
    far = Waiting([(Address(f"https://example.org/{n}.git"), "") for n in range(500)], 1, 512)
    assert len(far.take()) == 16


def test_the_rows_are_the_same_however_they_are_sent(tmp_path: Path) -> None:
    packing = Packing()
    row = {"repository": "a", "state": "checked", "reason": "é"}
    packing.add({"repositories": [row], "findings": [{"x": 1}, {"x": 2}]})
    ways = [packing.sent(), packing.sent(compressed=True), packing.sent(folder=str(tmp_path))]
    for sent in ways:
        assert sent.done == 1
        assert [rows_of(sent, name) for name in ("repositories", "findings", "roots")] == [
            '{"repository": "a", "state": "checked", "reason": "\\u00e9"}\n',
            '{"x": 1}\n{"x": 2}\n', "",
        ]  # fmt: skip
    assert len({str(sent.tables) for sent in ways}) == 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 2
    ways[2].drop()
    assert list(tmp_path.iterdir()) == []


def test_rows_that_cannot_be_written_are_one_line(tmp_path: Path) -> None:
    path = fleet(tmp_path, 1) / "team0" / "app000.git"
    with pytest.raises(UsageError) as raised:
        run_batch([(Address(str(path)), "")], Order(folder=str(tmp_path / "gone")))
    assert str(raised.value) == f"`{tmp_path / 'gone'}`: No such file or directory"
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), again.message) == (UsageError, raised.value.message)


def test_what_a_killed_run_left_is_deleted_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "pyspec-check-rows-99999999-x").mkdir()
    with folder_for_rows() as folder:
        assert [str(path) for path in tmp_path.iterdir()] == [folder]
        assert os.stat(folder).st_mode & 0o777 == 0o700
        Path(folder, "x.jsonl").touch()
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(UsageError, match=r"`: No such file or directory$"), folder_for_rows():
        pass


def test_a_row_is_utf_8_whatever_it_holds() -> None:
    packing = Packing()
    for reason in ("é → 😀", "a\udcff😀", r"\ud83d"):
        packing.add({"repositories": [{"repository": "a", "state": "failed", "reason": reason}]})
    lines = rows_of(packing.sent(), "repositories").splitlines()
    assert [json.loads(line)["reason"] for line in lines] == ["é → 😀", "a?😀", r"\ud83d"]
