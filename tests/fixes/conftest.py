"""What several of these tests work on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files with a safe fix each, one of them a name, one an unsafe one."""
    root = tmp_path / "app"
    root.mkdir()
    (root / "requirements.txt").write_text("gunicorn==20.1.0\n")
    (root / "procfile").write_bytes(b"# \xff\r\nweb:gunicorn app:app\r\n")
    (root / "runtime.txt").write_text("Python-3.6.6\n")
    os.chmod(root / "procfile", 0o640)
    monkeypatch.chdir(root)
    return root
