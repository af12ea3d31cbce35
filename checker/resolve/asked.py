"""What a build is asked to install, as a value."""

from __future__ import annotations

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement, RequirementsFile
    from checker.project.resolution import Trouble


class AskedFor(NamedTuple):
    """What the build is asked to install."""

    requirements: tuple[Requirement, ...]
    files: tuple[RequirementsFile, ...] = ()
    """The requirements files, for their options."""
    own: tuple[Requirement, ...] = ()
    """Projects of the repository, whose dependencies are among the requirements."""
    unknown: tuple[Requirement, ...] = ()
    """Projects of the repository of which only a build would tell what they depend on."""
    builds: tuple[str, ...] = ()
    """What the builds of those projects ask pip for before they begin."""
    unsure: bool = False
    """Whether one of those builds may stop."""
    closed: bool = False
    """Whether nothing is installed but what is listed."""
    troubles: tuple[Trouble, ...] = ()
    """What stands against it, whatever the index says."""
    indexes: tuple[str, ...] = ()
    """The addresses of the indexes that a lock file or a Pipfile names."""
    tool: str = ""
    """What installs a lock file; empty: pip installs requirements."""
    addresses: tuple[tuple[str, str], ...] = ()
    """The address of a wheel by its name, if that tool asks no index."""
