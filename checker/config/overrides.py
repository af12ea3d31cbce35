"""What is asked beside a configuration, and counts above it: by a command line, or by an editor."""

from __future__ import annotations

from checker.base.records import NamedTuple

LONGEST_TIMEOUT = 86_400
"""Seconds, of `timeout`."""


class Overrides(NamedTuple):
    """What was asked; what is empty was not."""

    target: str = ""
    """One or several names of targets with commas, `auto` or `all`."""
    select: tuple[str, ...] = ()
    """Words as they were typed: each may hold several codes, with commas."""
    ignore: tuple[str, ...] = ()
    fail_on: str = ""
    language: str = ""
    timeout: float | None = None
    """Seconds of CPU for one root; 0: no limit."""
    all: bool = False
    """Whether uncertain findings are shown too."""
    config: str | None = None
    """The configuration file for every root; None: the one that is found."""
    isolated: bool = False
    """Whether no configuration file counts."""
    resolve: bool | None = None
    """Whether the package index may be asked; None: as the configuration says."""
    no_ignores: bool = False
    """Whether nothing that a user has decided to live with is hidden."""
