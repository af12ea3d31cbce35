"""What Django's settings name without importing it: apps, middleware, the database's driver."""

from __future__ import annotations

from checker.data.import_names import NONE, distribution_of, listed_part
from checker.data.stdlib import is_standard_somewhere
from checker.init.imported import Needed, is_local
from checker.platform.facts import django

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

_DRIVERS = {
    "django.db.backends.postgresql": "psycopg2",
    "django.db.backends.postgresql_psycopg2": "psycopg2",
    "django.contrib.gis.db.backends.postgis": "psycopg2",
    "django.db.backends.mysql": "MySQLdb",
    "django.db.backends.oracle": "oracledb",
}
_DOTTED = ("INSTALLED_APPS", "MIDDLEWARE", "MIDDLEWARE_CLASSES", "AUTHENTICATION_BACKENDS")


def named_in_settings(project: Project, known: frozenset[str]) -> list[Needed]:
    """What the settings need beside the distributions that are known to be needed already."""
    found: dict[str, Needed] = {}
    for module, path, line in _modules(project, known):
        top = module.partition(".")[0]
        if is_standard_somewhere(top) or is_local(project.tree, path, top):
            continue
        distribution = distribution_of(module)
        if distribution != NONE and distribution not in known:
            key = distribution or top
            found.setdefault(
                key, Needed(listed_part(module) or top, distribution, path, line, optional=False)
            )
    return [found[key] for key in sorted(found, key=str.lower)]


def _modules(project: Project, known: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    facts = django(project)
    for name in _DOTTED:
        setting = facts.setting(name)
        values = setting.value if isinstance(setting.value, list) else []
        for value in values:
            if isinstance(value, str):
                yield value, setting.path, setting.line or 1
    databases = facts.setting("DATABASES")
    engines = databases.value if isinstance(databases.value, dict) else {}
    for database in engines.values():
        engine = database.get("ENGINE") if isinstance(database, dict) else None
        driver = _DRIVERS.get(str(engine))
        # PyMySQL stands in for MySQLdb, psycopg 3 for psycopg2.
        if driver and not known & {"PyMySQL", "psycopg"}:
            yield driver, databases.path, databases.line or 1
