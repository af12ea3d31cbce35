"""Which release of a server's distribution the build installs, as far as requirements.txt says."""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.data.releases import below, numbers
from checker.platform.detection import build_requirements, dependencies
from checker.platform.python_version import python_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement, Requirements
    from checker.project.project import Project

BELOW = "{name} below {limit} (for Python {python})"
EXACT = "{name} {version}"
WITH_PIP = ("pip", "pipenv")
"""Programs with which pip installs what the requirements say."""
_LOWER_BOUNDS = frozenset({">", ">="})


class Release(NamedTuple):
    """The release that is installed."""

    version: str
    """One that has the same options: the pinned one, or one just below a limit."""
    shown: str
    """For a message: `gunicorn 20.1.0`, `gunicorn below 22.0.0 (for Python 3.6)`."""


def installed_release(project: Project, distribution: str, newest: str) -> Release | None:
    """The release of a distribution that the build installs; None if that is not known.

    A pin says it; without an upper bound it is the newest that the Python of the build gets.

    Args:
        project: the project.
        distribution: its normalised name.
        newest: its newest release of which something is known.
    """
    whole = project.resolution if project.resolver is not None else None
    chosen = whole.find(distribution) if whole is not None else None
    if chosen is not None and numbers(chosen.version) is not None:
        return Release(chosen.version, say(EXACT, name=distribution, version=chosen.version))
    required = build_requirements(project)
    if required is None or dependencies(project).tool not in WITH_PIP:
        return None
    return release_on(python_version(project).series, required, distribution, newest)


def release_on(
    python: str | None, required: Requirements, distribution: str, newest: str
) -> Release | None:
    """The release that pip installs for a Python; None if that is not known.

    Args:
        python: its major and minor version; None if it is not known.
        required: what pip is asked to install.
        distribution: its normalised name.
        newest: its newest release of which something is known.
    """
    requirement = _only(required, distribution)
    if requirement is None:
        return None
    pin = requirement.pin
    if pin is not None:
        shown = say(EXACT, name=distribution, version=pin)
        return Release(pin, shown) if numbers(pin) is not None else None
    if python is None:
        return None
    if any(clause.operator not in _LOWER_BOUNDS for clause in requirement.specifiers):
        return None
    limit = limit_of(distribution, python)
    if limit is None:
        return Release(newest, say(EXACT, name=distribution, version=newest))
    shown = say(BELOW, name=distribution, limit=limit, python=python)
    return Release(_just_below(limit), shown)


_OLD = "3.9"
"""On an older Python, most distributions stay at a release that is not their newest."""


def newest_for(project: Project, distribution: str, newest: str) -> str:
    """The newest release that the Python of the build gets, or a version between that and the next.

    Empty if that is not known.

    Args:
        project: the project.
        distribution: its normalised name.
        newest: its newest release of which something is known.
    """
    return newest_on(python_version(project).series, distribution, newest)


def newest_on(python: str | None, distribution: str, newest: str) -> str:
    """As `newest_for`, for a Python by its major and minor version."""
    if python is None:
        return ""
    return _newest_on(python, distribution, newest)


@lru_cache(2000)
def _newest_on(python: str, distribution: str, newest: str) -> str:
    limit = limit_of(distribution, python)
    if limit is not None:
        return _just_below(limit)
    known = distribution in compiled_data("requires-python")["distribution"]
    return "" if below(python, _OLD) and not known else newest


def _just_below(limit: str) -> str:
    """A version that is below a release, and above all that are below it."""
    head = numbers(limit) or (1,)
    return ".".join(map(str, (*head[:-1], head[-1] - 1, 999)))


def only_requirement(project: Project, distribution: str) -> Requirement | None:
    """The one requirement of a distribution; None without one, with several, or with conditions."""
    required = build_requirements(project)
    return None if required is None else _only(required, distribution)


def _only(required: Requirements, distribution: str) -> Requirement | None:
    found = required.every(distribution)
    if len(found) != 1 or found[0].constraint or found[0].marker or found[0].url:
        return None
    return found[0]


def limit_of(distribution: str, python: str) -> str | None:
    """The first release that needs a newer Python; None if all of them support this one."""
    rows = compiled_data("requires-python")["distribution"].get(distribution)
    return _limit_in(rows, python) if rows else None


@lru_cache(2000)
def _limit_in(rows: str, python: str) -> str | None:
    for row in rows.split():
        release, lowest, _ = row.split(",")
        if lowest and below(python, lowest):
            return str(release)
    return None
