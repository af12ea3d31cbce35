"""Which distributions bring which program: `programs.toml`, read when it is asked for."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.data import compiled_data


class Program(NamedTuple):
    """A program that a distribution installs."""

    brings: tuple[str, ...]
    """The distributions that bring it, normalised; the first is the one to add."""
    also: tuple[str, ...]
    """Distributions that may bring it through their dependencies, `name` or `name[extra]`."""


def library(name: str) -> Program | None:
    """What brings a library that an option asks for; None where that is not known."""
    found = compiled_data("programs")["library"].get(name)
    return None if found is None else Program(tuple(found["brings"]), tuple(found["also"]))


def program(name: str) -> Program | None:
    """What brings the program `name`; None where that is not known."""
    found = compiled_data("programs")["program"].get(name)
    return None if found is None else Program(tuple(found["brings"]), tuple(found["also"]))
