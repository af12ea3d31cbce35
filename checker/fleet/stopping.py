"""The first Ctrl-C, told to workers of this machine: a file in the folder where they write rows.

A worker looks for it before each repository, so nobody waits for the rest of a long batch.
"""

from __future__ import annotations

import contextlib
import os

_NAME = "stop"


def ask_to_stop(folder: str) -> None:
    """Let workers begin no more; where that cannot be written, they end their batches."""
    with contextlib.suppress(OSError), open(os.path.join(folder, _NAME), "wb"):
        pass


def is_asked_to_stop(folder: str) -> bool:
    """Whether that was said; never where there is no such folder (it is empty then)."""
    return bool(folder) and os.path.exists(os.path.join(folder, _NAME))
