"""Sources that need headers which the build's image does not have, if the index was asked."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import listed, say
from checker.data.headers import needs_of_source
from checker.platform.detection import build_requirements
from checker.platform.python_version import python_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Requirement
    from checker.project.project import Project
    from checker.project.resolution import Distribution, Resolution

LACKS = (
    "{name} {version} has no wheel for Python {python}, and its source needs {needs}, which the "
    "build does not have → compiling it fails, and the build with it"
)
MAY_LACK = (
    "{name} {version} has no wheel for Python {python}, and its source needs {needs} → without "
    "that, compiling it fails, and the build with it"
)
BINARY = "write `{other}`, which has wheels"
OTHER = "use a release that has a wheel for this Python, or `{other}`, which needs no library"
HELP = "use a release that has a wheel for this Python, or another distribution"
_BINARY = {"psycopg2": "psycopg2-binary"}
_OTHERS = {
    "mysqlclient": "pymysql",
    "mysql-python": "pymysql",
    "pylibmc": "pymemcache",
    "python-ldap": "ldap3",
    "m2crypto": "cryptography",
}
"""Distributions in pure Python, or with wheels, that do the same."""


def built(project: Project) -> Iterator[Finding]:
    """The sources among what would be installed whose builds lack a library."""
    found = project.resolution
    has = project.target.libraries
    for each in found.sources if found is not None else ():
        needs = [need for need in needs_of_source(each.name) if need not in (*has, "a compiler")]
        line = _line(project, found, each) if needs and found is not None else None
        if line is None:
            continue
        message = say(
            LACKS if has else MAY_LACK,
            name=each.name,
            version=each.version,
            python=python_version(project).series,
            needs=listed(needs),
        )
        help = say(HELP)
        if each.name in _BINARY:
            help = say(BINARY, other=_BINARY[each.name])
        elif each.name in _OTHERS:
            help = say(OTHER, other=_OTHERS[each.name])
        at = Location(line.path, *line.span)
        yield Finding("REQ014", message, at, Severity.ERROR, bool(has), help)


def _line(project: Project, found: Resolution, wanted: Distribution) -> Requirement | None:
    """The line because of which a distribution is installed."""
    required = build_requirements(project)
    todo, seen = [wanted.name], {wanted.name}
    for name in todo:
        lines = required.find(name) if required is not None else ()
        if lines:
            return lines[0]
        owner = found.find(name)
        fresh = [other for other in (owner.required_by if owner else ()) if other not in seen]
        todo += fresh
        seen.update(fresh)
    return None
