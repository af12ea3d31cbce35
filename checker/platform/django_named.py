"""Whether the dependency files name Django, or what brings it along (F36–F41)."""

from __future__ import annotations

from checker.data.distributions import TABLE
from checker.platform.files import is_regular
from checker.platform.named import named
from checker.python.models.distributions import brings_django

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project


def names_django(project: Project) -> tuple[bool, str]:
    """Whether Django itself is named for installation, and the file that does or should."""
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
    return brings_django(named(project))


def may_bring(project: Project) -> str:
    """A distribution that is not known here, whose name says that it is one for Django."""
    names = named(project)
    return next((name for name in names if name[:7] == "django-" and name not in TABLE), "")
