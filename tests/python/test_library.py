"""What the standard library has, by version."""

from __future__ import annotations

import pytest

from checker.data.stdlib import absent_module, absent_name

ABSENT = [
    ("zoneinfo", (3, 8), True), ("zoneinfo", (3, 9), False), ("urllib2", (3, 4), True),
    ("urllib2", (2, 7), False), ("distutils.core", (3, 12), True), ("imp", (3, 11), False),
    ("cgi", (3, 14), True), ("typing", (3, 4), True), ("typing", (3, 5), False),
    ("secrets", (3, 5), True), ("queue", (2, 7), True), ("queue", (3, 4), False),
    ("importlib.metadata", (3, 7), True), ("os.path", (3, 6), False), ("flask", (3, 6), False),
    ("annotationlib", (3, 13), True), ("annotationlib", (3, 14), False), ("os", (3, 99), False),
]  # fmt: skip
NAMES = [
    ("typing", "Literal", (3, 7), True), ("typing", "Literal", (3, 8), False),
    ("collections", "Mapping", (3, 9), False), ("collections", "Mapping", (3, 10), True),
    ("collections", "Mapping", (2, 7), False), ("os", "errno", (3, 7), True),
    ("datetime", "UTC", (3, 10), True), ("datetime", "datetime", (2, 7), False),
    ("importlib", "metadata", (3, 7), True), ("urllib", "urlencode", (3, 6), True),
    ("urllib", "parse", (3, 6), False), ("no_such", "x", (3, 6), False),
    ("itertools", "izip", (2, 7), False), ("itertools", "izip", (3, 14), True),
    ("functools", "cache", (3, 4), True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "python", "absent"), ABSENT)
def test_modules(name: str, python: tuple[int, int], absent: bool) -> None:
    assert (absent_module(name, python) is not None) is absent


@pytest.mark.parametrize(("module", "name", "python", "absent"), NAMES)
def test_names(module: str, name: str, python: tuple[int, int], absent: bool) -> None:
    assert (absent_name(module, name, python) is not None) is absent


def test_this_python_has_what_it_is_said_to_have() -> None:
    import importlib
    import sys

    python = sys.version_info[:2]
    for name in ("typing", "collections", "os", "datetime", "functools", "asyncio", "enum"):
        assert absent_module(name, python) is None
        module = importlib.import_module(name)
        for word in dir(module):
            assert absent_name(name, word, python) is None, f"{name}.{word}"
