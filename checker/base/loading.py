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


def own_file(path: str) -> bytes:
    """A file of the package.

    Args:
        path: POSIX, in the package's folder: `data/stdlib/names.txt`.

    Raises:
        OSError: there is none.
    """
    here = sys.modules[__name__]
    loader = here.__spec__ and here.__spec__.loader
    name = f"{(here.__file__ or '').rpartition('base')[0]}{path}"
    data: bytes = loader.get_data(name)  # type: ignore[union-attr]
    return data
