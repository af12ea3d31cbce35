"""A configuration as it was read, as values."""

from __future__ import annotations

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.base.errors import PlacedError
    from checker.targets import Target


class Config(NamedTuple):
    """One configuration as it was read; what it does not set has the defaults."""

    path: str = ""
    """The file, as an error names it; empty where there is none."""
    base: str = ""
    """The checked root's path from the folder of the file: empty, or ends in `/`."""
    target: tuple[str, ...] = ()
    """The targets to check against, `auto` for one that the files choose; empty: not set."""
    target_key: str = "target"
    """The key that sets them: `target`, or `targets` if that is an array."""
    targets: Mapping[str, Target] = {}
    """Ours and the user's own; empty where there are only ours."""
    own_targets: Mapping[str, Any] = {}
    """The user's own as they are written."""
    roots: tuple[str, ...] = ()
    """Folders below the file's, normalised; `.` for the file's own."""
    select: tuple[str, ...] = ()
    ignore: Mapping[str, str] = {}
    """Codes, prefixes or names, each with its reason (which may be empty)."""
    per_file_ignores: Mapping[str, Mapping[str, str]] = {}
    severity: Mapping[str, str] = {}
    fail_on: str | None = None
    language: str | None = None
    """The code of the language to report in."""
    exclude: tuple[str, ...] = ()
    timeout: float | None = None
    """Seconds of CPU for one root; 0: no limit."""
    resolve: bool = False
    """Whether the package index may be asked."""
    lines: Mapping[str, int] = {}
    """The 1-based line of each key that is set."""
    warnings: tuple[PlacedError, ...] = ()
    """Mistakes that a check can live with."""
    patterns: Mapping[str, PlacedError] = {}
    """Each pattern of `exclude` and `per-file-ignores`, with what is told if it matches nothing."""
    missing_roots: Mapping[str, str] = {}
    """For each of `roots` what is told where it is no folder."""


UNCONFIGURED = Config()
"""Of a root without any."""
