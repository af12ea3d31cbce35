"""Which release of a distribution of the table of names the build installs."""

from __future__ import annotations

from checker.base.messages import Message, say
from checker.base.records import NamedTuple
from checker.data.releases import below, numbers, releases_of
from checker.platform.detection import dependencies
from checker.platform.python_version import python_version
from checker.start.servers.release import limit_of, only_requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project


PLAIN = "{name} {version}"
FOR_PYTHON = "{name} {version} (the newest for Python {python})"
THAT_FITS = "{name} {version} (the newest that fits)"


class Effective(NamedTuple):
    """The release that is installed if no other requirement keeps it down."""

    version: str
    shown: str
    """For a message: `flask 2.3.3`, `flask 2.0.3 (the newest for Python 3.6)`."""
    pinned: bool
    """Whether the requirements say exactly this one."""
    lowest: str = ""
    """The oldest release that the specifiers admit; empty without any."""

    def named(self, name: str) -> str:
        """`shown`, with the distribution's name spelled in another way."""
        shown = self.shown
        if not isinstance(shown, Message):
            return shown
        return say(shown.template, **{**shown.fields, "name": name})


def effective_release(project: Project, distribution: str) -> Effective | None:
    """The pinned release, or the newest that the specifiers and the Python of the build admit.

    None if that is not known, or if the requirements do not name the distribution just once.

    Args:
        project: the project.
        distribution: its normalised name.
    """
    requirement = only_requirement(project, distribution)
    if requirement is None or dependencies(project).tool not in ("pip", "pipenv"):
        return None
    pin = requirement.pin
    if pin is not None:
        shown = say(PLAIN, name=distribution, version=pin)
        return Effective(pin, shown, True) if numbers(pin) is not None else None
    clauses = [f"{each.operator}{each.version}" for each in requirement.specifiers]
    return newest_release(project, distribution, ",".join(clauses))


def newest_release(project: Project, distribution: str, clauses: str = "") -> Effective | None:
    """The newest release that a specifier and the Python of the build admit; None for unknown."""
    python = python_version(project).series
    if python is None:
        return None
    releases = releases_of(distribution)
    if clauses:
        from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  gate: ranges

        try:
            wanted = SpecifierSet(clauses)
        except InvalidSpecifier:
            return None
        releases = [each for each in releases if wanted.contains(each)]
    limit = limit_of(distribution, python)
    fits = [each for each in releases if limit is None or below(each, limit)]
    if not fits:
        return None
    why = FOR_PYTHON if fits[-1] != releases[-1] else THAT_FITS
    template = PLAIN if not clauses and limit is None else why
    shown = say(template, name=distribution, version=fits[-1], python=python)
    return Effective(fits[-1], shown, False, releases[0] if clauses else "")
