"""Records behave as `typing.NamedTuple` says, which is what type checkers take them for."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from checker.base.records import NamedTuple


class Cheap(NamedTuple):
    """Three fields, two with defaults."""

    path: str
    start: int = 0
    end: int | None = None

    @property
    def length(self) -> int:
        """What the fields come to."""
        return (self.end or 0) - self.start


class Usual(typing.NamedTuple):
    """The same fields, as the standard library makes them."""

    path: str
    start: int = 0
    end: int | None = None


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (("a",), {}),
        (("a", 1), {}),
        (("a", 1, 2), {}),
        ((), {"path": "a"}),
        ((), {"end": 3, "path": "a"}),
        (("a",), {"end": 3}),
        (("a", 1), {"end": None}),
    ],
)
def test_made_as_usual(values: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    cheap, usual = Cheap(*values, **named), Usual(*values, **named)
    assert tuple(cheap) == tuple(usual)
    assert cheap == tuple(usual)
    assert hash(cheap) == hash(usual)
    assert (cheap.path, cheap.start, cheap.end) == (usual.path, usual.start, usual.end)
    assert repr(cheap) == repr(usual).replace("Usual", "Cheap")
    assert cheap._asdict() == usual._asdict()


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((), {"start": 1}),
        (("a", 1, 2, 3), {}),
        (("a",), {"path": "a"}),
        (("a",), {"other": 1}),
        (("a", 1, 2), {"other": 1}),
    ],
)
def test_refused_as_usual(values: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    for made in (Cheap, Usual):
        with pytest.raises(TypeError):
            made(*values, **named)


def test_replaced_copied_and_pickled() -> None:
    record = Cheap("a", 1, 5)
    assert record._replace(start=2) == Cheap("a", 2, 5)
    with pytest.raises(TypeError):
        record._replace(other=1)  # type: ignore[call-arg]
    assert copy.copy(record) == copy.deepcopy(record) == record
    assert type(copy.copy(record)) is Cheap
    assert pickle.loads(pickle.dumps(record)) == record


def test_neither_a_field_nor_anything_else_can_be_set() -> None:
    record = Cheap("a")
    with pytest.raises(AttributeError):
        record.start = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        record.other = 1  # type: ignore[attr-defined]


def test_properties_and_patterns() -> None:
    assert Cheap("a", 1, 5).length == 4
    match Cheap("a", 1, 5):
        case Cheap(path, start, end):
            assert (path, start, end) == ("a", 1, 5)
