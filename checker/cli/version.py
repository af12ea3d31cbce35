"""What `--version` prints."""

from __future__ import annotations

from checker import __version__
from checker.targets import as_of


def version() -> str:
    """`pyspec-check 0.1.0 (targets as of 2026-08-21)`."""
    return f"pyspec-check {__version__} (targets as of {as_of()})"
