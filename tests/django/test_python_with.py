"""Which Python a Django is judged by."""

from __future__ import annotations

import pytest

from checker.platform.django_facts import Version
from checker.platform.django_versions import python_with


@pytest.mark.parametrize(
    ("django", "python", "expected"),
    [
        ((4, 2), (3, 6), (3, 8)),
        ((6, 0), (3, 6), (3, 12)),
        ((3, 2), (3, 6), (3, 6)),
        ((1, 11), (2, 7), (2, 7)),
        ((4, 2), (3, 11), (3, 11)),
        ((99, 0), (3, 6), (3, 6)),
        (None, (3, 6), (3, 6)),
    ],
)
def test_python(
    django: tuple[int, int] | None, python: tuple[int, int], expected: tuple[int, int]
) -> None:
    full_python = f"{python[0]}.{python[1]}.6"
    found, full = python_with(Version(django, ""), Version(python, ""), full_python)
    assert found.version == expected
    assert full.startswith(".".join(map(str, expected)))
