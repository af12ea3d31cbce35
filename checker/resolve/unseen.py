"""Releases that pip may take and uv does not: those of files that uv passes over.

They are sources in other archives than `.tar.gz` and `.zip`, and files whose `Requires-Python` is
not a specifier, which to pip fit each Python. uv says the latter when it fetches the page of a
name.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.project.resolution import Cause
from checker.resolve import words
from checker.resolve.dependency import parsed
from checker.resolve.pages import archives_listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from packaging.specifiers import SpecifierSet

    from checker.project.resolution import Distribution, Trouble
    from checker.resolve.solution import Solution
    from checker.resolve.solving import Solver

_SKIPPED = re.compile(
    r"Skipping file for ([A-Za-z0-9][A-Za-z0-9._-]*): Failed to parse `requires-python`"
)


def skipped(warned: Iterable[str]) -> list[str]:
    """The names of which uv says in its warnings that it passes over a file for its Pythons."""
    return [match[1] for match in map(_SKIPPED.search, warned) if match is not None]


def would_resolve(troubles: Iterable[Trouble], names: Container[str]) -> str:
    """The name of a file that was passed over and may resolve one of the troubles; may be empty."""
    for trouble in troubles:
        if trouble.cause is Cause.NO_RELEASE and trouble.name in names:
            return trouble.name
        for line in trouble.requirements:
            if line.pin is None and line.normalised in names:
                return line.normalised
    return ""


def unseen(solver: Solver, solution: Solution, names: Container[str]) -> str:
    """The name of a distribution of which pip may take another release; may be empty.

    Args:
        solver: knows what is asked for.
        solution: what uv chose.
        names: of which it has passed over a file for its Pythons.
    """
    found = solution.distributions or ()
    written = (*solver.inputs.lines, *solver.inputs.constraints)
    pinned = {line.normalised for _, line in written if line.pin is not None}
    for each in found:
        if each.name in pinned or not each.version:
            continue
        if each.name in names or _has_newer(solver, each, found):
            return each.name
    return ""


def _has_newer(solver: Solver, chosen: Distribution, found: Iterable[Distribution]) -> bool:
    """Whether a newer release that fits has another archive."""
    inputs = solver.inputs
    if {"--only-binary :all:", f"--only-binary {chosen.name}"} & {*inputs.options}:
        return False
    if inputs.wheels_first and not chosen.source:
        return False
    listed = archives_listed(solver.cache, chosen.name)
    if not listed:
        return False
    from packaging.version import Version  # noqa: PLC0415  gate: other archives

    bounds = list(_bounds(solver, chosen.name, found))
    return any(
        Version(version) > Version(chosen.version)
        and all(each.contains(version, prereleases=inputs.prerelease) for each in bounds)
        for version in listed
    )


def _bounds(solver: Solver, name: str, found: Iterable[Distribution]) -> Iterator[SpecifierSet]:
    """What the lines, the constraints and the chosen releases ask of a name."""
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415  gate: other archives

    yield SpecifierSet()
    written = (*solver.inputs.lines, *solver.inputs.constraints)
    texts = [text for text, line in written if line.normalised == name]
    for each in found:
        texts += solver.metadata.needed(each, lambda text: words.normalised_head(text) == name)
    yield from (each.specifier for each in map(parsed, texts) if each is not None)
