"""When the rules on Django's settings can have something to say (see `checker.rules.needs`).

Each is asked only where there is a manage.py.
"""

from __future__ import annotations

import posixpath

from checker.platform.builder import builder_of
from checker.platform.detection import build_requirements
from checker.platform.django_facts import KNOWN
from checker.platform.facts import django
from checker.platform.plan import collectstatic_runs, planned_collectstatic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts
    from checker.project.project import Project

SERVING = frozenset(
    {"whitenoise", "dj-static", "static3", "django-storages", "servestatic",
     "wsgi-static-middleware"}
)  # fmt: skip
"""Distributions that serve static files, or keep them elsewhere."""


def reading(project: Project) -> DjangoFacts | None:
    """What the build's collectstatic would meet; None where it does not run (F41, F45)."""
    if not builder_of(project.target).runs_collectstatic:
        return None
    facts = django(project)
    if facts.manage_py is None or collectstatic_runs(project) is False:
        return None
    return facts


def problems_met(project: Project) -> bool:
    """The build, or else the start, meets a problem of the settings."""
    facts = reading(project)
    if facts is not None:
        return bool(facts.problems)
    from checker.reachable import start_settings  # noqa: PLC0415  gate: without collectstatic

    return bool(start_settings.start_problems(project))


def folder_not_in_git(project: Project) -> bool:
    """Of a folder of STATICFILES_DIRS git holds nothing, or the build meets a problem."""
    folders = _paths(project, "STATICFILES_DIRS")
    return problems_met(project) or not all(_holds(project, path) for path in folders)


def path_from_the_top(project: Project) -> bool:
    """A setting is a path that begins with a slash."""
    settings = ("STATIC_ROOT", "STATICFILES_DIRS", "MEDIA_ROOT")
    return any(path.startswith("/") for name in settings for path in _paths(project, name))


def nothing_serves(project: Project) -> bool:
    """Collectstatic works, and no requirement is known to serve what it collects."""
    facts, required = reading(project), build_requirements(project)
    works = facts is not None and facts.succeeds is True
    installed = () if required is None else required.installed
    return works and all(each.normalised not in SERVING for each in installed)


def static_root_in_git(project: Project) -> bool:
    """Git may hold a file in the folder STATIC_ROOT."""
    return any(_holds(project, path) for path in _paths(project, "STATIC_ROOT"))


def media_collected(project: Project) -> bool:
    """MEDIA_ROOT is STATIC_ROOT, or the build meets a problem."""
    media, static = (list(_paths(project, name)) for name in ("MEDIA_ROOT", "STATIC_ROOT"))
    return problems_met(project) or any(path in static for path in media)


def manage_py_not_taken(project: Project) -> bool:
    """The platform does not take the manage.py that is there."""
    return django(project).manage_py is None


def not_collected(project: Project) -> bool:
    """The build does not run collectstatic, or skips it."""
    builder = builder_of(project.target)
    return not builder.runs_collectstatic or planned_collectstatic(project).skipped


def _paths(project: Project, name: str) -> Iterator[str]:
    """The paths of a setting of the build, below the root as the repository has them."""
    facts = reading(project)
    setting = None if facts is None else facts.setting(name)
    value = None if setting is None or setting.state != KNOWN else setting.value
    for each in value if isinstance(value, list) else [value]:
        path = each[-1] if isinstance(each, list) and each else each
        if isinstance(path, str):
            yield posixpath.normpath(path.removeprefix("{root}/"))


def _holds(project: Project, folder: str) -> bool:
    """Whether git holds a file in a folder; none in any where git was not asked."""
    return any(path.startswith(folder + "/") for path in project.tracked or ())
