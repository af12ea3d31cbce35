"""Programs that are started for their output: all of it, their ends, and their time."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from checker.resolve import processes

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no posix_spawn")
PROGRAM = "import os, sys; print('x' * 300_000); print(os.environ.get('A'), file=sys.stderr); "


def run(folder: Path, program: str, seconds: float = 60) -> tuple[int, bytes, bytes]:
    words = [sys.executable, "-S", "-E", "-c", program]
    return processes.run(words, str(folder), {"A": "one"}, seconds)


@pytest.fixture(params=["told", "looked at", "subprocess"])
def each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ways in which the end of a process is learnt, as systems have them."""
    if request.param != "told":
        monkeypatch.delattr(os, "pidfd_open", raising=False)
    if request.param == "subprocess":
        monkeypatch.delattr(os, "posix_spawn")


@pytest.mark.usefixtures("each_way")
def test_all_of_both_outputs_and_the_code(tmp_path: Path) -> None:
    code, out, error = run(tmp_path, PROGRAM + "sys.exit(3)")
    assert (code, out, error) == (3, b"x" * 300_000 + b"\n", b"one\n")


@pytest.mark.usefixtures("each_way")
def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        run(tmp_path, "import time; time.sleep(50)", 0.5)
    assert time.monotonic() - begun < 20


def test_without_time_nothing_is_started(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        run(tmp_path, "open('there', 'w')", 0)
    assert not list(tmp_path.iterdir())


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        processes.run([str(tmp_path / "none")], str(tmp_path), {}, 5)
