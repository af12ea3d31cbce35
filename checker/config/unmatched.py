"""Patterns of a configuration that match no file of the root: most often a misspelt name."""

from __future__ import annotations

from checker.base.errors import PlacedError
from checker.base.globs import matches_below
from checker.base.messages import fill
from checker.base.spelling import did_you_mean
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.config.values import Config
    from checker.files.tree import Tree

_ENTRIES = 20_000
"""Files that a pattern is compared with at the most; in a larger root nothing is said."""
_MADE = frozenset(
    {"venv", ".venv", "env", "node_modules", "build", "dist", ".tox", ".nox", ".git", "site"}
    | {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "htmlcov", "*.pyc"}
)
"""Names of what is made on one machine and not on another: a pattern for them is no mistake."""
_NAMES = 2_000
"""Names among which the likely one is looked for."""


def unmatched_patterns(config: Config, tree: Tree) -> Iterator[PlacedError]:
    """A warning for each pattern of the root's own configuration that matches nothing.

    One that lies above the root may be about other roots.
    """
    if config.base or not config.patterns or config.roots:
        return
    paths = _paths(tree)
    if paths is None:
        return
    for pattern, error in config.patterns.items():
        if not _MADE.isdisjoint(pattern.split("/")):
            continue
        if not any(matches_below(pattern, path) for path in paths):
            hint = did_you_mean(pattern.strip("/"), paths[:_NAMES])
            yield PlacedError(
                fill("{message}{hint}", message=error.message, hint=hint),
                error.path,
                error.start,
                error.end,
                fill("{message}{hint}", message=error.words, hint=hint),
            )


def _paths(tree: Tree) -> list[str] | None:
    """The files of a root; None where they are too many."""
    found: list[str] = []
    for path, kind in tree.walk():
        if kind is not Kind.DIRECTORY:
            found.append(path)
            if len(found) > _ENTRIES:
                return None
    return found
