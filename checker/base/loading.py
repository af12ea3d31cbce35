"""Modules that are imported by name: `importlib` would be one more module of every run."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


def load(name: str) -> ModuleType:
    """The module of that full name.

    Raises:
        ImportError: there is none.
    """
    __import__(name)
    return sys.modules[name]
