"""Pins of distributions without sources, before the first release with a wheel for the Python."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.data import compiled_data
from checker.data.releases import below
from checker.platform.python_version import python_version
from checker.rules.requirements.one_system import named_in, where_installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

EARLY = (
    "{name} has no wheel for Python {python} before {first}, and no source → pip stops with `No "
    "matching distribution found for {text}`"
)
_INDEXES = ("--index-url", "--extra-index-url", "--find-links", "--no-index")


def wheelless(project: Project) -> Iterator[Finding]:
    """Each pin of a release that has no file for the target's Python, by the dated table."""
    python = python_version(project).series
    required = project.requirements
    if python is None or required is None:
        return
    known: dict[str, str] = compiled_data("wheels")["distribution"]
    found = named_in(project, known.keys())
    if not found or any(each.option(name) for each in required.entries for name in _INDEXES):
        return  # another index may have anything
    for entry, requirement in found:
        first = dict(each.split(":") for each in known[requirement.normalised].split()).get(python)
        base = (requirement.pin or "").partition("+")[0]
        if first is None or not base or below(base, first) is not True:
            continue
        fields = {"name": requirement.name, "python": python, "first": first}
        message = say(EARLY, text=requirement.text, **fields)
        help = say("write `{name}=={release}`", name=requirement.name, release=first)
        at = Location(entry.path, *requirement.span)
        yield from where_installed(
            project, requirement, [Finding("REQ014", message, at, Severity.ERROR, help=help)]
        )
