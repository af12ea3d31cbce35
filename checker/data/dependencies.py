"""What a distribution depends on, by releases that were read.

The table (`dependencies.txt`) is text that is searched: a check asks for a handful of names.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import lru_cache
from checker.base.records import NamedTuple
from checker.data import line_of
from checker.data.releases import below


class Need(NamedTuple):
    """One distribution that another one depends on."""

    name: str
    """Normalised."""
    spans: tuple[tuple[str, str], ...]
    """The releases between which it is needed, these two excluded; an empty one is no limit."""
    bound: str | None
    """Below which release of it the newest release stays; empty if that is not known, `~` if only
    older releases have a bound, None if none has."""

    def is_of(self, release: str) -> bool:
        """Whether a release needs it, or may; an empty one stands for any release."""
        return not release or any(
            not (first and below(first, release) is False)
            and not (last and below(release, last) is False)
            for first, last in self.spans
        )


class Needs(NamedTuple):
    """What the releases that were read depend on."""

    oldest: str
    """The oldest release that was read; `-` if no number is known."""
    newest: str
    each: tuple[Need, ...]


@lru_cache(5000)
def needs_of(distribution: str) -> Needs | None:
    """What a distribution depends on; None if no release of it was read.

    Args:
        distribution: its normalised name (PEP 503).
    """
    named = distribution.replace("-", "").isalnum()
    line = line_of("dependencies.txt", distribution) if named else None
    if line is None:
        return None
    oldest, newest, *words = line.split()[1:]
    return Needs(oldest, newest, tuple(map(_need, words)))


def _need(word: str) -> Need:
    """`name@after:before,after:<bound`, of which all but the name may be left out."""
    name, mark, bound = re.split("([<~])|$", word, maxsplit=1)
    name, _, listed = name.partition("@")
    spans = [span.partition(":") for span in listed.split(",")]
    return Need(
        name,
        tuple((first, last) for first, _, last in spans),
        bound if mark == "<" else mark or None,
    )
