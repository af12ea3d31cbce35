"""Resolving: uv is asked until its answer is the one that the build's pip would come to.

Where the two differ, uv's answer is put right: a release's upper bound for the Python counts for
pip and not for uv; a source that must be built to know what it depends on is taken as it stands in
its archive; pre-releases of a dependency count if its bound names one.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.parsers.requirements import normalise
from checker.project.resolution import Distribution
from checker.resolve import words
from checker.resolve.early import is_unasked, may_be_early
from checker.resolve.failed import UvError
from checker.resolve.markers import environment_of
from checker.resolve.releases import release_of
from checker.resolve.rows import files_of, has_file, hashes_of, rows_of
from checker.resolve.uv import Question
from checker.resolve.wheels import release_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from packaging.requirements import Requirement

    from checker.resolve.inputs import Inputs
    from checker.resolve.releases import Release
    from checker.resolve.uv import Uv

_ROUNDS = 150
"""Questions for one solution, at the most."""
_LOWER = re.compile(r"\s*>=\s*[0-9]+(?:\.[0-9]+)*\s*(?:,\s*!=\s*3\.[0-3]\.\*\s*)*")
"""A range of Pythons that has no end, without holes above Python 3.3."""
_CAPPED = 100
"""Releases that do not support so new a Python and are passed over, at the most."""


NO_FILE = ""
"""The Pythons of a release that has no file which the Python takes."""


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


class Solver:
    """Asks about the lines of one root for one target, and remembers what sources declare.

    Args:
        uv: answers.
        inputs: what is asked about.
        cache: uv's cache.
        known: what sources depend on, as far as that was found out before.

    Attributes:
        declared: the same with what was found out by this one: by name and version, what sources
            depend on that were not to be built; None if only a build would tell.
    """

    def __init__(
        self,
        uv: Uv,
        inputs: Inputs,
        cache: str,
        known: Mapping[tuple[str, str], tuple[str, ...] | None],
    ) -> None:
        self.uv = uv
        self.inputs = inputs
        self.cache = cache
        self.declared = dict(known)
        self._markers: dict[str, bool] = {}
        self._releases: dict[tuple[str, str], Release] = {}

    def by_known(self, lines: Iterable[str], lowest: bool = False) -> Solution:
        """The same as `solve` by what uv has fetched before, and of the index if that lacks a part.

        It may be older than the index is, so that other releases come out, or none.

        Raises:
            UvError: as `solve` does.
        """
        asked = list(lines)
        found = self.solve(asked, offline=True, lowest=lowest)
        if words.is_from_offline(found.error):
            return self.solve(asked, lowest=lowest)
        return found

    def solve(
        self,
        lines: Iterable[str],
        more: Iterable[str] = (),
        offline: bool = False,
        closed: bool = False,
        lowest: bool = False,
    ) -> Solution:
        """What these lines come to.

        Args:
            lines: requirements.
            more: further constraints.
            offline: whether nothing is fetched for it.
            closed: whether dependencies do not count.
            lowest: whether the lowest releases are chosen that the lines allow.

        Raises:
            UvError: if the index does not answer, or too much would have to be asked.
        """
        known = list(lines)
        text = "\n".join((*self.inputs.options, *known, ""))
        constraints = [text for text, _ in self.inputs.constraints] + list(more)
        capped: list[tuple[str, str, str]] = []
        for _ in range(_ROUNDS):
            question = Question(
                text,
                self.inputs.python,
                self.inputs.platform,
                "\n".join([*constraints, ""]) if constraints else "",
                self._settings(),
                self.inputs.prerelease,
                offline,
                closed or self.inputs.closed,
                lowest,
            )
            answer = self.uv.ask(question)
            if answer.solved:
                rows = rows_of(answer.out, self.inputs.python, self.inputs.libc, self.cache)
                found = self._distributions(rows)
                over = [each for each in map(self.over, found) if each is not None]
                over += [
                    (normalise(row["name"]), row.get("version", ""), NO_FILE)
                    for row in rows
                    if not has_file(row)
                ]
                if not over:
                    early = may_be_early(found, self.needed)
                    unasked = is_unasked(found, self.needed)
                    return Solution(
                        found, "", tuple(capped), hashes_of(rows), files_of(rows), early, unasked
                    )
                capped += over
                if len(capped) > _CAPPED:
                    raise UvError("too many releases do not support so new a Python")
                constraints += [f"{name}!={version}" for name, version, _ in over]
                continue
            if words.has_other_archive(answer.error) and not self.inputs.tool:
                raise UvError("whether its pip takes an archive that is no .tar.gz is not known")
            if words.is_refusal(answer.error):
                allowed = self._allowed(answer.error, constraints)
                if self.inputs.yanked and not allowed:
                    texts = [*known, *(needed for _, needed in words.depends(answer.error))]
                    pins = words.yanked_pins(texts, answer.error)
                    allowed = [pin for pin in pins if pin not in constraints]
                if not allowed:
                    return Solution(None, answer.error, tuple(capped))
                constraints += allowed
                continue
            error = words.with_name(answer.error, known)
            if words.is_from_offline(error) or words.gone(error):
                return Solution(None, error)
            source = words.unbuilt(answer.error)
            if source is None or source in self.declared:
                raise UvError(words.unreached(answer.error))
            from checker.resolve.archives import declared  # noqa: PLC0415  gate: sources

            self.declared[source] = declared(self.cache, *source)
        raise UvError("too much would have to be asked")

    def _settings(self) -> str:
        """What sources depend on, as a configuration of uv."""
        if not self.declared:
            return ""
        rows = [
            "{ "
            + f"name = {_quoted(name)}, version = {_quoted(version)}, "
            + f"requires-dist = [{', '.join(map(_quoted, requires or ()))}]"
            + " }"
            for (name, version), requires in self.declared.items()
        ]
        return f"dependency-metadata = [{', '.join(rows)}]\n"

    def _allowed(self, error: str, constraints: list[str]) -> list[str]:
        """Constraints that let those releases count that pip takes for a dependency's sake.

        These are pre-releases where a bound names one, and yanked releases that are pinned.
        """
        found: list[str] = []
        yanked = words.yanked(error)
        for _, needed in words.depends(error):
            name = normalise(words.head_of(needed))
            pinned = needed.partition("==")[2]
            if pinned and (name, pinned) in yanked and f"{name}=={pinned}" not in constraints:
                found.append(f"{name}=={pinned}")
                continue
            line = f"{name}>=0.dev0"
            if name and words.names_prerelease(needed) and line not in constraints + found:
                found.append(line)
        return found

    def _distributions(self, rows: list[dict[str, Any]]) -> tuple[Distribution, ...]:
        found = [
            Distribution(
                normalise(row["name"]),
                row.get("version", ""),
                source=not row.get("wheels") and not row.get("archive"),
                unbuilt=self.declared.get((normalise(row["name"]), row.get("version", "")), ())
                is None,
            )
            for row in rows
        ]
        found.sort()
        names = {each.name for each in found}
        requires = [self._requires(each, names) for each in found]
        return tuple(
            each._replace(
                required_by=tuple(
                    other.name
                    for other, needs in zip(found, requires, strict=True)
                    if each.name in needs
                )
            )
            for each in found
        )

    def _requires(self, distribution: Distribution, names: set[str]) -> set[str]:
        """Those of some names that a release may depend on."""
        needed = self.needed(distribution, lambda each: words.normalised_head(each) in names)
        return {words.normalised_head(each) for each in needed}

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
        if found is None and self.inputs.files:
            found = release_in(self.inputs.files, name, version)
        found = found or release_of(self.cache, name, version)
        if found is not None:
            self._releases[name, version] = found
        return found

    def _holds(self, requirement: str) -> bool:
        """Whether a dependency's marker may hold; extras are taken for asked for."""
        marker = requirement.partition(";")[2]
        if not marker or re.search(r"\bextra\b", marker):
            return True
        if marker not in self._markers:
            own = getattr(_specified(requirement), "marker", None)
            self._markers[marker] = own is None or own.evaluate(self.environment())
        return self._markers[marker]

    def environment(self) -> dict[str, str]:
        """What markers are compared with."""
        return environment_of(self.inputs.python)

    def over(self, distribution: Distribution) -> tuple[str, str, str] | None:
        """The release with the Pythons that it supports, if this one is too new for it."""
        key = (distribution.name, distribution.version)
        release = None if key in self.declared else self._release(*key)
        if release is None or not release.python:
            return None
        if _LOWER.fullmatch(release.python):
            return None  # uv compares a lower bound, and no target has Python 3.3
        from packaging.specifiers import (  # noqa: PLC0415  gate: upper bounds
            InvalidSpecifier,
            SpecifierSet,
        )

        try:
            supported = SpecifierSet(release.python)
        except InvalidSpecifier:
            return None
        if supported.contains(self.inputs.python, prereleases=True):
            return None
        return (*key, release.python)


def _specified(text: str) -> Requirement | None:
    from packaging.requirements import (  # noqa: PLC0415  gate: markers
        InvalidRequirement,
        Requirement,
    )

    try:
        return Requirement(text)
    except InvalidRequirement:
        return None


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 32 or c in '"\\' or ord(c) == 127 else c for c in text
    )
    return f'"{escaped}"'
