"""The processes of a Procfile as the slug builder's Ruby reads it: simply, or with YAML."""

from __future__ import annotations

from checker.platform.yaml_fast_path import read_simply

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.procfile import Processes


def read_processes(data: bytes, unsafe: bool = False) -> Processes:
    """Load the bytes of a Procfile; never raises. `unsafe`: see `yaml.load_processes`."""
    simple = read_simply(data)
    if simple is not None:
        return simple
    from checker.platform.slug.yaml import load_processes  # noqa: PLC0415  gate: needs PyYAML

    return load_processes(data, unsafe)
