"""The builder of a target's platform, which answers every question of `platform.interface`."""

from __future__ import annotations

from checker.base.loading import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.interface import Builder, ProcfileReader
    from checker.targets import Target


_MOST = 100
"""Builders that are kept: a configuration may make a target of its own."""
_builders: dict[int, tuple[Target, Builder]] = {}
"""By the identity of the target, which is kept too: every rule asks, and its hash is dear."""


def builder_of(target: Target) -> Builder:
    """The builder that the target names."""
    known = _builders.get(id(target))
    if known is not None:
        return known[1]
    if len(_builders) >= _MOST:
        _builders.clear()
    builder: Builder = load(f"checker.platform.{target.builder}.builder").Builder(target)
    _builders[id(target)] = target, builder
    return builder


def reader_of(target: Target) -> ProcfileReader:
    """What reads the Procfile on the target."""
    return builder_of(target).procfile
