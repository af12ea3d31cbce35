"""Metadata that uv repairs, and pip from 24.1 on ignores as invalid.

uv says so once, when it reads the metadata, and keeps it repaired.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.resolve.uv import Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.project.resolution import Trouble
    from checker.resolve.solution import Solution
    from checker.resolve.solving import Solver

STRICT = (24, 1)
"""The first pip that ignores a release whose metadata is invalid, and such bounds for Python."""
_FIXED = re.compile(r"Fixing invalid (?:requirement|version specifier) .*; after: `(.*)`\)")
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_BROKEN = re.compile(rf"`({_NAME})==\S+` has an invalid package format")


def repaired(warned: Iterable[str]) -> list[str]:
    """The texts that uv says in its warnings that it repaired, as they are now."""
    return [match[1] for match in map(_FIXED.search, warned) if match is not None]


def broken(warned: Iterable[str]) -> str:
    """The name of a wheel that is none, which uv passes over and pip stops at; may be empty."""
    return next((match[1] for match in map(_BROKEN.search, warned) if match is not None), "")


def ignored(
    solver: Solver, solution: Solution, troubles: Iterable[Trouble], texts: Iterable[str]
) -> str:
    """The name of a release that pip may ignore, or of one that it may take; may be empty.

    Two releases may ask for the same, and only one of them in an invalid way. So it is asked again.

    Args:
        solver: knows what releases depend on.
        solution: what uv chose.
        troubles: what stands against it.
        texts: what uv repaired.
    """
    invalid = set(map(_key, texts))
    if not invalid:
        return ""
    for trouble in troubles:
        if trouble.wanted and _key(trouble.wanted) in invalid:
            return trouble.name
    for each in solution.distributions or ():
        own = {_key(needed) for needed in solver.metadata.requires(each) or ()} & invalid
        if own and own & _repaired_of(solver, f"{each.name}=={each.version}"):
            return each.name
    return ""


def may_be_newer(texts: Iterable[str], python: str) -> bool:
    """Whether uv passes over releases for a bound that pip ignores, so that pip may take them."""
    from packaging.specifiers import (  # noqa: PLC0415  gate: invalid bounds
        InvalidSpecifier,
        SpecifierSet,
    )

    for text in (each for each in texts if each[:1] in "<>=~!"):
        try:
            if not SpecifierSet(text).contains(python, prereleases=True):
                return True
        except InvalidSpecifier:
            continue
    return False


def _repaired_of(solver: Solver, pin: str) -> set[str]:
    """What uv repairs of one release and of what it depends on."""
    inputs = solver.inputs
    before = len(solver.uv.warned)
    text = "\n".join((*inputs.options, pin, ""))
    solver.uv.ask(Question(text, inputs.python, inputs.platform, anew=True))
    return set(map(_key, repaired(solver.uv.warned[before:])))


def _key(text: str) -> str:
    """A requirement or a specifier without blanks, brackets and its marker."""
    bare = re.sub(r"[\s()]", "", text.partition(";")[0])
    return re.sub(r"(?<=\d)\.?dev(?!\w)", ".dev0", bare)
