"""What the release of a distribution that is installed does not have: removed, or not there yet."""

from __future__ import annotations

from checker.base.messages import say
from checker.data import compiled_data
from checker.data.namesakes import namesake_for
from checker.data.releases import Lacking, below, lacking, owner_of
from checker.platform.detection import build_requirements
from checker.platform.facts import django
from checker.project.query import query
from checker.reachable.lacking_in_django import lacking_in_django
from checker.start.servers.release import installed_release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement, Requirements
    from checker.project.project import Project
    from checker.reachable.removed import Removed

_ANY = 999
SHOWN = {"django": "Django", "djangorestframework": "Django REST framework", "flask": "Flask",
         "sqlalchemy": "SQLAlchemy", "jinja2": "Jinja2", "werkzeug": "Werkzeug",
         "whitenoise": "WhiteNoise", "markupsafe": "MarkupSafe", "wtforms": "WTForms",
         "celery": "Celery"}  # fmt: skip
"""How distributions write their names."""


def removed(project: Project, module: str, names: tuple[str, ...]) -> Removed | None:
    """What the installed release does not have of an import; None if nothing is known to lack.

    Args:
        project: the project.
        module: dotted, absolute.
        names: what is taken from it.
    """
    top = module.partition(".")[0]
    if top == "django":
        return _of_django(project, module, names)
    required = build_requirements(project)
    return None if required is None else _of_others(project, required, module, names)


def _of_others(
    project: Project, required: Requirements, module: str, names: tuple[str, ...]
) -> Removed | None:
    from checker.reachable.effective import (  # noqa: PLC0415  gate: other releases than Django's
        effective_release,
        newest_release,
    )
    from checker.reachable.removed import Removed  # noqa: PLC0415  gate: as above
    from checker.reachable.settled import is_settled  # noqa: PLC0415  gate: as above

    name = owner_of(module.partition(".")[0])
    other = namesake_for(module, names, required.by_name)
    if other is not None:
        lacked = Lacking(module, next(filter(other.names.__contains__, names), ""), ())
        shown = say("the distribution {name}", name=other.distribution)
        return Removed(other.distribution, shown, lacked, True, "", "", other.meant)
    if not name:
        return None
    if required.find(name):
        release = effective_release(project, name)
    else:
        release = newest_release(project, name)
        if release is not None and not is_settled(project, name, release.version):
            return None  # one that is brought along, and perhaps not in its newest release
    what = None if release is None else lacking(name, release.version, module, names)
    if release is None or what is None:
        return None
    shown = release.named(SHOWN.get(name, name))
    never = bool(release.lowest) and all(
        span.last and below(span.last, release.lowest) for span in what.spans
    )
    return Removed(
        name, shown, what, release.pinned or never, release.version, _instead(name, what, names)
    )


@query
def _required_django(project: Project) -> tuple[Requirement, ...]:
    """What requires Django: while somebody types, this mostly stays."""
    required = project.requirements
    return required.find("django") if required is not None else ()


@query
def _django_in_build(project: Project) -> tuple[int, int] | None:
    """The version of Django that manage.py runs in the build, where that is known."""
    facts = django(project)
    return facts.django_version.version if facts.manage_py else None


def _of_django(project: Project, module: str, names: tuple[str, ...]) -> Removed | None:
    version, found = _django_in_build(project), _required_django(project)
    if len(found) != 1 or found[0].marker or found[0].constraint:
        return None
    if version is None:
        release = installed_release(project, "django", "6.1")
        numbers = (release.version if release else "").split(".")
        if len(numbers) < 2:
            return None
        version = int(numbers[0]), int(numbers[1])
        if version[1] == _ANY:  # below a release: the last of its series is meant
            version = version[0], 11 if version[0] == 1 else 2
    what = lacking_in_django(version, module.split(".")[1:], names)
    if what is None:
        return None
    from checker.reachable.removed import Removed  # noqa: PLC0415  gate: what Django lacks

    pin = found[0].pin
    text = f"{version[0]}.{version[1]}"
    return Removed(
        "django", f"Django {pin or text}", what, pin is not None, text,
        _instead("django", what, names),
    )  # fmt: skip


def _instead(distribution: str, what: Lacking, names: tuple[str, ...]) -> str:
    """What to write instead, by the most exact entry of the table."""
    table = compiled_data("successors")["distribution"].get(distribution, {})
    wanted = [f"{what.module}.{name}" for name in (what.name or "", *names) if name]
    dotted = what.module
    while dotted:
        wanted.append(dotted)
        dotted = dotted.rpartition(".")[0]
    return next((table[each] for each in wanted if each in table), "")
