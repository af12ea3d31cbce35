"""Which wheels a Python on Linux takes, by their file names."""

from __future__ import annotations

from checker.base.caching import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from packaging.tags import Tag

_OLD = {(2, 5): "manylinux1", (2, 12): "manylinux2010", (2, 17): "manylinux2014"}
"""The names that libc's versions had before they were written out."""


def takes(file: str, python: str, libc: str) -> bool | None:
    """Whether a Python takes a wheel; None if its name is not a wheel's.

    Args:
        file: the wheel's file name.
        python: `3.11.6`.
        libc: the version of the GNU C library, `2.35`.
    """
    from packaging.utils import (  # noqa: PLC0415  gate: for addresses, and for Python 2
        InvalidWheelFilename,
        parse_wheel_filename,
    )

    try:
        *_, own = parse_wheel_filename(file)
    except (InvalidWheelFilename, ValueError):
        return None
    major, minor = (int(part) for part in python.split(".")[:2])
    return not own.isdisjoint(_supported((major, minor), libc))


@cache
def _supported(python: tuple[int, int], libc: str) -> frozenset[Tag]:
    from packaging import tags  # noqa: PLC0415  gate: the same

    newest = int(libc.split(".")[1])
    platforms = []
    for minor in range(newest, 4, -1):
        platforms.append(f"manylinux_2_{minor}_x86_64")
        platforms += [f"{_OLD[2, minor]}_x86_64"] if (2, minor) in _OLD else []
    platforms.append("linux_x86_64")
    name = f"cp{python[0]}{python[1]}"
    abi = f"{name}mu" if python < (3, 3) else f"{name}m" if python < (3, 8) else name
    own = tags.cpython_tags(python, [abi], platforms)
    return frozenset((*own, *tags.compatible_tags(python, name, platforms)))
