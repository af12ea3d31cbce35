"""What uv comes to, as a value."""

from __future__ import annotations

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.resolution import Distribution


class Solution(NamedTuple):
    """What uv comes to."""

    distributions: tuple[Distribution, ...] | None
    """None if nothing fits."""
    error: str = ""
    """uv's words if nothing fits."""
    capped: tuple[tuple[str, str, str], ...] = ()
    """Releases that were passed over: name, version, the Pythons that they support."""
    hashes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The SHA-256 of the files that fit, by name."""
    files: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """The name and the SHA-256 of each file that fits, by name."""
    early: bool = False
    """Whether pip may take a pre-release instead of one of the releases."""
    unasked: bool = False
    """Whether a dependency is a pre-release that no bound on it names."""
