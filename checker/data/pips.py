"""Which pip a build gets for its Python, where the platform installs the newest (F34).

Asked of the package index on 2026-11-28: the newest release whose metadata admits the Python.
"""

from __future__ import annotations

NEWEST: dict[tuple[int, int], tuple[int, ...]] = {
    (2, 7): (20, 3, 4),
    (3, 5): (20, 3, 4),
    (3, 6): (21, 3, 1),
    (3, 7): (24, 0),
    (3, 8): (25, 0, 1),
    (3, 9): (26, 0, 1),
    (3, 10): (26, 3),
}
"""By major and minor version of Python; a later Python has the last one."""


def newest_pip(python: tuple[int, int]) -> tuple[int, ...]:
    """The newest pip for a Python; for one before 2.7 or between the rows, the row below it."""
    return next(
        (pip for row, pip in sorted(NEWEST.items(), reverse=True) if row <= python), (20, 3, 4)
    )
