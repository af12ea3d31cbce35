"""The interpreter's pure path against the standard library's."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.python.models.pure_path import PurePosixPath

TEXTS = st.text(alphabet="/.ab ~é\udc80", max_size=8)


def outcome(function: Any) -> Any:
    """What a call gives, in terms that can be compared."""
    try:
        result = function()
    except (ValueError, TypeError, IndexError) as error:
        return type(error), str(error) if isinstance(error, IndexError) else ""
    if isinstance(result, (PurePosixPath, pathlib.PurePosixPath)):
        return "path", str(pathlib.PurePosixPath(str(result)))  # `with_suffix` leaves "/." there
    if isinstance(result, tuple) or type(result).__name__ == "_PathParents":
        return [str(item) for item in result]
    return result


@given(TEXTS, TEXTS)
def test_data_and_methods_are_those_of_pathlib(one: str, other: str) -> None:
    mine, usual = PurePosixPath(one), pathlib.PurePosixPath(one)
    name = other.replace("/", "")  # Of a slash in a name the versions of pathlib judge differently.
    for function in (
        str, repr, bytes, lambda p: p.__fspath__(), lambda p: p.parts, lambda p: p.name,
        lambda p: p.stem, lambda p: p.suffix, lambda p: p.suffixes, lambda p: p.root,
        lambda p: p.anchor, lambda p: p.drive, lambda p: p.parent, lambda p: p.parents,
        lambda p: len(p.parents), lambda p: p.parents[0], lambda p: p.parents[1],
        lambda p: p.parents[-1], lambda p: p.parents[:2], lambda p: p.is_absolute(),
        lambda p: p.as_posix(), lambda p: p / other, lambda p: other / p,
        lambda p: p.joinpath(other, "c"), lambda p: p.with_name(name), lambda p: p / 1,
        lambda p: p.with_suffix(name), lambda p: p.with_stem(name), lambda p: p.match(other),
        lambda p: p.relative_to(other), lambda p: p.is_relative_to(other), lambda p: p.as_uri(),
        lambda p: p / type(p)(other), lambda p: type(p)(p, other), lambda p: p == type(p)(other),
        lambda p: p < type(p)(other), lambda p: p >= type(p)(other), lambda p: p == str(p),
        lambda p: p.relative_to(type(p)(other)), lambda p: type(p)(one, b"c"),
    ):  # fmt: skip
        assert outcome(lambda f=function: f(mine)) == outcome(lambda f=function: f(usual))


def test_it_is_a_key_as_pathlib_has_it() -> None:
    assert len({PurePosixPath("a//b"), PurePosixPath("a/./b"), PurePosixPath("a/b/")}) == 1


@pytest.mark.parametrize("operand", [1, None, b"a"])
def test_what_is_no_path_is_refused(operand: Any) -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        PurePosixPath("a") / operand
