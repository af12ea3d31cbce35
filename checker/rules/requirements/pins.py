"""Rules about what requirements say of versions: said twice, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.rules.registry import rule
from checker.rules.requirements.shared import (
    applies,
    masked,
    quoted,
    readable_files,
    requirements_of,
    without_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, Requirement, RequirementsFile
    from checker.project.project import Project


@rule("REQ006")
def duplicate(project: Project) -> Iterator[Finding]:
    """The same distribution is required twice."""
    if project.requirements is None:
        return
    seen: dict[str, list[tuple[RequirementsFile, Entry, Requirement]]] = {}
    for file in readable_files(project):
        if file.constraint:
            continue
        for entry, requirement in requirements_of(file):
            if not requirement.name or "${" in requirement.text:
                continue
            earlier = seen.setdefault(requirement.normalised, [])
            for _, _, before in earlier[:20]:
                finding = _of_pair(project, file, entry, before, requirement)
                if finding is not None:
                    yield finding
                    break
            earlier.append((file, entry, requirement))


def _of_pair(
    project: Project, file: RequirementsFile, entry: Entry, first: Requirement, second: Requirement
) -> Finding | None:
    same_marker = "".join(first.marker.split()) == "".join(second.marker.split())
    if same_marker:
        if applies(first, project.target) is False:
            return None
    elif not (applies(first, project.target) and applies(second, project.target)):
        return None
    severity, fix = Severity.ERROR, None
    if first.url or second.url or first.local or second.local:
        if not _different_addresses(first, second):
            return None
        template = "`{second}` beside `{first}` is another source for one name → pip finds no way"
        advice = "keep one of the two lines"
    elif _contradict(first, second):
        template = "`{second}` contradicts `{first}` → pip finds no version and the build fails"
        advice = "keep one of the two lines"
    elif set(first.extras) != set(second.extras):
        return None
    elif _clauses(first) == _clauses(second):
        template = "`{second}` is required twice, first by `{first}` → nothing changes by it"
        advice = "delete one of the two lines"
        severity = Severity.INFO
        safe = same_marker and first.hashes == second.hashes and not _has_comment(file, entry)
        applicability = Applicability.SAFE if safe else Applicability.UNSAFE
        fix = Fix("delete the line", applicability, (without_line(file.document, entry),))
    else:
        template = "`{second}` is required twice, first by `{first}` → both have to hold"
        advice = "write one line that says both"
        severity = Severity.INFO
    return Finding(
        "REQ006",
        say(template, first=quoted(first.text), second=quoted(second.text)),
        Location(file.path, *second.span),
        severity,
        help=advice,
        related=((Location(first.path, *first.span), "first required here"),),
        fix=fix,
    )


def _clauses(requirement: Requirement) -> set[str]:
    return {f"{clause.operator}{clause.version.lower()}" for clause in requirement.specifiers}


def _has_comment(file: RequirementsFile, entry: Entry) -> bool:
    """Whether the last physical line of an entry goes on after it."""
    line, _ = file.document.line_column(max(entry.span.start, entry.span.end - 1))
    end = file.document.line_span(line)[1]
    return bool(file.document.text[entry.span.end : end].strip())


def _contradict(first: Requirement, second: Requirement) -> bool:
    """Whether a pin of one lies outside what the other allows."""
    if _clauses(first) == _clauses(second):
        return False
    pins = [(first.pin, second), (second.pin, first)]
    if not any(pin for pin, _ in pins):
        return False
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion

    for pin, other in pins:
        if pin is None:
            continue
        clauses = ",".join(f"{c.operator}{c.version}" for c in other.specifiers)
        try:
            if not SpecifierSet(clauses).contains(pin, prereleases=True):
                return True
        except (InvalidSpecifier, InvalidVersion):
            return False
    return False


def _different_addresses(first: Requirement, second: Requirement) -> bool:
    """Whether both name an address, and not the same one."""
    if not (first.url and second.url):
        return False
    one, other = (masked(r.url).partition("#")[0].rstrip("/") for r in (first, second))
    return one != other


@rule("REQ011")
def unpinned(project: Project) -> Iterator[Finding]:
    """Nothing holds the next major release of a requirement back."""
    if project.requirements is None:
        return
    bounded = {
        found.normalised
        for file in project.requirements.files
        if file.constraint
        for _, found in requirements_of(file)
        if _is_bounded(found)
    }
    for file in readable_files(project):
        if file.constraint:
            continue
        named = [found for _, found in requirements_of(file) if found.name]
        open_ones = [
            found
            for found in named
            if not _is_bounded(found)
            and found.normalised not in bounded
            and not (found.url or found.local or found.hashes)
            and found.name_span is not None
            and not cannot_be_installed(found)
        ]
        if not open_ones:
            continue
        first = open_ones[0]
        names = ", ".join(quoted(found.name, 40) for found in open_ones[:3])
        more = len(open_ones) - 3
        if more > 0:
            names += f" and {more} more"
        template = "{count} of {all} requirements have no upper bound ({names}) → each build takes "
        if len(open_ones) == 1:
            template = "{names} has no upper bound → each build takes "
        yield Finding(
            "REQ011",
            say(
                template + "the newest release",
                count=len(open_ones),
                all=len(named),
                names=names,
            ),
            Location(file.path, *(first.name_span or first.span)),
            Severity.INFO,
            help="write the versions that you have tested: `pip freeze > requirements.txt`",
            related=tuple(
                (Location(file.path, *found.span), say("{name}", name=found.name))
                for found in open_ones[1:6]
            ),
        )


def cannot_be_installed(requirement: Requirement) -> bool:
    """Whether another rule says that this name has no release for the platform at all."""
    from checker.data.os_packages import OS_PACKAGES
    from checker.rules.requirements.names import is_no_distribution
    from checker.rules.requirements.systems import only_for

    if requirement.normalised in OS_PACKAGES or is_no_distribution(requirement):
        return True
    return only_for(requirement) is not None


def _is_bounded(requirement: Requirement) -> bool:
    return any(clause.operator not in (">=", ">", "!=") for clause in requirement.specifiers)
