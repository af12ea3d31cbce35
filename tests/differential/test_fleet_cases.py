"""A small fleet beside `check --rev`, on a real cluster; `fleet_cases` does it with thousands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2")
pytest.importorskip("duckdb")
pytest.importorskip("distributed")
if os.name != "posix":
    pytest.skip("processes are forked", allow_module_level=True)

from tests.differential.fleet_cases import FORMS, compared, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("form", "way"),
    [("two targets", "a worker killed"), ("as configured", "interrupted, killed, resumed")],
)
def test_findings_are_those_of_check(tmp_path: Path, form: str, way: str) -> None:
    write(tmp_path / "generated", 120, 7)
    for _, _, lines, wrong in compared(str(tmp_path / "generated"), tmp_path, form, [way]):
        assert not wrong, wrong[:5]
        assert lines > 200
    assert form in FORMS
