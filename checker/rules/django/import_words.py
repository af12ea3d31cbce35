"""What to say of an import that fails while collectstatic, or the start, reads the settings."""

from __future__ import annotations

from checker.base import regex as re
from checker.data.stdlib import absent_module, absent_name, is_standard_somewhere
from checker.reachable.installed import installed
from checker.reachable.lacking import removed
from checker.reachable.plausible import distribution_for, looks_own
from checker.reachable.sources import python_of
from checker.rules.imports.removed import removed_words
from checker.rules.source.library import absent_words
from checker.rules.start.installed import adding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.django_facts import Problem
    from checker.project.project import Project

NO_MODULE = re.compile(r"No module named '?([\w.]+)'?")
NO_NAME = re.compile(r"cannot import name '?(\w+)'? from '?([\w.]+)'?")
NO_BACKEND = re.compile(r"'([\w.]+)' isn't an available database backend")
"""What Python and Django print."""

DRIVERS = {
    "psycopg2": "psycopg2-binary",
    "psycopg": "psycopg[binary]",
    "MySQLdb": "mysqlclient",
    "oracledb": "oracledb",
    "cx_Oracle": "cx_Oracle",
}
"""What brings the driver of a database, by its module."""


def import_words(project: Project, problem: Problem) -> tuple[str, str] | None:
    """What was found and what to type, for an import that fails; None if nothing better is known.

    Args:
        project: the project.
        problem: of the reading of the settings; its message is what Python and Django print.
    """
    name = NO_NAME.search(problem.message)
    if name is not None:
        return _lacking(project, name[2], name[1])
    module = NO_MODULE.search(problem.message)
    dotted = module[1] if module is not None else problem.fields.get("app", "")
    if module is None and not dotted:
        module = NO_BACKEND.search(problem.message)
        dotted = module[1] if module is not None else ""
    return _missing(project, problem, dotted) if dotted else None


def _lacking(project: Project, module: str, name: str) -> tuple[str, str] | None:
    """A name that a module of Python, or of an installed release, does not have."""
    if is_standard_somewhere(module.partition(".")[0]):
        python = python_of(project)
        absent = None if python is None else absent_name(module, name, python)
        return None if absent is None else absent_words(project, absent)
    return _removed(project, module, (name,))


def _missing(project: Project, problem: Problem, dotted: str) -> tuple[str, str] | None:
    """A module that is not there."""
    top = dotted.partition(".")[0]
    if is_standard_somewhere(top):
        python = python_of(project)
        absent = None if python is None else absent_module(dotted, python)
        return None if absent is None else absent_words(project, absent)
    known = installed(project)
    if known.brings(top):
        return _removed(project, dotted, ())
    found = DRIVERS.get(top, "") if problem.kind == "database-driver-missing" else ""
    if not found and not looks_own(top):
        found = distribution_for(project, dotted)
    return ("", adding(project, found)) if found else None


def _removed(project: Project, module: str, names: tuple[str, ...]) -> tuple[str, str] | None:
    what = removed(project, module, names)
    return None if what is None else removed_words(what)
