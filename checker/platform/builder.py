"""The builder of a target's platform, which answers every question of `platform.interface`."""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.loading import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.interface import Builder, ProcfileReader
    from checker.targets import Target


@cache
def builder_of(target: Target) -> Builder:
    """The builder that the target names."""
    builder: Builder = load(f"checker.platform.{target.builder}.builder").Builder(target)
    return builder


def reader_of(target: Target) -> ProcfileReader:
    """What reads the Procfile on the target."""
    return builder_of(target).procfile
