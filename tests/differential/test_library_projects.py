"""Settings that use libraries, read and run: those kinds whose library is installed."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tests.differential.libraries import DISTRIBUTIONS, compare
from tests.differential.library_projects import projects

if TYPE_CHECKING:
    from pathlib import Path

KINDS = projects()
MODULES = {
    "environ": "environ", "environ.Path": "environ", "environs": "environs",
    "decouple": "decouple", "split_settings": "split_settings", "pydantic": "pydantic_settings",
    "dynaconf": "dynaconf", "configurations": "configurations",
}  # fmt: skip
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork"),
    pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="written down for Python 3.11"),
]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "not modelled" not in kind])
def test_agrees_with_what_runs(kind: str, tmp_path: Path) -> None:
    module = MODULES.get(kind)
    if find_spec("django") is None or (module and find_spec(module) is None):
        pytest.skip(f"{DISTRIBUTIONS.get(kind, 'Django')} is not installed")
    sample = KINDS[kind][:: 1 if kind != "standard library" else 10]
    rows = compare(sys.executable, {kind: sample}, tmp_path)[kind]
    assert not [row for row in rows if row[0] == "wrong"]
    assert sum(row[0] == "unknown" for row in rows) <= 0.05 * len(rows) + 1
