"""Which pinned releases do not run on a Python that takes them: they do not build or import there.

The dated table (`releases/importable.toml`) was made by running them.
"""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.data.releases import below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import KeysView
    from typing import Any


class Trouble(NamedTuple):
    """Why a release does not run on a Python, and which one does."""

    kind: str
    """`build`, `import`, or `use`: it is imported, but its first use fails."""
    what: str
    """The module that cannot be imported, or the expression that fails; empty for a build."""
    error: str
    """The last line of the error: `ImportError: cannot import name …`."""
    pythons: tuple[str, ...]
    """The Pythons next to each other, this one among them, on which it is known to fail."""
    newest: bool
    """Whether the last of them is the newest one that was tried."""
    good: str
    """The first later release that runs on this Python; empty if none is known."""


def troubled() -> KeysView[str]:
    """The distributions that something is known of."""
    table: dict[str, Any] = compiled_data("importable")["distribution"]
    return table.keys()


def trouble(distribution: str, release: str, python: str) -> Trouble | None:
    """Why a release does not run on a Python; None if it does, or if that is not known.

    Args:
        distribution: its normalised name.
        release: the pinned version.
        python: the minor version: `3.14`.
    """
    if len(release) < _LONG:
        return _trouble(distribution, release, python)
    return _trouble.__wrapped__(distribution, release, python)


_LONG = 50
"""Characters of what is no release that is worth keeping."""


@lru_cache(5000)
def _trouble(distribution: str, release: str, python: str) -> Trouble | None:
    table = compiled_data("importable")
    found = table["distribution"].get(distribution)
    if found is None:
        return None
    answer = _answer(_spans(found, python), release)
    if not answer.isdigit():
        return None
    kind, what, error = found["errors"][int(answer)]
    minors = [".".join(full.split(".")[:2]) for full in table["pythons"]]
    first = last = minors.index(python)
    while first and _answer(_spans(found, minors[first - 1]), release).isdigit():
        first -= 1
    while last + 1 < len(minors) and _answer(_spans(found, minors[last + 1]), release).isdigit():
        last += 1
    later = (
        since for since, _, each in _spans(found, python) if each == "ok" and below(release, since)
    )
    pythons = tuple(minors[first : last + 1])
    return Trouble(kind, what, error, pythons, last + 1 == len(minors), next(later, ""))


def _spans(found: dict[str, str], python: str) -> list[tuple[str, str, str]]:
    """The first and the last release of each range, and the answer."""
    text = next((text for key, text in found.items() if python in key.split()), "")
    spans = [span.split() for span in text.split(", ")] if text else []
    # A post-release comes with the release that it is of: `3.1.26.post2`.
    base = [[word.partition(".post")[0] for word in span] for span in spans]
    return [(first, last, answer) for first, last, answer in base]


def _answer(spans: list[tuple[str, str, str]], release: str) -> str:
    for first, last, answer in spans:
        if below(release, first) is False and below(last, release) is False:
            return answer
    return ""
