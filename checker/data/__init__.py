"""The package's data files: those that are TOML as Python, and text tables as they are.

Reading TOML at every start would cost more than a check. Each module of `compiled` is written by
`python -m scripts.write_docs` from the TOML file that its first line names, and CI checks that it
is current. The TOML files are what people edit and read.
"""

from __future__ import annotations

from checker.base.loading import load, own_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TEXTS: dict[str, str] = {}
"""The text tables that were asked for so far."""


def text_table(name: str) -> str:
    """A table that is text: one to search for a line, since a check asks for a handful of them.

    Args:
        name: its path in this package: `stdlib/names.txt`.

    Returns:
        The text, with a line's end before each line and behind the last one.
    """
    if name not in _TEXTS:
        _TEXTS[name] = (b"\n%b\n" % own_file(f"data/{name}").strip()).decode()
    return _TEXTS[name]


_LOADED: dict[str, dict[str, Any]] = {}
"""The data files that were asked for so far; nobody changes them."""


def compiled_data(name: str) -> dict[str, Any]:
    """What the data file `NAME.toml` of this package holds, as TOML's own types."""
    if name not in _LOADED:
        module = load(f"checker.data.compiled.{name.replace('-', '_')}")
        _LOADED[name] = module.DATA
    return _LOADED[name]
