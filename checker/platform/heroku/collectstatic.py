"""Whether `manage.py collectstatic` runs in the build (H13)."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import appended, say
from checker.platform.django_named import brought_by, may_bring, names_django
from checker.platform.facts import settings_verdict
from checker.platform.files import exists, is_regular
from checker.platform.manage_py import manage_py
from checker.platform.values import Collectstatic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project


def collectstatic(project: Project) -> Collectstatic:
    """Decide for a root that is built as Python: off-switch, Django, manage.py, in this order."""
    switch = project.target.options["switch"]
    if is_regular(project.tree, switch):
        because = say("{path} switches it off", path=switch)
        return Collectstatic(False, None, "", because, (Location(switch),))
    manage = manage_py(project).path
    at = (Location(manage or "manage.py"),)
    own = any(exists(project.tree, name) for name in ("django", "django.py"))
    if not own and (lacking := without_django(project, manage)):
        return lacking
    if not manage:
        because = "no manage.py in the root or up to two folders below it"
        return Collectstatic(False, None, "", because, at)
    succeeds, verdict = settings_verdict(project)
    because = appended(
        say("Django can be imported and {manage} is found; ", manage=manage), verdict
    )
    command = say("$ python {manage} collectstatic --noinput", manage=manage)
    return Collectstatic(True, succeeds, manage, because, at, command)


def without_django(project: Project, manage: str) -> Collectstatic | None:
    """The decision for a root whose requirements bring no Django, or perhaps none; else None."""
    django, where = names_django(project)
    if django or brought_by(project):
        return None
    at = (Location(where),)
    if guess := may_bring(project):
        because = say("whether {name} brings Django along is not known", name=guess)
        return Collectstatic(None, None, manage, because, at)
    return Collectstatic(False, None, manage, say("{where} does not name Django", where=where), at)
