"""The package's data files, as Python: reading TOML at every start would cost more than a check.

Each module here is written by `python -m scripts.write_docs` from the TOML file that its first line
names, and CI checks that it is current. The TOML files are what people edit and read.
"""

from __future__ import annotations

from checker.base.loading import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LOADED: dict[str, dict[str, Any]] = {}
"""The data files that were asked for so far; nobody changes them."""


def compiled_data(name: str) -> dict[str, Any]:
    """What the data file `NAME.toml` of this package holds, as TOML's own types."""
    if name not in _LOADED:
        module = load(f"checker.data.compiled.{name.replace('-', '_')}")
        _LOADED[name] = module.DATA
    return _LOADED[name]
