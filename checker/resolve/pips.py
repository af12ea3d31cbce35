"""Which pip a build has, and from which release on it does what."""

from __future__ import annotations

from checker.data.pips import newest_pip
from checker.platform.python_version import python_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_LEGACY = (20, 3)
"""The first pip whose resolver refuses requirements that exclude each other."""
FILTERED = (26, 0)
"""The first pip that takes a pre-release for a bound that names none if there is nothing else."""
MANYLINUX = (20, 3)
"""The first pip that knows every wheel for Linux that uv knows."""
EDITABLE = (21, 3)
"""The first pip that installs a project without setup.py as editable."""
IGNORED = (22, 0)
"""The first pip that takes a yanked release for a pin only."""
TILDES = (24, 1)
"""The first pip that tells `~=1.15` and `~=1.15.0` apart; those before may stop at them."""
UNPINNED = (26, 1)
"""The first pip that takes any bound on a line with hashes; those before want `==`."""


def is_legacy(python: str, pip: tuple[int, ...]) -> bool:
    """Whether a pip takes the first release that it meets, and never another instead."""
    return pip < _LEGACY or python.startswith("2.")


def pip_of(project: Project) -> tuple[int, ...]:
    """The oldest pip that the build may get."""
    if project.target.pip:
        return tuple(map(int, project.target.pip.split(".")))
    python = python_version(project).minor
    return newest_pip(python) if python is not None else _LEGACY
