"""A sample of what `shell_scripts` compares with the real shells."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.differential.shell_scripts import compare, make, stubs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("dash") is None, reason="no bash, or no dash"
)
@pytest.mark.parametrize("seed", range(1000, 1030))
def test_the_shell_starts_what_is_told(seed: int, tmp_path: Path) -> None:
    stubs(tmp_path / "bin")
    shell, arguments = make(tmp_path / "app", seed)
    outcome = compare(tmp_path / "app", "dash" if shell == "sh" else shell, arguments)
    assert not outcome.wrong
