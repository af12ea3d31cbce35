"""Enumerations behave as `enum` says, which is what type checkers take them for."""

from __future__ import annotations

import copy
import pickle

import pytest

from checker.base.enums import Enum, IntEnum


class Colour(Enum):
    """Two members, and a property."""

    RED = "red"
    GREEN = "green"

    @property
    def short(self) -> str:
        """The first letter."""
        return self.value[0]


class Level(IntEnum):
    """Numbers."""

    LOW = 1
    HIGH = 2


def test_members() -> None:
    assert list(Colour) == [Colour.RED, Colour.GREEN]
    assert list(reversed(Level)) == [Level.HIGH, Level.LOW]
    assert len(Colour) == 2
    assert Colour("red") is Colour.RED
    assert Colour["GREEN"] is Colour.GREEN
    assert (Colour.RED.name, Colour.RED.value, Colour.RED.short) == ("RED", "red", "r")
    assert isinstance(Colour.RED, Colour)
    assert len({Colour.RED, Colour.RED, Colour.GREEN}) == 2
    assert str(Colour.RED) == "Colour.RED"
    assert repr(Colour.RED) == "<Colour.RED: 'red'>"
    with pytest.raises(ValueError, match="'blue' is not a valid Colour"):
        Colour("blue")
    with pytest.raises(KeyError):
        Colour["BLUE"]


def test_numbers() -> None:
    assert Level.LOW < Level.HIGH
    assert Level.HIGH + 0 == 2
    assert max(Level) is Level.HIGH
    assert f"{Level.HIGH}" == "2"
    assert Level(1) is Level.LOW


@pytest.mark.parametrize("member", [Colour.RED, Level.HIGH])
def test_copies_are_the_member(member: object) -> None:
    assert copy.copy(member) is member
    assert copy.deepcopy(member) is member
    assert pickle.loads(pickle.dumps(member)) is member
