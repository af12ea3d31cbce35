"""Which distributions bring which program: `programs.toml`, read when it is asked for."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple


class Program(NamedTuple):
    """A program that a distribution installs."""

    brings: tuple[str, ...]
    """The distributions that bring it, normalised; the first is the one to add."""
    also: tuple[str, ...]
    """Distributions that may bring it through their dependencies, `name` or `name[extra]`."""


@cache
def _programs() -> dict[str, Any]:
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    loader = __spec__.loader if __spec__ else None
    path = __file__.rpartition("programs")[0] + "programs.toml"
    data: bytes = loader.get_data(path)  # type: ignore[union-attr]
    found: dict[str, Any] = toml.loads(data.decode())["program"]
    return found


def program(name: str) -> Program | None:
    """What brings the program `name`; None where that is not known."""
    found = _programs().get(name)
    return None if found is None else Program(tuple(found["brings"]), tuple(found["also"]))
