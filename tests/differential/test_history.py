"""Rainbond 5 by version: no disagreement with what the real code did, where that is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.differential import history_cases

CASES = Path(os.environ.get("PYSPEC_SHARED", "shared"), "cases", "rainbond-history.jsonl")


@pytest.mark.skipif(not CASES.exists(), reason="the recorded repositories are not here")
def test_no_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["history_cases", str(CASES)])
    assert history_cases.main() == 0
