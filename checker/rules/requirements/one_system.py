"""Requirements that pip cannot install on Linux."""

from __future__ import annotations

from posixpath import normpath

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.data.releases import below
from checker.platform.detection import LISTS_MORE
from checker.platform.python_version import python_version
from checker.project.query import query
from checker.rules.registry import rule
from checker.rules.requirements.shared import (
    applies,
    applies_on,
    installed_files,
    readable_files,
    relative_file,
    requirements_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from checker.parsers.requirements import Entry, Requirement
    from checker.project.project import Project

ONLY = {
    "files": "{name} is for {system} only → pip finds no file for Linux and the build fails",
    "sources": "{name} is for {system} only → it does not build on Linux and the build fails",
    "depends": "{name} needs a distribution for {system} only → the build fails on Linux",
}
WHEEL = (
    "{file} is a wheel for {system} only → pip stops with `is not a supported wheel on this "
    "platform`"
)


@query
def named(project: Project) -> tuple[tuple[Entry, Requirement], ...]:
    """The named requirements that pip may install, whatever their markers say."""
    return tuple(
        (entry, requirement)
        for file in installed_files(project)
        if not file.constraint
        for entry, requirement in requirements_of(file)
        if requirement.name and not requirement.url and "${" not in requirement.text
    )


@query
def _named_by_name(project: Project) -> dict[str, list[tuple[int, Entry, Requirement]]]:
    found: dict[str, list[tuple[int, Entry, Requirement]]] = {}
    for at, (entry, requirement) in enumerate(named(project)):
        found.setdefault(requirement.normalised, []).append((at, entry, requirement))
    return found


def named_in(project: Project, names: AbstractSet[str]) -> list[tuple[Entry, Requirement]]:
    """Those of the named requirements that a table is about, by their normalised names."""
    by_name = _named_by_name(project)
    found = sorted((each for name in by_name.keys() & names for each in by_name[name]), key=_place)
    return [(entry, requirement) for _, entry, requirement in found]


def _place(each: tuple[int, Entry, Requirement]) -> int:
    return each[0]


class Wheel(NamedTuple):
    """What the name of a wheel says of where it can be installed."""

    file: str
    pythons: tuple[str, ...]
    """`py3`, `cp36`."""
    abis: tuple[str, ...]
    """`none`, `abi3`, `cp36m`."""
    platforms: tuple[str, ...]
    """`any`, `win_amd64`, `manylinux1_x86_64`."""


@query
def wheels(project: Project) -> tuple[tuple[Entry, Requirement, Wheel], ...]:
    """The wheels that are required by an address, or by a path in the repository."""
    return tuple(_named_wheels(project))


def _named_wheels(project: Project) -> Iterator[tuple[Entry, Requirement, Wheel]]:
    for file in readable_files(project):
        for entry, requirement in requirements_of(file):
            where = requirement.url or requirement.local
            if ".whl" not in where or file.constraint or "${" in where:
                continue
            path = relative_file(requirement.url) or requirement.local
            if not project.tree.is_file(normpath(path)) if path else where[:4] != "http":
                continue  # REQ004's
            name = where.partition("#")[0].partition("?")[0].rpartition("/")[2]
            parts = name.removesuffix(".whl").split("-")
            if name.endswith(".whl") and len(parts) in (5, 6):
                tags = [tuple(part.split(".")) for part in parts[-3:]]
                yield entry, requirement, Wheel(name, tags[0], tags[1], tags[2])


def where_installed(
    project: Project, requirement: Requirement, findings: list[Finding]
) -> Iterator[Finding]:
    """The findings, if the requirement's marker holds; uncertain ones where that depends."""
    if not findings:
        return
    effective = python_version(project).effective
    if effective is None:
        answer = applies(requirement, project.target)
    else:
        answer = applies_on(requirement, effective)
    if answer is not False:
        for finding in findings:
            certain = bool(answer) and finding.at.path not in LISTS_MORE
            yield finding if certain else finding._replace(certain=False)


@rule("REQ008")
def platform_only(project: Project) -> Iterator[Finding]:
    """A distribution for Windows or macOS only is required without a marker."""
    yield from _wheels(project)
    for entry, requirement in named(project):
        only = only_for(requirement)
        if only is None:
            continue
        system, platform, kind = only
        finding = Finding(
            "REQ008",
            say(ONLY[kind], name=requirement.name, system=system),
            Location(entry.path, *(requirement.name_span or requirement.span)),
            Severity.ERROR,
            help=say(
                'write `{text} ; sys_platform == "{platform}"`, or remove the line',
                text=requirement.text.partition(";")[0].strip(),
                platform=platform,
            ),
            fix=_marked(entry, requirement, platform),
        )
        yield from where_installed(project, requirement, [finding])


def _wheels(project: Project) -> Iterator[Finding]:
    """Wheels of another system, by their own name."""
    for entry, requirement, wheel in wheels(project):
        if any(
            tag == "any" or tag.startswith(("linux", "manylinux", "musllinux"))
            for tag in wheel.platforms
        ):
            continue
        system = {"w": "Windows", "m": "macOS"}.get(wheel.platforms[0][:1])
        if system is None:
            continue
        finding = Finding(
            "REQ008",
            say(WHEEL, file=wheel.file, system=system),
            Location(entry.path, *requirement.span),
            Severity.ERROR,
            help="write `name==version`, or the address of a wheel for Linux",
        )
        yield from where_installed(project, requirement, [finding])


def only_for(requirement: Requirement) -> tuple[str, str, str] | None:
    """The one system that a distribution is for, its `sys_platform`, and why it fails on Linux."""
    tables = compiled_data("platform-only")
    name = requirement.normalised
    for key, system, platform in (("windows", "Windows", "win32"), ("macos", "macOS", "darwin")):
        kinds = tables[key]
        prefix = kinds.get("prefix")
        kind = next((k for k in ("files", "sources", "depends") if name in kinds[k]), "")
        if not kind and prefix and name.startswith(prefix):
            kind = "sources"
        since = kinds.get("since", {}).get(name)
        if since and (requirement.pin is None or below(requirement.pin, since) is not False):
            continue
        if kind:
            return system, platform, kind
    return None


def _marked(entry: Entry, requirement: Requirement, platform: str) -> Fix | None:
    """Put the marker behind a requirement that has none."""
    if requirement.marker or requirement.editable or not entry.path.endswith((".txt", ".in")):
        return None
    end = requirement.span.end
    return Fix(
        say("install {name} only on the systems that it supports", name=requirement.name),
        Applicability.UNSAFE,
        (Edit(entry.path, end, end, f' ; sys_platform == "{platform}"'),),
    )
