"""What releases say of themselves, as far as that has been fetched or found out."""

from __future__ import annotations

from checker.base import regex as re
from checker.resolve.dependency import parsed
from checker.resolve.markers import environment_of
from checker.resolve.releases import release_of
from checker.resolve.wheels import release_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checker.project.resolution import Distribution
    from checker.resolve.inputs import Inputs
    from checker.resolve.releases import Release

_LOWER = re.compile(r"\s*>=\s*[0-9]+(?:\.[0-9]+)*\s*(?:,\s*!=\s*3\.[0-3]\.\*\s*)*")
"""A range of Pythons that has no end, without holes above Python 3.3."""


class Metadata:
    """The metadata of releases, for the Python of one root and target.

    Args:
        inputs: what is asked about.
        cache: uv's cache.
        known: what sources depend on, as far as that was found out before.

    Attributes:
        declared: the same with what was found out since: by name and version, what sources depend
            on that were not to be built; None if only a build would tell.
    """

    def __init__(
        self,
        inputs: Inputs,
        cache: str,
        known: Mapping[tuple[str, str], tuple[str, ...] | None],
    ) -> None:
        self._inputs = inputs
        self._cache = cache
        self.declared = dict(known)
        self._markers: dict[str, bool] = {}
        self._releases: dict[tuple[str, str], Release] = {}

    def needed(self, distribution: Distribution, counts: Callable[[str], bool]) -> list[str]:
        """What a release may depend on, as it says it, as far as `counts` says yes to it."""
        declared = self.requires(distribution) or ()
        return [each for each in declared if counts(each) and self._holds(each)]

    def requires(self, distribution: Distribution) -> tuple[str, ...] | None:
        """All that a release says of what it depends on; None if that has not been fetched."""
        key = (distribution.name, distribution.version)
        if key in self.declared:
            return self.declared[key] or ()
        release = self._release(*key)
        return release.requires if release is not None else None

    def _release(self, name: str, version: str) -> Release | None:
        """What uv has read of a release; None if that has not been fetched yet."""
        found = self._releases.get((name, version))
        if found is None and self._inputs.files:
            found = release_in(self._inputs.files, name, version)
        found = found or release_of(self._cache, name, version)
        if found is not None:
            self._releases[name, version] = found
        return found

    def _holds(self, requirement: str) -> bool:
        """Whether a dependency's marker may hold; extras are taken for asked for."""
        marker = requirement.partition(";")[2]
        if not marker or re.search(r"\bextra\b", marker):
            return True
        if marker not in self._markers:
            own = getattr(parsed(requirement), "marker", None)
            self._markers[marker] = own is None or own.evaluate(self.environment())
        return self._markers[marker]

    def environment(self) -> dict[str, str]:
        """What markers are compared with."""
        return environment_of(self._inputs.python)

    def over(self, found: Iterable[Distribution]) -> list[tuple[str, str, str]]:
        """Those releases that are too new for the Python, with the Pythons that they support."""
        return [
            (each.name, each.version, supported)
            for each in found
            if (supported := self._supported(each.name, each.version))
        ]

    def _supported(self, name: str, version: str) -> str:
        """The Pythons that a release supports, if this one is not among them; else empty."""
        release = None if (name, version) in self.declared else self._release(name, version)
        if release is None or not release.python:
            return ""
        if _LOWER.fullmatch(release.python):
            return ""  # uv compares a lower bound, and no target has Python 3.3
        from packaging.specifiers import (  # noqa: PLC0415  gate: upper bounds
            InvalidSpecifier,
            SpecifierSet,
        )

        try:
            fits = SpecifierSet(release.python).contains(self._inputs.python, prereleases=True)
        except InvalidSpecifier:
            return ""
        return "" if fits else release.python
