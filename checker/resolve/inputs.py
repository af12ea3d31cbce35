"""What the platform's pip is asked to install, as lines that uv reads in the same way.

The files are read by the parser that reads them as pip does, so that uv never sees one: not their
encoding, comments, `-r`, quotes or options of a line, in which the two differ. uv gets one plain
requirement per line, the options of whole files, and the Python and C library of the build.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.platform.python_version import python_version
from checker.project.resolution import Resolution
from checker.resolve.asked import AskedFor
from checker.resolve.indexes import index_options
from checker.resolve.lines import counts, line_of
from checker.resolve.pips import IGNORED, is_legacy, pip_of
from checker.resolve.sources import asked_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement
    from checker.project.project import Project
    from checker.project.resolution import Trouble

_GLIBCS = ("2.17", "2.28", *(f"2.{minor}" for minor in range(31, 41)))
"""The C libraries that uv knows a platform for."""
_CAREFUL = "2.17"
"""The C library of an image that is not known: what has a wheel for it has one for all."""


class Inputs(NamedTuple):
    """All that decides what is installed, apart from the index's content."""

    lines: tuple[tuple[str, Requirement], ...]
    """What uv reads, and the requirement that it stands for."""
    constraints: tuple[tuple[str, Requirement], ...]
    options: tuple[str, ...]
    """Lines for the top of the file: the indexes, and more. They may hold passwords."""
    python: str
    platform: str
    libc: str = _CAREFUL
    left_out: tuple[Requirement, ...] = ()
    """The requirements that no index knows: folders, and addresses of repositories."""
    unknown: tuple[Requirement, ...] = ()
    """Those of them of which only a build would tell what they depend on."""
    prerelease: bool = False
    wheels_first: bool = False
    """Whether a wheel of an older release is better than a source of a newer one."""
    yanked: bool = False
    """Whether pip takes a yanked release if there is nothing else."""
    hashed: bool = False
    """Whether pip asks for a hash on each distribution."""
    closed: bool = False
    """Whether nothing is installed but what is listed."""
    ahead: tuple[int, ...] = ()
    """How many lines stand before each constraint: the pips that go by the order ignore it then."""
    tool: str = ""
    """What installs them from a lock file; empty: pip."""
    addresses: tuple[tuple[str, str], ...] = ()
    """The address of a wheel by its name, if that tool asks no index."""
    troubles: tuple[Trouble, ...] = ()
    """What stands against it, whatever the index says."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Wheels and archives of the repository among which is looked, too: name and content."""
    builds: tuple[str, ...] = ()
    """What the builds of the repository's projects ask pip for before they begin."""
    unsure: bool = False
    """Whether one of those builds may stop."""


def inputs_of(project: Project, index: str = "") -> Inputs | str | Resolution:
    """What is to be asked of a project; or why there is nothing to ask, in words; or the answer.

    Args:
        project: what is checked.
        index: the address of the index to ask instead of the platform's; empty: the platform's.
    """
    python = python_version(project).effective
    if python is None:
        return "the Python of the build is not known"
    found = asked_for(project, python)
    if not isinstance(found, AskedFor):
        return found
    first = is_legacy(python, pip_of(project))
    own = index or next(iter(found.indexes), "")
    options = index_options(project, found.files, own, first)
    if isinstance(options, str):
        return options
    more = () if index else tuple(f"--extra-index-url {each}" for each in found.indexes[1:])
    lines: list[tuple[str, Requirement]] = []
    constraints: list[tuple[str, Requirement]] = []
    left: list[Requirement] = []
    ahead: list[int] = []
    files = dict(options.files)
    counting = [each for each in found.requirements if counts(each, python)]
    for text, requirement, file, refused in (line_of(project, each) for each in counting):
        if refused and not requirement.marker:
            return Resolution(False, because=refused)
        if file is not None:
            files[file[0]] = file[1]
        if text is None:
            left.append(requirement)
        elif requirement.constraint:
            constraints.append((text, requirement))
            ahead.append(len(lines))
        else:
            lines.append((text, requirement))
    names = {each.name for file in found.files for entry in file.entries if not entry.requirement
             for each in entry.options}  # fmt: skip
    unnamed = tuple(each for each in left if not each.constraint)
    return Inputs(
        tuple(lines),
        tuple(constraints),
        (*options.lines, *more),
        python,
        _platform(project),
        project.target.libc or _CAREFUL,
        (*found.own, *unnamed),
        (*found.unknown, *unnamed),
        "--pre" in names,
        "--prefer-binary" in names,
        pip_of(project) < IGNORED,
        "--require-hashes" in names or any(each.hashes for _, each in (*lines, *constraints)),
        found.closed,
        tuple(ahead),
        found.tool,
        found.addresses,
        found.troubles,
        tuple(sorted(files.items())),
        tuple(dict.fromkeys(found.builds)),
        found.unsure,
    )


def _platform(project: Project) -> str:
    """The build's system as uv calls it: the newest that its C library can run."""
    wanted = _numbers(project.target.libc or _CAREFUL)
    known = [each for each in _GLIBCS if _numbers(each) <= wanted] or [_CAREFUL]
    return f"x86_64-manylinux_{known[-1].replace('.', '_')}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
