"""Pre-releases of dependencies: pip and uv do not take them for the same bounds."""

from __future__ import annotations

from checker.resolve import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.project.resolution import Distribution

    Bounds = Callable[[Distribution, Callable[[str], bool]], list[str]]
    """What a release depends on, as far as a function says yes to it."""


def may_be_early(found: tuple[Distribution, ...], needed: Bounds) -> bool:
    """Whether pip may take a pre-release where uv does not: a dependency's bound names one."""
    chosen = {each.name: each.version for each in found}
    return any(
        not words.names_prerelease(f"=={chosen.get(words.normalised_head(bound), '0a0')}")
        for each in found
        for bound in needed(each, words.names_prerelease)
    )


def is_unasked(found: tuple[Distribution, ...], needed: Bounds) -> bool:
    """Whether a dependency is a pre-release though its bounds name none."""
    early = {each.name for each in found if words.names_prerelease(f"=={each.version}")}
    if not early:
        return False

    def is_early(bound: str) -> bool:
        return words.normalised_head(bound) in early

    of_early = [bound for each in found for bound in needed(each, is_early)]
    return any(map(words.has_bound, of_early)) and not any(map(words.names_prerelease, of_early))
