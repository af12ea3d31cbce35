"""The processes of a Procfile as the slug builder's Ruby reads it: simply, or with YAML."""

from __future__ import annotations

from checker.base import regex as re
from checker.platform.procfile import Processes
from checker.platform.yaml_fast_path import read_simply

_TWO_KEYS = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}: +[A-Za-z][A-Za-z0-9_-]{0,60}(?=:(?: |\n|\Z))")
"""A first line with two process types: what the builder makes of a file without a first `web:`."""
_REFUSAL = "mapping values are not allowed in this context"
"""What libyaml says of it."""


def read_processes(data: bytes, unsafe: bool = False) -> Processes:
    """Load the bytes of a Procfile; never raises. `unsafe`: see `yaml.load_processes`."""
    simple = read_simply(data)
    if simple is not None:
        return simple
    refused = _refused(data)
    if refused is not None:
        return refused
    from checker.platform.slug.yaml import load_processes  # noqa: PLC0415  gate: needs PyYAML

    return load_processes(data, unsafe)


def _refused(data: bytes) -> Processes | None:
    """Why libyaml refuses a Procfile whose first line has two process types; None for all others.

    A second key in the line ends the reading, whatever follows; but libyaml looks at the characters
    first, so all have to be ones that it lets pass.
    """
    try:
        text = data.decode("utf-8")
    except ValueError:
        return None
    found = _TWO_KEYS.match(text)
    if found is None or not text.replace("\n", "").isprintable():
        return None
    return Processes(problem=_REFUSAL, column=found.end(), shown=_REFUSAL)
