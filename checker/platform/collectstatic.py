"""Whether `manage.py collectstatic` runs during the build, and whether it succeeds (F41–F46)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.facts import django
from checker.platform.files import is_regular
from checker.platform.slug.generate import manage_file
from checker.platform.values import Collectstatic

if TYPE_CHECKING:
    from checker.platform.detection import Recognised
    from checker.platform.django_facts import DjangoFacts
    from checker.platform.values import PythonVersion
    from checker.project.project import Project

DISABLED_BY = ".heroku/collectstatic_disabled"


def collectstatic(project: Project, recognised: Recognised, python: PythonVersion) -> Collectstatic:
    """Decide as the target does."""
    if not recognised.is_python:
        return Collectstatic(False, None, "", "it is not built as Python", recognised.at)
    if project.target.collectstatic == "never":
        return Collectstatic(
            False, None, "", "the cloud native build never runs it", (Location("manage.py"),)
        )
    manage = manage_file(project)
    if not manage:
        because = "no manage.py is a regular file at a depth of up to three folders"
        return Collectstatic(False, None, "", because, (Location("manage.py"),))
    at = (Location(manage),)
    if is_regular(project.tree, DISABLED_BY):
        because = f"{DISABLED_BY} switches it off"
        return Collectstatic(False, None, manage, because, (Location(DISABLED_BY),))
    django, where = names_django(project)
    brought = brought_by(project) if not django else ""
    if not django and not brought:
        if guess := _may_bring(project):
            because = say("whether {name} brings Django along is not known", name=guess)
            return Collectstatic(None, None, manage, because, (Location(where),))
        return Collectstatic(
            False, None, manage, say("{where} does not name Django", where=where),
            (Location(where),),
        )  # fmt: skip
    what = say("{name}, which brings Django", name=brought) if brought else "Django"
    because = say("{manage} is found and {where} names ", manage=manage, where=where) + what
    if _has_no_pkg_resources(project, python):
        because = (
            "Python 3.9 gets a setuptools without pkg_resources, which the builder's test for "
            "Django needs: collectstatic is skipped without a word"
        )
        return Collectstatic(False, None, manage, because, at, skipped=True)
    succeeds, verdict = _verdict(project)
    command = say("$ python {manage} collectstatic --noinput", manage=manage)
    return Collectstatic(
        True, succeeds, manage, f"{because}; {verdict}" if verdict else because, at, command
    )


def names_django(project: Project) -> tuple[bool, str]:
    """Whether Django itself is named for installation, and the file that does or should."""
    from checker.parsers.dependencies import named

    found = named(project).get("django")
    if found is not None:
        return True, found[1]
    for name in ("Pipfile", "requirements.txt", "setup.py", "pyproject.toml"):
        if is_regular(project.tree, name):
            return False, name
    return False, "requirements.txt"


def brought_by(project: Project) -> str:
    """The distribution that is known to bring Django along; empty without one (F41).

    The builder asks what is installed, and not what requirements.txt names.
    """
    from checker.parsers.dependencies import named
    from checker.python.models.distributions import brings_django

    return brings_django(named(project))


def _may_bring(project: Project) -> str:
    """A distribution that is not known here, whose name says that it is one for Django."""
    from checker.data.distributions import TABLE
    from checker.parsers.dependencies import named

    names = named(project)
    return next((name for name in names if name[:7] == "django-" and name not in TABLE), "")


def _has_no_pkg_resources(project: Project, python: PythonVersion) -> bool:
    """Python 3.9 gets setuptools 82, unless requirements.txt brings an older one (F35)."""
    if python.effective is None or not python.effective.startswith("3.9."):
        return False
    from checker.parsers.dependencies import named

    specifier = named(project).get("setuptools", ("", ""))[0]
    return not _is_below_82(specifier)


def _is_below_82(specifier: str) -> bool:
    """Whether a specifier keeps setuptools below 82, where `pkg_resources` went."""
    import re

    for operator, major, minor in re.findall(r"(==|~=|<=?)\s*(\d+)((?:\.\d+)*)", specifier):
        if int(major[:6]) < 82:
            return True
        if operator == "<" and int(major[:6]) == 82 and not minor.strip(".0"):
            return True
    return False


def _verdict(project: Project) -> tuple[bool | None, str]:
    """What the Django settings say; None where they were not or could not be evaluated."""
    facts = django_facts(project)
    if facts is None:
        return None, "its settings were not evaluated"
    return facts.succeeds, say("{because}", because=facts.because)


def django_facts(project: Project) -> DjangoFacts | None:
    """What is known of the Django project; None where there is no manage.py to run."""
    facts = django(project)
    return facts if facts.manage_py or facts.manage_py_too_deep else None
