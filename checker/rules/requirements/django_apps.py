"""Apps of Django whose required release imports what the installed Django no longer has."""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.data import text_table
from checker.data.releases import below
from checker.platform.facts import django

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements.values import Requirement
    from checker.project.project import Project

PINNED = (
    "{name} {pin} imports `{what}`, which Django {django} does not have → Django stops with "
    "`ImportError` when it loads `{app}`"
)
ANY = (
    "{name} imports `{what}`, which Django {django} does not have → Django stops with "
    "`ImportError` when it loads `{app}`"
)
NEWER = "use {name} {before} or later"
OLDER = "replace it, or require `Django<{series}`: it has no release without that import"


def old_app(project: Project, requirement: Requirement) -> Iterator[Finding]:
    """What a requirement comes to if it is an app of which some releases need an older Django."""
    text = text_table("releases/django-apps.txt")
    at = text.find(f"\n{requirement.normalised} ")
    facts = django(project) if at >= 0 else None
    version = None if facts is None else facts.django_version.version
    if facts is None or version is None:
        return
    for line in text[at + 1 :].split("\n"):
        name, app, before, series, what = (line.split(" ") + [""] * 5)[:5]
        if name != requirement.normalised:
            return
        if (
            requirement.pin is None or below(requirement.pin, before) is not True
        ) and before != "-":
            continue
        if below(".".join(map(str, version)), series) is not False:
            continue
        listed = facts.setting("INSTALLED_APPS")
        apps = listed.value if isinstance(listed.value, list) else None
        if apps is not None and not any(_is_of(each, app) for each in apps):
            return
        yield Finding(
            "REQ013",
            say(
                PINNED if requirement.pin else ANY,
                name=requirement.name,
                pin=requirement.pin or "",
                what=what,
                app=app,
                django=".".join(map(str, version)),
            ),
            Location("requirements.txt"),
            Severity.ERROR,
            certain=apps is not None and bool(requirement.pin or before == "-") and facts.declared,
            help=say(OLDER, series=series)
            if before == "-"
            else say(NEWER, name=requirement.name, before=before),
        )
        return


def _is_of(entry: object, app: str) -> bool:
    """Whether an entry of INSTALLED_APPS is an app, or its configuration, or a part of it."""
    return isinstance(entry, str) and (entry == app or entry.startswith(f"{app}."))


@cache
def apps_with_rows() -> frozenset[str]:
    """The distributions that the table is about."""
    lines = text_table("releases/django-apps.txt").split("\n")
    return frozenset(line.split(" ", 1)[0] for line in lines if line[:1] not in ("", "#"))
