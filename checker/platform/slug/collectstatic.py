"""Whether `manage.py collectstatic` runs during the build, and whether it succeeds (F41–F46)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location
from checker.base.messages import fill, joined, say
from checker.platform.django_named import brought_by, may_bring, names_django
from checker.platform.facts import settings_verdict
from checker.platform.files import is_regular
from checker.platform.named import named
from checker.platform.rainbond.rainbondfile import NAME as RAINBONDFILE
from checker.platform.rainbond.rainbondfile import build_variable
from checker.platform.values import Collectstatic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.values import PythonVersion
    from checker.project.project import Project

DISABLED_BY = ".heroku/collectstatic_disabled"


def collectstatic(project: Project, python: PythonVersion, manage: str) -> Collectstatic:
    """Decide for a root that is built as Python and has this manage.py."""
    at = (Location(manage),)
    if is_regular(project.tree, DISABLED_BY):
        because = fill("{disabled_by} switches it off", disabled_by=DISABLED_BY)
        return Collectstatic(False, None, manage, because, (Location(DISABLED_BY),))
    disabled = project.target.disable_collectstatic.removeprefix("BUILD_")
    if disabled and build_variable(project, disabled):
        because = say("BUILD_{name} in the rainbondfile switches it off", name=disabled)
        return Collectstatic(False, None, manage, because, (Location(RAINBONDFILE),))
    django, where = names_django(project)
    brought = brought_by(project) if not django else ""
    if not django and not brought:
        if guess := may_bring(project):
            because = say("it is unknown whether {name} installs Django", name=guess)
            return Collectstatic(None, None, manage, because, (Location(where),))
        return Collectstatic(
            False, None, manage, say("{where} does not name Django", where=where),
            (Location(where),),
        )  # fmt: skip
    what = say("{name}, which installs Django", name=brought) if brought else "Django"
    because = say(
        "{manage} is found and {where} names {what}", manage=manage, where=where, what=what
    )
    if _has_no_pkg_resources(project, python):
        because = (
            "Python 3.9 gets a setuptools without pkg_resources, which the builder's test for "
            "Django needs: collectstatic is skipped without a word"
        )
        return Collectstatic(False, None, manage, because, at, skipped=True)
    succeeds, verdict = settings_verdict(project)
    command = say("$ python {manage} collectstatic --noinput", manage=manage)
    return Collectstatic(
        True,
        succeeds,
        manage,
        joined([because, verdict]) if verdict else because,
        at,
        command,
    )


def _has_no_pkg_resources(project: Project, python: PythonVersion) -> bool:
    """Python 3.9 gets setuptools 82, unless requirements.txt brings an older one (F35)."""
    if project.target.setuptools or not (python.effective or "").startswith("3.9."):
        return False
    specifier = named(project).get("setuptools", ("", ""))[0]
    return not _is_below_82(specifier)


def _is_below_82(specifier: str) -> bool:
    """Whether a specifier keeps setuptools below 82, where `pkg_resources` went."""
    for operator, major, minor in re.findall(r"(==|~=|<=?)\s*(\d+)((?:\.\d+)*)", specifier):
        if int(major[:6]) < 82:
            return True
        if operator == "<" and int(major[:6]) == 82 and not minor.strip(".0"):
            return True
    return False
