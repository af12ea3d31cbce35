"""Pre-releases of dependencies: pip and uv do not take them for the same bounds."""

from __future__ import annotations

from checker.resolve import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.project.resolution import Distribution

    Needed = Callable[[Distribution], Iterable[str]]
    """What a release depends on."""


def may_be_early(found: tuple[Distribution, ...], needed: Needed) -> bool:
    """Whether pip may take a pre-release where uv does not: a dependency's bound names one."""
    chosen = {each.name: each.version for each in found}
    return any(
        words.names_prerelease(bound)
        and not words.names_prerelease(f"=={chosen.get(words.normalised_head(bound), '0a0')}")
        for each in found
        for bound in needed(each)
    )


def is_unasked(found: tuple[Distribution, ...], needed: Needed) -> bool:
    """Whether a dependency is a pre-release though its bounds name none."""
    early = {each.name for each in found if words.names_prerelease(f"=={each.version}")}
    if not early:
        return False
    bounds = [bound for each in found for bound in needed(each)]
    of_early = [bound for bound in bounds if words.normalised_head(bound) in early]
    return any(map(words.has_bound, of_early)) and not any(map(words.names_prerelease, of_early))
