"""Which distributions bring which program: `programs.toml`, read when it is asked for."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.data import compiled_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Program(NamedTuple):
    """A program that a distribution installs."""

    brings: tuple[str, ...]
    """The distributions that bring it, normalised; the first is the one to add."""
    also: tuple[str, ...]
    """Distributions that may bring it through their dependencies, `name` or `name[extra]`."""


def library(name: str) -> Program | None:
    """What brings a library that an option asks for; None where that is not known."""
    return _program(compiled_data("programs")["library"].get(name))


def outside(name: str) -> str:
    """What a program is that pip does not install; empty for one that is not known."""
    found: str = compiled_data("programs")["outside"].get(name, "")
    return found


def is_in_image(name: str, image: str) -> bool | None:
    """Whether an image has one of the programs of `outside`; None for an unknown image."""
    programs = compiled_data("programs")["image"].get(image)
    return None if programs is None else name in programs


def program(name: str) -> Program | None:
    """What brings the program `name`; None where that is not known."""
    return _program(compiled_data("programs")["program"].get(name))


def _program(found: Mapping[str, list[str]] | None) -> Program | None:
    return None if found is None else Program(tuple(found["brings"]), tuple(found.get("also", ())))
