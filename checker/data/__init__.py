"""The package's data files, as Python: reading TOML at every start would cost more than a check.

Each module here is written by `python -m scripts.write_docs` from the TOML file that its first line
names, and CI checks that it is current. The TOML files are what people edit and read.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def compiled_data(name: str) -> dict[str, Any]:
    """What the data file `NAME.toml` of this package holds, as TOML's own types."""
    data: dict[str, Any] = import_module(f"checker.data.compiled.{name.replace('-', '_')}").DATA
    return data
