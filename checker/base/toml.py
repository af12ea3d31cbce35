"""TOML, read by the standard library's parser or, on Python 3.10, by the one that became it."""

from __future__ import annotations

from typing import Any


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text. The parser is imported here: most runs read no TOML.

    Raises:
        ValueError: where it is no TOML (`TOMLDecodeError`, with the place in its message).
        RecursionError: where it is nested too deeply.
    """
    import sys
    from importlib import import_module

    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    tables: dict[str, Any] = toml.loads(text)
    return tables
