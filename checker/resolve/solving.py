"""Resolving: uv is asked until its answer is the one that the build's pip would come to.

Where the two differ, uv's answer is put right: a release's upper bound for the Python counts for
pip and not for uv; a source that must be built to know what it depends on is taken as it stands in
its archive; pre-releases of a dependency count if its bound names one.
"""

from __future__ import annotations

from checker.parsers.requirements import normalise
from checker.project.resolution import Distribution
from checker.resolve import words
from checker.resolve.early import is_unasked, may_be_early
from checker.resolve.failed import UvError
from checker.resolve.metadata import Metadata
from checker.resolve.rows import files_of, has_file, hashes_of, rows_of
from checker.resolve.solution import Solution
from checker.resolve.uv import Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from checker.resolve.inputs import Inputs
    from checker.resolve.uv import Uv

_ROUNDS = 150
"""Questions for one solution, at the most."""
_CAPPED = 100
"""Releases that do not support so new a Python and are passed over, at the most."""


NO_FILE = ""
"""The Pythons of a release that has no file which the Python takes."""


class Solver:
    """Asks about the lines of one root for one target, and remembers what sources declare.

    Args:
        uv: answers.
        inputs: what is asked about.
        cache: uv's cache.
        known: what sources depend on, as far as that was found out before.

    Attributes:
        metadata: what releases say, with what this one found out of sources.
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
        self.metadata = Metadata(inputs, cache, known)

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
                over = self.metadata.over(found)
                over += [
                    (normalise(row["name"]), row.get("version", ""), NO_FILE)
                    for row in rows
                    if not has_file(row)
                ]
                if not over:
                    early = may_be_early(found, self.metadata.needed)
                    unasked = is_unasked(found, self.metadata.needed)
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
            if source is None or source in self.metadata.declared:
                raise UvError(words.unreached(answer.error))
            from checker.resolve.archives import declared  # noqa: PLC0415  gate: sources

            self.metadata.declared[source] = declared(self.cache, *source)
        raise UvError("too much would have to be asked")

    def _settings(self) -> str:
        """What sources depend on, as a configuration of uv."""
        if not self.metadata.declared:
            return ""
        rows = [
            "{ "
            + f"name = {_quoted(name)}, version = {_quoted(version)}, "
            + f"requires-dist = [{', '.join(map(_quoted, requires or ()))}]"
            + " }"
            for (name, version), requires in self.metadata.declared.items()
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
        releases = [(normalise(row["name"]), row.get("version", "")) for row in rows]
        found = [
            Distribution(
                *release,
                source=not row.get("wheels") and not row.get("archive"),
                unbuilt=self.metadata.declared.get(release, ()) is None,
            )
            for release, row in zip(releases, rows, strict=True)
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
        head = words.normalised_head
        return set(map(head, self.metadata.needed(distribution, lambda each: head(each) in names)))


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 32 or c in '"\\' or ord(c) == 127 else c for c in text
    )
    return f'"{escaped}"'
