"""Requirements that pip cannot install on Linux."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model import Applicability, Edit, Finding, Fix, Location, Severity
from checker.rules import rule, say
from checker.rules.requirement_help import applies, applies_on, readable_files, requirements_of
from checker.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, Requirement
    from checker.project import Project


def named(project: Project) -> Iterator[tuple[Entry, Requirement]]:
    """The named requirements that pip may install, whatever their markers say."""
    for file in readable_files(project):
        if file.constraint:
            continue
        for entry, requirement in requirements_of(file):
            if requirement.name and not requirement.url and "${" not in requirement.text:
                yield entry, requirement


def where_installed(
    project: Project, requirement: Requirement, findings: list[Finding]
) -> Iterator[Finding]:
    """The findings, if the requirement's marker holds; uncertain ones where that depends."""
    if not findings:
        return
    effective = project.plan.python.effective
    if effective is None:
        answer = applies(requirement, project.target)
    else:
        answer = applies_on(requirement, effective)
    if answer is not False:
        for finding in findings:
            yield finding if answer else finding._replace(certain=False)


@rule(
    "REQ008",
    "requirements-platform-only",
    Severity.ERROR,
    cites=("compile.install", "F34"),
    fix=Applicability.UNSAFE,
)
def platform_only(project: Project) -> Iterator[Finding]:
    """A distribution for Windows or macOS only is required without a marker.

    Why:
        The platform is Linux. For `pywin32` and its like the package index has no file that fits:
        `No matching distribution found`, and the build ends; others have a source that does not
        build there, or depend on one of these. `pip freeze` on Windows writes them. With a marker
        (`; sys_platform == "win32"`) pip passes over the line. The table of names is dated
        2026-11-22.

        Distributions that are of no use on Linux but install there (`colorama`, `comtypes`,
        `appnope`) are not reported.

    Example:
        pywin32==306

    Use instead:
        pywin32==306 ; sys_platform == "win32"
    """
    tables = shipped("platform-only")
    for entry, requirement in named(project):
        found: list[Finding] = []
        for system, platform in (("windows", "win32"), ("macos", "darwin")):
            kinds = tables[system]
            name = requirement.normalised
            prefix = kinds.get("prefix")
            kind = next((k for k in ("files", "sources", "depends") if name in kinds[k]), "")
            if not kind and prefix and name.startswith(prefix):
                kind = "sources"
            if not kind:
                continue
            then = {
                "files": "pip finds no file for Linux and the build fails",
                "sources": "it does not build on Linux and the build fails",
                "depends": "it depends on what has no file for Linux and the build fails",
            }[kind]
            finding = Finding(
                "REQ008",
                say(
                    "{name} is for {system} only → {then}",
                    name=requirement.name,
                    system={"windows": "Windows", "macos": "macOS"}[system],
                    then=then,
                ),
                Location(entry.path, *(requirement.name_span or requirement.span)),
                Severity.ERROR,
                help=say(
                    'write `{text} ; sys_platform == "{platform}"`, or remove the line',
                    text=requirement.text.partition(";")[0].strip(),
                    platform=platform,
                ),
                fix=_marked(entry, requirement, platform),
            )
            found.append(finding)
        yield from where_installed(project, requirement, found)


def _marked(entry: Entry, requirement: Requirement, platform: str) -> Fix | None:
    """Put the marker behind a requirement that has none."""
    if requirement.marker or requirement.editable:
        return None
    end = requirement.span.end
    return Fix(
        say("install {name} only where it can be", name=requirement.name),
        Applicability.UNSAFE,
        (Edit(entry.path, end, end, f' ; sys_platform == "{platform}"'),),
    )
